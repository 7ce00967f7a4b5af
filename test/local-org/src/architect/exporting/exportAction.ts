import type { FlowVariable } from "../../organization/model";
import { asMap, asList, onlyEntry, without } from "../tree";
import type { YamlMap } from "../tree";
import { defaultName, exportedFields } from "./actionFields";
import { own } from "../../organization/own";

/** What the export of an action needs from the flow. */
export interface ExportContext {
  rootKey: string;
  /** Is it a newer Archy version, which writes more properties? */
  newer: boolean;
  /** The absolute reference to a task or menu, for the submitted one. */
  reference(submitted: string): string;
  /** The refId of a referenced choice. */
  choiceRefId(choice: YamlMap): string | undefined;
  moduleVariables(module: string): readonly FlowVariable[];
}

const noValue = { noValue: true };

/** An exported action: `- playAudio: {...}`. */
export function exportAction(item: unknown, context: ExportContext): unknown {
  const entry = onlyEntry(item);
  if (!entry) return item;
  const [key, body] = entry;
  const prepared = prepare(key, body, context);
  const known = exportedFields(key);
  const keys = known
    ? known
        .filter(({ newer }) => context.newer || newer !== true || Object.hasOwn(prepared, key))
        .map((each) => each.key)
    : Object.keys(prepared);
  const out = new Map<string, unknown>([["name", prepared.name ?? defaultName(key)]]);
  for (const name of [...keys, ...Object.keys(prepared)]) {
    if (out.has(name) || name === "none") continue;
    const value = Object.hasOwn(prepared, name)
      ? property(name, prepared[name], context)
      : known?.find((each) => each.key === name)?.preset;
    const kept = name === "outputs" || name === "paths" ? withoutEmptyOutputs(value) : value;
    if (kept !== undefined) out.set(name, kept);
  }
  return { [key]: Object.fromEntries(out) };
}

export const exportSequence = (actions: unknown, context: ExportContext): unknown[] =>
  asList(actions).map((action) => exportAction(action, context));

/** Special rules of single actions, in addition to their list of fields. */
function prepare(key: string, body: YamlMap, context: ExportContext): YamlMap {
  switch (key) {
    case "endTask":
      // The end of a module has no path (architect-yaml.md section 2.1); a task's default path is written.
      return context.rootKey === "commonModule" ? body : { outputPath: { name: "default" }, ...body };
    case "callCommonModule":
      return { ...body, commonModule: exportModuleCall(asMap(body.commonModule) ?? {}, context) };
    case "dataTableLookup":
      return { ...body, dataTable: withFailureOutputs(body.dataTable, ["errorType", "errorMessage"]) };
    default: {
      if (!key.startsWith("menu")) return body;
      const refId = context.choiceRefId(body);
      const rest = without(body, "refId");
      return refId === undefined ? rest : { ...rest, refId };
    }
  }
}

/** Makes references absolute and exports nested actions. */
function property(key: string, value: unknown, context: ExportContext): unknown {
  if (key === "actions" && Array.isArray(value)) return exportSequence(value, context);
  if (key.endsWith("Ref") && typeof value === "string") return context.reference(value);
  return inner(value, context);
}

function inner(value: unknown, context: ExportContext): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => inner(item, context));
  const map = asMap(value);
  if (!map) return value;
  return Object.fromEntries(Object.entries(map).map(([key, each]) => [key, property(key, each, context)]));
}

/** Lists all inputs and outputs of the module by name; those that the caller leaves out have no value. */
function exportModuleCall(call: YamlMap, context: ExportContext): YamlMap {
  return Object.fromEntries(
    Object.entries(call).map(([module, versions]) => {
      const variables = [...context.moduleVariables(module)].sort((one, other) =>
        one.name < other.name ? -1 : 1,
      );
      const [version = "ver_latestPublished", given] = Object.entries(asMap(versions) ?? {})[0] ?? [];
      const side = (direction: "input" | "output") => {
        const set = asMap(asMap(given)?.[`${direction}s`]) ?? {};
        const all = variables
          .filter((variable) => variable[direction])
          .map(({ name }) => [name, own(set, name) ?? noValue]);
        return all.length === 0 ? {} : { [`${direction}s`]: Object.fromEntries(all) as YamlMap };
      };
      return [module, { [version]: { ...side("input"), ...side("output") } }];
    }),
  );
}

/** A mapping keyed by object name, each with all failure outputs. */
function withFailureOutputs(keyed: unknown, outputs: readonly string[]): YamlMap {
  return Object.fromEntries(
    Object.entries(asMap(keyed) ?? {}).map(([name, value]) => {
      const set = asMap(asMap(value)?.failureOutputs) ?? {};
      const all = [...new Set([...outputs, ...Object.keys(set)])].map((output) => [
        output,
        own(set, output) ?? noValue,
      ]);
      return [name, { ...asMap(value), failureOutputs: Object.fromEntries(all) as YamlMap }];
    }),
  );
}

/** Outputs without actions are omitted, and `outputs` itself if empty. */
function withoutEmptyOutputs(outputs: unknown): unknown {
  const map = asMap(outputs);
  if (!map) return outputs;
  const kept = Object.entries(map).filter(([, output]) => {
    const actions = asMap(output)?.actions;
    return actions === undefined || asList(actions).length > 0;
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
