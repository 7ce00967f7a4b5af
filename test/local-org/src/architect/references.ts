import { kindOfRootKey } from "../organization/flowKinds";
import type { FlowKind } from "../organization/flowKinds";
import type { ObjectKind } from "../organization/model";
import type { FlowFile } from "./flowFile";
import { asMap, asText, at } from "./tree";
import { own } from "../organization/own";

/** An object of the organization that a flow names. */
export interface ObjectReference {
  kind: ObjectKind;
  name: string;
  /** A data action's integration. */
  of?: string;
}

/** A reference to another flow. */
export interface FlowReference {
  kind: FlowKind;
  name: string;
}

/** Properties whose `lit: {name: X}` names an object of this type. */
const objectProperties: Record<string, ObjectKind> = {
  targetQueue: "queue",
  selectedSchedule: "schedule",
  schedule: "schedule",
  scheduleGroup: "scheduleGroup",
  emergencyGroup: "emergencyGroup",
  targetUser: "user",
  targetGroup: "group",
  languageSkill: "language",
  defaultLanguageSkill: "language",
  acdSkill: "skill",
};

/** Properties that are keyed by an object's name. */
const keyedProperties: Record<string, ObjectKind> = { dataTable: "dataTable", screenPopScript: "script" };

const flowRootKeys = {
  overrideInQueueFlow: "inqueueCall",
  inQueueFlow: "inqueueCall",
  botFlow: "botFlow",
} as const;

/** The objects that a flow names, without duplicates, in file order. */
export function objectReferences(file: FlowFile): ObjectReference[] {
  const found = new Map<string, ObjectReference>();
  const add = (reference: ObjectReference): void => {
    found.set([reference.kind, reference.of, reference.name].join("\u0000"), reference);
  };
  eachProperty(file.body, (key, value) => {
    const kind = own(objectProperties, key);
    const named = asText(at(value, "lit", "name"));
    if (kind && named !== undefined) add({ kind, name: named });
    const keyed = own(keyedProperties, key);
    if (keyed) Object.keys(asMap(value) ?? {}).forEach((name) => add({ kind: keyed, name }));
    if (key === "category") dataActions(value).forEach(add);
    // PromptSystem.* prompts exist in every organization.
    const prompt = /^Prompt\.(.+)$/.exec((key === "prompt" ? asText(value) : named) ?? "")?.[1];
    if (prompt !== undefined) add({ kind: "prompt", name: prompt });
  });
  return [...found.values()];
}

/** The flows that a flow names, except modules. */
export function flowReferences(file: FlowFile): FlowReference[] {
  const found = new Map<string, FlowReference>();
  eachProperty(file.body, (key, value, owner) => {
    const rootKey =
      key === "targetFlow"
        ? owner === "transferToFlowSecure"
          ? "secureCall"
          : "inboundCall"
        : own<string>(flowRootKeys, key);
    const kind = rootKey === undefined ? undefined : kindOfRootKey(rootKey);
    if (!kind) return;
    const names = key === "botFlow" ? Object.keys(asMap(value) ?? {}) : [flowName(value)];
    for (const name of names) if (name !== undefined) found.set(`${kind.type}\u0000${name}`, { kind, name });
  });
  return [...found.values()];
}

/** `{name: X}` in old exports, otherwise `{lit: {name: X}}` as for other objects. */
const flowName = (value: unknown): string | undefined =>
  asText(at(value, "name")) ?? asText(at(value, "lit", "name"));

function dataActions(category: unknown): ObjectReference[] {
  return Object.entries(asMap(category) ?? {}).flatMap(([integration, inner]) =>
    Object.keys(asMap(at(inner, "dataAction")) ?? {}).map((name): ObjectReference => ({
      kind: "dataAction",
      name,
      of: integration,
    })),
  );
}

/** `owner` is the nearest enclosing mapping property: for an action's properties, the action's key. */
function eachProperty(
  value: unknown,
  visit: (key: string, value: unknown, owner: string) => void,
  owner = "",
): void {
  if (Array.isArray(value)) {
    value.forEach((item) => eachProperty(item, visit, owner));
    return;
  }
  for (const [key, inner] of Object.entries(asMap(value) ?? {})) {
    visit(key, inner, owner);
    eachProperty(inner, visit, key);
  }
}
