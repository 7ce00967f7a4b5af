import type { Input, OutputInstance } from "@pulumi/pulumi";
import type { Duration } from "./model";

/** A value in which any part, at any depth, may be an output. */
export type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? DeepInput<Item>[]
    : T extends object
      ? { [Key in keyof T]: DeepInput<T[Key]> | ComputedDuration<T[Key]> }
      : T;

/**
 * A value as a program passes it: the value, or any part of it, may be an output of a resource. Documents in files and
 * in state contain plain values.
 */
export type DeepInput<T> = Input<Plain<T>>;

/** An output of text or a number may be used as a duration; the resolved value is checked at preview. */
type ComputedDuration<T> = [Duration] extends [T] ? OutputInstance<string | number> : never;
