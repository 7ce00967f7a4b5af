import { CloudError, PermissionError } from "./http/platformErrors";
import { isSameName } from "./flowNames";
import { nearestNames } from "./settings/nearestNames";
import { pagesOf } from "./pages";
import { allOf, optionalList, withTexts } from "./http/responseShapes";
import type { Transport } from "./http/transport";

/** A kind of object that flows reference by name, other than flows. */
export type ObjectKind =
  | "queue"
  | "prompt"
  | "data action"
  | "data table"
  | "schedule"
  | "schedule group"
  | "emergency group"
  | "user"
  | "group"
  | "skill"
  | "language skill"
  | "script"
  | "division";

/** An object of the organization that a flow references. */
export interface NamedObject {
  kind: ObjectKind | "flow";
  name: string;
  /** A data action's integration (its category in Architect), or a flow's type in upper case. */
  of?: string;
}

/** The same for equal objects. JSON of the object. */
export function objectKey({ kind, name, of }: NamedObject): string {
  return JSON.stringify({ kind, name, of });
}

/** The result of looking up objects. */
export interface ObjectLookup {
  /** Objects that the organization does not have, with the most similar name of that kind, if any is known. */
  missing: { object: NamedObject; nearest?: string }[];
  /** What could not be looked up, and why, one line each. */
  notes: string[];
}

/** Where objects of a kind are listed. */
interface Listing {
  path: string;
  /** Undefined if the platform's API description requires none. */
  permission?: string;
  /** The plural name for messages. */
  plural: string;
  /** Whether the listing can be filtered by `name`; otherwise it is read as a whole. */
  byName: boolean;
}

const LISTINGS: Readonly<Record<Exclude<ObjectKind, "user">, Listing>> = {
  queue: listing("queues", "/api/v2/routing/queues", "routing:queue:view"),
  prompt: listing("prompts", "/api/v2/architect/prompts", "architect:userPrompt:view"),
  "data action": listing("data actions", "/api/v2/integrations/actions", "integrations:action:view"),
  "data table": listing("data tables", "/api/v2/flows/datatables", "architect:datatable:view"),
  schedule: listing("schedules", "/api/v2/architect/schedules", "routing:schedule:view"),
  "schedule group": listing(
    "schedule groups",
    "/api/v2/architect/schedulegroups",
    "routing:scheduleGroup:view",
  ),
  "emergency group": listing(
    "emergency groups",
    "/api/v2/architect/emergencygroups",
    "routing:emergencyGroup:view",
  ),
  group: { ...listing("groups", "/api/v2/groups"), byName: false },
  skill: listing("skills", "/api/v2/routing/skills", "routing:skill:view"),
  "language skill": listing("language skills", "/api/v2/routing/languages"),
  script: listing("scripts", "/api/v2/scripts", "scripter:script:view"),
  division: listing("divisions", "/api/v2/authorization/divisions"),
};

/** The permissions to look objects up, with the plural name of what each is for. */
export function lookupPermissions(): { permission: string; plural: string }[] {
  const listed = Object.values(LISTINGS).flatMap(({ permission, plural }) =>
    permission === undefined ? [] : [{ permission, plural }],
  );
  return [...listed, { permission: USER_PERMISSION, plural: "users" }];
}

function listing(plural: string, path: string, permission?: string): Listing {
  return { plural, path, permission, byName: true };
}

const USER_PERMISSION = "directory:user:view";

/**
 * A listing with up to this many pages is read as a whole, which also allows suggesting similar names. In a longer
 * listing, each name is looked up individually.
 */
const SHORT = 3;
const PAGE_SIZE = 100;

/**
 * Looks up objects by name, without duplicates and with few requests. Never fails: a failed lookup becomes a note.
 *
 * @param flowExists looks up a flow of that type and name
 */
export async function lookUp(
  objects: readonly NamedObject[],
  transport: Transport,
  flowExists: (type: string, name: string) => Promise<boolean>,
): Promise<ObjectLookup> {
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  const looked = await Promise.all(
    kinds.map(async (kind): Promise<ObjectLookup> => {
      const requested = objects.filter((one) => one.kind === kind);
      try {
        return { missing: await missingOf(kind, requested, transport, flowExists), notes: [] };
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        return { missing: [], notes: [noteOf(kind, error)] };
      }
    }),
  );
  return { missing: looked.flatMap(({ missing }) => missing), notes: looked.flatMap(({ notes }) => notes) };
}

async function missingOf(
  kind: NamedObject["kind"],
  requested: readonly NamedObject[],
  transport: Transport,
  flowExists: (type: string, name: string) => Promise<boolean>,
): Promise<ObjectLookup["missing"]> {
  if (kind === "flow") {
    const exist = await Promise.all(requested.map(({ name, of = "" }) => flowExists(of, name)));
    return requested.filter((_, index) => !exist[index]).map((object) => ({ object }));
  }
  const names = [...new Set(requested.map(({ name }) => name))];
  const known =
    kind === "user" ? await usersNamed(names, transport) : await listed(LISTINGS[kind], names, transport);
  return requested
    .filter(({ name, of }) => !known.some((one) => isSameName(one.name, name) && isOf(one, of)))
    .map((object) => ({ object, nearest: nearestTo(object, known) }));
}

/** An object as a listing returns it; `category` is a data action's integration. */
interface Listed {
  name: string;
  category?: string;
}

const isOf = ({ category }: Listed, of: string | undefined): boolean =>
  of === undefined || category === undefined || isSameName(category, of);

function nearestTo({ name }: NamedObject, known: readonly Listed[]): string | undefined {
  const within = Math.max(2, Math.floor(name.length / 3));
  const others = known.map((one) => one.name).filter((other) => !isSameName(other, name));
  return nearestNames(name, new Set(others), within)[0];
}

async function listed(of: Listing, names: readonly string[], transport: Transport): Promise<Listed[]> {
  const { path, permission, byName } = of;
  const read = async (query: { name?: string }, mostPages: number): Promise<Listed[] | undefined> => {
    const call = { path, query, permission, pageSize: PAGE_SIZE, entity: withTexts("name") };
    const found: Listed[] = [];
    for await (const { entities, pageCount } of pagesOf<Listed>(transport, call)) {
      if (pageCount > mostPages) return undefined;
      found.push(...entities);
    }
    return found;
  };
  const all = await read({}, byName ? Math.max(names.length, SHORT) : Infinity);
  if (all !== undefined) return all;
  const each = await Promise.all(names.map((name) => read({ name }, Infinity)));
  return each.flatMap((found) => found ?? []);
}

/** The maximum number of values per search. */
const SEARCHED_AT_ONCE = 50;

/** Finds users by e-mail address, which Architect uses as their name, or by display name. */
async function usersNamed(names: readonly string[], transport: Transport): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let start = 0; start < names.length; start += SEARCHED_AT_ONCE) {
    const values = names.slice(start, start + SEARCHED_AT_ONCE);
    const { body } = await transport.call<{ results?: { name?: string; email?: string }[] }>({
      method: "POST",
      path: "/api/v2/users/search",
      body: { pageSize: PAGE_SIZE, query: [{ type: "EXACT", fields: ["email", "name"], values }] },
      permission: USER_PERMISSION,
      answers: allOf(optionalList("results", () => true)),
    });
    for (const { name, email } of body.results ?? []) {
      for (const text of [name, email]) if (typeof text === "string") found.push({ name: text });
    }
  }
  return found;
}

function noteOf(kind: NamedObject["kind"], error: CloudError): string {
  const plural = kind === "flow" ? "flows" : kind === "user" ? "users" : LISTINGS[kind].plural;
  const why =
    error instanceof PermissionError && error.missing.length > 0
      ? `the client lacks ${error.missing.join(", ")}`
      : error.message;
  return `${plural} could not be looked up: ${why}`;
}
