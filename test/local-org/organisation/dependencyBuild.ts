import type { Actor, Organisation } from "./model";
import { refuse } from "./refusal";

/** How long a rebuild takes, in milliseconds; nothing says how long it really does. */
const buildTime = 5_000;

/** @throws Refusal 409 while one is running. */
export function startBuild(org: Organisation, by: Actor, now: number): void {
  if (buildStatus(org, now).status !== "OPERATIONAL")
    throw refuse("architect.dependencies.build.in.progress");
  org.dependencyBuild = { startedAt: now, by };
}

/** As `GET /architect/dependencytracking/build` gives it. */
export function buildStatus({ dependencyBuild }: Organisation, now: number) {
  if (!dependencyBuild) return { status: "OPERATIONAL" };
  const { startedAt, by } = dependencyBuild;
  const completedAt = startedAt + buildTime;
  const done = now >= completedAt;
  return {
    client: { id: by.id, name: by.name, selfUri: `/api/v2/oauth/clients/${by.id}` },
    dateStarted: new Date(startedAt).toISOString(),
    ...(done ? { dateCompleted: new Date(completedAt).toISOString() } : {}),
    status: done ? "OPERATIONAL" : "BUILDINPROGRESS",
    failedObjects: [],
  };
}
