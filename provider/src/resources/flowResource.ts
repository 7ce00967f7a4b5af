import * as pulumi from "@pulumi/pulumi";
import { v5 as nameBasedUuid } from "uuid";
import type { FlowKind } from "../language/kinds";
import { warnOfPlaintextSecrets } from "./plaintextSecrets";

/** The type tokens that stand in state. They never change. */
export const TYPES: Readonly<Record<FlowKind, string>> = {
  module: "pulumi-nodejs:dynamic/genesyscloud:FlowModule",
  inboundCall: "pulumi-nodejs:dynamic/genesyscloud:InboundFlow",
};

/** The namespace of the name-based UUIDs that generated flow names end in. Arbitrary, and constant for ever. */
const NAMES = "2a8c1f0e-5b3d-5c5e-9a53-6f3b8f3f7d10";

/** Every property that can come back from the platform: Pulumi hands out only those that are named at registration. */
const OUTPUTS = {
  name: undefined,
  description: undefined,
  division: undefined,
  enabled: undefined,
  publishedVersion: undefined,
  version: undefined,
  type: undefined,
  selfUri: undefined,
  organizationId: undefined,
  moduleVersions: undefined,
};

/**
 * The properties with which a flow is registered: the user's arguments, the outputs to come, the line in state, and
 * internal inputs (the engine does not show keys that begin with two underscores): who this resource is, so that
 * a create after a crash knows its own unfinished work, and the name to take where the user gives none.
 */
export function flowProperties(
  kind: FlowKind,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  refuseImport(name, opts);
  refuseCustomTimeouts(name, opts);
  warnOfPlaintextSecrets();
  if (opts?.id !== undefined) return { ...OUTPUTS, ...args, __provider: providerSource(kind) };
  const owner = urnOf(name, TYPES[kind], opts?.parent);
  return {
    ...OUTPUTS,
    ...args,
    __owner: owner,
    __secrets: secretsIn(args),
    __defaultName: owner.then((urn) => `${name}-${nameBasedUuid(urn, NAMES).slice(0, 7)}`),
    __provider: providerSource(kind),
  };
}

/** What holds a flow's content: it comes back from the platform in other words than the program's. */
const CONTENT = ["document", "yaml", "substitutions"] as const;

/** The properties of which any part is a secret, as a plain value without dependencies; undefined for none. */
async function secretsIn(args: object): Promise<string[] | undefined> {
  const given = args as Record<string, unknown>;
  const secret = await Promise.all(
    CONTENT.map(async (key) => {
      if (given[key] === undefined) return false;
      // A property that fails reports its failure itself.
      return pulumi.isSecret(pulumi.output(given[key])).catch(() => false);
    }),
  );
  const found: string[] = CONTENT.filter((_, index) => secret[index]);
  if (found.length === 0) return undefined;
  // A file's keys are filled in when it comes back, and its description is a field of the flow.
  const ofFile = found.includes("document")
    ? []
    : ["yaml", ...(given.description === undefined ? ["description"] : [])];
  return [...new Set([...found, ...ofFile])];
}

/**
 * A resource's URN as a plain value. The output of `createUrn` depends on the parent, and the SDK expands a dependency on
 * a component into all of the component's children, which would then wait for each other.
 */
function urnOf(name: string, type: string, parent: pulumi.Resource | undefined): Promise<string> {
  // `promise` is how the SDK itself reads an output; its type declarations leave it out.
  const urn = pulumi.createUrn(name, type, parent) as pulumi.Output<string> & { promise(): Promise<string> };
  return urn.promise();
}

/** The engine reads an imported resource without the line in state, so the import could only fail obscurely. */
function refuseImport(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.import === undefined) return;
  throw new Error(
    `${name}: the "import" option cannot reach this resource's provider. To manage a flow that exists, give ` +
      `onConflict: "adopt"; to refer to one that others manage, use the static method get(name, id); to bring a ` +
      `flow under management without publishing it, use "pulumi import --file" (CLI 3.254 or newer) with the file ` +
      `that "npx pulumi-genesyscloud codegen --from-org NAME" writes.`,
  );
}

/** The engine does not pass `customTimeouts` to the provider of a dynamic resource: it would have no effect, silently. */
function refuseCustomTimeouts(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.customTimeouts === undefined) return;
  throw new Error(
    `${name}: the "customTimeouts" option cannot reach this resource's provider. Use the argument "timeouts" instead: ` +
      `{ publish, delete }, in seconds.`,
  );
}

/**
 * What stands in Pulumi's state for the provider of each resource: program text that Pulumi evaluates in its provider
 * process, calling `exports.handler()`. Pulumi would write it by serializing a closure; a constant is 40 times
 * smaller in every state file, captures nothing (so no secret either), and runs the code that is installed now
 * instead of the code of the day the resource was made. It lives as long as its users' state: it never changes.
 */
const SOURCES: Readonly<Record<FlowKind, string>> = {
  module: 'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
  inboundCall: 'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
};

/** The line in state that stands for the provider of one kind of flow. */
export function providerSource(kind: FlowKind): string {
  return SOURCES[kind];
}
