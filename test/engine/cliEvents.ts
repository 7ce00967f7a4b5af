import { readFileSync } from "node:fs";
import type { Diagnostic, PlannedOperation, Severity } from "./events";
import type { Operation } from "./steps";
import { STACK_TYPE } from "./urn";
import { redact, type PropertyMap } from "./values";

/** What the CLI's event log says of a run. */
export interface CliRun {
  changes: Record<string, number>;
  operations: PlannedOperation[];
  diagnostics: Diagnostic[];
  /** undefined where the run did not get so far. */
  outputs: Record<string, unknown> | undefined;
}

interface StepMetadata {
  op: Operation;
  urn: string;
  type: string;
  diffs?: string[] | null;
  keys?: string[] | null;
  new?: { outputs?: PropertyMap } | null;
}

/** The part of github.com/pulumi/pulumi/sdk/go/common/apitype/events.go that is used here. */
interface EngineEvent {
  resourcePreEvent?: { metadata: StepMetadata };
  resOutputsEvent?: { metadata: StepMetadata };
  diagnosticEvent?: { urn?: string; message: string; severity: Severity; ephemeral?: boolean };
  summaryEvent?: { resourceChanges: Record<string, number> | null };
}

/** Reads a file that `--event-log` has written. */
export function readEventLog(path: string): CliRun {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  const events = lines.map((line) => JSON.parse(line) as EngineEvent);
  const stack = events.findLast(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === STACK_TYPE);
  const outputs = stack?.resOutputsEvent?.metadata.new?.outputs;
  return {
    changes: events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    operations: events.flatMap(({ resourcePreEvent }) =>
      resourcePreEvent ? operationOf(resourcePreEvent.metadata) : [],
    ),
    diagnostics: events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent ? diagnosticOf(diagnosticEvent) : [],
    ),
    outputs: outputs && (redact(outputs) as PropertyMap),
  };
}

const operationOf = ({ op, urn, diffs, keys }: StepMetadata): PlannedOperation => ({
  op,
  urn,
  ...(diffs?.length && { diffs }),
  ...(keys?.length && { keys }),
});

function diagnosticOf(event: NonNullable<EngineEvent["diagnosticEvent"]>): Diagnostic[] {
  const { severity, urn, message, ephemeral } = event;
  if (severity === "debug" || ephemeral) return [];
  // Colors are tags: <{%fg 1%}>.
  const text = message.replaceAll(/<\{%[^%]*%\}>/g, "").trimEnd();
  return text === "" ? [] : [{ severity, ...(urn && { urn }), message: text }];
}
