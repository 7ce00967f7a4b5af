import { kindOfType } from "./flowKinds";
import type { Flow, Organization, Use, Version } from "./model";
import { own } from "./own";

/** An object as dependency tracking lists it. */
export interface Tracked {
  id: string;
  name: string;
  type: string;
  version?: string;
  deleted: boolean;
  /** A newer version of it was published. */
  updated: boolean;
}

/** One version of a flow in dependency tracking, with what it uses. */
export interface TrackedVersion extends Tracked {
  published: boolean;
  checkedIn: boolean;
  uses: Use[];
}

/**
 * The state of dependency tracking at `now`: the published, checked-in and saved version of each flow, one entry each
 * (genesys-api.md section 4). It lags like the name search.
 */
export function trackedVersions(org: Organization, now: number): TrackedVersion[] {
  const asOf = now - (org.settings.dependencyLag ?? org.settings.indexLag);
  return Object.values(org.flows).flatMap((flow) => {
    if (deletedAt(flow) <= asOf) return [];
    const known = [...flow.versions, ...(flow.draft ? [flow.draft] : [])].filter(
      ({ created }) => created <= asOf,
    );
    const checkedIn = known.findLast(({ checkedIn: at }) => at !== undefined && at <= asOf);
    const published = publishedAsOf(known, asOf);
    const tracked = known.filter((version) => [checkedIn, published, known.at(-1)].includes(version));
    return tracked.map((version) => ({
      ...trackedFlow(flow, version),
      published: version === published,
      checkedIn: version === checkedIn,
      uses: usesOf(version),
    }));
  });
}

/** The versions that use any of `used`; with `transitive` also indirect ones. */
export function consumersOf(
  versions: readonly TrackedVersion[],
  used: readonly Pick<Tracked, "id" | "version">[],
  transitive: boolean,
): TrackedVersion[] {
  const direct = versions.filter(({ uses }) =>
    uses.some((use) =>
      used.some(({ id, version }) => id === use.id && (version === undefined || version === use.version)),
    ),
  );
  if (!transitive || direct.length === 0) return direct;
  const further = consumersOf(
    versions.filter((version) => !direct.includes(version)),
    direct,
    true,
  );
  return [...direct, ...further];
}

/** What a version uses, as shown by dependency tracking: deleted and changed objects are marked. */
export function consumedBy(org: Organization, { uses }: TrackedVersion): Tracked[] {
  return uses.map(({ type, id, name, version }) => {
    const flow = own(org.flows, id);
    const object = org.objects.some((each) => each.id === id);
    return {
      id,
      name: flow?.name ?? name,
      type,
      version,
      deleted: flow ? flow.deleted : noise.includes(type) ? false : !object,
      updated: flow !== undefined && version !== undefined && isOlder(version, flow.publishedVersion),
    };
  });
}

/** The IVR configurations that use the flow. */
export const ivrsOf = (org: Organization, flow: Flow): Tracked[] =>
  org.objects
    .filter(({ kind, of }) => kind === "ivr" && of === flow.name)
    .map(({ id, name }) => ({ id, name, type: "IVRCONFIGURATION", deleted: false, updated: false }));

export const dependencyTypeOf = (flow: Flow): string => kindOfType(flow.type)?.dependencyType ?? flow.type;

/** Built-in dependencies that are listed too (genesys-api.md section 4, "noise"). */
const noise = ["FLOWACTION", "FLOWDATATYPE", "LANGUAGE"];

function usesOf(version: Version): Use[] {
  const modules = version.modules.map(({ id, name, version: carried }) => ({
    type: "COMMONMODULEFLOW",
    id,
    name,
    version: carried,
  }));
  const languages = version.supportedLanguages.map((name) => ({ type: "LANGUAGE", id: name, name }));
  const types = [...new Set(version.variables.map(({ type }) => type))];
  return [
    ...modules,
    ...version.uses,
    ...languages,
    ...types.map((name) => ({ type: "FLOWDATATYPE", id: name, name })),
  ];
}

const trackedFlow = (flow: Flow, version: Version): Tracked => ({
  id: flow.id,
  name: flow.name,
  type: dependencyTypeOf(flow),
  version: version.id,
  deleted: flow.deleted,
  updated: false,
});

function publishedAsOf(versions: readonly Version[], asOf: number): Version | undefined {
  const published = versions.filter(({ published: at }) => at !== undefined && at <= asOf);
  return published.sort((one, other) => (one.published ?? 0) - (other.published ?? 0)).at(-1);
}

const deletedAt = (flow: Flow): number =>
  flow.history.findLast(({ action }) => action === "DELETE")?.at ?? Number.POSITIVE_INFINITY;

const isOlder = (version: string, than: string | undefined): boolean =>
  than !== undefined && parseFloat(version) < parseFloat(than);
