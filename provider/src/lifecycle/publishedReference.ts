import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import type { SettingName } from "../genesys/settings/settingNames";
import { KINDS } from "../language/kinds";
import type { FlowModuleReference } from "../resources/moduleReference";
import { connectionFor } from "./programConnection";

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
