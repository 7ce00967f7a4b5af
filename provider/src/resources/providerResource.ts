import * as pulumi from "@pulumi/pulumi";
import { suggestion } from "../language/issues";

/** The settings of one organization. Settings that are left out come from stack config, the environment, and `.env`. */
export interface ProviderArgs {
  /** An AWS region name ("eu-central-1") or an API domain ("mypurecloud.de"). */
  region?: pulumi.Input<string>;
  /** The id of the OAuth client. */
  clientId?: pulumi.Input<string>;
  /** The secret of the OAuth client. Kept as a secret. */
  clientSecret?: pulumi.Input<string>;
  /** An access token to use instead of signing in. Kept as a secret. */
  accessToken?: pulumi.Input<string>;
  /** A private key in PEM format, for gateways that authenticate clients by key. Kept as a secret. */
  privateKey?: pulumi.Input<string>;
  /** The path of the file that contains the private key. */
  privateKeyPath?: pulumi.Input<string>;
  /** The id under which the gateway has the private key registered. */
  privateKeyId?: pulumi.Input<string>;
  /** The organization's id, for signing in with a private key. */
  orgId?: pulumi.Input<string>;
  /** One URL for API and sign-in, instead of a region: a gateway or a local organization. */
  gatewayUrl?: pulumi.Input<string>;
  /** "architect": Genesys Cloud's own API; "document": gateways that accept JSON documents. @default "architect" */
  flowApi?: pulumi.Input<"architect" | "document">;
  /** How long a publish may take, in seconds. @default 960 */
  publishTimeout?: pulumi.Input<number>;
  /**
   * Whether a preview asks the organization about new and changed flows: whether their names are free, and whether the
   * queues, prompts, data actions and other objects that they name exist. Needs `view` permissions on those objects; a
   * missing one is a warning. @default false
   */
  checkOnline?: pulumi.Input<boolean>;
}

/** The same settings as plain values, for functions that are also called from scripts. */
export type PlainProviderArgs = pulumi.Unwrap<ProviderArgs>;

/**
 * Explicit settings, for using several organizations in one stack. Pass it as the `provider` option of a flow, or in
 * the `providers` option of a component.
 *
 * @example
 * const emea = new Provider("emea", { region: "eu-central-1", clientId, clientSecret });
 * new FlowModule("greeting", { ... }, { provider: emea });
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, settings(name, args), opts);
  }
}

/** Every argument, and whether it is a secret. */
const ARGUMENTS: Readonly<Record<keyof ProviderArgs, "plain" | "secret">> = {
  region: "plain",
  clientId: "plain",
  clientSecret: "secret",
  accessToken: "secret",
  privateKey: "secret",
  privateKeyPath: "plain",
  privateKeyId: "plain",
  orgId: "plain",
  gatewayUrl: "plain",
  flowApi: "plain",
  publishTimeout: "plain",
  checkOnline: "plain",
};

/** The settings whose values must never be printed. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set(
  Object.entries(ARGUMENTS).flatMap(([name, kind]) => (kind === "secret" ? [name] : [])),
);

/** Rejects unknown settings. A misspelled one would otherwise silently fall back to another source. */
export function refuseUnknownSettings(args: object, where: string): void {
  for (const name of Object.keys(args)) {
    if (Object.hasOwn(ARGUMENTS, name)) continue;
    throw new Error(`${where}: unknown setting "${name}"${suggestion(name, Object.keys(ARGUMENTS))}`);
  }
}

/** Where a function of a program finds a setting: in what it was given, otherwise in the stack's configuration. */
export function settingsOfProgram(
  given: PlainProviderArgs,
): (name: keyof ProviderArgs) => string | undefined {
  const config = new pulumi.Config("genesyscloud");
  return (name) => given[name]?.toString() ?? config.get(name);
}

/**
 * Converts settings to strings under the same keys as in stack config, which is how they reach the provider process.
 */
function settings(name: string, args: ProviderArgs): pulumi.Inputs {
  refuseUnknownSettings(args, `Provider "${name}"`);
  const inputs: pulumi.Inputs = { "genesyscloud:providerName": name };
  for (const [key, value] of Object.entries(args) as [
    string,
    pulumi.Input<string | number | boolean> | undefined,
  ][]) {
    if (value === undefined) continue;
    // An output may resolve to undefined; String() would turn that into the text "undefined".
    const text = pulumi
      .output(value)
      .apply((known: string | number | boolean | null | undefined) =>
        known == null ? undefined : String(known),
      );
    inputs[`genesyscloud:${key}`] = SECRET_SETTINGS.has(key) ? pulumi.secret(text) : text;
  }
  return inputs;
}
