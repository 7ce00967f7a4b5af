import { isObject, own } from "../json";
import { parseYaml } from "./parseYaml";

/** A reference to an object of the organization in an Architect file, with its path. */
export interface ObjectReference {
  /** The kind's name in messages: "queue", "data action". */
  kind: ReferenceKind;
  name: string;
  /** A data action's integration, or a flow's type as in `Flow.type`. */
  of?: string;
  /** The path of the reference: keys and list indexes. */
  path: readonly (string | number)[];
  /** Names of the enclosing actions, tasks and menus, innermost first. */
  within: readonly string[];
}

export type ReferenceKind =
  | "flow"
  | "queue"
  | "prompt"
  | "data action"
  | "data table"
  | "schedule"
  | "schedule group"
  | "emergency group"
  | "user"
  | "group"
  | "skill"
  | "language skill"
  | "script"
  | "division";

/** Properties whose `lit: { name }` is an object of that kind. */
const BY_PROPERTY: Readonly<Record<string, ReferenceKind>> = {
  targetQueue: "queue",
  selectedSchedule: "schedule",
  schedule: "schedule",
  scheduleGroup: "schedule group",
  emergencyGroup: "emergency group",
  targetUser: "user",
  directAgent: "user",
  targetGroup: "group",
  acdSkill: "skill",
  skill: "skill",
  languageSkill: "language skill",
  defaultLanguageSkill: "language skill",
};

/** Properties whose keys are names of that kind. */
const BY_KEY: Readonly<Record<string, ReferenceKind>> = {
  dataTable: "data table",
  screenPopScript: "script",
};

/** Properties that reference a flow of that type, by name or, for bots, by key. */
const FLOWS: Readonly<Record<string, string>> = {
  overrideInQueueFlow: "INQUEUECALL",
  inQueueFlow: "INQUEUECALL",
  targetFlow: "INBOUNDCALL",
  botFlow: "BOT",
  digitalBotFlow: "DIGITALBOT",
};

/** Every reference to an object of the organization, in file order. Empty for a text that is not YAML. */
export function objectReferences(yaml: string): ObjectReference[] {
  const found: ObjectReference[] = [];
  const visit = (value: unknown, path: readonly (string | number)[], within: readonly string[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index], within));
      return;
    }
    if (!isObject(value)) return;
    const inner = typeof value.name === "string" && path.length > 1 ? [value.name, ...within] : within;
    for (const [key, child] of Object.entries(value)) {
      const at = [...path, key];
      for (const [reference, ...rest] of referencesAt(key, child, path)) {
        found.push({ ...reference, path: [...at, ...rest], within: inner });
      }
      visit(child, at, inner);
    }
  };
  visit(parseYaml(yaml).value, [], []);
  return found;
}

type Found = [reference: Pick<ObjectReference, "kind" | "name" | "of">, ...rest: string[]];

function referencesAt(key: string, value: unknown, path: readonly (string | number)[]): Found[] {
  const found: Found[] = [];
  const name = nameIn(value);
  const kind = own(BY_PROPERTY, key);
  if (kind !== undefined && name !== undefined) found.push([{ kind, name }]);
  const keyed = own(BY_KEY, key);
  if (keyed !== undefined)
    found.push(...keysOf(value).map((one): Found => [{ kind: keyed, name: one }, one]));
  if (key === "category") found.push(...dataActions(value));
  const type = own(FLOWS, key);
  if (type !== undefined) found.push(...flowsAt(key, type, value, path));
  if (key === "callCommonModule" && isObject(value)) {
    const modules = keysOf(value.commonModule);
    found.push(
      ...modules.map((one): Found => [{ kind: "flow", name: one, of: "COMMONMODULE" }, "commonModule", one]),
    );
  }
  if (key === "division" && path.length === 1 && typeof value === "string") {
    found.push([{ kind: "division", name: value }]);
  }
  for (const prompt of promptsIn(key, value, name)) found.push([{ kind: "prompt", name: prompt }]);
  return found;
}

/** `{ lit: { name } }`, or `{ name }` as used for flows. */
function nameIn(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const { name } = isObject(value.lit) ? value.lit : value;
  return typeof name === "string" && (isObject(value.lit) || Object.keys(value).length === 1)
    ? name
    : undefined;
}

function flowsAt(key: string, type: string, value: unknown, path: readonly (string | number)[]): Found[] {
  if (key === "botFlow" || key === "digitalBotFlow")
    return keysOf(value).map((name): Found => [{ kind: "flow", name, of: type }, name]);
  const name = nameIn(value);
  if (name === undefined) return [];
  const secure = key === "targetFlow" && path.at(-1) === "transferToFlowSecure";
  return [[{ kind: "flow", name, of: secure ? "SECURECALL" : type }]];
}

function dataActions(category: unknown): Found[] {
  return keysOf(category).flatMap((integration) => {
    const inner = isObject(category) ? category[integration] : undefined;
    const actions = isObject(inner) ? keysOf(inner.dataAction) : [];
    return actions.map((name): Found => [
      { kind: "data action", name, of: integration },
      integration,
      "dataAction",
      name,
    ]);
  });
}

/** Prompts are referenced in `prompt`, as an object, and in expressions. `PromptSystem.*` is built in. */
function promptsIn(key: string, value: unknown, name: string | undefined): string[] {
  const texts = key === "exp" && typeof value === "string" ? [...outsideQuotes(value)] : [];
  const direct = key === "prompt" && typeof value === "string" ? value : name;
  const whole = /^Prompt\.(.+)$/.exec(direct ?? "")?.[1];
  return [...(whole === undefined ? [] : [whole]), ...texts];
}

function* outsideQuotes(expression: string): Generator<string> {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  for (const [, name] of bare.matchAll(/(?<![\w.])Prompt\.(\w+)/g)) if (name !== undefined) yield name;
}

const keysOf = (value: unknown): string[] =>
  isObject(value) ? Object.keys(value).filter((key) => key !== "none" && key !== "noValue") : [];
