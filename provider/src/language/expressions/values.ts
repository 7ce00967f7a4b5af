import { Decimal } from "./decimal";
import { ValueError } from "./expressionError";
import { collectionOf, commonType, itemType } from "./types";
import type { ExpressionType, ScalarType } from "./types";

/** An amount of money; either part may be NOT_SET. */
export interface Currency {
  amount: Decimal | undefined;
  /** ISO 4217, such as `USD`. */
  code: string | undefined;
}

/** An object of the organization, as far as an expression sees it: what it was found by. */
export interface NamedObject {
  id?: string;
  name?: string;
}

/** A prompt; its contents are known where a test names them. */
export interface Prompt {
  /** `Prompt.Welcome`, `PromptSystem.processing` */
  name: string;
  text?: string;
  textToSpeech?: string;
  /** Milliseconds. */
  duration?: number;
}

/** A piece of audio: spoken text, a prompt, silence, or data that the platform reads out. */
export type AudioItem =
  | { tts: string; language?: string }
  | { prompt: Prompt }
  | { silence: number }
  | { data: string; format: string };

/** A sequence of audio and how it is played. */
export interface Audio {
  items: AudioItem[];
  bargeIn?: boolean;
}

/** A phone number as Architect reads it. */
export interface PhoneNumber {
  /** The text it was made of. */
  raw: string;
  uri: string;
  isTel: boolean;
  isSip: boolean;
  e164: string | undefined;
  dialingCode: string | undefined;
  subscriberNumber: string | undefined;
}

/** An agent and how well the agent fits. */
export interface AgentScorePair {
  agent: NamedObject;
  score: number;
}

/** How each type of a single value is kept while an expression runs. Times are milliseconds since 1970, UTC. */
interface Scalars extends Record<ScalarType, unknown> {
  any: Value;
  notSet: never;
  string: string;
  integer: number;
  decimal: Decimal;
  boolean: boolean;
  currency: Currency;
  dateTime: number;
  date: string;
  time: string;
  duration: number;
  json: unknown;
  audio: Audio;
  prompt: Prompt;
  phoneNumber: PhoneNumber;
  communication: string[];
  emailAddress: NamedObject;
  agentScorePair: AgentScorePair;
  user: NamedObject;
  queue: NamedObject;
  group: NamedObject;
  skill: NamedObject;
  language: NamedObject;
  languageSkill: NamedObject;
  wrapupCode: NamedObject;
  schedule: NamedObject;
  scheduleGroup: NamedObject;
  emergencyGroup: NamedObject;
  externalContact: NamedObject;
  externalOrganization: NamedObject;
  utilizationLabel: NamedObject;
  enumeration: string;
}

/** What a value of a type is kept as; items of a collection may be NOT_SET. */
export type Content<T extends ExpressionType> = T extends "any" | "anyCollection"
  ? Value
  : T extends ScalarType
    ? Scalars[T]
    : T extends `${infer S extends ScalarType}Collection`
      ? (Scalars[S] | undefined)[]
      : never;

/** A value with its type; `content` is undefined for NOT_SET. */
export interface Value {
  type: ExpressionType;
  content: unknown;
}

/** NOT_SET without a type. */
export const NOT_SET: Value = { type: "notSet", content: undefined };

/** A value of a type. */
export function valueOf<T extends ExpressionType>(type: T, content: Content<T> | undefined): Value {
  return type === "any" || type === "anyCollection"
    ? ((content as Value | undefined) ?? NOT_SET)
    : { type, content };
}

/** The items of a collection, each with its type. */
export function itemsOf(list: Value): Value[] {
  const type = itemType(list.type);
  if (list.type === "json" && Array.isArray(list.content))
    return list.content.map((content) => jsonValue(content));
  if (type === undefined || !Array.isArray(list.content))
    throw new ValueError("typeMismatch", "this is no collection");
  if (type === "any") return list.content as Value[];
  return list.content.map((content: unknown): Value => ({ type, content }));
}

/** A collection of values; they must have a type in common. */
export function listOf(items: readonly Value[], known: ExpressionType = "notSet"): Value {
  const type = items.reduce((common, item) => commonType(common, item.type), known);
  if (type === "any" || itemType(type) !== undefined) return { type: "anyCollection", content: [...items] };
  return {
    type: collectionOf(type as ScalarType),
    content: items.map((item) => convert(item, type).content),
  };
}

/** JSON's null is no NOT_SET: it is a value of its own. */
export function jsonValue(content: unknown): Value {
  return { type: "json", content };
}

/**
 * A value as another type, where its type allows it (see `distance`). A part of JSON becomes what it holds.
 *
 * @throws ValueError where it does not fit
 */
export function convert(value: Value, type: ExpressionType): Value {
  if (value.type === type || type === "any" || type === "anyCollection") return value;
  if (value.content === undefined) return { type, content: undefined };
  const item = itemType(type);
  if (item !== undefined) {
    return { type, content: itemsOf(value).map((each) => convert(each, item).content) };
  }
  const content = convertContent(value, type);
  if (content === undefined)
    throw new ValueError("typeMismatch", `a value of type ${value.type} is no ${type}`);
  return { type, content };
}

function convertContent({ type: from, content }: Value, to: ExpressionType): unknown {
  if (to === "audio" && from === "prompt") return { items: [{ prompt: content as Prompt }] } satisfies Audio;
  if (to === "decimal" && from === "integer") return Decimal.fromNumber(content as number);
  if (from !== "json") return undefined;
  if (to === "string" && typeof content === "string") return content;
  if (to === "boolean" && typeof content === "boolean") return content;
  if (to === "integer" && Number.isSafeInteger(content)) return content;
  return to === "decimal" && typeof content === "number" ? Decimal.fromNumber(content) : undefined;
}
