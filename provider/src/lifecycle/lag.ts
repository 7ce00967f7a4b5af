import { moduleReferences } from "../actions/moduleReferences";
import { PublishError } from "../cloud/errors";
import { nameKey } from "../cloud/names";
import type { Session } from "./session";
import type { FlowInputs } from "./state";

// The sentences of Architect's own publish log; the API gives no code for them.
const NO_SUCH_MODULE = /the flow named '(.*?)' of type 'commonmodule' does not exist/gi;
const FLOW_EXISTS =
  /flow .*\bnamed '.*' already exists|flow of the specified type with the specified name already exists/i;

/** The names of modules that a publish did not find. Empty for any other failure. */
export function modulesNotFound(error: unknown): string[] {
  if (!(error instanceof PublishError)) return [];
  return error.messages.flatMap(({ text }) =>
    [...text.matchAll(NO_SUCH_MODULE)].map(([, name = ""]) => name),
  );
}

/** Whether a publish was refused because it wanted to make a flow of a name that is taken. */
export function flowExists(error: unknown): error is PublishError {
  return error instanceof PublishError && error.messages.some(({ text }) => FLOW_EXISTS.test(text));
}

/**
 * Whether all these names are of modules that are known to exist. Then only the platform's name index, which lags behind
 * publishes, can be the reason that a publish did not find them, and waiting helps; a name that nobody knows is wrong.
 */
export async function areKnownModules(
  session: Session,
  inputs: FlowInputs,
  names: readonly string[],
): Promise<boolean> {
  const known = new Set([...session.moduleNames()].map(nameKey));
  const areKnown = (): boolean => names.every((name) => known.has(nameKey(name)));
  if (areKnown()) return true;
  const referred = inputs.document === undefined ? [] : moduleReferences(inputs.document);
  const ids = [...(inputs.modules ?? []), ...referred.map(({ moduleId }) => moduleId)];
  const given = [...new Set(ids)].filter((id) => id !== undefined);
  const flows = await Promise.all(given.map((id) => session.api().flow(id)));
  for (const flow of flows) if (flow !== undefined) known.add(nameKey(flow.name));
  return areKnown();
}
