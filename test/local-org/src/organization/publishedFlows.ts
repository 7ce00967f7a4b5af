import type { OrganizationObjects } from "../architect/organizationObjects";
import type { Organization } from "./model";
import { indexed, sameName } from "./nameIndex";

/** The organization as seen by Architect at `now`: objects by name, flows through the lagging name search. */
export function organizationObjects(org: Organization, now: number): OrganizationObjects {
  return {
    findObject: (kind, name, of) =>
      org.objects.find(
        (object) =>
          object.kind === kind && object.name === name && (object.of === undefined || object.of === of),
      ),
    findDivision: (name) => org.divisions.find((division) => division.name === name),
    findFlow(kind, name) {
      for (const flow of Object.values(org.flows)) {
        if (flow.deleted || flow.type !== kind.type || !sameName(org, flow.name, name)) continue;
        const entry = indexed(org, flow.id, now);
        const version = flow.versions.find(({ id }) => id === entry?.publishedVersion);
        if (!entry || !version || !sameName(org, entry.name, name)) continue;
        return { id: flow.id, name: flow.name, version: version.id, content: version.content };
      }
      return undefined;
    },
  };
}
