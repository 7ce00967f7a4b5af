import { givenArguments } from "../codegen/program";
import type { FlowSource } from "../codegen/source";
import { moduleInterface } from "../language/actions/moduleReferences";
import type { FlowDocument } from "../language/model";
import { callsModules, isDocumentKind, type FlowKind } from "../language/kinds";
import { check } from "../lifecycle/check";
import { checkOfOtherFlow } from "../lifecycle/otherFlow";
import { staleModules } from "../lifecycle/diff";
import type { FlowInputs } from "../lifecycle/state";
import { stateOf } from "../lifecycle/state";
import { providerSource } from "../resources/flowResource";
import { TYPES, type ResourceKind } from "../tokens";
import type { Terminal } from "./commandLine";
import { CommandError } from "./commandLine";
import type { Exported, ExportedFlow } from "./exportFlows";

/** A resource in a file for `pulumi import --file`. */
export interface ImportedResource {
  /** The type token. */
  type: string;
  /** The resource's logical name in the stack. */
  name: string;
  id: string;
  /** The inputs from the program, as they are recorded in state after a deployment. */
  inputs: Readonly<Record<string, unknown>>;
  /**
   * The complete recorded state. With it the engine does not read the resource from its provider (CLI 3.254 or newer).
   */
  outputs: Readonly<Record<string, unknown>>;
}

/** The text of an import file. */
export function importFileOf(resources: readonly ImportedResource[]): string {
  return `${JSON.stringify({ resources }, null, 2)}\n`;
}

/**
 * The state as if the program itself had published the flows as they are. Created by the lifecycle functions, so that
 * the first preview shows no changes.
 */
export async function importedResources(
  exported: Exported,
  logicalNames: ReadonlyMap<FlowSource, string>,
  { stderr }: Terminal,
): Promise<ImportedResource[]> {
  const modules = new Map(
    exported.flows.flatMap((flow) => (flow.live.kind === "module" ? [[flow.live.id, flow] as const] : [])),
  );
  return Promise.all(
    exported.flows.map(async (flow) => {
      const { kind, id } = flow.live;
      const { inputs, outputs } = await propertiesOf(flow, modules, exported, stderr);
      const line = { __provider: providerSource(resourceKind(kind)) };
      return {
        type: TYPES[resourceKind(kind)],
        name: logicalNames.get(flow.source) ?? "",
        id,
        inputs: { ...inputs, ...line },
        outputs: { ...outputs, ...line },
      };
    }),
  );
}

const resourceKind = (kind: FlowKind): ResourceKind => (isDocumentKind(kind) ? kind : "flow");

type Modules = ReadonlyMap<string, ExportedFlow>;

async function propertiesOf(
  { live, source }: ExportedFlow,
  modules: Modules,
  { context, organization }: Exported,
  log: (line: string) => void,
): Promise<{ inputs: object; outputs: object }> {
  const called = calledOf(source, modules);
  const requested = Object.fromEntries(
    called.map((module) => [module.live.id, module.live.published.number]),
  );
  const program = {
    ...givenArguments(source),
    ...contentOf(source, called),
    ...(callsModules(live.kind) && { moduleVersions: requested }),
  };
  const checked = isDocumentKind(live.kind)
    ? check(live.kind, context, {}, program)
    : checkOfOtherFlow(context, {}, program);
  const [failure] = checked.failures ?? [];
  if (failure) throw new CommandError(`${live.name}: its program would not pass: ${failure.reason}`);

  const carried = called.length === 0 ? {} : await context.api().modulesCarried(live, live.published.id);
  const moduleVersions = carried ?? {};
  for (const id of staleModules(moduleVersions, requested)) {
    log(
      `warning: "${live.name}" runs version ${moduleVersions[id]} of the module "${modules.get(id)?.live.name}", whose ` +
        `published version is ${requested[id]}: the first preview shows its update.`,
    );
  }
  // Pulumi does not type the inputs of a check result; check has validated them.
  const inputs = checked.inputs as FlowInputs;
  const outputs = stateOf(live.kind, context, organization, inputs, { flow: live, moduleVersions });
  // Treated like an adopted flow: a flow that an OAuth client published may belong to another stack, so a destroy must
  // not delete it.
  const keep = live.published.by?.kind === "user" ? {} : { keep: "adopted" };
  return { inputs, outputs: { ...outputs, ...keep } };
}

/** The modules of the program that a flow calls, by name or id. */
function calledOf(source: FlowSource, modules: Modules): ExportedFlow[] {
  return [...modules.values()].filter(
    ({ live }) => source.modules.includes(live.name) || source.modules.includes(live.id),
  );
}

function contentOf(source: FlowSource, called: readonly ExportedFlow[]): Partial<FlowInputs> {
  const { content } = source;
  if (content.form === "document") return { document: withInterfaces(content.document, called) };
  const modules = called.map(({ live }) => live.id);
  return { yaml: content.yaml, ...(modules.length > 0 && { modules }) };
}

/** Adds the modules' inputs and outputs to their callers, as a program that passes the module resource does. */
function withInterfaces(document: FlowDocument, called: readonly ExportedFlow[]): FlowDocument {
  const interfaces = new Map(
    called.map(({ live, source }) => [
      live.id,
      source.content.form === "document" ? moduleInterface(source.content.document) : undefined,
    ]),
  );
  const entries = Object.entries(document.content.entries).map(([key, entry]) => {
    const { parameters } = entry.action;
    const declared =
      typeof parameters?.moduleId === "string" ? interfaces.get(parameters.moduleId) : undefined;
    if (declared === undefined) return [key, entry] as const;
    return [
      key,
      { ...entry, action: { ...entry.action, parameters: { ...parameters, interface: declared } } },
    ] as const;
  });
  return { content: { ...document.content, entries: Object.fromEntries(entries) } };
}
