import type { Exchange } from "../../src/http/host";
import { routes } from "../../src/http/routes";
import { Contract } from "./contract";

/** The record of a witness. */
export interface Seen {
  /** Exchanges by operation. */
  operations: Record<string, number>;
  /** Contract violations, without duplicates. */
  violations: string[];
  /** Whether Genesys Cloud's OpenAPI description was available. */
  openApi: boolean;
}

/** Receives exchanges and checks them against Genesys Cloud's contract. */
export class ExchangeRecorder {
  readonly #contract = new Contract();
  #operations: Record<string, number> = {};
  #violations = new Set<string>();

  see({ operation, ...exchange }: Exchange): void {
    if (operation === undefined) return;
    this.#operations[operation] = (this.#operations[operation] ?? 0) + 1;
    for (const fault of this.#contract.faults({ operation, ...exchange })) this.#violations.add(fault);
  }

  /** The record since the last call. */
  take(): Seen {
    const seen = {
      operations: this.#operations,
      violations: [...this.#violations],
      openApi: this.#contract.hasOpenApi,
    };
    this.#operations = {};
    this.#violations = new Set();
    return seen;
  }
}

/** A short summary of several records. */
export function reportOf(seen: readonly Seen[]): string {
  const operations = new Map<string, number>();
  for (const [operation, count] of seen.flatMap((one) => Object.entries(one.operations))) {
    operations.set(operation, (operations.get(operation) ?? 0) + count);
  }
  const exchanges = [...operations.values()].reduce((sum, each) => sum + each, 0);
  const violations = new Set(seen.flatMap((one) => one.violations)).size;
  const against = seen.some(({ openApi }) => openApi)
    ? "the SDK's types and the OpenAPI description"
    : "the SDK's types";
  const unseen = routes.map(({ operation }) => operation).filter((operation) => !operations.has(operation));
  return [
    `${exchanges} exchanges of ${operations.size} operations against ${against}: ${violations} violations`,
    `covered: ${[...operations.keys()].sort().join(", ")}`,
    // Not shown for a run of a few files.
    ...(unseen.length === 0 || unseen.length > operations.size
      ? []
      : [`offered and not covered: ${unseen.join(", ")}`]),
  ].join("\n");
}
