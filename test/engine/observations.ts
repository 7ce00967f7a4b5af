import { expect } from "chai";
import type { Engine, OperationResult } from "./engine";
import type { RecorderStack } from "./recorderStack";
import { nameOf } from "./urn";

/** The URN of a recorder thing, but for its name. */
export const THING = "urn:pulumi:dev::rec::pulumi-nodejs:dynamic/recorder:Thing::";

/** What was done with a resource. */
export const opsOf = ({ operations }: OperationResult, name: string): string[] =>
  operations.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ op }) => op);

/** What the user was told went wrong. */
export const errorsOf = ({ diagnostics }: OperationResult): string =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message)
    .join("\n");

/** What the provider was asked since this was last looked at: `create a`. */
export const methodsOf = (stack: RecorderStack): string[] =>
  stack.takeCalls().map(({ method, name }) => (name === undefined ? method : `${method} ${name}`));

/** An operation that must go well. */
export async function succeed(run: Promise<OperationResult>): Promise<OperationResult> {
  const result = await run;
  expect(result.exitCode, result.output).to.equal(0);
  return result;
}

/** The ids in state, by the names of their resources. */
export const idsOf = (engine: Engine): Record<string, string> => {
  const resources = engine.exportState().deployment.resources ?? [];
  return Object.fromEntries(resources.map(({ urn, id = "" }) => [nameOf(urn), id]));
};
