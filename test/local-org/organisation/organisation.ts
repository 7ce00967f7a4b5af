import { drawId } from "./ids";
import type { Client, Organisation } from "./model";
import type { Settings } from "./settings";

/** What an organisation is founded with. */
export interface Founding {
  name: string;
  seed: string;
  settings: Settings;
  clients: Client[];
}

/** An organisation as on its first day: a home division, its OAuth clients, no flow. */
export function foundOrganisation({ name, seed, settings, clients }: Founding): Organisation {
  const org: Organisation = {
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

/** The same organisation on its first day; clients, their tokens and the settings stay. */
export function startOver(org: Organisation): void {
  const clients = Object.values(org.clients);
  const fresh = foundOrganisation({ name: org.name, seed: org.seed, settings: org.settings, clients });
  const drawnTokens = org.drawn.token ?? 0;
  Object.assign(org, { ...fresh, tokens: org.tokens, drawn: { ...fresh.drawn, token: drawnTokens } });
}
