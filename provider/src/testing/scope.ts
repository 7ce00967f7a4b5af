import { evaluateExpression, type ExpressionType } from "../language/expressions";
import { isObject } from "../language/json";
import type { Audio, FlowDocument, Value, Variable } from "../language/model";
import { SimulationError } from "./options";

/** A value with its type, as variables hold it. */
export interface HeldValue {
  type: ExpressionType;
  value: unknown;
}

/** What expressions of one flow or module are evaluated with. */
export interface EvaluationContext {
  now: number;
  timeZone: string;
  random: () => number;
  /** Values that every flow reads: `Call.Ani` and the like. */
  shared: Readonly<Record<string, unknown>>;
}

/** The variables and the language of a flow or module during a call. */
export class Scope {
  readonly variables = new Map<string, HeldValue>();
  private readonly declared = new Map<string, string>();

  constructor(
    document: FlowDocument,
    public language: string,
    private readonly context: EvaluationContext,
  ) {
    for (const [name, { type, initialValue }] of Object.entries(document.content.variables ?? {})) {
      this.declared.set(name.toLowerCase(), name);
      this.variables.set(name, this.initial(type, initialValue));
    }
  }

  private initial(type: Variable["type"], initialValue: Value | undefined): HeldValue {
    if (initialValue === undefined) return { type, value: null };
    const { value } = this.evaluate(initialValue);
    return { type, value };
  }

  /** Sets a variable. Returns whether its value changed. */
  set(name: string, value: HeldValue): boolean {
    const known = this.declared.get(name.toLowerCase()) ?? name;
    this.declared.set(known.toLowerCase(), known);
    const before = this.variables.get(known);
    const type = value.value === null ? (before?.type ?? value.type) : value.type;
    this.variables.set(known, { type, value: value.value });
    return JSON.stringify(before?.value ?? null) !== JSON.stringify(value.value);
  }

  /** A plain value, as JavaScript has it. */
  setPlain(name: string, value: unknown): boolean {
    const type = this.variables.get(this.declared.get(name.toLowerCase()) ?? name)?.type;
    if (value === undefined || value === null) return this.set(name, { type: type ?? "string", value: null });
    if (typeof value === "string")
      return this.set(name, { type: type === undefined || type === "string" ? "string" : type, value });
    if (typeof value === "number")
      return this.set(name, {
        type: type === "decimal" || !Number.isInteger(value) ? "decimal" : "integer",
        value,
      });
    return this.set(name, { type: typeof value === "boolean" ? "boolean" : (type ?? "json"), value });
  }

  /** The value of an expression, a literal or a scalar. */
  evaluate(value: unknown): HeldValue {
    if (isObject(value) && "lit" in value) return this.evaluate(value.lit);
    if (isObject(value) && typeof value.exp === "string") return this.expression(value.exp);
    if (isObject(value) && "noValue" in value) return { type: "string", value: null };
    if (value === undefined || value === null) return { type: "string", value: null };
    if (typeof value === "boolean") return { type: "boolean", value };
    if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "decimal", value };
    if (typeof value === "string") return { type: "string", value };
    if (isObject(value) && typeof value.name === "string") return { type: "string", value: value.name };
    return { type: "json", value };
  }

  /** @throws ExpressionError where it does not parse or fails */
  expression(text: string): HeldValue {
    const { now, timeZone, random, shared } = this.context;
    const variables: Record<string, unknown> = { ...shared, "Call.Language": this.language };
    for (const [name, { type, value }] of this.variables) variables[name] = { type, value };
    const { type, value } = evaluateExpression(text, {
      variables,
      now,
      timeZone,
      random,
      language: this.language,
    });
    return { type, value };
  }

  /** Whether a condition holds. NOT_SET counts as false. */
  isTrue(condition: unknown): boolean {
    return this.evaluate(condition).value === true;
  }

  /** A value as text: names of queues, numbers, keys of data tables. */
  text(value: unknown): string | undefined {
    const { value: plain } = this.evaluate(value);
    if (plain === null || plain === undefined) return undefined;
    if (isObject(plain) && typeof plain.name === "string") return plain.name;
    return typeof plain === "string" ? plain : JSON.stringify(plain);
  }

  /** What a caller hears of the result of an audio expression. */
  private heard(value: unknown): string | undefined {
    if (!isObject(value) || !Array.isArray(value.items)) return this.text(value);
    const parts = (value.items as unknown[]).flatMap(heardOfItem);
    return parts.length === 0 ? undefined : parts.join(" ");
  }

  /** What a caller hears of audio in the current language. Undefined for silence. */
  audio(audio: Audio | undefined): string | undefined {
    if (audio === undefined) return undefined;
    if (typeof audio === "string") return audio;
    const byLanguage = "byLanguage" in audio ? audio.byLanguage[this.language] : undefined;
    if (byLanguage !== undefined) return this.audio(byLanguage);
    if ("exp" in audio && audio.exp !== undefined) return this.heard(this.expression(audio.exp).value);
    if ("prompt" in audio && audio.prompt !== undefined) return `[${audio.prompt}]`;
    if ("tts" in audio && audio.tts !== undefined) return audio.tts;
    return undefined;
  }
}

/** The name of a module's variable, whose prefix may be left out. */
export function moduleVariable(name: string): string {
  return /^(Common|Flow|Task)\./i.test(name) ? name : `Common.${name}`;
}

/** A plain value for tests. */
export function plainVariables(scope: Scope): Record<string, unknown> {
  return Object.fromEntries([...scope.variables].map(([name, { value }]) => [name, value]));
}

/** The entries of a document by key. @throws SimulationError for a key that it does not have */
export function entryOf(document: FlowDocument, key: string): FlowDocument["content"]["entries"][string] {
  const entry = Object.hasOwn(document.content.entries, key) ? document.content.entries[key] : undefined;
  if (entry === undefined) throw new SimulationError(`There is no entry "${key}".`);
  return entry;
}

/** A part of audio: text, data that is read out, or a prompt by its name. Silence is not heard. */
function heardOfItem(item: unknown): string[] {
  if (!isObject(item)) return [];
  const { tts, data, prompt } = item;
  if (prompt !== undefined) {
    const name = isObject(prompt) ? prompt.name : prompt;
    return [`[${typeof name === "string" ? name : JSON.stringify(name)}]`];
  }
  const spoken = tts ?? data;
  if (spoken === undefined || spoken === null) return [];
  return [typeof spoken === "string" ? spoken : JSON.stringify(spoken)];
}
