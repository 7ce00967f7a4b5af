import type { FlowKind } from "../document/kinds";

/**
 * What stands in Pulumi's state for the provider of each resource: program text that Pulumi evaluates in its provider
 * process, calling `exports.handler()`. Pulumi would write it by serialising a closure; a constant is 40 times
 * smaller in every state file, captures nothing (so no secret either), and runs the code that is installed now
 * instead of the code of the day the resource was made. It lives as long as its users' state: it never changes.
 */
const LINES: Readonly<Record<FlowKind, string>> = {
  module: 'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
  inboundCall: 'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
};

/** The line in state that stands for the provider of one kind of flow. */
export function providerLine(kind: FlowKind): string {
  return LINES[kind];
}
