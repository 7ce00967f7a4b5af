import type { Settings } from "../genesys/settings/settings";
import type { Issue } from "../language/issues";
import { Report, nearest } from "../language/issues";
import { isObject, isUnknown, own, without } from "../language/json";
import type { FlowKind } from "../language/kinds";
import { CALLING_FLOW_TYPES, isDocumentKind, resourceOf } from "../language/kinds";
import type { Parameter, IssueReporter, Schema } from "../language/validation/schema";
import {
  anything,
  checkValue,
  fields,
  flag,
  listOf,
  mapOf,
  reportInvalid,
  oneOf,
} from "../language/validation/schema";
import { LANGUAGES } from "../language/validation/structureRules";
import { ALL_INPUTS } from "./state";

type Properties = Record<string, unknown>;

function schema(about: string, passes: (value: unknown) => boolean): Schema {
  return {
    ...anything(about),
    check(value, place) {
      if (!passes(value)) reportInvalid(this, value, place);
    },
  };
}

const string = schema("a string", (value) => typeof value === "string");
const seconds = schema(
  "a positive number of seconds",
  (value) => typeof value === "number" && value > 0 && Number.isFinite(value),
);
const language = schema(
  'a language in lower case, such as "en-us"',
  (value) => typeof value === "string" && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(value),
);
const languages = listOf(language, 'languages, such as "en-us"', 0);
const strings = (what: string) => listOf(string, what, 0);

const flowType: Schema = {
  ...string,
  check(value, place) {
    if (typeof value !== "string") return reportInvalid(this, value, place);
    if (CALLING_FLOW_TYPES.some((known) => known === value)) return;
    const fix = place.suggestion(value, CALLING_FLOW_TYPES);
    // The platform adds flow types over time, so only a value that resembles a known type is certain to be a typo.
    if (nearest(value, CALLING_FLOW_TYPES) === undefined)
      place.warning("unknown-flow-type", `unknown flow type${fix}`);
    else place.error("unknown-flow-type", `unknown flow type${fix}`);
  },
};

/** The schema of each argument. Keys that begin with two underscores are internal. */
const COMMON: Readonly<Record<string, Parameter>> = {
  name: string,
  description: string,
  division: string,
  // Documents have their own checks.
  document: anything(),
  yaml: string,
  substitutions: mapOf(string, "a string for each key of the text"),
  onConflict: oneOf("fail", "adopt"),
  forceUnlock: flag(),
  timeouts: fields("publish and delete", { publish: seconds, delete: seconds }, "property"),
  verifyContent: flag(),
  supportedLanguages: languages,
};
const OF_RESOURCE: Readonly<Record<ReturnType<typeof resourceOf>, Readonly<Record<string, Parameter>>>> = {
  FlowModule: { ...COMMON, compatibleFlowTypes: listOf(flowType, "flow types", 0) },
  InboundFlow: {
    ...COMMON,
    enabled: flag(),
    defaultLanguage: language,
    modules: strings("ids of modules"),
    // Compared with the file, see uses.ts.
    uses: anything(),
    moduleVersions: anything(),
  },
  Flow: {
    ...without(COMMON, "document", "supportedLanguages"),
    type: string,
    enabled: flag(),
    modules: strings("ids of modules"),
    uses: anything(),
    moduleVersions: anything(),
  },
};

/** Checks the arguments themselves: unknown arguments, wrong types, and the choice between `document` and `yaml`. */
export function checkArguments(kind: FlowKind, news: Properties): Issue[] {
  const report = new Report(isDocumentKind(kind) ? kind : "inboundCall");
  const root = report.at();
  const table = OF_RESOURCE[resourceOf(kind)];
  const suggested = new Set<string | undefined>();
  for (const [name, value] of Object.entries(news)) {
    if (name.startsWith("__") && name !== "__proto__") continue;
    const argument = own(table, name);
    if (argument === undefined) suggested.add(reportUnknown(kind, name, Object.keys(table), root));
    // The engine passes null for an argument that is left out.
    else if (value !== undefined && value !== null) checkValue(argument, value, root.at(name));
  }
  if (isDocumentKind(kind)) checkContent(news, suggested, root);
  else if (news.yaml === undefined && !suggested.has("yaml"))
    root.error("missing-content", "yaml is required: the flow's Architect file");
  if (!report.hasErrors && kind === "inboundCall") checkDefaultLanguage(news, root);
  return report.problems;
}

/** Reports an unknown argument. Returns the known argument that it resembles, if any. */
function reportUnknown(
  kind: FlowKind,
  name: string,
  known: readonly string[],
  root: IssueReporter,
): string | undefined {
  const settable = known.filter((key) => ALL_INPUTS.includes(key) && key !== "moduleVersions");
  const near = nearest(name, settable);
  const fix = near === undefined ? "" : `; did you mean "${near}"?`;
  root.error("unknown-argument", `is not an argument of ${resourceOf(kind)}${fix}`, name);
  return near;
}

function checkContent(
  news: Properties,
  suggested: ReadonlySet<string | undefined>,
  root: IssueReporter,
): void {
  const isSet = (name: string) => news[name] !== undefined;
  if (isSet("document") && isSet("yaml")) {
    root.error("conflicting-content", "give either document or yaml, not both");
  } else if (!isSet("document") && !isSet("yaml") && !suggested.has("document") && !suggested.has("yaml")) {
    root.error("missing-content", "either document or yaml is required");
  }
  if (isSet("substitutions") && isSet("document") && !isSet("yaml") && !suggested.has("yaml")) {
    root.error("unused-substitutions", 'is only allowed together with "yaml"', "substitutions");
  }
}

/** Checks that the default language is one of the flow's supported languages. */
function checkDefaultLanguage(news: Properties, root: IssueReporter): void {
  const { document, defaultLanguage, supportedLanguages } = news;
  if (document === undefined || !Array.isArray(supportedLanguages)) return;
  const settings = settingsOf(document);
  if (settings === undefined) return;
  const languages: unknown[] = [...(supportedLanguages as unknown[]), ...Object.keys(settings)];
  if ([...languages, defaultLanguage].some(isUnknown)) return;
  const standard = "en-us";
  if (languages.includes(defaultLanguage ?? standard)) return;
  const known = languages.join(", ");
  if (defaultLanguage === undefined || defaultLanguage === null)
    root.warning(
      "unsupported-language",
      `is "${standard}" unless given, which is not among supportedLanguages: ${known}`,
      "defaultLanguage",
    );
  else root.error("unsupported-language", `must be one of supportedLanguages: ${known}`, "defaultLanguage");
}

/** The language settings in a document. Undefined if they are unknown or invalid. */
function settingsOf(document: unknown): Properties | undefined {
  const content = isObject(document) ? document.content : undefined;
  if (!isObject(content) || isUnknown(content.settings)) return undefined;
  const settings = isObject(content.settings) ? content.settings[LANGUAGES] : undefined;
  return isUnknown(settings) ? undefined : isObject(settings) ? settings : {};
}

/** Arguments that the document API does not support. They are not sent. */
const NOT_SENT = ["division", "compatibleFlowTypes", "supportedLanguages", "defaultLanguage"] as const;

/** Checks for arguments that the API chosen in the settings does not support. */
export function checkForApi(
  kind: FlowKind,
  { flowApi }: Pick<Settings, "flowApi">,
  news: Readonly<Record<string, unknown>>,
): Issue[] {
  if (flowApi === "architect") return [];
  const problems: Issue[] = NOT_SENT.filter((property) => news[property] !== undefined).map((property) => ({
    severity: "warning",
    code: "not-sent",
    property,
    message: "has no place in the document API (setting genesyscloud:flowApi), and is not sent",
  }));
  if (news.yaml !== undefined) {
    problems.push({
      severity: "error",
      code: "conflicting-content",
      property: "yaml",
      message: `the document API takes no Architect files: ${
        isDocumentKind(kind) ? "give document in its place, or change" : "change"
      } the setting genesyscloud:flowApi to architect`,
    });
  }
  return problems;
}
