import type { dynamic } from "@pulumi/pulumi";
import { parseYaml } from "../language/architect/parseYaml";
import { applySubstitutions } from "../language/architect/substitutions";
import { quoted, suggestion, withArticle, type Issue } from "../language/issues";
import { isObject, isUnknown, kindOf } from "../language/json";
import { ALL_KINDS, isDocumentKind, kindOfPlatformType, kindOfRootKey } from "../language/kinds";
import { namesOf, resourceOf, type FlowKind } from "../language/kinds";
import { check, reported } from "./check";
import type { ProviderContext } from "./context";
import type { FlowInputs } from "./state";

type Properties = Record<string, unknown>;

/** What the inputs of a `Flow` say about its type. */
interface TypeOfFlow {
  /** Undefined if it is unknown yet, or if there are errors. */
  kind?: FlowKind;
  problems: Issue[];
}

/**
 * `check` for a `Flow`: its type is the root key of its file. Records the type in the inputs, so that the other operations
 * need not read the file.
 */
export function checkOfOtherFlow(
  context: ProviderContext,
  olds: Properties,
  news: Properties,
): dynamic.CheckResult {
  const { kind, problems } = typeOfFlow(news);
  // Of a text that is not known yet, the type is that of the flow so far; any type has the same arguments.
  const assumed = kind ?? (olds.__kind as FlowKind | undefined) ?? "workflow";
  if (problems.some(({ severity }) => severity === "error"))
    return reported(context, { ...news } as unknown as FlowInputs, problems);
  const checked = check(assumed, context, olds, news, problems);
  const inputs = checked.inputs as FlowInputs;
  return { ...checked, inputs: kind === undefined ? inputs : { ...inputs, __kind: kind } };
}

function typeOfFlow({ yaml, substitutions, type }: Properties): TypeOfFlow {
  const problems: Issue[] = [];
  const error = (message: string, property = "yaml"): TypeOfFlow => {
    problems.push({ severity: "error", code: "invalid-file", message, property });
    return { problems };
  };
  // A missing or unknown text is reported with the arguments, and a text that is not YAML with the file.
  if (typeof yaml !== "string" || isUnknown(yaml) || isUnknown(substitutions)) return { problems };
  const filled = applySubstitutions(
    yaml,
    isObject(substitutions) ? (substitutions as Record<string, string>) : undefined,
  );
  if (filled.problems.some(({ line }) => line !== undefined)) return { problems };
  const { value, problems: unreadable } = parseYaml(filled.text);
  if (unreadable.length > 0) return { problems };
  const keys = isObject(value) ? Object.keys(value) : [];
  const [rootKey] = keys;
  if (rootKey === undefined || keys.length !== 1) {
    const found = keys.length > 1 ? `${keys.length} root keys` : kindOf(value);
    return error(
      `must be a mapping with one root key, the flow's type, such as workflow or botFlow; it has ${found}`,
    );
  }
  const known = kindOfRootKey(rootKey);
  if (known !== undefined && isDocumentKind(known)) {
    const { title } = namesOf(known);
    return error(`is the file of ${withArticle(title)}: use the class ${resourceOf(known)} for it`);
  }
  return known === undefined
    ? ofUnknownRootKey(rootKey, type, problems)
    : ofKnownRootKey(known, type, problems);
}

function ofKnownRootKey(kind: FlowKind, type: unknown, problems: Issue[]): TypeOfFlow {
  const { rootKey, platformType } = namesOf(kind);
  if (typeof type === "string" && !isUnknown(type) && type.toUpperCase() !== platformType) {
    const message = `is ${quoted(type)}, but the root key ${quoted(rootKey)} stands for ${platformType}; leave "type" out`;
    problems.push({ severity: "error", code: "unknown-flow-type", message, property: "type" });
    return { problems };
  }
  return { kind, problems };
}

function ofUnknownRootKey(rootKey: string, type: unknown, problems: Issue[]): TypeOfFlow {
  if (isUnknown(type)) return { problems };
  const others = ALL_KINDS.filter((kind) => !isDocumentKind(kind)).map((kind) => namesOf(kind).rootKey);
  if (typeof type !== "string") {
    const message =
      `has the root key ${quoted(rootKey)}, which this package does not know${suggestion(rootKey, others)}; ` +
      `if the platform has that type, give its name in "type", as the API spells it: type: "${rootKey.toUpperCase()}"`;
    problems.push({ severity: "error", code: "unknown-flow-type", message, property: "yaml" });
    return { problems };
  }
  const platformType = type.toUpperCase();
  const known = kindOfPlatformType(platformType);
  if (known !== undefined) {
    const message = `is ${quoted(type)}, whose files have the root key ${quoted(namesOf(known).rootKey)}, not ${quoted(rootKey)}`;
    problems.push({ severity: "error", code: "unknown-flow-type", message, property: "type" });
    return { problems };
  }
  problems.push({
    severity: "warning",
    code: "unknown-flow-type",
    message: `this package does not know flows of the type ${platformType}; the file is published as it is`,
    property: "type",
  });
  return { kind: `${rootKey}:${platformType}`, problems };
}

/** The type of a flow that is read without a state, as `Flow.get()` does. Assumes a workflow if there is none. */
export async function kindOfFlow(context: ProviderContext, id: string): Promise<FlowKind> {
  const flow = await context.api().flow(id);
  if (flow === undefined) return "workflow";
  return kindOfPlatformType(flow.type) ?? `${flow.type.toLowerCase()}:${flow.type}`;
}
