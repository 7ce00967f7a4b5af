import { expect } from "chai";
import { flowFromYaml } from "#codegen/fromYaml";
import { givenArguments } from "#codegen/program";
import { substitutionKeys } from "#language/architect/substitutions";
import type { PropertyMap } from "../engine/values";
import { fixtureFiles, foreignFiles, NO_FOREIGN_FILES, type FlowFileText } from "../flowFiles";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn, type Caller } from "../local-org/test/caller";
import { firstRound } from "./firstRound";
import { startProvider, type ProviderClient } from "./providerClient";

/** Files that no organization accepts, with the error at preview. */
const refused: Record<string, RegExp> = {
  // An inbound call has no states.
  "inboundCall-CrossOrgMainFlow.yaml": /state/,
};

/**
 * The first operations of a stack: state matches what was created, even after someone publishes the same
 * content again.
 */
describe("a stack with a flow file", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  let me: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 0, ratePerMinute: 1_000_000 });
    me = await signIn(org);
    door = await startProvider(org);
  });
  afterEach(async () => {
    for (const { id } of await org.control.flows()) await org.control.deleteFlow(id);
  });
  after(async () => {
    await door.close();
    await org.stop();
  });

  const round = (file: FlowFileText, program: PropertyMap): Promise<void> =>
    firstRound(file, program, {
      org,
      me,
      calls: file.kind === "module" ? door.module : door.inboundFlow,
      lines: door.lines,
    });

  /** The program that `codegen` writes for a file, if it is one with a document. */
  const documentProgram = ({ text, name }: FlowFileText): PropertyMap | undefined => {
    const source = flowFromYaml(text, { origin: name });
    return source.content.form === "document"
      ? ({ ...givenArguments(source), document: source.content.document } as unknown as PropertyMap)
      : undefined;
  };

  /**
   * A file from outside may stay YAML because of its keys; of the fixtures, one shows what a document cannot
   * express.
   */
  const staysYaml = ({ name, text }: FlowFileText): boolean =>
    name === "oneNameTwice.yaml" || substitutionKeys(text).length > 0;

  const foreign = foreignFiles();
  if (foreign === undefined) it(NO_FOREIGN_FILES);
  for (const file of [...fixtureFiles(), ...(foreign ?? [])]) {
    const message = refused[file.name];
    if (message !== undefined) {
      it(`is refused for ${file.name}`, async () => {
        const { failures } = await door.inboundFlow.check({ yaml: file.text });
        expect(failures.join()).to.match(message);
      });
      continue;
    }

    it(`settles for ${file.name}`, () => round(file, { yaml: file.text }));

    it(`settles for ${file.name} under another name`, () =>
      round(file, { name: "Another name", description: "Another text", yaml: file.text }));

    it(`settles for ${file.name} as a document`, async () => {
      const program = documentProgram(file);
      if (program !== undefined) await round(file, program);
      else expect(staysYaml(file)).to.equal(true);
    });
  }
});
