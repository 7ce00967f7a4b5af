import * as pulumi from "@pulumi/pulumi";
import { v5 as nameBasedUuid } from "uuid";
import type { FlowKind } from "../document/kinds";
import { providerLine } from "./line";
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
 * two internal inputs (the engine does not show keys that begin with two underscores): who this resource is, so that
 * a create after a crash knows its own unfinished work, and the name to take where the user gives none.
 */
export function flowProperties(
  kind: FlowKind,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  refuseImport(name, opts);
  warnOfPlaintextSecrets();
  if (opts?.id !== undefined) return { ...OUTPUTS, ...args, __provider: providerLine(kind) };
  const owner = urnOf(name, TYPES[kind], opts?.parent);
  return {
    ...OUTPUTS,
    ...args,
    __owner: owner,
    __defaultName: owner.then((urn) => `${name}-${nameBasedUuid(urn, NAMES).slice(0, 7)}`),
    __provider: providerLine(kind),
  };
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
