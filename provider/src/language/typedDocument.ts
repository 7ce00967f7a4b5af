import type { Entry, FlowDocument, Variable, VariableName } from "./model";
import type { Plain } from "./deepInput";

// What only the compiler knows of entries, documents and modules has these keys; at run time there is nothing. Lists,
// since the compiler cannot infer "none" from an optional property of type never.
declare const targets: unique symbol;
declare const collects: unique symbol;
export declare const signature: unique symbol;

/**
 * An entry that knows which entries it leads to, so that a document can be checked for them while it is written. Every
 * builder returns one. `EntryTo<string>`, like a plain {@link Entry}, may lead anywhere.
 */
export interface EntryTo<Target extends string = string> extends Entry {
  readonly [targets]?: readonly Target[];
}

/** An entry that puts what a caller enters into a variable; in a module, an output of the module. */
export interface CollectsInto<VariableFullName extends string = string> {
  readonly [collects]?: readonly VariableFullName[];
}

/** What callers may pass to a module and receive from it, by the names of its variables without `Common.`. */
export interface ModuleSignature<Inputs extends string = string, Outputs extends string = string> {
  readonly [signature]?: Signature<Inputs, Outputs>;
}

/** The value of {@link ModuleSignature}. */
export interface Signature<Inputs extends string, Outputs extends string> {
  readonly inputs: readonly Inputs[];
  readonly outputs: readonly Outputs[];
}

/** A document that knows its inputs and outputs, as `flow.document` returns it. */
export interface TypedDocument<Inputs extends string = string, Outputs extends string = string>
  extends FlowDocument, ModuleSignature<Inputs, Outputs> {}

/** The type parameter as an earlier argument has fixed it: this place adds no candidate of its own. */
export type Fixed<T> = [T][T extends unknown ? 0 : never];

/** In an error of the compiler: a key of `nexts` is not one of these paths. */
export interface NotAPath<_Paths> {
  readonly "is not a path": never;
}

/** `nexts` with no other keys than the paths of the entry, as far as its keys are known. */
export type OnlyPaths<Nexts, Paths> = {
  readonly [Path in Exclude<keyof Nexts, Paths> as string extends Path ? never : Path]: NotAPath<Paths>;
};

/** The entries that `nexts` names. */
export type TargetsOf<Nexts> = Extract<Nexts[keyof Nexts], string>;

/** The entries of a document, each of which may only lead to one of them; entries of unknown targets may lead anywhere. */
export type CheckedEntries<Entries> = (string extends keyof Entries ? unknown : { start: unknown }) & {
  [Key in keyof Entries]: Entries[Key] extends EntryTo<infer Target>
    ? string extends Target
      ? Entry
      : EntryTo<Extract<keyof Entries, string>>
    : Entry;
};

/** The declarations of variables as a program gives them. */
export type VariablesInput = Record<string, Plain<Variable>>;

/** Declarations of variables whose names begin with a scope. */
export type CheckedVariables<Variables> = {
  [Name in keyof Variables]: string extends Name
    ? unknown
    : Name extends VariableName
      ? unknown
      : "a variable is named Flow.<name>, Common.<name> or Task.<name>";
};

/** The names of a module's inputs. */
export type InputsOf<Variables> = ShortNames<Flagged<Variables, "input">>;

/** The names of a module's outputs: those that are declared, and those that its entries add. */
export type OutputsOf<Entries, Variables> =
  ShortNames<Flagged<Variables, "output">> | ShortNames<Exclude<Collected<Entries>, keyof Variables>>;

/** The variables for which a flag is set, or may be set. */
type Flagged<Variables, Flag extends string> = {
  [Name in keyof Variables]: Variables[Name] extends Record<Flag, infer Set>
    ? Set extends false
      ? never
      : Name
    : never;
}[keyof Variables];

/** The variables that entries collect into; any, where an entry is not of a builder. */
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

/** What is bound to a module's inputs or outputs, by their names with or without `Common.`. */
export type Bindings<Name extends string, T> = [Name] extends [never]
  ? Readonly<Record<string, NotDeclared>>
  : Partial<Record<Name | `Common.${Name}`, T>>;

/** In an error of the compiler: the module declares no such input or output. */
export interface NotDeclared {
  readonly "the module declares none": never;
}
