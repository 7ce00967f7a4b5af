import { drawId } from "./ids";
import type { Client, Organization } from "./model";
import type { Settings } from "./settings";

/** What an organization is founded with. */
export interface Founding {
  name: string;
  seed: string;
  settings: Settings;
  clients: Client[];
}

/** An organization as on its first day: a home division, its OAuth clients, no flow. */
export function foundOrganization({ name, seed, settings, clients }: Founding): Organization {
  const org: Organization = {
    id: "",
    name,
    seed,
    drawn: {},
    settings,
    clients: Object.fromEntries(clients.map((client) => [client.id, client])),
    tokens: {},
    usedAssertions: {},
    divisions: [],
    objects: [],
    flows: {},
    index: {},
    jobs: {},
    running: [],
    exportJobs: {},
    validateJobs: {},
    histories: {},
    jobRules: [],
    dependencyBuild: undefined,
  };
  org.id = drawId(org, "organization");
  org.divisions.push({
    id: drawId(org, "division/Home"),
    name: "Home",
    description: "This is the home division",
    home: true,
  });
  return org;
}

/** The same organization on its first day; clients, their tokens and the settings stay. */
export function startOver(org: Organization): void {
  const clients = Object.values(org.clients);
  const fresh = foundOrganization({ name: org.name, seed: org.seed, settings: org.settings, clients });
  const drawnTokens = org.drawn.token ?? 0;
  Object.assign(org, { ...fresh, tokens: org.tokens, drawn: { ...fresh.drawn, token: drawnTokens } });
}
