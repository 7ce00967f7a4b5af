/** A setting of the provider: its key in the stack configuration and in `Provider`. */
export type SettingName =
  | "region"
  | "gatewayUrl"
  | "clientId"
  | "clientSecret"
  | "accessToken"
  | "privateKey"
  | "privateKeyPath"
  | "privateKeyId"
  | "orgId"
  | "flowApi"
  | "publishTimeout"
  | "checkOnline";

/**
 * The environment variables for each setting, by precedence. The `GENESYSCLOUD_*` variables are also used by CX as
 * Code and the platform's CLI.
 */
export const ENVIRONMENT_NAMES: Readonly<Record<SettingName, readonly string[]>> = {
  region: ["GENESYSCLOUD_REGION"],
  gatewayUrl: ["GENESYSCLOUD_GATEWAY_URL"],
  clientId: ["GENESYSCLOUD_OAUTHCLIENT_ID", "GENESYS_CLIENT_ID"],
  clientSecret: ["GENESYSCLOUD_OAUTHCLIENT_SECRET", "GENESYS_CLIENT_SECRET"],
  accessToken: ["GENESYSCLOUD_ACCESS_TOKEN"],
  privateKey: ["GENESYS_PRIVATE_KEY"],
  privateKeyPath: ["GENESYS_PRIVATE_KEY_PATH"],
  privateKeyId: ["GENESYS_PRIVATE_KEY_ID"],
  orgId: ["GENESYS_ORG_ID"],
  flowApi: ["GENESYSCLOUD_FLOW_API"],
  publishTimeout: ["GENESYSCLOUD_PUBLISH_TIMEOUT"],
  checkOnline: ["GENESYSCLOUD_CHECK_ONLINE"],
};

/** The key of a setting in the stack configuration: `genesyscloud:clientId`. */
export function configKey(name: SettingName): string {
  return `genesyscloud:${name}`;
}

/** A setting with all of its names, for messages: `genesyscloud:region (environment: GENESYSCLOUD_REGION)`. */
export function describeSetting(name: SettingName): string {
  return `${configKey(name)} (environment: ${ENVIRONMENT_NAMES[name].join(" or ")})`;
}

/**
 * A setting with its source, for messages: `genesyscloud:region, from GENESYSCLOUD_REGION (environment)`. With all of
 * its names if it is not set.
 */
export function describeSource(name: SettingName, origins: Partial<Record<SettingName, string>>): string {
  const origin = origins[name];
  if (origin === undefined) return describeSetting(name);
  return origin.startsWith(configKey(name)) ? origin : `${configKey(name)}, from ${origin}`;
}
