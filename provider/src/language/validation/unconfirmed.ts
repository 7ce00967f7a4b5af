import type { ActionTable } from "../actions/definition";
import type { Entry } from "../model";
import { isObject, own } from "../json";
import type { Report } from "../issues";
import { alsoIn } from "../issues";

/**
 * Warns about values whose YAML form is not confirmed by any known export or documentation, once for each form, and
 * describes how to confirm it. For documents without errors.
 */
export function warnOfUnconfirmed(
  report: Report,
  entries: Readonly<Record<string, Entry>>,
  table: ActionTable,
): void {
  const found = new Map<string, string[]>();
  const typeOf = (entry: unknown): string | undefined =>
    isObject(entry) && isObject(entry.action) ? String(entry.action.actionType) : undefined;
  for (const [key, entry] of Object.entries(entries)) {
    const definition = table.get(typeOf(entry) ?? "");
    if (definition?.unconfirmed === undefined) continue;
    const parameters: unknown = entry.action.parameters ?? {};
    const nexts: unknown = entry.nexts;
    if (!isObject(parameters)) continue;
    const typeBehind = (path: string) => {
      const target = isObject(nexts) ? own(nexts, path) : undefined;
      return typeof target === "string" ? typeOf(own(entries, target)) : undefined;
    };
    for (const what of definition.unconfirmed(parameters, typeBehind)) {
      const keys = found.get(what) ?? [];
      keys.push(key);
      found.set(what, keys);
    }
  }
  for (const [what, [first, ...others]] of found) {
    report
      .at(first)
      .warning(
        "unconfirmed-yaml",
        `no known export shows ${what}. To confirm it, publish the flow to a test organization and run "pulumi refresh": ` +
          `no change means that it is right${alsoIn(others)}`,
      );
  }
}
