import * as pulumi from "@pulumi/pulumi";
import { suggestion } from "../language/issues";

/** The settings of one organization. What is not given comes from stack config, the environment, and `.env`. */
export interface ProviderArgs {
  /** An AWS region name ("eu-central-1") or an API domain ("mypurecloud.de"). */
  region?: pulumi.Input<string>;
  /** The id of the OAuth client. */
  clientId?: pulumi.Input<string>;
  /** The secret of the OAuth client. Kept as a secret. */
  clientSecret?: pulumi.Input<string>;
  /** A token to use as it is, in place of signing in. Kept as a secret. */
  accessToken?: pulumi.Input<string>;
  /** A private key in PEM, for gateways that sign clients in by key. Kept as a secret. */
  privateKey?: pulumi.Input<string>;
  /** The file that holds the private key. */
  privateKeyPath?: pulumi.Input<string>;
  /** The id under which the gateway knows the private key. */
  privateKeyId?: pulumi.Input<string>;
  /** The organization's id, for sign-in by private key. */
  orgId?: pulumi.Input<string>;
  /** One URL for API and sign-in, in place of a region: a gateway, or a local organization. */
  gatewayUrl?: pulumi.Input<string>;
  /** "architect": what Genesys Cloud itself has; "document": gateways that take JSON documents. @default "architect" */
  flowApi?: pulumi.Input<"architect" | "document">;
  /** How long a publish may take, in seconds. @default 960 */
  publishTimeout?: pulumi.Input<number>;
}

/**
 * Explicit settings, for several organizations in one stack: pass it as the `provider` option of a flow, or in the
 * `providers` option of a component.
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

/** Every argument, and whether it is kept as a secret. */
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
};

/** The settings whose values must never be shown. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set(
  Object.entries(ARGUMENTS).flatMap(([name, kind]) => (kind === "secret" ? [name] : [])),
);

/** Refuses names that are no settings: what they were meant for would silently come from somewhere else. */
export function refuseUnknownSettings(args: object, where: string): void {
  for (const name of Object.keys(args)) {
    if (Object.hasOwn(ARGUMENTS, name)) continue;
    throw new Error(`${where}: unknown setting "${name}"${suggestion(name, Object.keys(ARGUMENTS))}`);
  }
}

/** Settings reach the provider process as strings under the keys that stack config has too. */
function settings(name: string, args: ProviderArgs): pulumi.Inputs {
  refuseUnknownSettings(args, `Provider "${name}"`);
  const inputs: pulumi.Inputs = { "genesyscloud:providerName": name };
  for (const [key, value] of Object.entries(args) as [string, pulumi.Input<string | number> | undefined][]) {
    if (value === undefined) continue;
    // An output may turn out to hold nothing; its text would be the word "undefined".
    const text = pulumi
      .output(value)
      .apply((known: string | number | null | undefined) => (known == null ? undefined : String(known)));
    inputs[`genesyscloud:${key}`] = SECRET_SETTINGS.has(key) ? pulumi.secret(text) : text;
  }
  return inputs;
}
