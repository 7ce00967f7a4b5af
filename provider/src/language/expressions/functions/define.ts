import { itemType } from "../types";
import type { ExpressionType } from "../types";
import { valueOf } from "../values";
import type { Content, Value } from "../values";

/** What functions know of the world. */
export interface Context {
  /** The current time, in milliseconds since 1970. */
  now: number;
  /** An IANA time zone, in which date-times are shown and texts without an offset are read. */
  timeZone: string;
  /** The language in which values are shown, an IETF tag. */
  language: string;
  /** The languages of the flow. */
  languages: readonly string[];
  /** A number from 0 up to 1. */
  random: () => number;
}

/** How sure it is that a function exists with these overloads and does this. */
export type Certainty =
  /** The vendor's catalog or help says so. */
  | "documented"
  /** Its overloads are known; parts of what it does are a guess that no example contradicts. */
  | "assumed"
  /** It is known to exist; its overloads are a guess, so that calls of it are not checked. */
  | "nameOnly";

/** A parameter of an overload. `V` is what the function gets. */
export interface Parameter<V = unknown> {
  name: string;
  type: ExpressionType;
  /** Whether it may be NOT_SET. */
  notSet: boolean;
  /** Whether it takes all arguments that are left. */
  repeats: boolean;
  /** Whether only a literal may be given. */
  literal: boolean;
  /** Never there: it carries the type `V`. */
  readonly phantom?: V;
}

/** One way to call a function. */
export interface Overload {
  parameters: readonly Parameter[];
  result: ExpressionType;
  /** The result for these types of arguments, where `result` is not known without them. */
  resultOf: (types: readonly ExpressionType[]) => ExpressionType;
  /** Of the types of its arguments, those that must have a type in common. */
  alike?: (types: readonly ExpressionType[]) => readonly ExpressionType[];
  run: (values: readonly unknown[], context: Context) => Value;
}

/** An operator or a function of the language. */
export interface ExpressionFunction {
  /** As the vendor spells it; case does not matter. Unary operators are `unary -`, `unary !`, `unary ~`. */
  name: string;
  /** What it gives, in a line. */
  description: string;
  certainty: Certainty;
  overloads: readonly Overload[];
}

/** A parameter of a type. */
export function param<T extends ExpressionType>(name: string, type: T): Parameter<Content<T>> {
  return { name, type, notSet: false, repeats: false, literal: false };
}

/** A parameter that may be NOT_SET. */
export function orNotSet<V>(parameter: Parameter<V>): Parameter<V | undefined> {
  return { ...(parameter as Parameter<V | undefined>), notSet: true };
}

/** A parameter of any type, NOT_SET too. */
export function anything(name: string): Parameter<Value> {
  return { ...param(name, "any"), notSet: true };
}

/** A parameter that takes all arguments that are left, at least one. */
export function rest<V>(parameter: Parameter<V>): Parameter<V[]> {
  return { ...(parameter as Parameter<unknown> as Parameter<V[]>), repeats: true };
}

/** A parameter that only a literal may be given for. */
export function literal<V>(parameter: Parameter<V>): Parameter<V> {
  return { ...parameter, literal: true };
}

type Values<P extends readonly Parameter[]> = { [K in keyof P]: P[K] extends Parameter<infer V> ? V : never };

/** An overload; `run` gets what its parameters say. */
export function overload<const P extends readonly Parameter[], T extends ExpressionType>(
  parameters: P,
  result: T,
  run: (...values: [...Values<P>, Context]) => Content<T> | undefined,
  resultOf?: Overload["resultOf"],
): Overload {
  return {
    parameters,
    result,
    resultOf: resultOf ?? (() => result),
    run: (values, context) =>
      valueOf(result, run(...([...values, context] as unknown as [...Values<P>, Context]))),
  };
}

/** An overload for which some of the arguments must have a type in common: all of them, where nothing else is said. */
export function alike(overload: Overload, types: NonNullable<Overload["alike"]> = (all) => all): Overload {
  return { ...overload, alike: types };
}

/** A function of the language. */
export function define(
  name: string,
  description: string,
  overloads: readonly Overload[],
  certainty: Certainty = "documented",
): ExpressionFunction {
  return { name, description, certainty, overloads };
}

/** The result of overloads that give back the collection they get. */
export const sameAsFirst: Overload["resultOf"] = ([first = "any"]) => first;

/** The result of overloads that give an item of the collection they get. */
export const itemOfFirst: Overload["resultOf"] = ([first = "any"]) => itemType(first) ?? "any";

/** A collection's items and the single values behind it: what overloads compare that put values into a collection. */
export const itemsAndOthers: NonNullable<Overload["alike"]> = ([list = "any", ...others]) => [
  itemType(list) ?? "any",
  ...others.filter((_, i) => i === others.length - 1),
];
