import type { DocumentKind } from "../kinds";
import type { ModuleInterface } from "../model";
import type { PlainObject } from "../json";
import type { ParameterTable, IssueReporter } from "../validation/schema";

/**
 * Defines one type of action: the parameters and paths of its entries, and its form in Architect's YAML. Each file in
 * `actions/` exports one; other modules look it up in the action table.
 */
export interface ActionDefinition<P extends object = PlainObject> {
  /** The `actionType` of its entries. */
  readonly type: string;
  /** The action's key in Architect's YAML, for each flow kind that supports it. */
  readonly actionKeys: Readonly<Partial<Record<DocumentKind, string>>>;
  /** The YAML key, if it depends on the entry; `actionKeys` then only lists the flow kinds that support the action. */
  key?(parameters: Readonly<P>): string;
  /**
   * The YAML key of each parameter, with dots between nested keys; `*` is the only key of a mapping. For messages about
   * files.
   */
  readonly yamlKeys?: Readonly<Partial<Record<keyof P, string>>>;
  /** The parameters that an entry may have. */
  readonly parameters: ParameterTable<P>;
  /**
   * For actions that neither wait nor ask for input. `instant`: completes at once and changes nothing that a condition
   * can depend on; `sets`: completes at once, and sets values that conditions may depend on; `plays`: takes as long as
   * its audio.
   */
  readonly pace?: "instant" | "sets" | "plays";
  /** The paths of the action. Called before parameters are checked, so they may be missing, invalid or unknown. */
  paths(parameters: Readonly<Partial<Record<keyof P, unknown>>>): Paths;
  /**
   * Rules that involve several parameters, or parameters and paths. Called after each parameter has passed its own
   * check.
   */
  check?(parameters: Readonly<P>, place: IssueReporter, nexts: Readonly<PlainObject>): void;
  /** For actions whose paths have no names in YAML: restores the author's path names in an entry that was read. */
  restorePathNames?: (this: void, read: WiredParameters<P>, known: Readonly<P>) => WiredParameters<P>;
  /** The parameters without values that an export adds although nobody set them, if single parameters cannot tell. */
  canonical?(parameters: Readonly<Partial<Record<keyof P, unknown>>>): PlainObject;
  /**
   * The parts of an entry whose YAML form is a guess, as the end of "no known export shows". Parameters may be unknown.
   *
   * @param typeBehind the type of the action to which a path leads
   */
  unconfirmed?(
    parameters: Readonly<Partial<Record<keyof P, unknown>>>,
    typeBehind: (path: string) => string | undefined,
  ): readonly string[];
  /**
   * Lines that a diagram shows for an entry in addition to its plain parameters. Parameters may be missing or invalid.
   */
  diagramLines?(parameters: Readonly<Partial<Record<keyof P, unknown>>>): readonly string[];
  /**
   * Variables that the action sets, with their required types. Names may be invalid or unknown: see {@link NamedWrite}.
   */
  assigns?(parameters: Readonly<P>, kind: DocumentKind): NamedWrite[];
  /** The YAML of the action without its name, with fields in the order of Architect's exports. */
  write(parameters: Readonly<P>, context: WriteContext): PlainObject;
  /** The reverse of {@link write}; undefined if the YAML contains something that the parameters cannot represent. */
  read(body: Readonly<PlainObject>, context: ReadContext): Reading<P> | undefined;
}

/** The paths of an action. */
export interface Paths {
  /** The named paths, in Architect's order. */
  readonly names: readonly string[];
  /** Whether any other name may also be a path: the names are not known yet, or this package does not know them. */
  readonly open?: boolean;
  /**
   * The meaning of `default`. `next`: the one entry that follows in any case; `otherwise`: the target of every path
   * that is not named; `branch`: the same, but also a separate path; `none`: nothing follows unless a named path is
   * taken.
   */
  readonly defaultPath: "next" | "otherwise" | "branch" | "none";
  /**
   * Whether a list may end with this action if all of its paths end. No known file shows this for other actions: their
   * last path continues after the action, so that the list ends with an action that explicitly ends it.
   */
  readonly mayEndList?: boolean;
  /** Paths that refer to a task instead of containing actions: their target begins a separate task. */
  readonly references?: readonly string[];
  /** Whether the entry is a container (a menu) that other entries jump to; nothing can follow it. */
  readonly isContainer?: boolean;
  /** Paths that are a loop's body: the end of such a path starts the next iteration. */
  readonly loops?: readonly string[];
  /** Whether the entry is only valid in a loop's body. */
  readonly requiresLoop?: boolean;
}

/** A variable that an action sets. */
export interface VariableAssignment {
  name: string;
  /** The data type (`string`), or undefined for any type. */
  type?: string;
  /** Whether a declared variable of another type accepts the value too: a duration accepts integer milliseconds. */
  accepts?: (declared: string) => boolean;
  /** The parameter that names the variable. */
  property: string;
  /** In a module: a variable that is not declared becomes an output of the module. */
  output?: boolean;
}

/** A variable named by an unchecked entry: the name may be of any type, or unknown. */
export type NamedWrite = Omit<VariableAssignment, "name"> & { name: unknown };

/** What an action needs to write its YAML. */
export interface WriteContext {
  readonly kind: DocumentKind;
  /** The paths that the entry's `nexts` names, except `default`. */
  readonly paths: readonly string[];
  /** The actions of a path; undefined if the path continues after the action. */
  branch(path: string): readonly PlainObject[] | undefined;
  /** The target of a path that contains no actions: a task or menu, by its reference, or the end. */
  leadsTo(path: string): { task: string } | { menu: string } | "end" | undefined;
  /** A path's actions as a task within another container, including the variables that they use. */
  task(path: string): PlainObject;
  /** The name of a module that the document refers to by id. */
  moduleName(id: string): string;
  /** The type of a variable of the flow, either declared or implied by an action. */
  variableType(name: string): string | undefined;
}

/** What an action needs to read its YAML. */
export interface ReadContext {
  readonly kind: DocumentKind;
  /** The id of a module that the YAML refers to by name, if it is known. */
  moduleId(name: string): string | undefined;
  /** The type of a variable as declared in the file. */
  variableType(name: string): string | undefined;
}

/** An entry's parameters and `nexts`. */
export interface WiredParameters<P extends object> {
  parameters: P;
  nexts: Readonly<Record<string, string>>;
}

/** An action as read from YAML. */
export interface Reading<P extends object> {
  parameters: P;
  /** The lists of YAML actions by path; a path that continues after the action is absent. */
  branches: Record<string, readonly unknown[]>;
  /** References to tasks and menus by path. */
  references?: Record<string, string>;
}

/** All actions by type. Injected so that validation does not depend on individual actions. */
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
  /** The minimum version that the caller must use, if the module belongs to another stack. */
  moduleVersion?: number;
  /** The inputs and outputs of the module, if the program passed the module itself. */
  interface?: ModuleInterface;
}
