import type { FlowContent } from "../language/model";
import { objectReferences } from "../language/architect/objectReferences";
import { namesOf, resourceOf } from "../language/kinds";
import { entrySource, type ModuleVariable } from "./entries";
import type { FlowSource } from "./source";
import { layOut, type Source } from "./layout";
import { namesFor, type ProgramNames } from "./identifiers";
import { call, object, parameterSource, plainSource, text, word } from "./source";

/** A generated program and the files that it reads. */
export interface GeneratedProgram {
  /** The text of `index.ts`. */
  program: string;
  /** The contents of the other files, by path relative to the program's folder. */
  files: ReadonlyMap<string, string>;
  /** The stack configuration keys that must be set, with their namespace. */
  config: readonly { name: string; secret: boolean }[];
  /** The logical name of each flow's resource. */
  logicalNames: ReadonlyMap<FlowSource, string>;
}

/**
 * Generates a Pulumi program for flows. Modules come first, then the inbound flows, which reference the module
 * resources, so that everything is published in order and republished when a module changes. The same flows produce the
 * same text.
 */
export function programOf(flowSources: readonly FlowSource[]): GeneratedProgram {
  const callers = flowSources.filter((flow) => flow.kind !== "module");
  const uses = new Map(callers.map((flow) => [flow, namedFlows(flow, callers)]));
  const flows = [...modulesOf(flowSources), ...inOrderOfUse(callers, uses)];
  const names = namesFor(flows);
  const used = new Set<FlowSource>();
  const moduleVariable: ModuleVariable = (idOrName) => {
    const module = modulesOf(flows).find((flow) => flow.id === idOrName || flow.name === idOrName);
    if (module === undefined) return undefined;
    used.add(module);
    return names.get(module)?.variable;
  };
  for (const [, named] of uses) for (const one of named) used.add(one);
  // The callers are generated first, because they determine which modules need a variable.
  const sources = new Map(
    flows.map((flow) => [flow, argumentsOf(flow, names, moduleVariable, uses.get(flow) ?? [])]),
  );
  const statements = flows.map((flow) => {
    const callee = `new ${resourceOf(flow.kind)}`;
    const created = call(callee, text(names.get(flow)?.logical ?? ""), sources.get(flow) ?? object({}));
    const before = used.has(flow) ? `const ${names.get(flow)?.variable} = ` : "";
    const { config, namespace } = names.get(flow) ?? {};
    const configuration =
      config === undefined
        ? ""
        : `${layOut(call("new Config", text(namespace ?? "")), `const ${config} = `)}\n\n`;
    return `${configuration}${commentOf(flow.notes)}${layOut(created, before)}\n`;
  });
  return {
    program: [importsOf(flows), ...statements].join("\n"),
    files: new Map(
      flows.flatMap((flow) =>
        flow.content.form === "yaml" ? [[names.get(flow)?.file ?? "", flow.content.yaml] as const] : [],
      ),
    ),
    logicalNames: new Map(flows.map((flow) => [flow, names.get(flow)?.logical ?? ""])),
    config: flows.flatMap((flow) =>
      (flow.content.form === "yaml" ? configKeys(flow.content.keys) : []).map(({ configKey, secret }) => ({
        name: `${names.get(flow)?.namespace}:${configKey}`,
        secret,
      })),
    ),
  };
}

/** The keys of a text, each with its name in the stack configuration. */
function configKeys(keys: readonly string[]): { key: string; configKey: string; secret: boolean }[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    const plain = key.replace(/[^A-Za-z0-9._-]+/g, "_") || "key";
    let configKey = plain;
    for (let count = 2; taken.has(configKey); count++) configKey = `${plain}_${count}`;
    taken.add(configKey);
    return { key, configKey, secret: /secret|token|passw/i.test(key) };
  });
}

/** The other flows that a file names, among those of the program. */
function namedFlows({ content }: FlowSource, flows: readonly FlowSource[]): FlowSource[] {
  if (content.form !== "yaml") return [];
  const named = objectReferences(content.yaml).filter(({ kind }) => kind === "flow");
  return flows.filter((flow) =>
    named.some(({ name, of }) => flow.name === name && of === namesOf(flow.kind).platformType),
  );
}

/** Each flow after those that it names. Flows that name each other keep their order. */
function inOrderOfUse(
  flows: readonly FlowSource[],
  uses: ReadonlyMap<FlowSource, readonly FlowSource[]>,
): FlowSource[] {
  const ordered = new Set<FlowSource>();
  const open = new Set<FlowSource>();
  const add = (flow: FlowSource): void => {
    if (ordered.has(flow) || open.has(flow)) return;
    open.add(flow);
    for (const one of uses.get(flow) ?? []) add(one);
    ordered.add(flow);
  };
  for (const flow of flows) add(flow);
  return [...ordered];
}

function modulesOf(flows: readonly FlowSource[]): FlowSource[] {
  return flows.filter((flow) => flow.kind === "module");
}

function importsOf(flows: readonly FlowSource[]): string {
  const texts = flows.flatMap(({ content }) => (content.form === "yaml" ? [content] : []));
  const configured = texts.some(({ keys }) => keys.length > 0);
  const names = [
    ...(texts.length < flows.length ? ["flow"] : []),
    ...(["Flow", "FlowModule", "InboundFlow"] as const).filter((name) =>
      flows.some(({ kind }) => resourceOf(kind) === name),
    ),
  ];
  return [
    ...(texts.length > 0 ? ['import { readFileSync } from "node:fs";\n'] : []),
    ...(configured ? ['import { Config } from "@pulumi/pulumi";\n'] : []),
    `import { ${names.join(", ")} } from "pulumi-genesyscloud";\n`,
  ].join("");
}

function argumentsOf(
  flow: FlowSource,
  names: ReadonlyMap<FlowSource, ProgramNames>,
  moduleVariable: ModuleVariable,
  uses: readonly FlowSource[],
): Source {
  const args = givenArguments(flow);
  const head = Object.entries(args).map(([key, value]) => [key, plainSource(value)] as const);
  const used = uses.map((one) => word(names.get(one)?.variable ?? ""));
  return object(
    {
      ...Object.fromEntries(head),
      ...contentOf(flow, names, moduleVariable),
      ...(used.length > 0 && { uses: { kind: "list", items: used } }),
    },
    true,
  );
}

/** The arguments of a flow's resource, except its content: only those that differ from the defaults. */
export function givenArguments(flow: FlowSource): Record<string, unknown> {
  const { defaultLanguage = DEFAULT_LANGUAGE, supportedLanguages, compatibleFlowTypes } = flow;
  const args: Record<string, unknown> = {
    name: flow.name,
    description: flow.description,
    division: flow.division,
    enabled: flow.enabled === false ? false : undefined,
    defaultLanguage: defaultLanguage === DEFAULT_LANGUAGE ? undefined : defaultLanguage,
    supportedLanguages: isOnly(supportedLanguages, defaultLanguage) ? undefined : supportedLanguages,
    compatibleFlowTypes: isOnly(compatibleFlowTypes, "inboundcall") ? undefined : compatibleFlowTypes,
  };
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

const DEFAULT_LANGUAGE = "en-us";

function isOnly(list: readonly string[] | undefined, only: string): boolean {
  return list?.length === 1 && list[0] === only;
}

function contentOf(
  flow: FlowSource,
  names: ReadonlyMap<FlowSource, ProgramNames>,
  moduleVariable: ModuleVariable,
): Record<string, Source> {
  const { content } = flow;
  if (content.form === "document")
    return { document: documentSource(content.document.content, moduleVariable) };
  const modules = flow.modules.map(moduleVariable).filter((name) => name !== undefined);
  const { config = "" } = names.get(flow) ?? {};
  const values = configKeys(content.keys).map(
    ({ key, configKey, secret }) =>
      [key, call(`${config}.${secret ? "requireSecret" : "require"}`, text(configKey))] as const,
  );
  return {
    yaml: call("readFileSync", text(names.get(flow)?.file ?? ""), text("utf8")),
    ...(values.length > 0 && { substitutions: object(Object.fromEntries(values)) }),
    ...(modules.length > 0 && {
      modules: { kind: "list" as const, items: modules.map((name) => word(`${name}.id`)) },
    }),
  };
}

function documentSource(content: FlowContent, moduleVariable: ModuleVariable): Source {
  const { entries, ...options } = content;
  const list = Object.entries(entries).map(
    ([key, entry]) => [key, entrySource(entry, moduleVariable)] as const,
  );
  const optionProperties = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    // Settings are Architect's own YAML.
    .map(([key, value]) => [key, key === "settings" ? plainSource(value) : parameterSource(value)] as const);
  const steps: Source = { kind: "object", properties: list, open: true };
  return optionProperties.length === 0
    ? call("flow.document", steps)
    : call("flow.document", steps, { kind: "object", properties: optionProperties, open: true });
}

/** Notes as comments, wrapped at Prettier's line width. */
function commentOf(notes: readonly string[]): string {
  return notes
    .flatMap((note) =>
      note.split(/\s+/).reduce<string[]>((lines, word) => {
        const last = lines.at(-1);
        if (last !== undefined && last.length + word.length < 80)
          return [...lines.slice(0, -1), `${last} ${word}`];
        return [...lines, `// ${word}`];
      }, []),
    )
    .map((line) => `${line}\n`)
    .join("");
}
