import type { ActionDefinition, ActionTable } from "../actions/definition";
import { exitsOf, pathsOf } from "./paths";
import { expressionsIn } from "./variables";
import { loopsIn } from "./graph";
import type { Entry } from "../model";
import type { Report } from "../issues";
import { quoted } from "../issues";
import { isUnknown } from "../json";

/** The maximum number of a loop's entries that a message names. */
const SHOWN = 8;
/** Functions whose result may change from call to call. */
const CHANGING = /\b(GetCurrent|GetRandom|Random|Rand)\w*\s*\(/i;

/**
 * Reports endless loops: those in which no entry waits, asks for input, or changes a value that the loop's conditions
 * depend on, and those that only play audio forever.
 *
 * @param graph the targets of each entry
 */
export function checkEndlessLoops(
  report: Report,
  graph: ReadonlyMap<string, readonly string[]>,
  entries: ReadonlyMap<string, Entry>,
  table: ActionTable,
): void {
  const paceOf = (key: string): ActionDefinition["pace"] => {
    const entry = entries.get(key);
    return entry && table.get(entry.action.actionType)?.pace;
  };
  const loopsOf = (among: (key: string) => boolean) => {
    const keys = [...graph.keys()].filter(among);
    return loopsIn(new Map(keys.map((key) => [key, (graph.get(key) ?? []).filter(among)])));
  };
  const isInstant = (key: string) => paceOf(key) === "instant" || paceOf(key) === "sets";
  const reported = new Set<string>();
  for (const loop of loopsOf(isInstant)) {
    if (!isSettled(report, loop, entries)) continue;
    const changes = loop.some((key) => paceOf(key) === "sets" || mayChange(entries.get(key)));
    if (changes && leadsOut(loop, entries, table)) continue;
    for (const key of loop) reported.add(key);
    const [first = ""] = loop;
    report
      .at(first)
      .limit(
        "endless-loop",
        `never ends: nothing in ${wayOf(loop)} waits, asks or changes what decides where it goes; lead it elsewhere`,
        "nexts",
      );
  }
  for (const loop of loopsOf((key) => paceOf(key) !== undefined)) {
    if (loop.some((key) => reported.has(key)) || !isSettled(report, loop, entries)) continue;
    if (leadsOut(loop, entries, table)) continue;
    const [first = ""] = loop;
    report
      .at(first)
      .warning(
        "endless-loop",
        `repeats until the caller hangs up: nothing in ${wayOf(loop)} asks for input or leads elsewhere`,
        "nexts",
      );
  }
}

/** Whether all entries of a loop are known and valid. */
function isSettled(report: Report, loop: readonly string[], entries: ReadonlyMap<string, Entry>): boolean {
  return loop.every((key) => {
    const parameters: unknown = entries.get(key)?.action.parameters;
    return (
      !report.hasFailed(key) &&
      !isUnknown(parameters) &&
      !expressionsIn(parameters).some(({ exp }) => isUnknown(exp))
    );
  });
}

function mayChange(entry: Entry | undefined): boolean {
  return expressionsIn(entry?.action.parameters).some(({ exp }) => CHANGING.test(exp));
}

/** Whether any path in a loop ends, is unknown, or leads to an entry outside the loop. */
function leadsOut(loop: readonly string[], entries: ReadonlyMap<string, Entry>, table: ActionTable): boolean {
  const inside = new Set<string | undefined>(loop);
  return loop.some((key) => {
    const entry = entries.get(key);
    const { branches, continuation } = exitsOf(pathsOf(entry, table), entry?.nexts ?? {});
    return [...branches, ...(continuation ? [continuation] : [])].some(({ to }) => !inside.has(to));
  });
}

function wayOf(loop: readonly string[]): string {
  const names = loop.slice(0, SHOWN).map(quoted).join(", ");
  return loop.length > SHOWN ? `${names} and ${loop.length - SHOWN} more` : names;
}
