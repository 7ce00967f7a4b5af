import { nearestNames } from "./nearest";

/**
 * The regions of Genesys Cloud: AWS region name -> API domain. `api.`, `login.` and `apps.` stand before the domain.
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
 * Domains of Genesys Cloud that the list above does not have: regions are added faster than packages are updated.
 * `pure.cloud` and its two siblings are Genesys's own; the older regions have a top-level domain each.
 */
const UNLISTED = [
  /^([a-z0-9-]+\.)+((us-gov|eusc)-)?pure\.cloud$/,
  /^([a-z0-9-]+\.)*mypurecloud\.(com?\.)?[a-z]{2,3}$/,
];

/** A region of Genesys Cloud, by its API domain. */
export interface Region {
  domain: string;
  /** False: its domain looks like Genesys Cloud's, but is not in the list of this version. */
  listed: boolean;
}

/**
 * The region that a user names by its AWS name (`eu-central-1`), its domain (`mypurecloud.de`) or one of the domain's
 * hosts (`https://api.mypurecloud.de`); undefined where it can be none.
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

/** The name of a region, AWS name or domain, that a user most likely meant; undefined where none is near. */
export function nearestRegion(written: string): string | undefined {
  const names = [...Object.keys(REGIONS), ...Object.values(REGIONS)];
  return nearestNames(written, names, Math.max(1, Math.floor(written.length / 4)))[0];
}
