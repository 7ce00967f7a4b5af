import { moduleReferences } from "../language/actions/moduleReferences";
import { checkDocument } from "../language/validation/document";
import { moduleNamesIn } from "../language/architect/readFlow";
import type { CloudContent, CloudFlow, CloudVersion, Organization } from "../genesys/flowApi";
import type { FlowSource } from "../codegen/source";
import { flowFromYaml } from "../codegen/fromYaml";
import { ALL_KINDS, canBeDeactivated, documentKind, KINDS, namesOf } from "../language/kinds";
import type { DocumentKind, FlowKind } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import { formatIssue } from "../language/issues";
import { ProviderContext, PROVIDER_RUNTIME } from "../lifecycle/context";
import { CommandError, type Terminal } from "./commandLine";

/** A flow of the organization, as it is there and as generated program source. */
export interface ExportedFlow {
  live: LiveFlow;
  source: FlowSource;
}

/** A flow with a published version. */
export type LiveFlow = CloudFlow & { kind: FlowKind; published: CloudVersion };

/** The result of an export. */
export interface Exported {
  context: ProviderContext;
  organization: Organization;
  /** Modules first. */
  flows: ExportedFlow[];
}

/** How many exports run in parallel. Each is a platform job that takes seconds. */
const AT_ONCE = 8;

/** Exports flows by name, and the modules that they call. Reports all names that cannot be exported in one error. */
export async function exportFlows(names: readonly string[], terminal: Terminal): Promise<Exported> {
  const { env, folder, stderr } = terminal;
  const context = new ProviderContext({ ...PROVIDER_RUNTIME, env, folder, log: stderr });
  const organization = await context.organization();
  stderr(`Organization: ${organization.name}`);
  const named = await found(names, context, organization);
  const contents = await exportAll(named, context, stderr);

  const modules = await calledModules(contents, context, stderr);
  const others = modules.filter((module) => !contents.has(module.id));
  if (others.length > 0) {
    for (const [id, content] of await exportAll(others, context, stderr)) contents.set(id, content);
  }
  const all = [...named, ...others].sort((a, b) => Number(b.kind === "module") - Number(a.kind === "module"));
  const moduleIds = Object.fromEntries(
    all.filter(({ kind }) => kind === "module").map(({ name, id }) => [name, id]),
  );
  const flows = all.map((live) => ({
    live,
    source: sourceOf(live, contents.get(live.id)?.content, moduleIds),
  }));
  return { context, organization, flows };
}

type Contents = Map<string, { live: LiveFlow; content: CloudContent }>;

async function found(
  names: readonly string[],
  context: ProviderContext,
  organization: Organization,
): Promise<LiveFlow[]> {
  const problems: string[] = [];
  const flows: LiveFlow[] = [];
  // In parallel, so that the API can look up many names in few calls.
  const candidates = await Promise.all(names.map((name) => flowsNamed(name, context)));
  for (const [at, name] of names.entries()) {
    const present = candidates[at] ?? [];
    if (present.length === 0) {
      problems.push(
        `There is no flow named "${name}" in the organization "${organization.name}": look the name up in Architect.`,
      );
    }
    for (const flow of present) {
      const { published } = flow;
      if (published) flows.push({ ...flow, published });
      else problems.push(neverPublished(flow));
    }
  }
  if (problems.length > 0) throw new CommandError([...problems, "Nothing was written."].join("\n"));
  return flows;
}

async function flowsNamed(
  name: string,
  context: ProviderContext,
): Promise<(CloudFlow & { kind: FlowKind })[]> {
  const candidates = await Promise.all(
    ALL_KINDS.map(async (kind) => {
      const flow = await context.api().flowNamed(namesOf(kind).platformType, name);
      return flow && { ...flow, kind };
    }),
  );
  return candidates.filter((flow) => flow !== undefined);
}

function neverPublished({ kind, name }: { kind: FlowKind; name: string }): string {
  return `The ${namesOf(kind).title} "${name}" has no published version to export: publish it in Architect first.`;
}

async function exportAll(
  flows: readonly LiveFlow[],
  context: ProviderContext,
  log: (line: string) => void,
): Promise<Contents> {
  const contents: Contents = new Map();
  const waiting = [...flows];
  const work = async (): Promise<void> => {
    for (let live = waiting.shift(); live !== undefined; live = waiting.shift()) {
      contents.set(live.id, { live, content: await context.api().content(live.id, live.published.id) });
      log(
        `[${contents.size}/${flows.length}] ${namesOf(live.kind).title} "${live.name}", version ${live.published.id}`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, flows.length) }, work));
  return contents;
}

/** The modules that the contents call. One that cannot be found is referenced by name in the program. */
async function calledModules(
  contents: Contents,
  context: ProviderContext,
  log: (line: string) => void,
): Promise<LiveFlow[]> {
  const api = context.api();
  const modules = new Map<string, LiveFlow>();
  const callers = new Map<string, { live: LiveFlow; find: () => Promise<CloudFlow | undefined> }>();
  for (const { live, content } of contents.values()) {
    if (content.form === "yaml") {
      for (const name of moduleNamesIn(content.yaml)) {
        callers.set(`"${name}"`, { live, find: () => api.flowNamed(KINDS.module.platformType, name) });
      }
    } else {
      for (const { moduleId } of moduleReferences(content.document)) {
        if (moduleId !== undefined) callers.set(moduleId, { live, find: () => api.flow(moduleId) });
      }
    }
  }
  const answers = await Promise.all(
    [...callers].map(async ([called, { live, find }]) => ({ called, live, module: await find() })),
  );
  for (const { called, live, module } of answers) {
    const published = module?.published;
    if (module && published) modules.set(module.id, { ...module, kind: "module", published });
    else
      log(
        `warning: "${live.name}" calls the module ${called}, which the organization does not have published.`,
      );
  }
  return [...modules.values()];
}

function sourceOf(
  live: LiveFlow,
  content: CloudContent | undefined,
  moduleIds: Readonly<Record<string, string>>,
): FlowSource {
  const { kind, id, name, active } = live;
  const head = {
    id,
    name,
    description: live.description === "" ? undefined : live.description,
    division: live.division?.name,
    enabled: canBeDeactivated(kind) ? active : undefined,
    origin: name,
  };
  try {
    if (content?.form === "yaml")
      return { ...flowFromYaml(content.yaml, { origin: name, moduleIds, exported: true }), ...head };
    return { kind, ...head, ...fromDocument(documentKind(kind), content?.document) };
  } catch (error) {
    throw new CommandError(
      `The export of the ${namesOf(kind).title} "${name}" cannot become a program: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function fromDocument(kind: DocumentKind, value: unknown): Pick<FlowSource, "content" | "modules" | "notes"> {
  const [problem] = checkDocument(kind, value).problems.filter(({ severity }) => severity === "error");
  if (problem) throw new Error(formatIssue(problem));
  const modules = moduleReferences(value).flatMap(({ moduleId }) =>
    moduleId === undefined ? [] : [moduleId],
  );
  // The check found no problems, so the type is correct.
  return { content: { form: "document", document: value as FlowDocument }, modules, notes: [] };
}
