import type { Actor, Organisation } from "./model";
import { refuse } from "./refusal";

/** How long a rebuild takes, in milliseconds; nothing says how long it really does. */
const buildTime = 5_000;

/** The last rebuild of the index. */
export interface Build {
  by: Actor;
  startedAt: number;
  completedAt: number;
}

/** @returns undefined where it was never rebuilt. */
export const lastBuild = ({ dependencyBuild }: Organisation): Build | undefined =>
  dependencyBuild && { ...dependencyBuild, completedAt: dependencyBuild.startedAt + buildTime };

export const isBuilding = (org: Organisation, now: number): boolean =>
  now < (lastBuild(org)?.completedAt ?? 0);

/** @throws Refusal 409 while one is running. */
export function startBuild(org: Organisation, by: Actor, now: number): void {
  if (isBuilding(org, now)) throw refuse("architect.dependencies.build.in.progress");
  org.dependencyBuild = { startedAt: now, by };
}
