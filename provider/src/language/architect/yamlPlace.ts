import { transferToAcd } from "../actions/transfers";
import { isObject, isScalar, own } from "../json";
import type { PlainObject } from "../json";
import type { YamlPath } from "./readEntries";

type YamlKeys = Readonly<Record<string, string | undefined>>;

/** The path in an action's YAML of a property of its entry (`parameters.timeout`), as far as the YAML has it. */
export function yamlPathOf(property: string, body: PlainObject, yamlKeys: YamlKeys = {}): YamlPath {
  const [, parameter = "", rest = ""] = /^parameters\.([^.]*)\.?(.*)$/s.exec(property) ?? [];
  if (parameter === "") return [];
  const key = own(yamlKeys, parameter) ?? parameter;
  const path: (string | number)[] = [];
  let node: unknown = body;
  for (const part of key === "" ? [] : key.split(".")) {
    const name = part === "*" ? onlyKeyOf(node) : part;
    if (name === undefined) return path;
    path.push(name);
    node = isObject(node) ? own(node, name) : undefined;
  }
  return descend(node, rest, path);
}

/** Follows the rest of a property by keys, indexes and the names of list items. */
function descend(node: unknown, rest: string, path: YamlPath): YamlPath {
  if (rest === "") return [...path, ...scalarBelow(node)];
  if (Array.isArray(node)) return descendList(node, rest, path);
  if (!isObject(node)) return path;
  const key = Object.keys(node)
    .filter((candidate) => startsWith(rest, candidate))
    .sort((a, b) => b.length - a.length)[0];
  if (key !== undefined) return descend(node[key], afterKey(rest, key), [...path, key]);
  // Inputs and outputs of modules, which documents name without their scope.
  const [first = ""] = rest.split(".");
  if (Object.hasOwn(node, `Common.${first}`)) return [...path, `Common.${first}`];
  const spelled = own(SPELLED, first);
  if (spelled !== undefined && Object.hasOwn(node, spelled))
    return descend(node[spelled], afterKey(rest, first), [...path, spelled]);
  if (first === "transferToAcd")
    return [...path, ...yamlPathOf(`parameters.${afterKey(rest, first)}`, node, transferToAcd.yamlKeys)];
  if (first === "architect" || first === "body") return descend(node, afterKey(rest, first), path);
  // Levels that documents do not have: `case`, `attribute`, the type of a statement.
  if (path.length === 0) return [first];
  const only = onlyKeyOf(node);
  return only === undefined ? path : descend(node[only], rest, [...path, only]);
}

function descendList(list: readonly unknown[], rest: string, path: YamlPath): YamlPath {
  const [index = ""] = rest.split(".");
  if (/^\d+$/.test(index) && Number(index) < list.length)
    return descend(list[Number(index)], afterKey(rest, index), [...path, Number(index)]);
  const taken = new Set<string>();
  for (const [at, item] of list.entries()) {
    const key = onlyKeyOf(item);
    const body: unknown = key !== undefined && isObject(item) ? item[key] : undefined;
    if (key === undefined) continue;
    const label = isObject(body) && typeof body.name === "string" && body.name !== "" ? body.name : key;
    // Matches how menu choices with the same name are read.
    let name = label;
    for (let count = 2; taken.has(name); count++) name = `${label} ${count}`;
    taken.add(name);
    if (startsWith(rest, name)) return descend(body, afterKey(rest, name), [...path, at, key]);
  }
  return path;
}

/** Properties of documents that have a different name in YAML, below a parameter. */
const SPELLED: Readonly<Record<string, string>> = {
  byLanguage: "alternateSequences",
  globalSpeech: "globalSpeechRecTerms",
  speech: "speechRecTerms",
  when: "value",
};

/** The key of a scalar value (`lit`, `exp`, ...), where an issue with the value is reported. */
export function scalarBelow(node: unknown): string[] {
  const key = onlyKeyOf(node);
  return key !== undefined && VALUES.has(key) && isObject(node) && isScalar(node[key]) ? [key] : [];
}

const VALUES: ReadonlySet<string> = new Set(["exp", "lit", "prompt", "tts", "var"]);

const startsWith = (rest: string, key: string): boolean => rest === key || rest.startsWith(`${key}.`);

const afterKey = (rest: string, key: string): string => rest.slice(key.length + 1);

function onlyKeyOf(node: unknown): string | undefined {
  const keys = isObject(node) ? Object.keys(node) : [];
  return keys.length === 1 ? keys[0] : undefined;
}

/** A path for messages, starting at the last list: `collectInput.digits`, `settingsMenu.menuSelectionTimeout`. */
export function pathText(path: YamlPath): string | undefined {
  const from = path.findLastIndex((part) => typeof part === "number") + 1;
  const text = path.slice(from).join(".");
  return text === "" ? undefined : text;
}
