import type { FlowState } from "./state";

/**
 * The flow exists, but something after its publish failed. The engine keeps id and properties in state, marks the
 * update as failed, and calls update on the next run. (`id`, `properties` and `reasons` are the names that the
 * dynamic provider looks for on an error.)
 */
export class InitError extends Error {
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: FlowState,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(reason, { cause });
    this.reasons = [reason];
  }
}
