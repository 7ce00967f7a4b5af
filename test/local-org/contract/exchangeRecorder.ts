import type { Exchange } from "../http/host";
import { routes } from "../http/routes";
import { Contract } from "./contract";

/** What a witness has seen. */
export interface Seen {
  /** Exchanges by operation. */
  operations: Record<string, number>;
  /** What the contract does not allow, each once. */
  violations: string[];
  /** Whether the platform's OpenAPI description was at hand. */
  openApi: boolean;
}

/** Sees exchanges and holds them against the platform's contract. */
export class ExchangeRecorder {
  readonly #contract = new Contract();
  #operations: Record<string, number> = {};
  #violations = new Set<string>();

  see({ operation, ...exchange }: Exchange): void {
    if (operation === undefined) return;
    this.#operations[operation] = (this.#operations[operation] ?? 0) + 1;
    for (const fault of this.#contract.faults({ operation, ...exchange })) this.#violations.add(fault);
  }

  /** What it has seen since it was asked last. */
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

/** What several witnesses have seen, in a few lines. */
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
    // Of a run of a few files it goes without saying.
    ...(unseen.length === 0 || unseen.length > operations.size
      ? []
      : [`offered and not covered: ${unseen.join(", ")}`]),
  ].join("\n");
}
