import { expect } from "chai";
import { typeErrors } from "../codegen/typeCheck";

const program = (body: string): string => `
import * as pulumi from "@pulumi/pulumi";
import { FlowModule, InboundFlow, verifyFlowReferencesModule, type FlowModuleReference } from "pulumi-genesyscloud";
declare const line: InboundFlow;
declare const collector: FlowModule;
declare const output: pulumi.Output<string>;
declare const id: string;
export type Output = pulumi.Output<FlowModuleReference>;
export type Promised = Promise<FlowModuleReference>;
${body}
`;

/** One program per form of call, so that a failure shows which one is wrong. */
const RIGHT = [
  "export const a: Output = verifyFlowReferencesModule(line, collector); void [output, id];",
  "export const a: Output = verifyFlowReferencesModule(line, id); void [collector, output];",
  "export const a: Output = verifyFlowReferencesModule(line.id, collector.id); void [output, id];",
  "export const a: Output = verifyFlowReferencesModule(output, id); void [line, collector];",
  "export const a: Output = verifyFlowReferencesModule(id, collector); void [line, output];",
  "export const a: Output = verifyFlowReferencesModule(line, collector, { clientSecret: pulumi.secret(id), flowApi: 'document' }); void output;",
  "export const a: Promised = verifyFlowReferencesModule(id, id, { clientSecret: id }); void [line, collector, output];",
];
const WRONG: [string, string][] = [
  [
    "a module in the place of the flow",
    "export const a = verifyFlowReferencesModule(collector, collector); void [line, output, id];",
  ],
  [
    "a flow in the place of the module",
    "export const a = verifyFlowReferencesModule(line, line); void [collector, output, id];",
  ],
  [
    "an output for a promise",
    "export const a: Promised = verifyFlowReferencesModule(line, collector); void [output, id];",
  ],
  [
    "settings that are outputs, in a script",
    "export const a = verifyFlowReferencesModule(id, id, { clientSecret: output }); void [line, collector];",
  ],
  [
    "a setting that there is not",
    "export const a = verifyFlowReferencesModule(id, id, { clientSecet: id }); void [line, collector, output];",
  ],
];

describe("types of verifyFlowReferencesModule", () => {
  let errors: string[];
  before(function () {
    // The compiler is slow.
    this.timeout(60_000);
    errors = typeErrors([...RIGHT, ...WRONG.map(([, body]) => body)].map(program));
  });

  it("accept resources, ids and outputs, with a matching result type", () => {
    expect(errors.filter((error) => Number(error.split("/")[0]) < RIGHT.length)).to.deep.equal([]);
  });

  for (const [index, [title]] of WRONG.entries()) {
    it(`do not take ${title}`, () => {
      expect(errors.filter((error) => error.startsWith(`${RIGHT.length + index}/`))).to.have.length(1);
    });
  }
});
