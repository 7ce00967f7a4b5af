import { connect } from "../genesys/connect";
import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import type { SettingName } from "../genesys/settings/settingNames";
import { resolveSettings } from "../genesys/settings/settings";
import { readDotenv } from "../genesys/settings/sources";
import { KINDS } from "../language/kinds";
import type { FlowModuleReference } from "../resources/moduleReference";

/** Checks whether a flow's published version references a module, in the organization of these settings. */
export async function publishedReference(
  flowId: string,
  moduleId: string,
  setting: (name: SettingName) => string | undefined,
): Promise<FlowModuleReference> {
  const { api, shared } = connectionFor(setting);
  const flowOf = (id: string) => shared(`flow ${id}`, () => api.flow(id));
  const [flow, module] = await Promise.all([flowOf(flowId), flowOf(moduleId)]);
  if (flow === undefined) return missing(`There is no flow with the id ${flowId} in the organization.`);
  if (flow.published === undefined)
    return missing(`The flow "${flow.name}" (${flowId}) has no published version.`);
  const { id: versionId, number: flowVersion } = flow.published;
  if (module?.type !== KINDS.module.platformType) {
    return {
      ...missing(`There is no flow module with the id ${moduleId} in the organization.`),
      flowVersion,
    };
  }
  const reached = await shared(`${flowId} ${versionId}`, () => api.modulesReached(flow, versionId));
  const moduleVersion = reached[module.id];
  const latestModuleVersion = module.published?.number;
  const versions = { flowVersion, ...(latestModuleVersion !== undefined && { latestModuleVersion }) };
  const subject = `The published version ${flowVersion} of the flow "${flow.name}"`;
  if (moduleVersion === undefined) {
    return {
      ...missing(`${subject} does not reference the flow module "${module.name}" (${moduleId}).`),
      ...versions,
    };
  }
  const reason = `${subject} ${manner(api, module, moduleVersion)}.`;
  return { references: true, reason, moduleVersion, ...versions };
}

const missing = (reason: string): FlowModuleReference => ({ references: false, reason });

function manner(api: FlowApi, { name, published }: CloudFlow, version: number): string {
  if (api.form === "document")
    return `references the flow module "${name}" live, which has version ${version}`;
  const carries = `carries version ${version} of the flow module "${name}"`;
  const latest = published?.number ?? version;
  return latest > version
    ? `${carries}, and not the newest, ${latest}: it has to be published again`
    : carries;
}

interface Connection {
  api: FlowApi;
  shared: Sharing;
}

const connections = new Map<string, Connection>();

/** One connection per distinct settings. Its calls share the sign-in and pending results. */
function connectionFor(setting: (name: SettingName) => string | undefined): Connection {
  const folder = process.cwd();
  const settings = resolveSettings({
    config: (key) => {
      const name = key.replace(/^genesyscloud:/, "");
      return name === "providerName" ? undefined : setting(name as SettingName);
    },
    env: process.env,
    dotenv: readDotenv(folder, process.env),
    folder,
  });
  const key = JSON.stringify([settings.hosts, settings.credentials, settings.orgId, settings.flowApi]);
  const known = connections.get(key);
  if (known !== undefined) return known;
  for (const { severity, message } of settings.notices) {
    if (severity === "warning") console.warn(`warning: ${message}`);
  }
  const made = { api: connect(settings), shared: sharing() };
  connections.set(key, made);
  return made;
}

/** Runs a query, or joins the same query if it is already running. */
export type Sharing = <T>(question: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Lets parallel queries share one result. A script checks every flow against every module of a stack: many pairs, but
 * few objects. Results are not cached, because the next one may differ.
 */
export function sharing(): Sharing {
  const underWay = new Map<string, Promise<unknown>>();
  return <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    // All queries with the same key have the same result type.
    const asked = underWay.get(question) as Promise<T> | undefined;
    if (asked !== undefined) return asked;
    const answer = ask().finally(() => underWay.delete(question));
    underWay.set(question, answer);
    return answer;
  };
}
