import { nearestRegions, regionDomain } from "./regions";
import { allNames } from "./settingNames";
import type { SettingsReader, Source } from "./settingsReader";

/** The addresses that are called. No trailing slash. */
export interface Hosts {
  /** `/api/v2/...` follows. */
  api: string;
  /** `/oauth/token` follows. */
  login: string;
  /** The API domain of the region, where one is given. */
  domain?: string;
  /** True when both are the gateway that a setting names. */
  gateway: boolean;
}

/** The addresses, from region and gateway. A gateway, wherever it is named, stands for both hosts of the region. */
export function chooseHosts(reader: SettingsReader): Hosts {
  const region = reader.find("region")?.value;
  const domain = region === undefined ? undefined : regionDomain(region);
  const gateway = gatewayUrl(reader);
  if (region !== undefined && domain === undefined) {
    reader.problems.push(
      `${allNames("region")} names no region of Genesys Cloud; the nearest names are ${nearestRegions(region).join(", ")}.`,
    );
  }
  if (gateway !== undefined) return { api: gateway, login: gateway, domain, gateway: true };
  if (region === undefined) {
    reader.problems.push(
      `No region of Genesys Cloud is given: set ${allNames("region")} to an AWS region such as eu-central-1 or an API domain such as mypurecloud.de.`,
    );
  }
  return { api: `https://api.${domain}`, login: `https://login.${domain}`, domain, gateway: false };
}

/** The gateway's address, from its URL or from the parts that the environment may give instead. */
function gatewayUrl(reader: SettingsReader): string | undefined {
  for (const source of reader.sources) {
    const whole = source.read("gatewayUrl");
    const host = source.variable("GENESYSCLOUD_GATEWAY_HOST");
    if (whole === undefined && host === undefined) continue;
    reader.origins.gatewayUrl = `${whole?.as ?? "GENESYSCLOUD_GATEWAY_HOST"} (${source.title})`;
    const url = normalUrl(whole?.value ?? fromParts(source, host ?? ""));
    if (url !== undefined) return url;
    reader.problems.push(
      `${allNames("gatewayUrl")}, or GENESYSCLOUD_GATEWAY_PROTOCOL, _HOST and _PORT, must be a URL such as https://gateway.example.com or http://127.0.0.1:8080, without user name, query or fragment.`,
    );
    return "";
  }
  return undefined;
}

function fromParts(source: Source, host: string): string {
  const protocol = (source.variable("GENESYSCLOUD_GATEWAY_PROTOCOL") ?? "https").replace(/:?\/*$/, "");
  const port = source.variable("GENESYSCLOUD_GATEWAY_PORT");
  return `${protocol}://${host}${port === undefined ? "" : `:${port}`}`;
}

/** The URL without a trailing slash; undefined when it is none that can be called. */
function normalUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const callable = url.protocol === "http:" || url.protocol === "https:";
  if (!callable || url.username + url.password + url.search + url.hash !== "") return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
