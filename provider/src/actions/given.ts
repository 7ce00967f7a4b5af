import type { Input } from "@pulumi/pulumi";

/**
 * A parameter as a program gives it: anything in it may be an output of a resource, at any depth. Documents in files
 * and in state hold plain values.
 */
export type Given<T> = T extends string | number | boolean | null | undefined
  ? Input<T>
  : T extends readonly (infer Item)[]
    ? Input<Given<Item>[]>
    : T extends object
      ? Input<{ [K in keyof T]: Given<T[K]> }>
      : Input<T>;

/** Parameters as a program gives them. */
export type GivenFields<P extends object> = { [K in keyof P]: Given<P[K]> };
