import * as pulumi from "@pulumi/pulumi";
import { v5 as nameBasedUuid } from "uuid";
import { TYPES, type ResourceKind } from "../tokens";
import { warnOfPlaintextSecrets } from "./plaintextSecrets";

/** The namespace of the name-based UUIDs that end generated flow names. Arbitrary, and must never change. */
const NAMES = "2a8c1f0e-5b3d-5c5e-9a53-6f3b8f3f7d10";

/** Every property that the provider may return. Pulumi exposes only those that are named at registration. */
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
 * The properties that a flow is registered with: the user's arguments, the outputs, the provider source, and internal
 * inputs (the engine does not show keys that begin with two underscores). The internal inputs are the resource's URN,
 * so that a create after a crash recognizes its own unfinished work, and the name to use if the user sets none.
 */
export function flowProperties(
  kind: ResourceKind,
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

/**
 * The properties that hold a flow's content. What the platform returns for them is worded differently from the program.
 */
const CONTENT = ["document", "yaml", "substitutions"] as const;

/** The content properties that contain a secret, as a plain value without dependencies. Undefined if there are none. */
async function secretsIn(args: object): Promise<string[] | undefined> {
  const properties = args as Record<string, unknown>;
  const secret = await Promise.all(
    CONTENT.map(async (key) => {
      // The outputs of a document are beside its text.
      const value =
        key === "document" && typeof properties.document === "string"
          ? properties.references
          : properties[key];
      if (value === undefined) return false;
      // A rejected output is reported by Pulumi itself.
      return pulumi.isSecret(pulumi.output(value)).catch(() => false);
    }),
  );
  const found: string[] = CONTENT.filter((_, index) => secret[index]);
  if (found.length === 0) return undefined;
  // What is read back of a YAML flow is the text with its keys filled in, and its description becomes a field of the
  // flow.
  const ofFile = found.includes("document")
    ? []
    : ["yaml", ...(properties.description === undefined ? ["description"] : [])];
  return [...new Set([...found, ...ofFile])];
}

/**
 * A resource's URN as a plain value. The output of `createUrn` depends on the parent, and the SDK expands a dependency on
 * a component into all of the component's children, which would then wait for each other.
 */
function urnOf(name: string, type: string, parent: pulumi.Resource | undefined): Promise<string> {
  // `promise` is how the SDK itself reads an output; its type declarations omit it.
  const urn = pulumi.createUrn(name, type, parent) as pulumi.Output<string> & { promise(): Promise<string> };
  return urn.promise();
}

/**
 * The engine reads an imported resource without the provider source, so the import would fail with an obscure error.
 */
function refuseImport(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.import === undefined) return;
  throw new Error(
    `${name}: the "import" option cannot reach this resource's provider. To manage a flow that exists, give ` +
      `onConflict: "adopt"; to refer to one that others manage, use the static method get(name, id); to bring a ` +
      `flow under management without publishing it, use "pulumi import --file" (CLI 3.254 or newer) with the file ` +
      `that "npx pulumi-genesyscloud codegen --from-org NAME" writes.`,
  );
}

/** The engine does not pass `customTimeouts` to the provider of a dynamic resource: it would be silently ignored. */
function refuseCustomTimeouts(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.customTimeouts === undefined) return;
  throw new Error(
    `${name}: the "customTimeouts" option cannot reach this resource's provider. Use the argument "timeouts" instead: ` +
      `{ publish, delete }, in seconds.`,
  );
}

/**
 * The provider source of each resource in Pulumi state: program text that Pulumi evaluates in its provider process,
 * calling `exports.handler()`. By default Pulumi would serialize a closure. A constant is 40 times smaller in every
 * state file, captures nothing (so no secret either), and runs the code that is installed now instead of the code from
 * the day the resource was created. It must never change, because existing state files contain it.
 */
const SOURCES: Readonly<Record<ResourceKind, string>> = {
  module: 'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
  inboundCall: 'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
  flow: 'exports.handler = () => require("pulumi-genesyscloud/provider").flow;',
};

/** The provider source for one kind of flow. */
export function providerSource(kind: ResourceKind): string {
  return SOURCES[kind];
}
