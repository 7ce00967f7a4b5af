import type { Exchange } from "../http/host";
import { routes } from "../http/routes";
import { Contract } from "./contract";

/** Sees every exchange of a test run and holds it against the platform's contract. */
export class Witness {
  readonly #contract = new Contract();
  readonly #seen = new Map<string, number>();
  readonly violations = new Set<string>();

  readonly see = (exchange: Exchange): void => {
    if (exchange.operation === undefined) return;
    this.#seen.set(exchange.operation, (this.#seen.get(exchange.operation) ?? 0) + 1);
    for (const fault of this.#contract.faults(exchange)) this.violations.add(fault);
  };

  /** Operations that this organisation offers and that no exchange so far was about. */
  unseen(): string[] {
    return routes.map(({ operation }) => operation).filter((operation) => !this.#seen.has(operation));
  }

  /** What was seen, in a few lines. */
  report(): string {
    const count = [...this.#seen.values()].reduce((sum, each) => sum + each, 0);
    const against = this.#contract.hasOpenApi
      ? "the SDK's types and the OpenAPI description"
      : "the SDK's types";
    const unseen = this.unseen();
    return [
      `${count} exchanges of ${this.#seen.size} operations against ${against}: ${this.violations.size} violations`,
      `covered: ${[...this.#seen.keys()].sort().join(", ")}`,
      ...(unseen.length === 0 ? [] : [`offered and not covered: ${unseen.join(", ")}`]),
    ].join("\n");
  }
}
