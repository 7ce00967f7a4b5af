import { diffProperties, type PropertyChange } from "./propertyDiff";
import type { RefreshStep, Operation, Step } from "./steps";
import { isLogical, operationOf, subjectOf } from "./steps";
import { isDefaultProvider } from "./urn";

export type Severity = "error" | "warning" | "info" | "info#err" | "debug";

/** Something that a person is told; `urn` is missing where it concerns the stack as a whole. */
export interface Diagnostic {
  severity: Severity;
  urn?: string;
  message: string;
}

/** One step of the engine, in the order in which they began. */
export interface PlannedOperation {
  op: Operation;
  urn: string;
  /** The top-level keys that differ. */
  diffs?: string[];
  /** Those of them that force a replacement. */
  keys?: string[];
}

/** Who wants to see what happens while it happens. */
export interface Watcher {
  ended(
    operation: PlannedOperation,
    outcome: Operation | "failed",
    seconds: number,
    changes: PropertyChange[],
  ): void;
  said(diagnostic: Diagnostic): void;
}

/** Everything that a run says about itself. */
export class RunEvents {
  readonly operations: PlannedOperation[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** How many resources were, or would be, created, updated, left alone… The default providers are not counted. */
  readonly changes: Record<string, number> = {};
  sawRefusal = false;
  private readonly beginnings = new Map<Step, { operation: PlannedOperation; at: number }>();

  constructor(
    private readonly watcher: Watcher,
    /** A `refresh` counts what it finds; as a part of another command it counts nothing. */
    private readonly countRefreshes: boolean,
    private readonly now: () => number,
  ) {}

  said(severity: Severity, message: string, urn?: string): void {
    const diagnostic: Diagnostic = { severity, ...(urn && { urn }), message };
    this.diagnostics.push(diagnostic);
    this.watcher.said(diagnostic);
  }

  /** Something stands in the way of what was previewed. */
  refused(message: string, urn: string): void {
    this.sawRefusal = true;
    this.said("error", message, urn);
  }

  began(step: Step): void {
    const operation: PlannedOperation = {
      op: operationOf(step),
      urn: subjectOf(step).urn,
      ...reasonsOf(step),
    };
    this.operations.push(operation);
    this.beginnings.set(step, { operation, at: this.now() });
  }

  succeeded(step: Step): void {
    const operation = this.finish(step, step.kind === "refresh" ? step.found : operationOf(step));
    const counted = this.countedAs(step);
    if (counted === undefined || isInternal(operation)) return;
    this.changes[counted] = (this.changes[counted] ?? 0) + 1;
  }

  failed(step: Step, message: string): void {
    const operation = this.finish(step, "failed");
    this.said("error", message, isInternal(operation) ? undefined : operation.urn);
  }

  private countedAs(step: Step): Operation | RefreshStep["found"] | undefined {
    if (step.kind === "refresh") return this.countRefreshes ? step.found : undefined;
    // Reading what has not changed since the last run is no change, and the first read is none either.
    if (step.kind === "read" && !step.readOtherThanBefore) return undefined;
    return isLogical(step) ? operationOf(step) : undefined;
  }

  private finish(step: Step, outcome: Operation | "failed"): PlannedOperation {
    const beginning = this.beginnings.get(step);
    if (!beginning) throw new Error(`The step ${operationOf(step)} of ${subjectOf(step).urn} never began.`);
    const seconds = (this.now() - beginning.at) / 1000;
    if (!isInternal(beginning.operation)) {
      this.watcher.ended(beginning.operation, outcome, seconds, inputChanges(step));
    }
    return beginning.operation;
  }
}

/** The engine's own business: default providers, and forgetting what a replacement has left over. */
const isInternal = ({ op, urn }: PlannedOperation): boolean =>
  op === "remove-pending-replace" || isDefaultProvider(urn);

function reasonsOf(step: Step): { diffs?: string[]; keys?: string[] } {
  if (step.kind !== "create" && step.kind !== "update" && step.kind !== "replace") return {};
  const { diffs, keys } = step;
  return { ...(diffs?.length && { diffs }), ...(keys?.length && { keys }) };
}

function inputChanges(step: Step): PropertyChange[] {
  if (!("new" in step) || !("old" in step) || !step.old || !step.new) return [];
  return diffProperties(step.old.inputs, step.new.inputs);
}
