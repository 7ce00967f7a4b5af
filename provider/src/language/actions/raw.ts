import type { Input } from "@pulumi/pulumi";
import type { ActionDefinition, Reading, WriteContext } from "./definition";
import { isObject, onlyKey, own, put, without } from "../json";
import type { PlainObject } from "../json";
import { quoted } from "../issues";
import { anything, reportInvalid, required } from "../validation/schema";
import type { Schema } from "../validation/schema";
import { isUnknown } from "../json";
import { checkRawAction } from "./rawActionRules";
import type { DeepInput, Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { withoutFilledIn } from "./exportDefaults";
import { comparable, meaning } from "./comparableYaml";

/** The parameters of `flow.action`. */
export interface ArchitectParameters {
  /** The action's key in Architect's YAML, such as `setWhisperAudio`. */
  type: string;
  /**
   * The action in the form of Architect's YAML, without `name` and without the actions of its outputs. For actions
   * nested deeper than `outputs.<path>`, use `actions: { path: "<path>" }`. To refer to a task or a menu, use
   * `targetTaskRef: { path: "<path>" }` or `targetMenuRef`: the entry that `nexts` names for this path begins the task,
   * or is the menu.
   */
  body?: Record<string, unknown>;
}

/** The builder of entries for any other action. */
export interface ActionBuilder {
  /**
   * Any other action, in the form of Architect's YAML. Each key of `nexts` except `default` is an output
   * (`outputs.<key>`) that leads to the named entry.
   *
   * @param type the action's key in Architect's YAML, such as `setWhisperAudio`
   * @param body the action in the form of Architect's YAML, without `name` and without the actions of its outputs; see
   *   {@link ArchitectParameters.body} for nested actions. Few parts of it are checked before Architect receives it
   * @param nexts the entry for each output; `default`: the next entry, also for every output that is not named
   * @example
   * tag: flow.action("setExternalTag", { externalTag: { exp: "Flow.OrderNo" } }, { failure: "bye", default: "route" })
   */
  action<Target extends string = never>(
    type: Input<string>,
    body?: DeepInput<unknown>,
    nexts?: Record<string, Target>,
  ): EntryTo<Target>;

  /**
   * Any other action, in the form of Architect's YAML.
   *
   * @deprecated Use `flow.action(type, body, nexts)`.
   */
  architect<Target extends string = never>(
    parameters: Plain<Omit<ArchitectParameters, "body">> & { body?: DeepInput<unknown> },
    nexts?: Record<string, Target>,
  ): EntryTo<Target>;
}

const build: ActionBuilder["architect"] = (parameters, nexts) => entry("architect", parameters, nexts);

/** Actions that nothing can follow. */
const TERMINAL: ReadonlySet<string> = new Set([
  "disconnect",
  "endTask",
  "jumpToMenu",
  "jumpToTask",
  "loopExit",
  "loopNext",
  "previousMenu",
  "repeatMenu",
]);

/** The builder with positional arguments. */
export const action: ActionBuilder["action"] = (type, body, nexts) => build({ type, body }, nexts);

export const architect = {
  type: "architect",
  actionKeys: { module: "*", inboundCall: "*" },
  key: (parameters) => parameters.type,
  yamlKeys: { type: "", body: "" },
  parameters: { type: required(actionKey()), body: body() },
  paths(parameters) {
    const type: unknown = parameters.type;
    const places = marked(parameters.body);
    return {
      names: [],
      open: true,
      defaultPath: typeof type === "string" && TERMINAL.has(type) ? "none" : "next",
      references: places.filter((place) => place.key !== "actions").map((place) => place.path),
      ...(type === "loop" && { loops: ["loop"] }),
      ...((type === "loopNext" || type === "loopExit") && { requiresLoop: true }),
    };
  },
  check(parameters, place, nexts) {
    checkRawAction(parameters.type, parameters.body, place);
    for (const { key, path } of marked(parameters.body)) {
      if (own(nexts, path) !== undefined) continue;
      const message = `the body names the path ${quoted(path)}, which "nexts" does not have`;
      if (key === "actions") place.warning("unwired-path", message, "body");
      else
        place.error(
          "unwired-path",
          `${message}; name the entry with which that ${key === "targetTaskRef" ? "task" : "menu"} begins`,
          "body",
        );
    }
  },
  canonical: ({ type, body, ...rest }) => ({
    ...rest,
    type,
    body: typeof type === "string" && isObject(body) ? withoutFilledIn(type, body) : body,
  }),
  // The action sets the variables that the body binds as outputs; their types are only defined in Architect.
  assigns: (parameters) =>
    boundVariables(parameters.body).map((name) => ({ name, property: "parameters.body" })),
  write(parameters, context) {
    const placed = new Set(marked(parameters.body).map((place) => place.path));
    const filled = fill(parameters.body ?? {}, (key, path) =>
      key === "actions" ? (context.branch(path) ?? []) : referenceTo(path, context),
    ) as PlainObject;
    const outputs: PlainObject = isObject(filled.outputs) ? { ...filled.outputs } : {};
    for (const path of context.paths) {
      const actions = placed.has(path) ? undefined : context.branch(path);
      if (actions !== undefined) put(outputs, path, { actions });
    }
    return { ...filled, ...(Object.keys(outputs).length > 0 && { outputs }) };
  },
  read: () => undefined,
  build,
} satisfies ActionDefinition<ArchitectParameters> & { build: unknown };

/**
 * Reads any YAML action as parameters of {@link action}.
 *
 * @param isActions which lists called `actions` are lists of actions
 */
export function readRawAction(
  type: string,
  yaml: Readonly<PlainObject>,
  isActions: (value: unknown) => value is readonly unknown[] = isActionList,
): Reading<ArchitectParameters> {
  const branches: Record<string, readonly unknown[]> = {};
  const references: Record<string, string> = {};
  const taken = new Set(["default"]);
  const nameFor = (location: readonly string[]): string => {
    const words = location.filter((word) => !/^(\d+|case|outputs|path)$/.test(word));
    const short = words.at(-1) ?? "actions";
    let name = [short, location.join(".")].find((candidate) => !taken.has(candidate)) ?? short;
    for (let count = 2; taken.has(name); count++) name = `${short} ${count}`;
    taken.add(name);
    return name;
  };
  const take = (value: unknown, location: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => take(item, [...location, String(index)]));
    if (!isObject(value)) return value;
    const kept: PlainObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (key === "actions" && isActions(item)) {
        const path = nameFor(location);
        put(branches, path, item);
        kept[key] = { path };
      } else if (REFERENCES.has(key) && typeof item === "string") {
        const short = key === "targetTaskRef" ? "task" : "menu";
        const path = taken.has(short) ? nameFor([...location, short]) : short;
        taken.add(path);
        put(references, path, item);
        kept[key] = { path };
      } else {
        put(kept, key, take(item, [...location, key]));
      }
    }
    return kept;
  };
  const { outputs } = yaml;
  const rest = without(yaml, "outputs", "name");
  // The common case, outputs.<path>.actions, needs no marker.
  const odd: PlainObject = {};
  for (const [path, output] of Object.entries(isObject(outputs) ? outputs : {})) {
    const actions = isObject(output) && onlyKey(output, "actions") ? output.actions : undefined;
    if (path !== "default" && isActions(actions)) {
      taken.add(path);
      put(branches, path, actions);
    } else put(odd, path, output);
  }
  const whole = take({ ...rest, ...(Object.keys(odd).length > 0 && { outputs: odd }) }, []) as PlainObject;
  const fields = without(whole, "none");
  return {
    parameters: { type, ...(Object.keys(fields).length > 0 && { body: fields }) },
    branches,
    ...(Object.keys(references).length > 0 && { references }),
  };
}

/** Whether YAML contains actions themselves, instead of a path marker as in documents. */
export function holdsActions(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsActions);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, item]) =>
    key === "actions" && isActionList(item) ? item.length > 0 : holdsActions(item),
  );
}

/** Whether a list contains actions, and is not other data with the same key. */
function isActionList(value: unknown): value is readonly unknown[] {
  return (
    Array.isArray(value) &&
    value.every((item) => isObject(item) && Object.keys(item).length === 1 && isBody(Object.values(item)[0]))
  );
}

function isBody(value: unknown): boolean {
  return isObject(value) || meaning(value) === undefined;
}

/**
 * The variables that a body binds as outputs: `var: Flow.x`, `variable: Flow.x`. Unknown values may be variables too.
 */
function boundVariables(value: unknown): string[] {
  if (typeof value === "string") return isUnknown(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    (key === "var" || key === "variable") && typeof item === "string" ? [item] : boundVariables(item),
  );
}

function referenceTo(path: string, context: WriteContext): string | undefined {
  const to = context.leadsTo(path);
  if (to === undefined || to === "end") return undefined;
  return "task" in to ? to.task : to.menu;
}

/** A path marker in a body. */
interface Marked {
  key: string;
  path: string;
}

/** Keys that refer to a task or a menu in YAML. */
const REFERENCES: ReadonlySet<string> = new Set(["targetTaskRef", "targetMenuRef"]);

function marked(value: unknown): Marked[] {
  const found: Marked[] = [];
  fill(value, (key, path) => {
    found.push({ key, path });
    return undefined;
  });
  return found;
}

/**
 * A copy of a body in which every path marker is replaced. Keys are sorted because the engine does not preserve the
 * order of maps.
 */
function fill(value: unknown, replace: (key: string, path: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => fill(item, replace));
  if (!isObject(value)) return value;
  const filled: PlainObject = {};
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    const isMark = isObject(item) && onlyKey(item, "path") && typeof item.path === "string";
    if ((key === "actions" || REFERENCES.has(key)) && isMark)
      put(filled, key, replace(key, String(item.path)));
    else put(filled, key, fill(item, replace));
  }
  return filled;
}

function actionKey(): Schema {
  const schema = anything("the key of an action in Architect's YAML, such as setWhisperAudio");
  return {
    ...schema,
    check(value, place) {
      if (typeof value !== "string" || !/^[a-z][A-Za-z0-9]*$/.test(value))
        reportInvalid(schema, value, place);
    },
  };
}

function body(): Schema {
  const schema = anything("an object: the action as Architect's YAML has it, without its name");
  return {
    ...schema,
    check(value, place) {
      if (!isObject(value)) reportInvalid(schema, value, place);
      else if (Object.hasOwn(value, "name"))
        place.error("unknown-parameter", "must not be given: the entry's key is the name", "name");
    },
    canonical: (value) => comparable(value),
  };
}
