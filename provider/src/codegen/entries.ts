import { actions } from "../language/actions/index";
import type { Entry } from "../language/model";
import { isObject, equalJson, without } from "../language/json";
import type { PlainObject } from "../language/json";
import type { Source } from "./layout";
import { call, object, parameterSource, plainSource, word } from "./source";

/** The variable of the module that an entry calls, by id or name. Undefined for a module that is not in the program. */
export type ModuleVariable = (idOrName: string) => string | undefined;

/** Writes an entry as a call of its builder, or as a plain object if no builder produces exactly this entry. */
export function entrySource(entry: Entry, moduleVariable: ModuleVariable): Source {
  const { actionType, parameters = {} } = entry.action;
  const name = builderOf(entry);
  if (name === undefined) return plainEntry(entry);
  const nexts = entry.nexts && plainSource(entry.nexts);
  if (Object.keys(actions[name].parameters).length === 0)
    return call(`flow.${name}`, ...(nexts ? [nexts] : []));
  if (name === "architect") return anyActionSource(parameters, nexts);
  const values = actionType === "invokeSubFlow" ? calledModule(parameters, moduleVariable) : undefined;
  return call(`flow.${name}`, values ?? parameterSource(parameters), ...(nexts ? [nexts] : []));
}

/** The body of a raw action is Architect's own YAML, so its values are written as they are. */
function anyActionSource({ type, body }: PlainObject, nexts: Source | undefined): Source {
  const values = body === undefined ? (nexts ? [word("undefined")] : []) : [plainSource(body)];
  return call("flow.action", plainSource(type), ...values, ...(nexts ? [nexts] : []));
}

type BuilderName = keyof typeof actions;
type Build = (...args: unknown[]) => Entry;

/** The builder that produces exactly this entry. */
function builderOf(entry: Entry): BuilderName | undefined {
  const { actionType, parameters = {} } = entry.action;
  const names = Object.keys(actions) as BuilderName[];
  return names.find((name) => {
    const { type, parameters: table, build } = actions[name];
    if (type !== actionType) return false;
    const args = Object.keys(table).length === 0 ? [entry.nexts] : [parameters, entry.nexts];
    // Every builder takes the parameters (if its action has any) and nexts. The result must equal the entry.
    return equalJson((build as Build)(...args), entry);
  });
}

/** The parameters of a call to a module of the program, which is named by its variable. */
function calledModule(parameters: PlainObject, moduleVariable: ModuleVariable): Source | undefined {
  const called = parameters.moduleId ?? parameters.moduleName;
  const variable = typeof called === "string" ? moduleVariable(called) : undefined;
  if (variable === undefined) return undefined;
  // The module resource supplies its own inputs and outputs.
  const rest = without(parameters, "moduleId", "moduleName", "interface");
  const properties = Object.entries(rest).map(([key, value]) => [key, parameterSource(value)] as const);
  return object({ module: word(variable), ...Object.fromEntries(properties) });
}

function plainEntry(entry: Entry): Source {
  const { action, actionType, parameters } = entry.action;
  const properties = isObject(parameters)
    ? actionType === "architect"
      ? plainSource(parameters)
      : parameterSource(parameters)
    : undefined;
  return object(
    {
      entryType: plainSource(entry.entryType),
      action: object({
        action: plainSource(action),
        actionType: plainSource(actionType),
        parameters: properties,
      }),
      nexts: entry.nexts && plainSource(entry.nexts),
    },
    true,
  );
}
