import { nearestNames } from "./nearestNames";
import type { SettingsReader, Source } from "./sources";

/**
 * The regions of Genesys Cloud: AWS region name to API domain. Host names are the domain with `api.`, `login.` or
 * `apps.` in front.
 * Source: https://developer.genesys.cloud/platform/api/ and the platform's own SDK (`PureCloudRegionHosts`).
 */
export const REGIONS: Readonly<Record<string, string>> = {
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
  "ca-central-1": "cac1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud",
};

/**
 * Patterns of Genesys Cloud domains that are not in the list above, because new regions may be added before this
 * package is updated. `pure.cloud` and its two siblings belong to Genesys; the older regions have a top-level domain
 * each.
 */
const UNLISTED = [
  /^([a-z0-9-]+\.)+((us-gov|eusc)-)?pure\.cloud$/,
  /^([a-z0-9-]+\.)*mypurecloud\.(com?\.)?[a-z]{2,3}$/,
];

/** A region of Genesys Cloud, identified by its API domain. */
export interface Region {
  domain: string;
  /** False if the domain looks like a Genesys Cloud domain but is not in this version's list. */
  listed: boolean;
}

/**
 * Parses a region given by its AWS name (`eu-central-1`), its domain (`mypurecloud.de`) or one of the domain's hosts
 * (`https://api.mypurecloud.de`). Undefined if it cannot be a region.
 */
export function regionNamed(written: string): Region | undefined {
  const plain = written
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/^(api|login|apps)\./, "");
  const domain = Object.hasOwn(REGIONS, plain)
    ? REGIONS[plain]
    : Object.values(REGIONS).find((listed) => listed === plain);
  if (domain !== undefined) return { domain, listed: true };
  return UNLISTED.some((form) => form.test(plain)) ? { domain: plain, listed: false } : undefined;
}

/** The AWS name or domain of a region that a user most likely meant. Undefined if none is similar. */
export function nearestRegion(written: string): string | undefined {
  const names = [...Object.keys(REGIONS), ...Object.values(REGIONS)];
  return nearestNames(written, names, Math.max(1, Math.floor(written.length / 4)))[0];
}

/** The base URLs for calls, without a trailing slash. */
export interface Hosts {
  /** Followed by `/api/v2/...`. */
  api: string;
  /** Followed by `/oauth/token`. */
  login: string;
  /** The API domain of the region, if a region is configured. */
  domain?: string;
  /** True if both are the configured gateway. */
  gateway: boolean;
}

/**
 * The base URLs for the configured region and gateway. A gateway, from whichever source, replaces both hosts of the
 * region.
 */
export function chooseHosts(reader: SettingsReader): Hosts {
  const written = reader.find("region")?.value;
  const domain = written === undefined ? undefined : regionDomain(written, reader);
  const gateway = gatewayUrl(reader);
  if (gateway !== undefined) return { api: gateway, login: gateway, domain, gateway: true };
  if (written === undefined) {
    reader.problem(
      "missing-region",
      ["region", "gatewayUrl"],
      `No region of Genesys Cloud is given: set ${reader.namesOf("region")} to an AWS region such as eu-central-1 or an API domain such as mypurecloud.de.`,
    );
  }
  return { api: `https://api.${domain}`, login: `https://login.${domain}`, domain, gateway: false };
}

function regionDomain(written: string, reader: SettingsReader): string | undefined {
  const region = regionNamed(written);
  const near = nearestRegion(written);
  // Texts that do not look like a host or an address may be secrets set by mistake, so they are not shown.
  const shown = /^[\w.:/-]{1,100}$/.test(written) ? ` "${written}"` : "";
  if (region === undefined) {
    reader.problem(
      "unknown-region",
      ["region"],
      `${reader.origins.region}: Genesys Cloud has no region${shown}; ${
        near === undefined
          ? "give an AWS region such as eu-central-1 or an API domain such as mypurecloud.de."
          : `did you mean "${near}"?`
      }`,
    );
  } else if (!region.listed) {
    reader.notices.push({
      severity: "warning",
      code: "unlisted-region",
      message: `${reader.origins.region}: the region${shown} is not in this package's list; ${region.domain} is used as it is.${
        near === undefined ? "" : ` If that is a mistake: did you mean "${near}"?`
      }`,
    });
  }
  return region?.domain;
}

/** The gateway's URL, or the URL built from the separate parts that environment variables may set instead. */
function gatewayUrl(reader: SettingsReader): string | undefined {
  for (const source of reader.sources) {
    const whole = source.read("gatewayUrl");
    const host = source.variable("GENESYSCLOUD_GATEWAY_HOST");
    if (whole === undefined && host === undefined) continue;
    reader.record("gatewayUrl", whole?.as ?? "GENESYSCLOUD_GATEWAY_HOST", source);
    const url = normalUrl(whole?.value ?? fromParts(source, host ?? ""));
    if (url !== undefined) {
      noteGateway(url, reader);
      return url;
    }
    const what = whole === undefined ? "with GENESYSCLOUD_GATEWAY_PROTOCOL and _PORT must make" : "must be";
    reader.problem(
      "invalid-gateway",
      ["gatewayUrl"],
      `${reader.origins.gatewayUrl}: ${what} a URL such as https://gateway.example.com or http://127.0.0.1:8080, without user name, query or fragment.`,
    );
    return "";
  }
  return undefined;
}

function noteGateway(url: string, reader: SettingsReader): void {
  const origin = reader.origins.gatewayUrl;
  reader.notices.push({
    severity: "info",
    code: "gateway",
    message: `Calls and sign-in go to the gateway ${url}, given by ${origin}.`,
  });
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:" || isLoopback(hostname)) return;
  reader.notices.push({
    severity: "warning",
    code: "unencrypted-gateway",
    message: `${origin}: the gateway ${url} is not encrypted; anyone on the network path can read the credentials and change the flows. Use https.`,
  });
}

function isLoopback(hostname: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost|.+\.localhost)$/.test(hostname);
}

function fromParts(source: Source, host: string): string {
  const protocol = (source.variable("GENESYSCLOUD_GATEWAY_PROTOCOL") ?? "https").replace(/:?\/*$/, "");
  const port = source.variable("GENESYSCLOUD_GATEWAY_PORT");
  return `${protocol}://${host}${port === undefined ? "" : `:${port}`}`;
}

/** The URL without a trailing slash. Undefined if it is not a usable URL. */
function normalUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const callable = url.protocol === "http:" || url.protocol === "https:";
  if (!callable || url.username + url.password + url.search + url.hash !== "") return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
