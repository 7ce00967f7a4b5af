import type { ReadContext, WriteContext } from "./definition";
import { isObject, isScalar, without } from "../json";
import type { PlainObject } from "../json";
import {
  anything,
  fields,
  flag,
  listOf,
  mapOf,
  oneOf,
  required,
  text,
  withDefault,
} from "../validation/schema";
import type { Parameter, Schema } from "../validation/schema";
import { meaning } from "./comparableYaml";
import { transferToAcd } from "./transfers";
import type { TransferToAcdParameters } from "./transfers";
import { onlyPair } from "./codecs";

/** A key on a phone. */
export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#";

/** One choice of a menu. */
export interface MenuChoice {
  /** The key on the phone: `0` to `9`, `*` or `#`. */
  dtmf?: Digit;
  /** The phrases that the caller can say instead, by language: `{ "en-us": ["sales", "new order"] }`. */
  speech?: Record<string, string[]>;
  /** Whether the key works in every menu of the flow. @default false */
  globalDtmf?: boolean;
  /** Whether the phrases work in every menu of the flow. @default false */
  globalSpeech?: boolean;
  /** Transfers to a queue immediately; if the transfer fails, the menu continues. */
  transferToAcd?: Omit<TransferToAcdParameters, "errorType" | "errorMessage">;
  /** Any other type of choice: its key in YAML, such as `menuTransferToUser`, and its settings. */
  architect?: { type: string; body?: Record<string, unknown> };
}

/** The keys on a phone, in the order in which menus list them. */
export const DIGITS: readonly Digit[] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"];

/** The YAML keys of a transfer that this package supports. */
const TRANSFER_KEYS: ReadonlySet<string> = new Set([
  "targetQueue",
  "overrideInQueueFlow",
  "acdSkills",
  "appendSkills",
  "preTransferAudio",
  "failureTransferAudio",
  "priority",
  "preferredAgents",
  "languageSkill",
  "directAgent",
  "failureOutputs",
]);

/** The YAML keys that every choice has. */
const HEAD = ["name", "refId", "dtmf", "globalDtmf", "globalSpeechRecTerms", "speechRecTerms"];

/** The schema of a choice. */
export function choiceSchema(): Schema {
  const transfer = Object.entries<Parameter>(transferToAcd.parameters).filter(
    ([name]) => !name.startsWith("error"),
  );
  return fields("dtmf, speech and what the choice does", {
    // `digit_#` is a guess; `digit_*` appears in exports.
    dtmf: oneOf(...DIGITS),
    speech: mapOf(listOf(text(200), "the words that can be said"), "a list of words for each language"),
    globalDtmf: withDefault(flag(), false),
    globalSpeech: withDefault(flag(), false),
    transferToAcd: fields("the parameters of transferToAcd", Object.fromEntries(transfer)),
    architect: fields("type and body", {
      type: required(text(200)),
      body: anything("an object: the choice as Architect's YAML has it"),
    }),
  });
}

/** The YAML of a choice. Its type depends on the target of its path. */
export function writeChoice(
  name: string,
  choice: MenuChoice,
  context: WriteContext,
  referenced: boolean,
): PlainObject {
  const head: PlainObject = {
    name,
    // Only choices that the menu refers to have an id.
    ...(referenced && { refId: name }),
    ...(choice.dtmf !== undefined && { dtmf: `digit_${choice.dtmf}` }),
    globalDtmf: choice.globalDtmf ?? false,
    globalSpeechRecTerms: choice.globalSpeech ?? false,
  };
  const speech = choice.speech && {
    speechRecTerms: Object.fromEntries(
      Object.keys(choice.speech)
        .sort()
        .map((language) => [language, { terms: choice.speech?.[language] ?? [] }]),
    ),
  };
  if (choice.transferToAcd !== undefined) {
    const body = transferToAcd.write(choice.transferToAcd, { ...context, branch: () => undefined });
    return { menuTransferToAcd: { ...head, ...body, ...speech } };
  }
  if (choice.architect !== undefined) {
    return { [choice.architect.type]: { ...head, ...choice.architect.body, ...speech } };
  }
  const to = context.leadsTo(name);
  if (to === "end") return { menuDisconnect: { ...head, ...speech } };
  if (to === undefined) return { menuTask: { ...head, task: context.task(name), ...speech } };
  if ("task" in to) return { menuJumpToTask: { ...head, targetTaskRef: to.task, ...speech } };
  // Only the name of this choice type is known; no known file contains it.
  return { menuJumpToMenu: { ...head, targetMenuRef: to.menu, ...speech } };
}

/** A choice as read from YAML. */
export interface ReadChoice {
  name: string;
  refId: string;
  choice: MenuChoice;
  actions?: readonly unknown[];
  reference?: string;
}

/** The reverse of {@link writeChoice}; undefined for anything that is not a choice. */
export function readChoice(item: unknown, context: ReadContext): ReadChoice | undefined {
  const [key, body] = onlyPair(item);
  if (key === undefined || !isObject(body)) return undefined;
  const name = textOf(body.name) || key;
  const dtmf = textOf(body.dtmf).replace(/^digit_/, "");
  const choice: MenuChoice = {
    ...(dtmf !== "" && { dtmf: dtmf as Digit }),
    ...(isObject(body.speechRecTerms) && { speech: readSpeech(body.speechRecTerms) }),
    ...(body.globalDtmf === true && { globalDtmf: true }),
    ...(body.globalSpeechRecTerms === true && { globalSpeech: true }),
  };
  const read = { name, refId: textOf(body.refId) || name, choice };
  const rest = Object.fromEntries(
    Object.entries(without(body, ...HEAD)).filter(([field, item]) => meaning(item, field) !== undefined),
  );
  if (key === "menuDisconnect" && Object.keys(rest).length === 0) return read;
  if (key === "menuTask" && isObject(rest.task) && Array.isArray(rest.task.actions)) {
    return { ...read, actions: rest.task.actions };
  }
  if (key === "menuJumpToTask" && typeof rest.targetTaskRef === "string") {
    return { ...read, reference: rest.targetTaskRef };
  }
  if (key === "menuJumpToMenu" && typeof rest.targetMenuRef === "string") {
    return { ...read, reference: rest.targetMenuRef };
  }
  const transfer = key === "menuTransferToAcd" ? transferToAcd.read(rest, context) : undefined;
  if (transfer && Object.keys(rest).every((field) => TRANSFER_KEYS.has(field)))
    return { ...read, choice: { ...choice, transferToAcd: transfer.parameters } };
  return { ...read, choice: { ...choice, architect: { type: key, body: rest } } };
}

function textOf(value: unknown): string {
  return isScalar(value) ? String(value) : "";
}

function readSpeech(terms: PlainObject): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(terms).map(([language, body]) => {
      const words: unknown = isObject(body) ? body.terms : undefined;
      return [language, Array.isArray(words) ? words.map(String) : []];
    }),
  );
}
