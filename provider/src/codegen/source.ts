import { isObject, isScalar, onlyKey } from "../language/json";
import type { FlowKind } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import { isExpression } from "../language/names";
import type { Source } from "./layout";
import { numberLiteral, textLiteral } from "./layout";

export const word = (text: string): Source => ({ kind: "word", text });
export const text = (value: string): Source => ({ kind: "text", text: textLiteral(value) });
export const call = (callee: string, ...args: Source[]): Source => ({ kind: "call", callee, args });

/** An object. Properties without a value are omitted. */
export function object(
  properties: Readonly<Record<string, Source | undefined>>,
  open = false,
): Extract<Source, { kind: "object" }> {
  const values = Object.entries(properties).filter((pair): pair is [string, Source] => pair[1] !== undefined);
  return { kind: "object", properties: values, open };
}

/** A plain value. */
export function plainSource(value: unknown): Source {
  return valueSource(value, (item) => plainSource(item));
}

/** A parameter. Values that the functions of `flow` create are written as calls of these functions. */
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

/** A flow to generate a program for. */
export interface FlowSource {
  kind: FlowKind;
  /** The flow's name in the organization. Undefined if a `{{key}}` in the text determines it. */
  name?: string;
  description?: string;
  division?: string;
  /** All but modules: false if the flow is deactivated. */
  enabled?: boolean;
  defaultLanguage?: string;
  supportedLanguages?: readonly string[];
  compatibleFlowTypes?: readonly string[];
  content: DocumentContent | TextContent;
  /** The modules that the flow calls, by id or name. */
  modules: readonly string[];
  /** Notes for the reader of the program, as sentences. */
  notes: readonly string[];
  /** The flow's id in the organization, if it was exported from one. */
  id?: string;
  /** The flow's source, for messages: a file, or a name in an organization. */
  origin: string;
}

/** Content that a document can represent. */
export interface DocumentContent {
  form: "document";
  document: FlowDocument;
}

/** Content that stays the text of an Architect YAML file, stored next to the program. */
export interface TextContent {
  form: "yaml";
  yaml: string;
  /** The keys of its `{{key}}` placeholders. Their values come from the stack configuration. */
  keys: readonly string[];
}
