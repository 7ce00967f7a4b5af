import { environmentVariable } from "./environment";
import { nearestNames } from "./nearestNames";
import { ENVIRONMENT_NAMES, configKey, type SettingName } from "./settingNames";
import type { SettingsProblem } from "./settingsIssues";
import type { SettingsReader, SettingsSources } from "./sources";

const NAMESPACE = "genesyscloud";

const NAMES = Object.keys(ENVIRONMENT_NAMES) as SettingName[];

/** Names of settings in other tools (CX as Code, the platform's SDKs), normalized by {@link folded}. */
const OTHER_NAMES: Readonly<Record<string, SettingName>> = {
  awsregion: "region",
  environment: "region",
  oauthclientid: "clientId",
  oauthclientsecret: "clientSecret",
  secret: "clientSecret",
  token: "accessToken",
  gateway: "gatewayUrl",
  gatewayhost: "gatewayUrl",
  organizationid: "orgId",
  ...Object.fromEntries(NAMES.map((name) => [folded(name), name] as const)),
};

/**
 * The provider settings of CX as Code, which Pulumi can run next to this package as a provider of the same name
 * (`pulumi package add terraform-provider mypurecloud/genesyscloud`). Its keys are not mistakes.
 */
const OF_CX_AS_CODE =
  /^(awsRegion|oauthclientId|oauthclientSecret|gateway|proxy|tokenPoolSize|(sdk|log)[A-Z]\w*)$/;

/**
 * Finds unknown keys. A key similar to a setting is an error, because otherwise the setting would silently come from
 * a lower-precedence source. If settings are missing, names that may have been meant for them are added to those
 * problems.
 */
export function checkKeys(reader: SettingsReader, { configKeys = [], env, dotenv }: SettingsSources): void {
  // A project with this name has its own keys in the namespace.
  const shared = environmentVariable(env, "PULUMI_NODEJS_PROJECT") === NAMESPACE;
  for (const key of configKeys) {
    const [namespace, name] = splitKey(key);
    if (namespace !== NAMESPACE || isSetting(name) || OF_CX_AS_CODE.test(name)) continue;
    const typo = nearSetting(name);
    const suggestion = typo ?? OTHER_NAMES[folded(name)];
    const hint = suggestion === undefined ? "." : `; did you mean "${configKey(suggestion)}"?`;
    const message = `${key} (stack configuration): there is no such setting${hint}`;
    if (typo !== undefined && !shared) reader.problem("unknown-key", [typo], message);
    else if (typo !== undefined || !shared)
      reader.notices.push({ severity: "warning", code: "unknown-key", message });
  }
  const variables = { ...env, ...dotenv?.values };
  hintAtOtherNames(reader.problems, [
    ...configKeys.filter((key) => splitKey(key)[0] !== NAMESPACE || OF_CX_AS_CODE.test(splitKey(key)[1])),
    ...Object.keys(variables).filter(
      (name) => OUR_VARIABLES.test(name) && environmentVariable(variables, name) !== undefined,
    ),
  ]);
}

const OUR_VARIABLES = /^(GENESYS|PURECLOUD)_?(CLOUD)?_/;

/** `GENESYSCLOUD_CLIENT_ID`, `ivr:region`: unused names, probably meant for a setting that is missing. */
function hintAtOtherNames(problems: SettingsProblem[], names: readonly string[]): void {
  const read = new Set(Object.values(ENVIRONMENT_NAMES).flat());
  for (const problem of problems) {
    if (!problem.code.startsWith("missing-") && problem.code !== "incomplete-credentials") continue;
    const suggestion = names.filter((name) => {
      const setting = OTHER_NAMES[folded(splitKey(name)[1].replace(OUR_VARIABLES, ""))];
      return setting !== undefined && !read.has(name) && problem.settings.includes(setting);
    });
    if (suggestion.length === 0) continue;
    problem.message += ` There is ${suggestion.slice(0, 5).join(", ")}, which is not read under that name.`;
  }
}

function nearSetting(name: string): SettingName | undefined {
  const same = NAMES.find((setting) => folded(setting) === folded(name));
  const within = Math.min(3, Math.floor(name.length / 3));
  return same ?? (nearestNames(name, NAMES, within)[0] as SettingName | undefined);
}

function isSetting(name: string): boolean {
  return name === "providerName" || (NAMES as string[]).includes(name);
}

/** The namespace and name of a configuration key. Environment variables have no namespace. */
function splitKey(key: string): [namespace: string, name: string] {
  const at = key.indexOf(":");
  return [key.slice(0, Math.max(at, 0)), key.slice(at + 1)];
}

/** Normalizes a name, so that different spellings match: `client_secret`, `ClientSecret`, `client-secret`. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
