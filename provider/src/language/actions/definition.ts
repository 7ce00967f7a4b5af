import type { FlowKind } from "../kinds";
import type { ModuleInterface } from "../model";
import type { PlainObject } from "../json";
import type { ParameterTable, IssueReporter } from "../validation/schema";

/**
 * All that is known of one type of action: what an entry of it may say, where it leads, and how Architect writes it.
 * Each file in `actions/` exports one; the document room asks the table of them and knows none by name.
 */
export interface ActionDefinition<P extends object = PlainObject> {
  /** The `actionType` of its entries. */
  readonly type: string;
  /** The action's key in Architect's YAML, for each flow kind in which it exists. */
  readonly actionKeys: Readonly<Partial<Record<FlowKind, string>>>;
  /** The key in YAML where it depends on the entry: then `architect` only says where the action exists. */
  key?(parameters: Readonly<P>): string;
  /** The key in YAML of each parameter, keys within keys with dots between; `*` is the only key of a mapping. For messages about files. */
  readonly yamlKeys?: Readonly<Partial<Record<keyof P, string>>>;
  /** What an entry's `parameters` may hold. */
  readonly parameters: ParameterTable<P>;
  /**
   * For actions that neither wait for anything nor ask: `instant`, over at once and without a trace that a condition could see;
   * `sets`, over at once, and sets what conditions may depend on; `plays`, takes as long as its audio.
   */
  readonly pace?: "instant" | "sets" | "plays";
  /** Where the action leads. Parameters may be missing, wrong or unknown: this is asked before they are checked. */
  paths(parameters: Readonly<Partial<Record<keyof P, unknown>>>): Paths;
  /** Rules that look at several parameters, or at parameters and paths, at once; single ones have passed before. */
  check?(parameters: Readonly<P>, place: IssueReporter, nexts: Readonly<PlainObject>): void;
  /** For actions whose paths have no names in YAML: an entry as read, with the names that its author knows. */
  restorePathNames?: (this: void, read: WiredParameters<P>, known: Readonly<P>) => WiredParameters<P>;
  /** Parameters without what an export shows though nobody set it, where single ones cannot tell. */
  canonical?(parameters: Readonly<Partial<Record<keyof P, unknown>>>): PlainObject;
  /**
   * What of an entry is written in a form that is a guess, as the end of "no known export shows"; parameters may be unknown.
   *
   * @param typeBehind the action to which a path leads
   */
  unconfirmed?(
    parameters: Readonly<Partial<Record<keyof P, unknown>>>,
    typeBehind: (path: string) => string | undefined,
  ): readonly string[];
  /** What a picture says of an entry beside its plain parameters, a line each. Parameters may be missing or wrong. */
  diagramLines?(parameters: Readonly<Partial<Record<keyof P, unknown>>>): readonly string[];
  /** Variables that the action sets, with the type that each must have. Names may be wrong or unknown: see {@link NamedWrite}. */
  assigns?(parameters: Readonly<P>, kind: FlowKind): NamedWrite[];
  /** The YAML of the action without its name, fields in the order in which Architect exports them. */
  write(parameters: Readonly<P>, context: WriteContext): PlainObject;
  /** The reverse of {@link write}; undefined where the YAML says something that the parameters cannot. */
  read(body: Readonly<PlainObject>, context: ReadContext): Reading<P> | undefined;
}

/** The paths that lead out of an action. */
export interface Paths {
  /** The named paths, in Architect's order. */
  readonly names: readonly string[];
  /** Whether any other name is a path too: the names are not known yet, or not known to us. */
  readonly open?: boolean;
  /**
   * What `default` means: `next`, the one entry that follows whatever happens; `otherwise`, where every path goes that is
   * not named; `branch`, the same and a path of its own; `none`, nothing follows unless a named path is taken.
   */
  readonly defaultPath: "next" | "otherwise" | "branch" | "none";
  /**
   * A list may end with the action once each of its paths ends. Of other actions no file shows that: there, the last path
   * goes on behind the action, so that a list always ends with an action that plainly ends it.
   */
  readonly mayEndList?: boolean;
  /** Paths that name a task instead of holding actions: what they lead to begins a task of its own. */
  readonly references?: readonly string[];
  /** The entry is a container of its own (a menu), to which others jump; nothing stands behind it. */
  readonly isContainer?: boolean;
  /** Paths that are a loop's body: what does not end there begins the loop anew. */
  readonly loops?: readonly string[];
  /** The entry only makes sense in a loop's body. */
  readonly requiresLoop?: boolean;
}

/** A variable that an action sets. */
export interface VariableAssignment {
  name: string;
  /** The data type (`string`), or undefined where any will do. */
  type?: string;
  /** Whether a declared variable of another type takes the value too: a duration takes whole milliseconds. */
  accepts?: (declared: string) => boolean;
  /** The parameter that names it. */
  property: string;
  /** In a module: a variable that is declared nowhere becomes an output of the module. */
  output?: boolean;
}

/** A variable as an entry names it that has not been checked: the name may be of any type, or unknown. */
export type NamedWrite = Omit<VariableAssignment, "name"> & { name: unknown };

/** What writing an action may ask. */
export interface WriteContext {
  readonly kind: FlowKind;
  /** The paths that the entry wires, `default` aside. */
  readonly paths: readonly string[];
  /** The actions of a path; undefined where the path goes on behind the action. */
  branch(path: string): readonly PlainObject[] | undefined;
  /** Where a path leads that holds no actions of its own: to a task or menu, by its reference, or nowhere. */
  leadsTo(path: string): { task: string } | { menu: string } | "end" | undefined;
  /** A path's actions as a task within another container: with the variables that they use. */
  task(path: string): PlainObject;
  /** The name of a module that the document knows by id. */
  moduleName(id: string): string;
  /** The type of a variable of the flow, declared or implied by a use. */
  variableType(name: string): string | undefined;
}

/** What reading an action may ask. */
export interface ReadContext {
  readonly kind: FlowKind;
  /** The id of a module that the YAML knows by name, where it can be told. */
  moduleId(name: string): string | undefined;
  /** The type that the file declares for a variable. */
  variableType(name: string): string | undefined;
}

/** An entry's parameters and wiring. */
export interface WiredParameters<P extends object> {
  parameters: P;
  nexts: Readonly<Record<string, string>>;
}

/** An action as read from YAML. */
export interface Reading<P extends object> {
  parameters: P;
  /** The lists of YAML actions by path; a path that goes on behind the action is absent. */
  branches: Record<string, readonly unknown[]>;
  /** References to tasks and menus by path. */
  references?: Record<string, string>;
}

/** All actions by type. Passed in, so that validation does not depend on the single actions. */
export interface ActionTable {
  get(type: string): ActionDefinition | undefined;
  readonly types: readonly string[];
}

/** A call of a module. */
export interface ModuleReference {
  /** The entry that calls it. */
  entry: string;
  moduleId?: string;
  moduleName?: string;
  /** The version that the caller must carry at least, where the module's own stack is not at hand. */
  moduleVersion?: number;
  /** What the module takes and gives, where the program passed the module itself. */
  interface?: ModuleInterface;
}
