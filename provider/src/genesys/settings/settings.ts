import { createHash } from "node:crypto";
import { chooseCredentials, type Credentials } from "./credentials";
import { nonEmpty } from "./environment";
import { SettingsError } from "../http/platformErrors";
import { chooseHosts, type Hosts } from "./regions";
import type { SettingName } from "./settingNames";
import type { SettingsNotice } from "./settingsIssues";
import { SettingsReader, type SettingsSources } from "./sources";
import { checkKeys } from "./unknownKeys";

/** The platform's address, the credentials, and how flows are published. */
export interface Settings {
  /** The name of the explicit `Provider` resource (`genesyscloud:providerName`), "" for the default provider. */
  provider: string;
  hosts: Hosts;
  credentials: Credentials;
  /** The expected organization, if configured. The credentials must belong to it. */
  orgId?: string;
  /**
   * `architect`: Genesys Cloud's own API (jobs and Architect YAML). `document`: a gateway that accepts JSON documents.
   */
  flowApi: "architect" | "document";
  /** The timeout of a publish, in seconds. */
  publishTimeout: number;
  /** Whether previews look up in the organization what new and changed flows name. */
  checkOnline: boolean;
  /** The name and source of each setting, for messages. */
  sources: Partial<Record<SettingName, string>>;
  /** Notices to show before these settings are used. */
  notices: readonly SettingsNotice[];
}

/**
 * The default of `publishTimeout`, in seconds. CX as Code waits 16 minutes for a job, so flows that it can publish do
 * not time out here. The platform documents no limit.
 */
export const DEFAULT_PUBLISH_TIMEOUT = 960;

const MAX_PUBLISH_TIMEOUT = 24 * 3600;

/**
 * Resolves each setting separately: for example, the client id may come from the stack's configuration and the secret
 * from the environment. Empty values count as not set. {@link chooseHosts} and {@link chooseCredentials} define the
 * precedence.
 *
 * @throws SettingsError with one sentence for each problem, naming the settings and their sources, never the value of
 * a secret
 */
export function resolveSettings(sources: SettingsSources): Settings {
  const reader = new SettingsReader(sources);
  const flowApi = chooseFlowApi(reader);
  const settings: Partial<Settings> = {
    provider: nonEmpty(sources.config?.("genesyscloud:providerName")) ?? "",
    hosts: chooseHosts(reader),
    credentials: chooseCredentials(reader, flowApi),
    orgId: reader.find("orgId")?.value,
    flowApi,
    publishTimeout: choosePublishTimeout(reader),
    checkOnline: chooseCheckOnline(reader),
    sources: reader.origins,
    notices: reader.notices,
  };
  refuseRedirection(settings, reader);
  checkKeys(reader, sources);
  if (reader.problems.length > 0) throw new SettingsError(...reader.problems);
  // The placeholders that are returned after a problem never leave this function.
  return settings as Settings;
}

/**
 * A short hash that shows, without a call, whether settings may belong to a different organization than those of an
 * earlier run. It covers the addresses and the client id. With an access token, no client id is known, so it covers
 * the token, and is cut so short that it reveals nothing about it: if the token changes, the organization is
 * requested again.
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

/** A `.env` file must not redirect credentials that come from another source. */
function refuseRedirection({ hosts, credentials }: Partial<Settings>, reader: SettingsReader): void {
  if (hosts === undefined || credentials === undefined) return;
  const address = hosts.gateway ? "gatewayUrl" : "region";
  const secret = secretOf(credentials);
  if (reader.sourceOf[address]?.kind !== "dotenv" || reader.sourceOf[secret]?.kind === "dotenv") return;
  reader.problem(
    "redirected-credentials",
    [address, secret],
    `${reader.origins[address]}: a .env file cannot decide where credentials of another source are sent, and these come from ` +
      `${reader.origins[secret]}. Give ${reader.namesOf(address)} there too, or remove it from the .env file.`,
  );
}

function secretOf(credentials: Credentials): SettingName {
  if (credentials.kind !== "privateKey") return credentials.kind;
  return "path" in credentials.key ? "privateKeyPath" : "privateKey";
}

function chooseFlowApi(reader: SettingsReader): Settings["flowApi"] {
  const value = reader.find("flowApi")?.value ?? "architect";
  if (value !== "architect" && value !== "document") {
    reader.problem(
      "invalid-flow-api",
      ["flowApi"],
      `${reader.origins.flowApi}: must be "architect" or "document".`,
    );
    return "architect";
  }
  return value;
}

function chooseCheckOnline(reader: SettingsReader): boolean {
  const value = reader.find("checkOnline")?.value ?? "false";
  if (value !== "true" && value !== "false") {
    reader.problem(
      "invalid-check-online",
      ["checkOnline"],
      `${reader.origins.checkOnline}: must be true or false.`,
    );
  }
  return value === "true";
}

function choosePublishTimeout(reader: SettingsReader): number {
  const value = reader.find("publishTimeout")?.value;
  if (value === undefined) return DEFAULT_PUBLISH_TIMEOUT;
  const seconds = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(seconds >= 1 && seconds <= MAX_PUBLISH_TIMEOUT)) {
    reader.problem(
      "invalid-publish-timeout",
      ["publishTimeout"],
      `${reader.origins.publishTimeout}: must be an integer from 1 to ${MAX_PUBLISH_TIMEOUT} (seconds).`,
    );
  }
  return seconds;
}
