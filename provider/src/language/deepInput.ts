import type { Input, OutputInstance } from "@pulumi/pulumi";
import type { Duration } from "./model";

/** A value whose parts may be outputs, at any depth below it. */
export type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? DeepInput<Item>[]
    : T extends object
      ? { [Key in keyof T]: DeepInput<T[Key]> | ComputedDuration<T[Key]> }
      : T;

/**
 * A value as a program writes it: the value itself, or any part of it, may be an output of a resource. Documents in
 * files and in state hold plain values.
 */
export type DeepInput<T> = Input<Plain<T>>;

/** An output of text or number may stand for a duration; what it resolves to is checked at preview. */
type ComputedDuration<T> = [Duration] extends [T] ? OutputInstance<string | number> : never;
