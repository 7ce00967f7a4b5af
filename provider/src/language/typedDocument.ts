import type { Entry, FlowDocument, Variable, VariableName } from "./model";
import type { Plain } from "./deepInput";

// Type-only keys of entries, documents and modules; they do not exist at run time. The values are lists because
// TypeScript cannot infer "none" from an optional property of type never.
declare const targets: unique symbol;
declare const collects: unique symbol;
export declare const signature: unique symbol;

/**
 * An entry whose type includes the entries it leads to, so that TypeScript can check a document's targets. Every
 * builder returns one. `EntryTo<string>`, like a plain {@link Entry}, may lead to any entry.
 */
export interface EntryTo<Target extends string = string> extends Entry {
  readonly [targets]?: readonly Target[];
}

/** An entry that stores the caller's input in a variable; in a module, the variable becomes an output. */
export interface CollectsInto<VariableFullName extends string = string> {
  readonly [collects]?: readonly VariableFullName[];
}

/** The inputs and outputs of a module, by the names of its variables without `Common.`. */
export interface ModuleSignature<Inputs extends string = string, Outputs extends string = string> {
  readonly [signature]?: Signature<Inputs, Outputs>;
}

/** The value of {@link ModuleSignature}. */
export interface Signature<Inputs extends string, Outputs extends string> {
  readonly inputs: readonly Inputs[];
  readonly outputs: readonly Outputs[];
}

/** A document whose type includes its inputs and outputs, as `flow.document` returns it. */
export interface TypedDocument<Inputs extends string = string, Outputs extends string = string>
  extends FlowDocument, ModuleSignature<Inputs, Outputs> {}

/** The type parameter as inferred from an earlier argument; this position is not used for inference. */
export type Fixed<T> = [T][T extends unknown ? 0 : never];

/** Shown in a compile error: a key of `nexts` is not one of these paths. */
export interface NotAPath<_Paths> {
  readonly "is not a path": never;
}

/** `nexts` without keys other than the paths of the entry, as far as its keys are known. */
export type OnlyPaths<Nexts, Paths> = {
  readonly [Path in Exclude<keyof Nexts, Paths> as string extends Path ? never : Path]: NotAPath<Paths>;
};

/** The keys of the entries that `nexts` leads to. */
export type TargetsOf<Nexts> = Extract<Nexts[keyof Nexts], string>;

/**
 * The entries of a document. Each may only lead to entries of this document; entries with unknown targets may lead to
 * any.
 */
export type CheckedEntries<Entries> = (string extends keyof Entries ? unknown : { start: unknown }) & {
  [Key in keyof Entries]: Entries[Key] extends EntryTo<infer Target>
    ? string extends Target
      ? Entry
      : EntryTo<Extract<keyof Entries, string>>
    : Entry;
};

/** The declarations of variables as a program passes them. */
export type VariablesInput = Record<string, Plain<Variable>>;

/** Declarations of variables whose names start with a scope. */
export type CheckedVariables<Variables> = {
  [Name in keyof Variables]: string extends Name
    ? unknown
    : Name extends VariableName
      ? unknown
      : "a variable is named Flow.<name>, Common.<name> or Task.<name>";
};

/** The names of a module's inputs. */
export type InputsOf<Variables> = ShortNames<Flagged<Variables, "input">>;

/** The names of a module's outputs: those declared, and those added by its entries. */
export type OutputsOf<Entries, Variables> =
  ShortNames<Flagged<Variables, "output">> | ShortNames<Exclude<Collected<Entries>, keyof Variables>>;

/** The variables for which a flag is set, or could be set. */
type Flagged<Variables, Flag extends string> = {
  [Name in keyof Variables]: Variables[Name] extends Record<Flag, infer Set>
    ? Set extends false
      ? never
      : Name
    : never;
}[keyof Variables];

/** The variables in which entries store input; any name if an entry was not created by a builder. */
type Collected<Entries> = {
  [Key in keyof Entries]: Entries[Key] extends EntryTo<infer Target>
    ? string extends Target
      ? string
      : Entries[Key] extends CollectsInto<infer Name>
        ? Name
        : never
    : string;
}[keyof Entries];

type ShortNames<Name> = string extends Name ? string : Name extends `Common.${infer Short}` ? Short : never;

/** The values bound to a module's inputs or outputs, by name with or without `Common.`. */
export type Bindings<Name extends string, T> = [Name] extends [never]
  ? Readonly<Record<string, NotDeclared>>
  : Partial<Record<Name | `Common.${Name}`, T>>;

/** Shown in a compile error: the module declares no such input or output. */
export interface NotDeclared {
  readonly "the module declares none": never;
}
