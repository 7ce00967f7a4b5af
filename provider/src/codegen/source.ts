import { isObject, isScalar, onlyKey } from "../language/json";
import type { FlowKind } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import { isExpression } from "../language/names";
import type { Source } from "./layout";
import { numberLiteral, textLiteral } from "./layout";

export const word = (text: string): Source => ({ kind: "word", text });
export const text = (value: string): Source => ({ kind: "text", text: textLiteral(value) });
export const call = (callee: string, ...args: Source[]): Source => ({ kind: "call", callee, args });

/** An object; properties without a value are left out. */
export function object(
  properties: Readonly<Record<string, Source | undefined>>,
  open = false,
): Extract<Source, { kind: "object" }> {
  const given = Object.entries(properties).filter((pair): pair is [string, Source] => pair[1] !== undefined);
  return { kind: "object", properties: given, open };
}

/** A plain value as it stands. */
export function plainSource(value: unknown): Source {
  return valueSource(value, (item) => plainSource(item));
}

/** A parameter: what the functions of `flow` make is written as their calls. */
export function parameterSource(value: unknown): Source {
  if (isExpression(value)) return call("flow.exp", text(value.exp));
  if (isObject(value)) {
    const { prompt, tts } = value;
    if (onlyKey(value, "lit")) return call("flow.lit", plainSource(value.lit));
    if (onlyKey(value, "tts") && typeof tts === "string") return call("flow.tts", text(tts));
    if (onlyKey(value, "prompt") && typeof prompt === "string" && prompt.includes(".")) {
      return call("flow.prompt", text(prompt.replace(/^Prompt\.(?=[^.]+$)/, "")));
    }
  }
  return valueSource(value, (item) => parameterSource(item));
}

function valueSource(value: unknown, inner: (item: unknown) => Source): Source {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return word(numberLiteral(value));
  if (isScalar(value) || value === null) return word(String(value));
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => inner(item)) };
  const properties = Object.entries(isObject(value) ? value : {}).filter(([, item]) => item !== undefined);
  return { kind: "object", properties: properties.map(([name, item]) => [name, inner(item)] as const) };
}

/** A flow that a program is to be written for. */
export interface FlowSource {
  kind: FlowKind;
  /** The flow's name in the organization; undefined where the text decides it (`{{key}}`). */
  name?: string;
  description?: string;
  division?: string;
  /** Inbound flows only: false for one that is deactivated. */
  enabled?: boolean;
  defaultLanguage?: string;
  supportedLanguages?: readonly string[];
  compatibleFlowTypes?: readonly string[];
  content: DocumentContent | TextContent;
  /** Modules that the flow calls, by id or by name. */
  modules: readonly string[];
  /** What a reader of the program should know, as sentences. */
  notes: readonly string[];
  /** The flow's id in the organization, where it came from one. */
  id?: string;
  /** Where it came from, for messages: a file, or a name in an organization. */
  origin: string;
}

/** Content that the document language has words for. */
export interface DocumentContent {
  form: "document";
  document: FlowDocument;
}

/** Content that stays the text of an Architect file, beside the program. */
export interface TextContent {
  form: "yaml";
  yaml: string;
  /** The keys of `{{key}}` in it; their values come from the stack's configuration. */
  keys: readonly string[];
}
