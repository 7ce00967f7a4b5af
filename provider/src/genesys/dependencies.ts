import type { Models } from "purecloud-platform-client-v2";
import { InvalidRequestError, NotFoundError, PermissionError } from "./http/platformErrors";
import type { CloudFlow, Consumer } from "./flowApi";
import { pagesOf } from "./pages";
import { allOf, flowWithId, optional, optionalList, withTexts } from "./http/responseShapes";
import type { Transport } from "./http/transport";
import { versionNumber } from "./flowResponse";

const VIEW = "architect:dependencyTracking:view";
const MODULE = "COMMONMODULEFLOW";

/** The dependency tracking name of a flow type: `INBOUNDCALLFLOW`, but `WORKFLOW` unchanged. */
export function dependencyType(flowType: string): string {
  return flowType === "WORKFLOW" ? flowType : `${flowType}FLOW`;
}

/**
 * The version of each module that a published version of a flow carries, by module id. Read from the version's
 * configuration, or from dependency tracking, whose index lags and may be incomplete. Modules that neither lists are
 * left out.
 *
 * @throws PermissionError if this client may read neither
 */
export async function modulesCarried(
  flow: CloudFlow,
  versionId: string,
  transport: Transport,
): Promise<Record<string, number>> {
  const carried = await fromConfiguration(flow.id, versionId, transport);
  if (carried !== undefined) return carried;
  const consumed = await dependencies(
    "/api/v2/architect/dependencytracking/consumedresources",
    { id: flow.id, version: versionId, objectType: dependencyType(flow.type), resourceType: [MODULE] },
    transport,
  );
  return versions(consumed.filter(({ type }) => type === MODULE));
}

/**
 * Everything that uses any of these versions of a flow, without duplicates. Default: the versions that may still be
 * in use.
 */
export async function consumers(
  flow: CloudFlow,
  transport: Transport,
  versions?: readonly string[],
): Promise<Consumer[]> {
  const versionIds = versions ?? (await versionsInUse(flow, transport));
  const found = new Map<string, Consumer>();
  for (const version of versionIds) {
    const listed = await dependencies(
      "/api/v2/architect/dependencytracking/consumingresources",
      { id: flow.id, version, objectType: dependencyType(flow.type) },
      transport,
    );
    for (const { id, name, type } of listed) {
      if (!id || !type || id === flow.id || NOT_A_USER.test(type)) continue;
      found.set(`${type}/${id}`, { id, name: name ?? "", type });
    }
  }
  return [...found.values()];
}

/**
 * How many older module versions to check: a caller keeps the module version it was published with, so users of older
 * versions count too.
 */
const OLDER_VERSIONS = 5;

/** The versions of a flow that may still be in use, without duplicates. The index can only be queried by version. */
async function versionsInUse(flow: CloudFlow, transport: Transport): Promise<string[]> {
  const { body } = await transport.call<Models.Flow>({
    method: "GET",
    path: "/api/v2/flows/{flowId}",
    pathParams: { flowId: flow.id },
    permission: "architect:flow:view",
    answers: allOf(
      flowWithId(flow.id),
      ...["publishedVersion", "checkedInVersion", "savedVersion"].map((key) =>
        optional(key, withTexts("id")),
      ),
    ),
  });
  const current = [body.publishedVersion, body.checkedInVersion, body.savedVersion].map((one) => one?.id);
  const number = flow.published?.number ?? 0;
  const older =
    dependencyType(flow.type) === MODULE
      ? Array.from({ length: OLDER_VERSIONS }, (_, back) => number - 1 - back)
      : [];
  const ids = [...current, ...older.filter((one) => one > 0).map((one) => `${one}.0`)];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Types that the index lists but that do not count as users of a flow. */
const NOT_A_USER = /^(FLOWACTION|FLOWDATATYPE|LANGUAGE|TTS\w*)$/;

interface ConfigurationModules {
  commonModules?: { id?: string; version?: string }[];
}

/** Undefined if the platform does not return it. */
async function fromConfiguration(
  id: string,
  versionId: string,
  transport: Transport,
): Promise<Record<string, number> | undefined> {
  try {
    const { body } = await transport.call<ConfigurationModules>({
      method: "GET",
      path: "/api/v2/flows/{flowId}/versions/{versionId}/configuration",
      pathParams: { flowId: id, versionId },
      permission: "architect:flow:view",
      answers: optionalList("commonModules", withTexts("id", "version")),
    });
    return Array.isArray(body.commonModules) ? versions(body.commonModules) : undefined;
  } catch (error) {
    // The configuration's content is undocumented, so a platform that does not return it is not an error.
    if (error instanceof NotFoundError || error instanceof PermissionError) return undefined;
    throw error;
  }
}

function versions(modules: readonly { id?: string; version?: string }[]): Record<string, number> {
  const carried: Record<string, number> = {};
  for (const { id, version } of modules) {
    if (id && version) carried[id] = Math.max(carried[id] ?? 0, versionNumber(version));
  }
  return carried;
}

/** All pages of a dependency listing. Empty for a version that is not in the index. */
async function dependencies(
  path: string,
  query: Record<string, string | string[]>,
  transport: Transport,
): Promise<Models.Dependency[]> {
  const all: Models.Dependency[] = [];
  try {
    const listing = { path, query, permission: VIEW, pageSize: 100, entity: withTexts("id", "type") };
    for await (const { entities } of pagesOf<Models.Dependency>(transport, listing)) all.push(...entities);
    return all;
  } catch (error) {
    const unknown = error instanceof InvalidRequestError && /find the dependency object/i.test(error.message);
    if (unknown || error instanceof NotFoundError) return all;
    throw error;
  }
}
