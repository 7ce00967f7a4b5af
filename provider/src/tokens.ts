import type { DocumentKind } from "./language/kinds";

/** The resources for flows: one for each type with documents, and one for all others. */
export type ResourceKind = DocumentKind | "flow";

/** The type tokens in Pulumi state. They never change. */
export const TYPES: Readonly<Record<ResourceKind, string>> = {
  module: "pulumi-nodejs:dynamic/genesyscloud:FlowModule",
  inboundCall: "pulumi-nodejs:dynamic/genesyscloud:InboundFlow",
  flow: "pulumi-nodejs:dynamic/genesyscloud:Flow",
};

/** The token under which Pulumi's mocks answer `getFlow`. */
export const GET_FLOW = "genesyscloud:index:getFlow";
