import { asMap } from "../architect/tree";
import { actionTypes, knownParameters } from "./document";
import type { DocumentType, FlowDocument } from "./document";
import { own } from "../organization/own";

/** A fault in a body, with its path: `document.content.entries.start.nexts.default`. */
export interface Detail {
  fieldName: string;
  errorCode: string;
  message: string;
}

/** Does the organization have such a module, by id or by name? */
export type FindModule = (wanted: { id?: string; name?: string }) => boolean;

type Say = (path: string, errorCode: string, message: string) => void;

/** All faults of a document; without any, `document` is valid. */
export function checkDocument(
  document: unknown,
  type: DocumentType,
  findModule: FindModule,
): { details: Detail[]; document?: FlowDocument } {
  const details: Detail[] = [];
  const say: Say = (path, errorCode, message) => {
    details.push({ fieldName: path, errorCode, message });
  };
  const map = asMap(document);
  const content = asMap(map?.content);
  const entries = asMap(content?.entries);
  if (!map || !content || !entries) {
    say("document.content.entries", "required", "a document has its entries here");
    return { details };
  }
  onlyKeys(map, ["content"], "document", say);
  onlyKeys(content, ["entries", "variables", "initialGreeting", "settings"], "document.content", say);
  if (!Object.hasOwn(entries, "start"))
    say("document.content.entries.start", "required", "the flow begins at an entry named start");
  for (const [key, entry] of Object.entries(entries)) {
    checkEntry(entry, `document.content.entries.${key}`, { entries, type, findModule, say });
  }
  if (type === "module" && details.length === 0) {
    const back = cycle(entries as FlowDocument["content"]["entries"]);
    if (back !== undefined)
      say(`document.content.entries.${back}`, "cycle", "a module cannot lead back to an entry");
  }
  // All properties read below have been checked.
  return details.length > 0 ? { details } : { details, document: document as FlowDocument };
}

interface Around {
  entries: Record<string, unknown>;
  type: DocumentType;
  findModule: FindModule;
  say: Say;
}

function checkEntry(entry: unknown, path: string, around: Around): void {
  const { entries, say } = around;
  const map = asMap(entry);
  const action = asMap(map?.action);
  if (map?.entryType !== "action" || !action) {
    say(path, "invalid", 'an entry has entryType "action" and an action');
    return;
  }
  onlyKeys(map, ["entryType", "action", "nexts"], path, say);
  onlyKeys(action, ["action", "actionType", "parameters"], `${path}.action`, say);
  checkAction(action, `${path}.action`, around);
  if (map.nexts !== undefined && !asMap(map.nexts))
    say(`${path}.nexts`, "invalid", "nexts names the next entry by path");
  for (const [name, target] of Object.entries(asMap(map.nexts) ?? {})) {
    if (typeof target !== "string" || !Object.hasOwn(entries, target))
      say(`${path}.nexts.${name}`, "unknown.entry", `there is no entry ${JSON.stringify(target)}`);
  }
  const ends = action.actionType === "end" || action.actionType === "disconnect";
  if (ends && Object.keys(asMap(map.nexts) ?? {}).length > 0)
    say(`${path}.nexts`, "invalid", `nothing follows ${String(action.actionType)}`);
}

function checkAction(action: Record<string, unknown>, path: string, { type, findModule, say }: Around): void {
  const { actionType } = action;
  if (typeof actionType !== "string" || !actionTypes.has(actionType)) {
    say(`${path}.actionType`, "unknown.action", `there is no action ${JSON.stringify(actionType)}`);
    return;
  }
  if (action.action !== actionType) say(`${path}.action`, "invalid", "action must be the same as actionType");
  const parameters = action.parameters === undefined ? {} : asMap(action.parameters);
  if (!parameters) return say(`${path}.parameters`, "invalid", "parameters are an object");
  const known = knownParameters[actionType];
  if (known) onlyKeys(parameters, known, `${path}.parameters`, say);
  if (actionType !== "invokeSubFlow") return;
  if (type === "module") say(`${path}.actionType`, "invalid", "a module cannot invoke a module");
  const { moduleId, moduleName } = parameters;
  const wanted =
    typeof moduleId === "string"
      ? { id: moduleId }
      : typeof moduleName === "string" && moduleId === undefined
        ? { name: moduleName }
        : undefined;
  if (!wanted || !findModule(wanted)) {
    const named = JSON.stringify(moduleId ?? moduleName);
    say(
      `${path}.parameters.${moduleId === undefined && moduleName !== undefined ? "moduleName" : "moduleId"}`,
      "unknown.module",
      `${named} is no published module of this organization`,
    );
  }
}

function onlyKeys(map: Record<string, unknown>, allowed: readonly string[], path: string, say: Say): void {
  for (const key of Object.keys(map).filter((one) => !allowed.includes(one)))
    say(`${path}.${key}`, "unknown.property", "is not known here");
}

/** An entry that leads back to itself: a module has one task and cannot jump. */
function cycle(entries: FlowDocument["content"]["entries"]): string | undefined {
  const done = new Set<string>();
  const walk = (key: string, above: readonly string[]): string | undefined => {
    if (above.includes(key)) return key;
    if (done.has(key)) return undefined;
    for (const next of Object.values(own(entries, key)?.nexts ?? {})) {
      const back = walk(next, [...above, key]);
      if (back !== undefined) return back;
    }
    done.add(key);
    return undefined;
  };
  return walk("start", []);
}
