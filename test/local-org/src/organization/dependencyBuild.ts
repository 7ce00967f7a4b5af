import type { Actor, Organization } from "./model";
import { throwApiError } from "./apiError";

/** How long a rebuild takes, in milliseconds; the real time is not documented. */
const buildTime = 5_000;

/** The last rebuild of the index. */
export interface Build {
  by: Actor;
  startedAt: number;
  completedAt: number;
}

/** @returns undefined if it was never rebuilt. */
export const lastBuild = ({ dependencyBuild }: Organization): Build | undefined =>
  dependencyBuild && { ...dependencyBuild, completedAt: dependencyBuild.startedAt + buildTime };

export const isBuilding = (org: Organization, now: number): boolean =>
  now < (lastBuild(org)?.completedAt ?? 0);

/** @throws Refusal 409 while one is running. */
export function startBuild(org: Organization, by: Actor, now: number): void {
  if (isBuilding(org, now)) throw throwApiError("architect.dependencies.build.in.progress");
  org.dependencyBuild = { startedAt: now, by };
}
