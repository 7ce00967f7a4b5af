import type { Models } from "purecloud-platform-client-v2";
import { consumers, modulesCarried } from "./dependencies";
import { Directory } from "./directory";
import { activate, deactivate, moveToDivision, renameInPlace } from "./editing";
import { exportYaml } from "./exportJobs";
import type { FlowApi, Organization } from "./flowApi";
import { withLockHolder, release, unlock } from "./flowLocks";
import {
  AuthenticationError,
  CloudError,
  ForeignAnswerError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  ServerError,
  outcomeUnknown,
} from "./http/platformErrors";
import type { Clock } from "./http/rateLimiter";
import { allOf, optional, optionalText, withTexts } from "./http/responseShapes";
import type { Transport } from "./http/transport";
import { lazy } from "./lazy";
import { lookUp } from "./objectListings";
import { PollSchedule } from "./pollSchedule";
import { earlierPublish, publishByJob } from "./publishJobs";
import type { Credentials } from "./settings/credentials";
import { describeSetting } from "./settings/settingNames";
import type { Settings } from "./settings/settings";
import { unconfirmed } from "./unconfirmedChange";

/** {@link FlowApi} on Genesys Cloud's own API: Architect YAML, published by jobs. */
export function architectFlowApi(
  transport: Transport,
  settings: Settings,
  { clock, random }: { clock: Clock; random: () => number },
): FlowApi {
  const directory = new Directory(transport, clock);
  const own = lazy(() => ownClient(transport, settings.credentials));
  const edits = { transport, directory, clock, ownClient: own };
  const publishing = new Map<string, PollSchedule>();
  const exporting = new PollSchedule(transport.budget);

  /**
   * Modules are published before the flows that call them, so their duration is known when the first caller is
   * published.
   */
  const usualOfOthers = (): number | undefined =>
    [...publishing.values()].map(({ expectedMs }) => expectedMs).find((usual) => usual !== undefined);

  const timingOf = (type: string): PollSchedule => {
    let timing = publishing.get(type);
    if (timing === undefined) {
      timing = new PollSchedule(transport.budget, usualOfOthers);
      publishing.set(type, timing);
    }
    return timing;
  };

  /** Wraps a change of a flow: reports the lock holder on conflict and invalidates cached listings. */
  const writing = <T>(id: string, act: () => Promise<T>): Promise<T> => {
    directory.invalidate(id);
    return withLockHolder(id, directory, act);
  };

  return {
    form: "yaml",

    organization: lazy(() => ownOrganization(transport, settings)),
    ownClient: own,
    flow: (id) => directory.flow(id),
    flowsNamed: (type, name) => directory.named(type, name),
    flowNamed: async (type, name) => (await directory.named(type, name))[0],

    async publish(order) {
      const { content } = order;
      if (content.form !== "yaml") {
        throw new InvalidRequestError("Genesys Cloud's own flow API takes Architect YAML, not documents.");
      }
      const dependencies = { transport, clock, random, timing: timingOf(order.type) };
      const publish = () => publishByJob(order, content.yaml, dependencies);
      const receipt = await (order.id === undefined ? publish() : writing(order.id, publish));
      directory.invalidate(receipt.flowId);
      return receipt;
    },

    async earlierPublish(jobId, deadline) {
      // The job's start time is unknown, so it must not change the timing of other jobs.
      const dependencies = { transport, clock, random, timing: new PollSchedule(transport.budget) };
      try {
        return await earlierPublish(jobId, deadline, dependencies);
      } catch (error) {
        // Genesys Cloud deletes job records after a while.
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },

    async content(id, versionId) {
      const yaml = await exportYaml(id, versionId, { transport, clock, random, timing: exporting });
      return { form: "yaml", yaml };
    },

    async modulesCarried(flow, versionId) {
      try {
        return await modulesCarried(flow, versionId, transport);
      } catch (error) {
        if (error instanceof PermissionError) return undefined;
        throw error;
      }
    },

    // Calls run the module snapshot that the flow carries.
    modulesReached: (flow, versionId) => modulesCarried(flow, versionId, transport),

    rename: (id, to) => writing(id, () => renameInPlace(id, to, edits)),
    setActive: (id, active) => writing(id, () => (active ? activate(id, edits) : deactivate(id, edits))),
    moveTo: (id, division) => writing(id, () => moveToDivision(id, division, edits)),
    unlock: (id) => writing(id, () => unlock(id, transport)),
    release: (id) => writing(id, () => release(id, edits)),
    consumers: (flow, versions) => consumers(flow, transport, versions),
    lookUp: (objects) =>
      lookUp(objects, transport, async (type, name) => (await directory.named(type, name)).length > 0),
    remove: (id) => writing(id, () => removeFlow(id, directory, transport)),
  };
}

/**
 * The id of the OAuth client. Known from the settings, unless they contain an access token: a token does not reveal
 * its client.
 */
export async function ownClient(transport: Transport, credentials: Credentials): Promise<string | undefined> {
  if (credentials.kind !== "accessToken") return credentials.clientId;
  try {
    const { body } = await transport.call<Models.TokenInfo>({
      method: "GET",
      path: "/api/v2/tokens/me",
      answers: optional("OAuthClient", optionalText("id")),
    });
    return body.OAuthClient?.id;
  } catch (error) {
    // Not available: then no lock is treated as our own, and the lock holder is reported instead.
    if (error instanceof NotFoundError || error instanceof PermissionError) return undefined;
    throw error;
  }
}

/**
 * Deletes a flow. Succeeds if the flow is already gone.
 *
 * @throws ConflictError if something uses the flow: see `consumers` of the FlowApi
 */
export async function removeFlow(id: string, directory: Directory, transport: Transport): Promise<void> {
  try {
    const { fromPlatform } = await transport.call({
      method: "DELETE",
      path: "/api/v2/flows/{flowId}",
      pathParams: { flowId: id },
      permission: "architect:flow:delete",
      answers: "nothing",
    });
    if (fromPlatform) return;
    // An empty success without the API's correlation id may come from a proxy, so check whether the flow is gone.
    if ((await directory.flow(id)) !== undefined) {
      throw unconfirmed("delete", id, `DELETE /api/v2/flows/${id}`);
    }
  } catch (error) {
    if (error instanceof NotFoundError) return;
    // After a timeout (including 408), the outcome is unknown, so check whether the flow is gone.
    if (outcomeUnknown(error) && (await directory.flow(id)) === undefined) return;
    throw error;
  }
}

/**
 * The organization that the credentials belong to. If a gateway does not support this call, the configured `orgId` is
 * used.
 *
 * @throws AuthenticationError if the settings name a different organization than the credentials belong to
 */
export async function ownOrganization(transport: Transport, settings: Settings): Promise<Organization> {
  const named = settings.orgId;
  const answer = await openedOrganization(transport, settings);
  if (answer instanceof CloudError) {
    if (named !== undefined) return { id: named, name: "" };
    if (!settings.hosts.gateway) throw answer;
    throw new NotFoundError(
      `The gateway does not tell which organization the credentials open: set ${describeSetting("orgId")}. It says: ${answer.message}`,
    );
  }
  if (named !== undefined && named !== answer.id) {
    throw new AuthenticationError(
      `The credentials open the organization "${answer.name}" (${answer.id}), and not the one that ${describeSetting("orgId")} names.`,
      { operation: OPERATION },
    );
  }
  return answer;
}

const OPERATION = "GET /api/v2/organizations/me";

/** The organization, or the error that shows that the call is not supported. */
async function openedOrganization(
  transport: Transport,
  settings: Settings,
): Promise<Organization | CloudError> {
  try {
    const { body } = await transport.call<Models.Organization>({
      method: "GET",
      path: "/api/v2/organizations/me",
      answers: allOf(withTexts("id"), optionalText("name")),
    });
    return { id: body.id ?? "", name: body.name ?? "" };
  } catch (error) {
    // Errors of the sign-in, which comes first, do not count.
    if (error instanceof CloudError && error.operation === OPERATION && isNotOffered(error, settings))
      return error;
    throw error;
  }
}

const NOT_OFFERED: readonly number[] = [403, 404, 405];

function isNotOffered(error: CloudError, { hosts }: Settings): boolean {
  // A gateway's router answers unsupported paths in its own format. For a gateway, such an answer only means that
  // `orgId` is used.
  if (error instanceof ForeignAnswerError) return hosts.gateway && NOT_OFFERED.includes(error.status ?? 0);
  if (error instanceof ServerError) return error.status === 501;
  return error instanceof NotFoundError || error instanceof PermissionError;
}
