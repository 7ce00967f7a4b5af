import type { SettingName } from "../genesys/settings/settingNames";
import { suggestion } from "../language/issues";
import { ALL_KINDS, kindNamed, namesOf, type FlowKind } from "../language/kinds";
import type { GetFlowArgs, GetFlowResult } from "../resources/getFlow";
import { errors } from "./errors";
import { connectionFor } from "./programConnection";

/** The flow of a name and type, in the organization of these settings. */
export async function flowOfOthers(
  { name, type }: GetFlowArgs,
  setting: (name: SettingName) => string | undefined,
): Promise<GetFlowResult> {
  const kind = flowKind(type);
  const { platformType } = namesOf(kind);
  const { api, shared } = connectionFor(setting);
  const named = await shared(`flows ${platformType} ${name}`, () => api.flowsNamed(platformType, name));
  const [flow, another] = named;
  if (flow === undefined) throw errors.noFlowNamed(kind, name, await api.organization());
  if (another !== undefined) throw errors.severalToFind(kind, name, named);
  if (flow.published === undefined) throw errors.neverPublished(kind, flow.id);
  const { id, published, division } = flow;
  return {
    id,
    name: flow.name,
    type: flow.type,
    version: published.number,
    publishedVersion: published.id,
    ...(division !== undefined && { division: division.name }),
  };
}

/** A type that this package does not know is left to the platform, unless it looks like a known one. */
function flowKind(type: string): FlowKind {
  const known = kindNamed(type);
  if (known !== undefined) return known;
  const types = ALL_KINDS.flatMap((kind) => [namesOf(kind).rootKey, namesOf(kind).queryType]);
  const meant = suggestion(type, types);
  if (meant !== "") throw errors.unknownFlowType(type, meant);
  return `${type}:${type.toUpperCase()}`;
}
