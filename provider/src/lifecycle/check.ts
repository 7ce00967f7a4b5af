import type { dynamic } from "@pulumi/pulumi";
import { isDocumentKind, callsModules, canBeDeactivated } from "../language/kinds";
import { checkDocument } from "../language/validation/document";
import { moduleReferences } from "../language/actions/moduleReferences";
import { applySubstitutions } from "../language/architect/substitutions";
import { checkYaml } from "../language/architect/checkYaml";
import { SettingsError } from "../genesys/http/platformErrors";
import { namesOf, type FlowKind } from "../language/kinds";
import { flowNameIssue } from "../language/names";
import { formatIssue, firstProblems, isError, type Issue } from "../language/issues";
import { isUnknown, UNKNOWN } from "../language/json";
import { checkForApi } from "./arguments";
import { checkArguments } from "./arguments";
import type { ProviderContext } from "./context";
import type { FlowInputs } from "./state";
import { checkModuleIds } from "./moduleIds";
import { checkUses } from "./uses";

type Properties = Record<string, unknown>;

/**
 * Validates and completes the inputs without calling the platform. Finds all problems in one pass. A check failure
 * names no property: the engine would print that property's whole value, including secrets in plain text.
 */
export function check(
  kind: FlowKind,
  context: ProviderContext,
  olds: Properties,
  news: Properties,
  found: readonly Issue[] = [],
): dynamic.CheckResult {
  const problems: Issue[] = [...found, ...checkArguments(kind, news)];
  if (typeof news.__owner === "string" && !isUnknown(news.__owner))
    context.claims.declareResource(news.__owner);
  const inputs = { ...news } as unknown as FlowInputs;

  let nameInYaml: unknown;
  if (isDocumentKind(kind) && news.document !== undefined && !isUnknown(news.document)) {
    const checked = checkDocument(kind, news.document, {
      languages: languagesOf(kind, news),
      compatibleFlowTypes: knownTexts(news.compatibleFlowTypes),
    });
    problems.push(...checked.problems);
    if (checked.document !== undefined) inputs.document = checked.document;
  }
  if (typeof news.yaml === "string" && !isUnknown(news.yaml) && !isUnknown(news.substitutions)) {
    const checked = checkYaml(kind, news.yaml, substitutionsOf(news));
    problems.push(...checked.problems);
    nameInYaml = checked.name;
  } else if (isUnknown(news.yaml) || isUnknown(news.substitutions)) {
    nameInYaml = UNKNOWN;
  }
  problems.push(...checkUses(context, news, filledYaml(news)), ...checkModuleIds(news));

  inputs.name = (news.name ?? nameInYaml ?? olds.name ?? news.__defaultName) as string;
  problems.push(...checkName(kind, context, inputs));
  if (canBeDeactivated(kind)) inputs.enabled ??= true;
  if (callsModules(kind)) inputs.moduleVersions = wantedVersions(inputs);
  problems.push(...checkSettings(kind, context, news));
  return reported(context, inputs, problems);
}

/** The result of a check: errors as failures, warnings in the log. */
export function reported(
  context: ProviderContext,
  inputs: FlowInputs,
  problems: readonly Issue[],
): dynamic.CheckResult {
  const shown = firstProblems(problems);
  for (const problem of shown.filter((one) => !isError(one))) {
    context.runtime.log(`warning: ${logicalName(inputs)}: ${formatIssue(problem)}`);
  }
  return {
    inputs,
    failures: shown.filter(isError).map((problem) => ({ property: "", reason: formatIssue(problem) })),
  };
}

/** The languages of a document flow, if they are known. */
function languagesOf(
  kind: FlowKind,
  { supportedLanguages, defaultLanguage }: Properties,
): string[] | undefined {
  if (supportedLanguages !== undefined && supportedLanguages !== null) return knownTexts(supportedLanguages);
  return knownTexts([(kind === "inboundCall" ? defaultLanguage : undefined) ?? "en-us"]);
}

/** A list of strings, if all of it is known. */
function knownTexts(list: unknown): string[] | undefined {
  const known = Array.isArray(list) && list.every((item) => typeof item === "string" && !isUnknown(item));
  return known ? (list as string[]) : undefined;
}

/**
 * The values of the substitution keys. A key whose value is not known yet is left in the text, and nothing is concluded
 * from it.
 */
function substitutionsOf(news: Properties): Record<string, string> | undefined {
  const substitutions = news.substitutions;
  return typeof substitutions === "object" && substitutions !== null
    ? (substitutions as Record<string, string>)
    : undefined;
}

/** The file with its keys filled in, if it is known. */
function filledYaml(news: Properties): string | undefined {
  if (typeof news.yaml !== "string" || isUnknown(news.yaml) || isUnknown(news.substitutions))
    return undefined;
  return applySubstitutions(news.yaml, substitutionsOf(news)).text;
}

function checkName(kind: FlowKind, context: ProviderContext, inputs: FlowInputs): Issue[] {
  if (typeof inputs.name !== "string" || isUnknown(inputs.name)) return [];
  const fault = flowNameIssue(inputs.name);
  if (fault !== undefined)
    return [{ severity: "error", code: "invalid-name", property: "name", message: fault }];
  if (inputs.__owner === undefined || isUnknown(inputs.__owner)) return [];
  const duplicate = context.claims.claimName(namesOf(kind).platformType, inputs.name, inputs.__owner);
  if (duplicate === undefined) return [];
  return [
    {
      severity: "error",
      code: "duplicate-name",
      property: "name",
      message:
        `another resource of this stack (${duplicate}) has the same name (upper and lower case do not count), and a ${namesOf(kind).title} ` +
        `is known by its name. ` +
        `Give one of them another name.`,
    },
  ];
}

/** The module versions that the program knows, and those that its document requests by number. */
function wantedVersions(inputs: FlowInputs): Record<string, number> {
  if (isUnknown(inputs.moduleVersions)) return inputs.moduleVersions as never;
  const versions = { ...inputs.moduleVersions };
  if (inputs.document === undefined || isUnknown(inputs.document)) return versions;
  for (const { moduleId, moduleVersion } of moduleReferences(inputs.document)) {
    if (moduleId !== undefined && moduleVersion !== undefined) versions[moduleId] = moduleVersion;
  }
  return versions;
}

/**
 * Finds missing or invalid settings, and arguments that the chosen API does not support. None of this needs a call, so
 * previews report it too.
 */
function checkSettings(kind: FlowKind, context: ProviderContext, news: Properties): Issue[] {
  try {
    return checkForApi(kind, context.settings(), news);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ message }) => ({ severity: "error", code: "invalid-settings", message }));
  }
}

function logicalName(inputs: FlowInputs): string {
  return inputs.__owner?.split("::").at(-1) ?? inputs.name;
}
