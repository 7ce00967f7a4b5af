import { checkedInVersionOf, publishedVersionOf, savedVersionOf } from "../../organization/flows";
import type { Actor, Flow, FlowVariable, Organization, Version } from "../../organization/model";
import { own } from "../../organization/own";

const isoDate = (ms: number): string => new Date(ms).toISOString();

/** A reference to a client. */
export const clientRef = ({ id, name }: { id: string; name: string }) => ({
  id,
  name,
  selfUri: `/api/v2/oauth/clients/${id}`,
});

/** A reference to a user; the contract requires the version. */
export const userRef = ({ id, name }: { id: string; name: string }) => ({
  id,
  name,
  version: 1,
  selfUri: `/api/v2/users/${id}`,
});

/** `{user}` or `{client}`, with the property names of each object. */
export const actorFields = <U extends string, C extends string>(
  actor: Actor | undefined,
  user: U,
  client: C,
) =>
  actor === undefined
    ? {}
    : actor.kind === "user"
      ? { [user]: userRef(actor) }
      : { [client]: clientRef(actor) };

export const divisionRef = (org: Organization, divisionId: string) => ({
  id: divisionId,
  name: org.divisions.find(({ id }) => id === divisionId)?.name ?? "",
  selfUri: `/api/v2/authorization/divisions/${divisionId}`,
});

/** A flow as returned by `GET /api/v2/flows/{id}`. */
export function flowView(org: Organization, flow: Flow, includeSchemas = false) {
  const published = shownPublished(org, flow);
  const checkedIn = checkedInVersionOf(flow);
  const saved = savedVersionOf(flow);
  const latest = saved ?? published;
  const view = (version: Version) => versionView(flow, version);
  return {
    id: flow.id,
    name: flow.name,
    ...(flow.description === undefined ? {} : { description: flow.description }),
    division: divisionRef(org, flow.divisionId),
    type: flow.type,
    ...actorFields(flow.lock, "lockedUser", "lockedClient"),
    active: flow.active,
    system: false,
    deleted: flow.deleted,
    ...(published ? { publishedVersion: view(published) } : {}),
    ...(saved ? { savedVersion: view(saved) } : {}),
    ...(checkedIn ? { checkedInVersion: view(checkedIn) } : {}),
    ...(published?.by.kind === "user" ? { publishedBy: userRef(published.by) } : {}),
    ...currentOperation(flow),
    ...(latest ? languagesAndTypes(latest) : {}),
    ...(includeSchemas && latest ? schemas(latest) : {}),
    virtualAgentEnabled: false,
    selfUri: `/api/v2/flows/${flow.id}`,
  };
}

/** The published version as shown by Genesys Cloud: see the setting `deactivatedKeepsPublished`. */
export function shownPublished(org: Organization, flow: Flow): Version | undefined {
  const hidden = !flow.active && !org.settings.guesses.deactivatedKeepsPublished;
  return hidden ? undefined : publishedVersionOf(flow);
}

export function versionView(flow: Flow, version: Version, includeSchemas = false) {
  const uri = `/api/v2/flows/${flow.id}/versions/${version.id}`;
  return {
    id: version.id,
    name: flow.name,
    commitVersion: version.id,
    configurationVersion: version.id,
    type: version.type,
    secure: flow.type === "SECURECALL",
    debug: false,
    ...actorFields(version.by, "createdBy", "createdByClient"),
    configurationUri: `${uri}/configuration`,
    dateCreated: version.created,
    ...(version.checkedIn === undefined ? {} : { dateCheckedIn: version.checkedIn }),
    ...(version.saved === undefined ? {} : { dateSaved: version.saved }),
    ...(version.published === undefined ? {} : { datePublished: isoDate(version.published) }),
    ...(version.publishedEnd === undefined ? {} : { datePublishedEnd: isoDate(version.publishedEnd) }),
    ...languagesAndTypes(version),
    ...(includeSchemas ? schemas(version) : {}),
    virtualAgentEnabled: false,
    selfUri: uri,
  };
}

/** A flow as returned by `GET /api/v2/flows/divisionviews`. */
export function divisionView(org: Organization, flow: Flow, includeSchemas: boolean) {
  const published = shownPublished(org, flow);
  const latest = savedVersionOf(flow);
  return {
    id: flow.id,
    name: flow.name,
    division: divisionRef(org, flow.divisionId),
    type: flow.type,
    ...(flow.description === undefined ? {} : { description: flow.description }),
    ...(latest ? { supportedLanguages: languages(latest) } : {}),
    ...(published ? { publishedVersion: versionView(flow, published) } : {}),
    ...(includeSchemas && latest ? schemas(latest) : {}),
    selfUri: `/api/v2/flows/divisionviews/${flow.id}`,
  };
}

const languages = (version: Version) =>
  version.supportedLanguages.map((language) => ({
    language,
    isDefault: language === version.defaultLanguage,
  }));

const languagesAndTypes = (version: Version) => ({
  supportedLanguages: languages(version),
  ...(version.compatibleFlowTypes.length > 0 ? { compatibleFlowTypes: version.compatibleFlowTypes } : {}),
});

function currentOperation(flow: Flow) {
  const last = flow.history.at(-1);
  if (!last) return {};
  const action = last.action === "DEACTIVATE" ? "STATE_CHANGE" : last.action;
  return {
    currentOperation: {
      id: `${flow.id}-${flow.history.length}`,
      complete: true,
      ...actorFields(last.by, "user", "client"),
      errorDetails: [],
      errorMessageParams: {},
      actionName: action,
      actionStatus: "SUCCESS",
    },
  };
}

/** The flow's inputs and outputs as a JSON schema; the property types are those of Architect's data types. */
const schemas = (version: Version) => ({
  inputSchema: schemaOf(version.variables.filter(({ input }) => input)),
  outputSchema: schemaOf(version.variables.filter(({ output }) => output)),
});

const jsonTypes: Record<string, string> = {
  integer: "integer",
  decimal: "number",
  boolean: "boolean",
  json: "object",
};

const schemaOf = (variables: readonly FlowVariable[]) => ({
  type: "object",
  properties: Object.fromEntries(
    variables.map(({ name, type, description }) => [
      name,
      type.endsWith("Collection")
        ? { type: "array", items: { type: jsonTypes[type.replace("Collection", "")] ?? "string" } }
        : { type: own(jsonTypes, type) ?? "string", ...(description === undefined ? {} : { description }) },
    ]),
  ),
});
