import type { BaseState } from "./baseState";
import type { RunEvents } from "./events";
import type { ProviderRegistry } from "./providerRegistry";
import { parseProviderReference } from "./urn";

/** What every part of one run works with. */
export interface RunContext {
  project: string;
  stack: string;
  dryRun: boolean;
  /** The URNs that `--target` names; undefined: everything. */
  targets: ReadonlySet<string> | undefined;
  /** The URNs that `--replace` names. */
  replaceTargets: ReadonlySet<string>;
  base: BaseState;
  providers: ProviderRegistry;
  events: RunEvents;
}

/** Ends a run whose user was already told why. */
export class BailError extends Error {}

/** Tells the user, and gives the error that ends the run. */
export function bail({ events }: RunContext, urn: string, message: string): BailError {
  events.said("error", message, urn);
  return new BailError(message);
}

/**
 * Says that something must not be. A real run ends with it; a preview goes on, so that the user hears of everything
 * that stands in the way at once.
 */
export function refuse(context: RunContext, urn: string, message: string): void {
  if (!context.dryRun) throw bail(context, urn, message);
  context.events.refused(message, urn);
}

/** Makes a provider usable that the program has not (or not yet) registered, as state knows it. */
export function ensureProvider({ base, providers }: RunContext, reference: string): void {
  if (reference === "" || providers.get(reference)) return;
  const { urn, id } = parseProviderReference(reference);
  const state = base.resources.find((resource) => resource.urn === urn && resource.id === id);
  if (!state) throw new Error(`could not find provider ${reference} in the state`);
  providers.same(state);
}
