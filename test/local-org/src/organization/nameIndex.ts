import type { Flow, IndexEntry, Organization } from "./model";

/**
 * Genesys Cloud finds flows by name through a lagging search index (genesys-api.md section 2, "Eventual
 * consistency"). A write becomes visible after the lag; until then the search returns the previous state.
 */
export function noteInIndex(org: Organization, flow: Flow, now: number): void {
  const entries = org.index[flow.id] ?? [];
  const visible = entries.filter(({ visibleAt }) => visibleAt <= now);
  const coming = entries.filter(({ visibleAt }) => visibleAt > now);
  org.index[flow.id] = [
    ...visible.slice(-1),
    ...coming,
    {
      visibleAt: now + org.settings.indexLag,
      name: flow.name,
      listed: !flow.deleted,
      publishedVersion: flow.publishedVersion,
    },
  ];
}

/** The search entry of the flow at `now`; undefined if it is not listed. */
export function indexed(org: Organization, flowId: string, now: number): IndexEntry | undefined {
  const entry = org.index[flowId]?.findLast(({ visibleAt }) => visibleAt <= now);
  return entry?.listed === true ? entry : undefined;
}

/** The flow found by name and type, if the name is still current. */
export function searchFlow(org: Organization, type: string, name: string, now: number): Flow | undefined {
  return Object.values(org.flows).find((flow) => {
    const entry = flow.deleted || flow.type !== type ? undefined : indexed(org, flow.id, now);
    return entry !== undefined && sameName(org, entry.name, name) && sameName(org, flow.name, name);
  });
}

/** The flow that currently has this name and type. */
export function flowNamed(org: Organization, type: string, name: string): Flow | undefined {
  return Object.values(org.flows).find(
    (flow) => !flow.deleted && flow.type === type && sameName(org, flow.name, name),
  );
}

export const sameName = (org: Organization, one: string, other: string): boolean =>
  org.settings.guesses.nameCase === "exact" ? one === other : one.toLowerCase() === other.toLowerCase();
