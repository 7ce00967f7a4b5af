import type { LocalOrgOptions } from "../local-org";

/** The two flow APIs that the setting `flowApi` chooses from. */
export type FlowApiName = "architect" | "document";

/**
 * Where the document API differs by nature. Specs that are about one of these run on Genesys Cloud's own API only; what
 * is true of the document API in its place stands in `documentApi.spec.ts`, under these very words.
 */
export const BY_NATURE = {
  snapshots: "modules are referenced live: no caller carries a snapshot, and none is republished",
  jobs: "a write is published at once: no job tells whose an unrecorded flow is, so it is a conflict",
  locks: "nobody holds a flow: there is nothing to unlock",
  publishers: "no version tells who published it: what this stack did not publish may be another's",
  lag: "nothing is found by name but names that are taken: no index lags",
  files: "documents only: no Architect file, no division, no languages",
} as const;

/** Registers a spec, or several, for Genesys Cloud's own API only, and says why. */
export type ByNature = (difference: keyof typeof BY_NATURE, register: () => void) => void;

/**
 * A suite that runs on both APIs, each with an organization that offers it: what is true of a resource is true on both,
 * but for the {@link BY_NATURE} named differences.
 */
export function onBothFlowApis(
  title: string,
  specs: (flowApi: FlowApiName, notInDocuments: ByNature) => void,
): void {
  describe(`${title} (Genesys Cloud's own flow API)`, () =>
    specs("architect", (_difference, register) => register()));
  describe(`${title} (document API)`, () => specs("document", () => undefined));
}

/** The organization for an API: for documents, a gateway that has nothing else. */
export const orgFor = (flowApi: FlowApiName): LocalOrgOptions =>
  flowApi === "document" ? { flowApi: "document" } : {};

/** The environment of a door or a stack that uses an API. */
export const envFor = (flowApi: FlowApiName): Record<string, string> => ({ GENESYSCLOUD_FLOW_API: flowApi });
