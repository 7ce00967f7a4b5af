import type { Models } from "purecloud-platform-client-v2";
import { NotFoundError, TimeoutError, outcomeUnknown } from "./http/platformErrors";
import { checkout, releaseOnError, type LockDependencies } from "./flowLocks";
import { pagesOf } from "./pages";
import type { Clock } from "./http/rateLimiter";
import { allOf, anyObject, flowWithId, optional, withTexts } from "./http/responseShapes";
import type { Transport } from "./http/transport";
import { unconfirmed } from "./unconfirmedChange";

/** Dependencies for changing a flow in place. */
export interface EditDependencies extends LockDependencies {
  clock: Clock;
}

/**
 * Renames a flow without publishing it. The platform accepts a new name from the lock holder only, and the publish
 * that follows, by the same client, releases the lock; so the lock is kept unless the rename fails.
 */
export async function renameInPlace(
  id: string,
  to: { name: string; description?: string },
  dependencies: EditDependencies,
): Promise<void> {
  const { transport, directory } = dependencies;
  const flow = await directory.existing(id);
  await checkout(id, transport);
  try {
    await transport.call({
      method: "PUT",
      path: "/api/v2/flows/{flowId}",
      pathParams: { flowId: id },
      body: { name: to.name, type: flow.type, description: to.description ?? flow.description },
      permission: "architect:flow:edit",
      answers: flowWithId(id),
    });
  } catch (error) {
    const done = outcomeUnknown(error) && (await directory.flow(id))?.name === to.name;
    if (!done) await releaseOnError(error, id, dependencies);
  }
}

/** Deactivates a flow. The flow and its versions stay. */
export async function deactivate(id: string, { transport }: EditDependencies): Promise<void> {
  await transport.call({
    method: "POST",
    path: "/api/v2/flows/actions/deactivate",
    query: { flow: id },
    permission: "architect:flow:publish",
    answers: flowWithId(id),
  });
}

/** How long to wait until a flow is active again, and the interval between checks, in milliseconds. */
const ACTIVATION_TIME = 60_000;
const LOOK_EVERY = 1000;

/** The same after a lost answer, in milliseconds: a publish that was carried out shows by then. */
const LOST_ANSWER_TIME = 3000;
const ATTEMPTS = 4;

/** Reactivates a flow by publishing its current version. */
export async function activate(id: string, dependencies: EditDependencies): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const lost = await publishAgain(id, dependencies);
    if (await becomesActive(id, lost === undefined ? ACTIVATION_TIME : LOST_ANSWER_TIME, dependencies))
      return;
    if (lost === undefined) {
      throw new TimeoutError(
        `Flow ${id} has not become active within a minute of its publish; look at it in Architect, and run again.`,
        { operation: "POST /api/v2/flows/actions/publish" },
      );
    }
    if (attempt === ATTEMPTS) throw lost;
  }
}

/** Publishes the flow's current version. Returns the error of a call whose outcome is unknown. */
async function publishAgain(id: string, { transport }: EditDependencies): Promise<Error | undefined> {
  const { body } = await transport.call<Models.Flow>({
    method: "GET",
    path: "/api/v2/flows/{flowId}",
    pathParams: { flowId: id },
    permission: "architect:flow:view",
    answers: allOf(
      flowWithId(id),
      ...["checkedInVersion", "savedVersion"].map((key) => optional(key, withTexts("id"))),
    ),
  });
  const version = (body.publishedVersion ?? body.checkedInVersion ?? body.savedVersion)?.id;
  try {
    await transport.call({
      method: "POST",
      path: "/api/v2/flows/actions/publish",
      query: { flow: id, version },
      permission: "architect:flow:publish",
      // The answer is an operation that is still running; the flow shows its result.
      answers: anyObject,
      // Each call may create a new version; the flow shows whether it was carried out.
      repeatable: false,
    });
    return undefined;
  } catch (error) {
    if (error instanceof Error && outcomeUnknown(error)) return error;
    throw error;
  }
}

/** A publish is answered before it has finished, so poll the flow itself until it is active. */
async function becomesActive(
  id: string,
  within: number,
  { directory, clock }: EditDependencies,
): Promise<boolean> {
  for (const end = clock.now() + within; ; await clock.sleep(LOOK_EVERY)) {
    if ((await directory.flow(id))?.active === true) return true;
    if (clock.now() >= end) return false;
  }
}

/** Moves a flow to the division of this name. */
export async function moveToDivision(
  id: string,
  division: string,
  { transport, directory }: EditDependencies,
): Promise<void> {
  const divisionId = await divisionNamed(division, transport);
  const { fromPlatform } = await transport.call({
    method: "POST",
    path: "/api/v2/authorization/divisions/{divisionId}/objects/{objectType}",
    pathParams: { divisionId, objectType: "FLOW" },
    body: [id],
    answers: "nothing",
  });
  if (fromPlatform) return;
  // An empty success without the API's correlation id may come from a proxy, so check whether the flow has moved.
  if ((await directory.existing(id)).division?.id !== divisionId) throw unconfirmed("move", id, OPERATION);
}

const OPERATION = "POST /api/v2/authorization/divisions/{divisionId}/objects/FLOW";

async function divisionNamed(name: string, transport: Transport): Promise<string> {
  const path = "/api/v2/authorization/divisions";
  const listing = { path, query: { name }, pageSize: 100, entity: withTexts("id", "name") };
  for await (const { entities } of pagesOf<Models.AuthzDivision>(transport, listing)) {
    const division = entities.find((one) => one.name === name);
    if (division?.id) return division.id;
  }
  throw new NotFoundError(
    "No division of that name is visible to this client: check the property division, and that the client has a role in it.",
    { operation: `GET ${path}` },
  );
}
