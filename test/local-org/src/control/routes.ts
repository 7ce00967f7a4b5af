import type { FastifyInstance, FastifyRequest } from "fastify";
import { ArchyFailure } from "../architect/archyFailure";
import { isMovable } from "../clock";
import type { FaultRule } from "../http/faults";
import type { Host } from "../http/host";
import { newClient } from "../organization/clients";
import { removeFlow } from "../organization/deletion";
import { publishedVersionOf, savedVersionOf } from "../organization/flows";
import type { Flow, Organization } from "../organization/model";
import { startOver } from "../organization/organization";
import { runDueWork } from "../organization/runDueWork";
import { seedObjects } from "./objects";
import {
  anyNumber,
  anything,
  count,
  flag,
  listOfObjects,
  milliseconds,
  object,
  oneOf,
  text,
  textOrNull,
  texts,
  wrongIn,
  type Rule,
} from "./checkBody";
import { changeSettings, wrongSettings } from "./settings";
import type { ControlFlow, JobRule, NewClient, SeededObjects, SettingsChange, Snapshot } from "./types";
import { editDocument, editInUi, person } from "./uiEdits";
import { own } from "../organization/own";

/** Control calls of specs. They are not in the journal and need no token. */
export function addControlRoutes(app: FastifyInstance, host: Host): void {
  const org = (request: FastifyRequest): Organization => organizationOf(host, request);
  const flow = (request: FastifyRequest): Flow => flowOf(org(request), request);
  const now = (): number => host.clock.now();

  app.get("/_control/health", () => ({
    status: "ok",
    organizations: host.organizations.map(({ name }) => name),
  }));
  app.get("/_control/journal", () => ({ entries: host.journal.entries() }));
  app.delete("/_control/journal", () => {
    host.journal.clear();
    return {};
  });
  app.get("/_control/flows", (request) => {
    runDueWork(org(request), now());
    return { flows: Object.values(org(request).flows).flatMap((each) => shown(org(request), each)) };
  });
  app.post("/_control/flows/:id/edit", (request) => {
    const {
      yaml,
      document,
      user = "Somebody",
      draft = false,
    } = body<Edit>(request, (sent) => wrongIn(sent, editRules));
    runDueWork(org(request), now());
    if (document === undefined)
      editInUi(org(request), flow(request), { yaml: yaml ?? "", user, draft }, now());
    else editDocument(org(request), flow(request), { document, user }, now());
    return { flow: shown(org(request), flow(request))[0] };
  });
  app.post("/_control/flows/:id/lock", (request) => {
    const { user } = body<{ user: string | null }>(request, (sent) =>
      wrongIn(sent, { user: textOrNull }, ["user"]),
    );
    flow(request).lock = user === null ? undefined : person(org(request), user);
    return { flow: shown(org(request), flow(request))[0] };
  });
  app.delete("/_control/flows/:id", (request) => {
    removeFlow(org(request), flow(request), person(org(request), "Somebody"), now());
    return {};
  });
  app.get("/_control/faults", () => ({ rules: host.faults.rules() }));
  app.post("/_control/faults", (request) => {
    const rules = body<FaultRule | FaultRule[]>(request, inEach(faultRules, ["path"]));
    for (const rule of Array.isArray(rules) ? rules : [rules]) host.faults.add(rule);
    return {};
  });
  app.delete("/_control/faults", () => {
    host.faults.clear();
    return {};
  });
  app.post("/_control/reset", () => {
    host.organizations.forEach(startOver);
    host.journal.clear();
    host.faults.clear();
    host.rates.forgetAll();
    return {};
  });
  app.get("/_control/snapshot", (): Snapshot => ({ organizations: structuredClone(host.organizations) }));
  app.put("/_control/snapshot", (request) => {
    const { organizations } = body<{ organizations: Organization[] }>(request, (sent) =>
      wrongIn(sent, { organizations: listOfObjects(["id", "name", "seed"]) }, ["organizations"]),
    );
    host.organizations.splice(0, host.organizations.length, ...organizations);
    return {};
  });
  app.post("/_control/objects", (request) => {
    seedObjects(
      org(request),
      body<SeededObjects>(request, (sent) => wrongIn(sent, objectRules)),
    );
    return { objects: org(request).objects.map(({ kind, name, of }) => ({ kind, name, of })) };
  });
  app.post("/_control/jobs", (request) => {
    org(request).jobRules.push(body<JobRule>(request, (sent) => wrongIn(sent, jobRules)));
    return {};
  });
  app.post("/_control/clients", (request) => {
    const client = newClient(
      body<NewClient>(request, (sent) => wrongIn(sent, clientRules, ["id", "secret"])),
    );
    org(request).clients[client.id] = client;
    return {};
  });
  app.delete("/_control/tokens", (request) => {
    org(request).tokens = {};
    return {};
  });
  app.patch("/_control/settings", (request) => {
    changeSettings(org(request).settings, body<SettingsChange>(request, wrongSettings));
    return { settings: org(request).settings };
  });
  app.post("/_control/clock", (request) => {
    if (!isMovable(host.clock)) throw new ControlProblem(409, "this organization's clock cannot be moved");
    const { advanceMs } = body<{ advanceMs: number }>(request, (sent) =>
      wrongIn(sent, { advanceMs: milliseconds }, ["advanceMs"]),
    );
    host.clock.advance(advanceMs);
    return { time: new Date(now()).toISOString() };
  });
}

/** A UI publish: an Architect file or a document. An Architect file may stay a draft. */
interface Edit {
  yaml?: string;
  document?: unknown;
  user?: string;
  draft?: boolean;
}

/** An invalid control call; the response contains the reason. */
export class ControlProblem extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** The error response of a control call: `{error, messages?}`. */
export function controlError(error: unknown): { status: number; body: { error: string } } {
  if (error instanceof ArchyFailure) {
    return { status: 400, body: { error: [...error.details, error.message].join("\n") } };
  }
  const status = error instanceof ControlProblem ? error.statusCode : 400;
  return { status, body: { error: error instanceof Error ? error.message : String(error) } };
}

/** The body, whose shape is verified by `wrong`. */
function body<T>(request: FastifyRequest, wrong: (body: unknown) => string | undefined): T {
  const sent = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
  const parsed: unknown = JSON.parse(sent === "" ? "{}" : sent);
  const problem = wrong(parsed);
  if (problem !== undefined) throw new ControlProblem(400, problem);
  return parsed as T;
}

const inEach = (rules: Readonly<Record<string, Rule>>, needed: readonly string[]) => (list: unknown) =>
  (Array.isArray(list) ? list : [list])
    .map((one: unknown) => wrongIn(one, rules, needed))
    .find((problem) => problem !== undefined);

const editRules: Record<keyof Edit, Rule> = { yaml: text, document: anything, user: text, draft: flag };

const faultRules: Record<keyof FaultRule, Rule> = {
  method: text,
  path: text,
  nth: count,
  times: count,
  probability: anyNumber,
  status: count,
  body: anything,
  headers: object,
  delayMs: milliseconds,
  drop: oneOf("before", "after"),
  truncate: {
    mustBe: "true, false or a number of bytes",
    fits: (one) => flag.fits(one) || milliseconds.fits(one),
  },
};

const objectRules: Record<keyof SeededObjects, Rule> = {
  queues: texts,
  prompts: texts,
  dataActions: listOfObjects(["integration", "name"], true),
  dataTables: texts,
  schedules: texts,
  scheduleGroups: texts,
  emergencyGroups: texts,
  scripts: texts,
  users: texts,
  groups: texts,
  skills: texts,
  languages: texts,
  ivrs: listOfObjects(["name", "flow"]),
};

const jobRules: Record<keyof JobRule, Rule> = {
  flow: text,
  times: count,
  fail: { mustBe: "a list of one text or more", fits: (one) => texts.fits(one) && (one as []).length > 0 },
  jobMs: milliseconds,
};

const clientRules: Record<keyof NewClient, Rule> = {
  id: text,
  secret: text,
  name: text,
  permissions: { mustBe: '"*" or a list of texts', fits: (one) => one === "*" || texts.fits(one) },
  divisions: { mustBe: '"*" or a list of texts', fits: (one) => one === "*" || texts.fits(one) },
  tokenSeconds: anyNumber,
  keys: listOfObjects(["id", "publicKey"]),
};

/** `?organization=NAME`; default: the first one. */
function organizationOf(host: Host, request: FastifyRequest): Organization {
  const { organization } = request.query as { organization?: string };
  const found = host.organizations.find(({ name }) => organization === undefined || name === organization);
  if (!found) throw new ControlProblem(404, `there is no organization named ${organization ?? ""}`);
  return found;
}

function flowOf(org: Organization, request: FastifyRequest): Flow {
  const { id } = request.params as { id: string };
  const flow = own(org.flows, id);
  if (!flow || flow.deleted) throw new ControlProblem(404, `there is no flow with the id ${id}`);
  return flow;
}

function shown(org: Organization, flow: Flow): ControlFlow[] {
  if (flow.deleted) return [];
  const published = publishedVersionOf(flow);
  const live = published?.document !== undefined;
  return [
    {
      id: flow.id,
      name: flow.name,
      type: flow.type,
      description: flow.description ?? null,
      division: org.divisions.find(({ id }) => id === flow.divisionId)?.name ?? "",
      active: flow.active,
      publishedVersion: flow.publishedVersion ?? null,
      savedVersion: savedVersionOf(flow)?.id ?? null,
      content: published?.content ?? "",
      document: published?.document ?? null,
      modules: (published?.modules ?? []).map(({ id, name, version }) => ({
        id,
        name: (live ? own(org.flows, id)?.name : undefined) ?? name,
        version: (live ? own(org.flows, id)?.publishedVersion : undefined) ?? version,
      })),
      lockedBy: flow.lock?.name ?? null,
    },
  ];
}
