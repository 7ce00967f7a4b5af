import { createHash } from "node:crypto";
import { chooseCredentials, type Credentials } from "./credentials";
import { SettingsError } from "./errors";
import { chooseHosts, type Hosts } from "./hosts";
import { allNames, type SettingName } from "./settingNames";
import { SettingsReader, type SettingsSources } from "./settingsReader";

/** Where the platform is, who signs in, and how flows are published. */
export interface Settings {
  /** The name of the explicit `Provider` resource (`genesyscloud:providerName`), "" for the default provider. */
  provider: string;
  hosts: Hosts;
  credentials: Credentials;
  /** The organisation that the user means, where one is named; what the credentials open must be this one. */
  orgId?: string;
  /** `architect`: Genesys Cloud's own API (jobs and Architect YAML). `document`: a gateway that takes JSON documents. */
  flowApi: "architect" | "document";
  /** Seconds that a publish may take before we give up waiting. */
  publishTimeout: number;
  /** By which name, from which source each setting came: for messages. */
  origins: Partial<Record<SettingName, string>>;
}

/**
 * The default of `publishTimeout`, in seconds. CX as Code, the other tool of the field, waits 16 minutes for a job: a flow
 * that it can publish is not cut off here. The platform documents no limit of its own.
 */
export const DEFAULT_PUBLISH_TIMEOUT = 960;

const MAX_PUBLISH_TIMEOUT = 24 * 3600;

/**
 * Resolves the settings, key by key: the client id may come from the stack's configuration and the secret from the environment.
 * Empty values count as not given. {@link chooseHosts} and {@link chooseCredentials} say what wins where several are possible.
 *
 * @throws SettingsError one sentence for each problem, naming the settings by all of their names, never a value of a secret.
 */
export function resolveSettings(sources: SettingsSources): Settings {
  const reader = new SettingsReader(sources);
  const flowApi = chooseFlowApi(reader);
  const settings = {
    provider: sources.config("genesyscloud:providerName")?.trim() ?? "",
    hosts: chooseHosts(reader),
    credentials: chooseCredentials(reader, flowApi),
    orgId: reader.find("orgId")?.value,
    flowApi,
    publishTimeout: choosePublishTimeout(reader),
    origins: reader.origins,
  };
  if (reader.problems.length > 0) throw new SettingsError(reader.problems.join("\n"));
  // The placeholders that a chooser returns after a problem never leave this function.
  return settings as Settings;
}

/**
 * A short hash that tells, without a call, whether settings may open another organisation than those of an earlier run.
 * It covers the addresses and the client id. Of an access token nothing else is known, so it covers the token, cut so
 * short that nothing can be learned about it: another token is a reason to ask whose it is.
 */
export function fingerprint(settings: Settings): string {
  const { credentials, hosts } = settings;
  const token = credentials.kind === "accessToken";
  const who = token ? credentials.accessToken : credentials.clientId;
  return createHash("sha256")
    .update(JSON.stringify([hosts.api, hosts.domain ?? "", who]))
    .digest("hex")
    .slice(0, token ? 8 : 16);
}

function chooseFlowApi(reader: SettingsReader): Settings["flowApi"] {
  const value = reader.find("flowApi")?.value ?? "architect";
  if (value !== "architect" && value !== "document") {
    reader.problems.push(`${allNames("flowApi")} must be "architect" or "document".`);
    return "architect";
  }
  return value;
}

function choosePublishTimeout(reader: SettingsReader): number {
  const value = reader.find("publishTimeout")?.value;
  if (value === undefined) return DEFAULT_PUBLISH_TIMEOUT;
  const seconds = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(seconds >= 1 && seconds <= MAX_PUBLISH_TIMEOUT)) {
    reader.problems.push(
      `${allNames("publishTimeout")} must be a whole number of seconds from 1 to ${MAX_PUBLISH_TIMEOUT}.`,
    );
  }
  return seconds;
}
