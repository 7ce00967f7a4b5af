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
 * The API domain of a region that a user names by its AWS name (`eu-central-1`), its domain (`mypurecloud.de`) or one
 * of the domain's hosts (`https://api.mypurecloud.de`); undefined when there is no such region.
 */
export function regionDomain(named: string): string | undefined {
  const plain = named
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/^(api|login|apps)\./, "");
  return REGIONS[plain] ?? Object.values(REGIONS).find((domain) => domain === plain);
}

/** The names of regions, AWS names and domains, that look most like what a user wrote; nearest first. */
export function nearestRegions(named: string, count = 3): string[] {
  const written = named.toLowerCase();
  return [...Object.keys(REGIONS), ...Object.values(REGIONS)]
    .map((name) => ({ name, distance: editDistance(written, name) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ name }) => name);
}

/** How many characters must be added, dropped or changed to come from one text to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
