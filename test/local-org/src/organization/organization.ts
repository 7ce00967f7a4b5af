import { drawId } from "./ids";
import type { Client, Organization } from "./model";
import type { Settings } from "./settings";

/** The initial values of an organization. */
export interface Founding {
  name: string;
  seed: string;
  settings: Settings;
  clients: Client[];
}

/** A new organization: a home division, its OAuth clients, no flows. */
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

/** The organization reset to its initial state; clients, their tokens and the settings stay. */
export function startOver(org: Organization): void {
  const clients = Object.values(org.clients);
  const fresh = foundOrganization({ name: org.name, seed: org.seed, settings: org.settings, clients });
  const drawnTokens = org.drawn.token ?? 0;
  Object.assign(org, { ...fresh, tokens: org.tokens, drawn: { ...fresh.drawn, token: drawnTokens } });
}
