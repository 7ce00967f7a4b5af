import type { FlowFile } from "./flowFile";
import { bodySequence, choices, containers, innerSequences, startUpSequence } from "./sequences";
import type { Action } from "./sequences";
import { asList, asMap, asText, onlyEntry } from "./tree";

/** An action's write to a variable that is undeclared or of another type. */
export interface WrongTarget {
  action: Action;
  text: string;
}

/**
 * Checks the variables that actions of call flows and modules write to. Reads are not checked: besides declared
 * variables there are built-in ones, whose list is unknown. Other flow types declare variables elsewhere.
 */
export function wrongTargets(file: FlowFile): WrongTarget[] {
  if (!["inboundCall", "commonModule"].includes(file.kind.rootKey)) return [];
  const flow = declared(file.body.variables);
  return [
    ...(startUpSequence(file)?.actions ?? []).flatMap((action) => within(action, flow)),
    ...containers(file).flatMap((container) => {
      const known = merged(flow, declared(container.body.variables));
      const actions = container.kind === "menu" ? choices(container) : bodySequence(container).actions;
      return actions.flatMap((action) => within(action, known));
    }),
  ];
}

/** Name to type. */
type Declared = ReadonlyMap<string, string>;

function within(action: Action, known: Declared): WrongTarget[] {
  // The task of a menu choice has its own variables.
  const own = merged(known, declared(asMap(action.body.task)?.variables));
  return [
    ...targets(action.body).flatMap(({ name, mustBe }) => {
      const text = fault(name, mustBe, own);
      return text === undefined ? [] : [{ action, text }];
    }),
    ...innerSequences(action).flatMap(({ actions }) => actions.flatMap((each) => within(each, own))),
  ];
}

function fault(name: string, mustBe: string | undefined, known: Declared): string | undefined {
  if (!/^(Flow|Task|Common)\./.test(name)) return undefined;
  const type = known.get(name);
  if (type === undefined) return `The variable reference '${name}' at position 1 is not valid.`;
  if (mustBe === undefined || type === mustBe) return undefined;
  return `Cannot convert expression from type ${type} to required type of ${mustBe}.`;
}

/** The variables that the action itself writes to, without nested actions. */
function targets(value: unknown, mustBe?: string): { name: string; mustBe?: string }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => targets(item));
  return Object.entries(asMap(value) ?? {}).flatMap(([key, inner]) => {
    if (key === "actions") return [];
    const name = key === "var" || key === "variable" ? asText(inner) : undefined;
    if (name !== undefined) return [{ name, mustBe }];
    // Digits are collected as text (architect-yaml.md section 7, S2).
    return targets(inner, key === "inputData" ? "string" : undefined);
  });
}

const declared = (variables: unknown): Declared =>
  new Map(
    asList(variables).flatMap((item) => {
      const [key, body] = onlyEntry(item) ?? [];
      const name = asText(body?.name);
      return key === undefined || name === undefined ? [] : [[name, key.replace(/Variable$/, "")]];
    }),
  );

const merged = (one: Declared, other: Declared): Declared => new Map([...one, ...other]);
