import type { OperationKind } from "./operation";
import type { Diagnostic, PlannedOperation, Watcher } from "./events";
import type { ChangeKind, PropertyChange } from "./propertyDiff";
import type { Operation } from "./steps";
import { nameOf, qualifiedType, STACK_TYPE, typeOf } from "./urn";
import { redact, type PropertyMap } from "./values";

/** How an operation is shown: its sign, what it would do, is doing, and has done. */
const WORDS: Record<Operation, [sign: string, will: string, doing: string, did: string]> = {
  same: ["  ", "", "", ""],
  create: ["+ ", "create", "creating", "created"],
  update: ["~ ", "update", "updating", "updated"],
  delete: ["- ", "delete", "deleting", "deleted"],
  replace: ["+-", "replace", "replacing", "replaced"],
  "create-replacement": ["++", "create replacement", "creating replacement", "created replacement"],
  "delete-replaced": ["--", "delete original", "deleting original", "deleted original"],
  read: ["> ", "read", "reading", "read"],
  "read-replacement": [">~", "read", "reading", "read"],
  discard: ["< ", "discard", "discarding", "discarded"],
  "discard-replaced": ["<<", "discard original", "discarding original", "discarded original"],
  refresh: ["~ ", "refresh", "refreshing", "refreshed"],
  "remove-pending-replace": ["- ", "", "", ""],
};

const TITLES: Record<OperationKind, [preview: string, real: string]> = {
  preview: ["Previewing update", "Previewing update"],
  up: ["Previewing update", "Updating"],
  refresh: ["Previewing refresh", "Refreshing"],
  destroy: ["Previewing destroy", "Destroying"],
};

const SIGNS: Record<ChangeKind, string> = { add: "+", delete: "-", update: "~" };
/** Counted, but no change. */
const QUIET = ["same", "read", "read-replacement"];

/** Shows a run as the CLI does where it is not interactive, a little shorter. */
export class Display implements Watcher {
  private readonly lines: string[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private errored = 0;

  constructor(
    kind: OperationKind,
    private readonly dryRun: boolean,
    private readonly project: string,
    private readonly stack: string,
    private readonly onOutput: (line: string) => void = () => undefined,
  ) {
    this.print(`${TITLES[kind][dryRun ? 0 : 1]} (${stack}):`);
    this.print("");
  }

  get text(): string {
    return this.lines.join("\n") + "\n";
  }

  ended(
    { op, urn }: PlannedOperation,
    outcome: Operation | "failed",
    seconds: number,
    changes: PropertyChange[],
  ): void {
    const subject = `${typeOf(urn)} ${nameOf(urn)}`;
    if (outcome === "failed") {
      this.errored++;
      this.print(` ${WORDS[op][0]} ${subject} **${WORDS[op][2]} failed**`);
    } else if (outcome !== "same") {
      const [sign, will, , did] = WORDS[outcome];
      const what = this.dryRun ? will : `${did} (${seconds.toFixed(2)}s)`;
      this.print(` ${sign} ${subject} ${what}${diffText(changes)}`);
    }
  }

  said(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Diagnostics, outputs and how many resources changed. */
  finish(
    changes: Record<string, number>,
    outputs: { before: PropertyMap; after: PropertyMap },
    seconds: number,
    complaint: string | undefined,
  ): void {
    this.printDiagnostics();
    this.printOutputs(redact(outputs.before) as PropertyMap, redact(outputs.after) as PropertyMap);
    this.printCounts(changes);
    if (!this.dryRun) this.printSection([`Duration: ${Math.max(1, Math.round(seconds))}s`]);
    if (complaint !== undefined) this.printSection([`error: ${complaint}`]);
  }

  private printDiagnostics(): void {
    const groups = new Map<string, string[]>();
    for (const { severity, urn, message } of this.diagnostics) {
      const isStack = urn === undefined || qualifiedType(urn) === STACK_TYPE;
      const owner = isStack
        ? `${STACK_TYPE} (${this.project}-${this.stack})`
        : `${typeOf(urn)} (${nameOf(urn)})`;
      const text = severity === "error" || severity === "warning" ? `${severity}: ${message}` : message;
      const lines = text
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`);
      groups.set(owner, [...(groups.get(owner) ?? []), ...lines]);
    }
    if (groups.size === 0) return;
    this.printSection(["Diagnostics:"]);
    for (const [owner, lines] of groups) this.print([`  ${owner}:`, ...lines, ""].join("\n"));
  }

  private printOutputs(before: PropertyMap, after: PropertyMap): void {
    const keys = Object.keys(after).sort();
    if (keys.length === 0) return;
    const show = (key: string): string => {
      const [old, now] = [JSON.stringify(before[key]), JSON.stringify(after[key])];
      return old === undefined || old === now ? `    ${key}: ${now}` : `  ~ ${key}: ${old} => ${now}`;
    };
    this.printSection(["Outputs:", ...keys.map(show)]);
  }

  private printCounts(changes: Record<string, number>): void {
    const kinds = Object.keys(changes).filter((op) => !QUIET.includes(op)) as Operation[];
    const lines = kinds.map((op) => {
      const [sign, will, , did] = WORDS[op];
      return `    ${sign.padEnd(2)}${changes[op]} ${this.dryRun ? `to ${will}` : did}`;
    });
    const total = kinds.reduce((sum, op) => sum + (changes[op] ?? 0), 0);
    const unchanged = changes.same === undefined ? [] : [`${changes.same} unchanged`];
    const summary = [...(kinds.length > 1 ? [`${total} changes`] : []), ...unchanged].join(". ");
    const errors = this.errored > 0 ? [`    ${this.errored} errored`] : [];
    const all = [...lines, ...errors, ...(summary === "" ? [] : [`    ${summary}`])];
    if (all.length > 0) this.printSection(["Resources:", ...all]);
  }

  private printSection(lines: string[]): void {
    if (this.lines.at(-1) !== "") this.print("");
    lines.forEach((line) => this.print(line));
  }

  private print(text: string): void {
    for (const line of text.split("\n")) {
      this.lines.push(line);
      this.onOutput(line);
    }
  }
}

/** The top-level keys that differ. Those that begin with `__` are Pulumi's own. */
function diffText(changes: PropertyChange[]): string {
  const signs = new Map<string, string>();
  for (const { path, kind } of changes) {
    const key = String(path[0]);
    if (!key.startsWith("__")) signs.set(key, path.length === 1 ? SIGNS[kind] : "~");
  }
  return signs.size === 0
    ? ""
    : ` [diff: ${[...signs]
        .sort()
        .map(([key, sign]) => sign + key)
        .join(",")}]`;
}
