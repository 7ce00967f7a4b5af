import type { LocalOrgOptions } from "genesyscloud-local-org";

/** The two flow APIs that the setting `flowApi` chooses from. */
export type FlowApiName = "architect" | "document";

/**
 * Inherent differences of the document API. Specs about one of these run on Genesys Cloud's own API only;
 * what holds for the document API instead is in `gatewayApi.spec.ts`, under these titles.
 */
export const BY_NATURE = {
  snapshots: "modules are referenced live: no caller carries a snapshot, and none is republished",
  jobs: "a write is published at once: no job tells whose an unrecorded flow is, so it is a conflict",
  locks: "nobody holds a flow: there is nothing to unlock",
  publishers: "no version tells who published it: what this stack did not publish may be another's",
  lag: "nothing is found by name but names that are taken: no index lags",
  files: "documents only: no Architect file, no division, no languages",
} as const;

/** Registers specs for Genesys Cloud's own API only; the difference is the reason. */
export type ByNature = (difference: keyof typeof BY_NATURE, register: () => void) => void;

/**
 * A suite that runs on both APIs, each with an organization that offers it. Apart from the {@link BY_NATURE}
 * differences, resources behave the same on both.
 */
export function onBothFlowApis(
  title: string,
  specs: (flowApi: FlowApiName, notInDocuments: ByNature) => void,
): void {
  describe(`${title} (Genesys Cloud's own flow API)`, () =>
    specs("architect", (_difference, register) => register()));
  describe(`${title} (document API)`, () => specs("document", () => undefined));
}

/** The organization for an API. For documents, a gateway without any other API. */
export const orgFor = (flowApi: FlowApiName): LocalOrgOptions =>
  flowApi === "document" ? { flowApi: "document" } : {};

/** The environment of a provider process or a stack that uses an API. */
export const envFor = (flowApi: FlowApiName): Record<string, string> => ({ GENESYSCLOUD_FLOW_API: flowApi });
