import type { ProviderCall } from "./recorderStack";
import type { RecordedResource, RecordedStep } from "./recordings";

/** A step in a form in which two runs of it are equal if they mean the same: whatever may come in any order, sorted. */
export interface ComparableStep {
  run: string;
  exit: number;
  /** What was asked about each thing, in order; `""`: how the provider processes were configured, in any order. */
  calls: Record<string, ProviderCall[]>;
  /** For each two things of which one needs the other: in which order they were called. */
  orders: Record<string, string[]>;
  operations: Record<string, unknown[]>;
  changes: Record<string, number>;
  diagnostics: string[];
  resources: Record<string, RecordedResource[]>;
  pendingOperations: unknown[];
  cloud: Record<string, Record<string, unknown>>;
}

/** The steps of one scenario, made comparable. Ids are counted over the whole scenario, so they are renamed in all. */
export function comparable(steps: RecordedStep[]): ComparableStep[] {
  const renamed = withIdsByThing(steps);
  return renamed.map((step, i) => {
    const needs = neededBy([...(renamed[i - 1]?.state ?? []), ...step.state]);
    return {
      run: step.run,
      exit: step.exit,
      calls: callsOf(step),
      orders: ordersOf(step, needs),
      operations: sorted(groupBy(step.ops, ({ urn }) => urn)),
      changes: sorted(step.summary.resourceChanges),
      diagnostics: step.diagnostics.flatMap(diagnosticLine).sort(),
      resources: sorted(groupBy(step.state.map(withSortedLists), ({ urn }) => urn)),
      pendingOperations: step.pendingOperations ?? [],
      cloud: sorted(step.cloudAfter),
    };
  });
}

/** Is every resource listed after those that it depends on? */
export function isInDependencyOrder(resources: RecordedResource[]): boolean {
  const seen = new Set<string>();
  return resources.every(({ urn, dependencies }) => {
    seen.add(urn);
    return (dependencies ?? []).every((needed) => seen.has(needed));
  });
}

/** The recorder numbers its things in the order of their creation, which is free between independent ones. */
function withIdsByThing(steps: RecordedStep[]): RecordedStep[] {
  const counts = new Map<string, number>();
  let text = JSON.stringify(steps);
  for (const { method, name = "", id } of steps.flatMap(({ calls }) => calls)) {
    if (method !== "created") continue;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    text = text.replaceAll(new RegExp(`\\b${String(id)}\\b`, "g"), `${name}#${count}`);
  }
  return JSON.parse(text) as RecordedStep[];
}

/** Pairs of things, `[dependant, needed]`, by their recorder names. */
function neededBy(resources: RecordedResource[]): Set<string> {
  const nameOf = new Map(resources.map(({ urn, inputs }) => [urn, JSON.stringify(inputs?.name ?? urn)]));
  return new Set(
    resources.flatMap(({ urn, dependencies }) =>
      (dependencies ?? []).map((needed) => `${nameOf.get(urn)} needs ${nameOf.get(needed)}`),
    ),
  );
}

function callsOf({ calls }: RecordedStep): Record<string, ProviderCall[]> {
  const groups = sorted(groupBy(calls, ({ name }) => name ?? ""));
  groups[""]?.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return groups;
}

function ordersOf({ run, calls }: RecordedStep, needs: Set<string>): Record<string, string[]> {
  // A refresh reads everything side by side, and then compares.
  const free = run.includes("refresh") ? ["read", "diff", "configure"] : ["read", "configure"];
  const ordered = calls.filter(({ method }) => !free.includes(method));
  const orders = [...needs].sort().map((pair) => {
    const names = pair.split(" needs ");
    const between = ordered.filter(({ name = "" }) => names.includes(JSON.stringify(name)));
    return [pair, between.map(({ method, name }) => `${method} ${name}`)] as const;
  });
  return Object.fromEntries(orders);
}

/** First lines of errors and warnings, and what providers print; where a stack trace leads is Node's business. */
function diagnosticLine({ severity, urn, message }: RecordedStep["diagnostics"][number]): string[] {
  if (severity === "info" || severity === "debug" || message.startsWith("at ")) return [];
  return [`${severity} ${urn ?? "-"}: ${message.split("\n")[0]?.trim()}`];
}

const withSortedLists = (resource: RecordedResource): RecordedResource => ({
  ...resource,
  ...(resource.dependencies && { dependencies: [...resource.dependencies].sort() }),
  ...(resource.propertyDependencies && {
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, [...urns].sort()]),
    ),
  }),
});

function groupBy<T>(items: T[], keyOf: (item: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  for (const item of items) (groups[keyOf(item)] ??= []).push(item);
  return groups;
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
