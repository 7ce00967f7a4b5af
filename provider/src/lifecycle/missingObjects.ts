import { objectReferences, type ObjectReference } from "../language/architect/objectReferences";
import { parseYaml } from "../language/architect/parseYaml";
import { PublishError } from "../genesys/http/platformErrors";
import type { CloudContent } from "../genesys/flowApi";
import type { ObjectLookup } from "../genesys/objectListings";
import { hiding } from "../genesys/http/redaction";
import { isObject } from "../language/json";
import { quoted } from "../language/issues";
import type { ProviderContext } from "./context";
import type { FlowInputs } from "./state";

/**
 * The messages with which Architect ends a publish at the first object that it cannot find. The API returns no code.
 */
const NOT_FOUND =
  /find '[^']*' by value of '(.*?)' - no matches|named '(.*?)' of type '\w+' does not exist|value '(.*?)' - is another case sensitive match/gi;

/** The maximum number of lines. */
const MOST = 50;

/**
 * If a publish failed because the organization lacks an object, adds to the error which entry or line refers to it, and
 * all other missing objects that this flow names. The platform stops at the first.
 *
 * @param failure the publish job's own failure
 * @param shown the error that the user sees; its message is extended
 */
export async function nameMissingObjects(
  context: ProviderContext,
  inputs: FlowInputs,
  content: CloudContent,
  failure: unknown,
  shown: unknown = failure,
  secrets: readonly string[] = [],
): Promise<void> {
  if (!(failure instanceof PublishError) || !(shown instanceof Error) || content.form !== "yaml") return;
  const named = failure.messages.flatMap(({ text }) => namesIn(text));
  if (named.length === 0) return;
  const references = objectReferences(content.yaml);
  const lookup = await context.api().lookUp(distinct(references));
  const lines = linesFor(references, lookup, named, placeIn(inputs, content.yaml));
  const parts = [
    ...(lines.length === 0
      ? []
      : [
          "The flow refers to objects that the organization does not have, or this client may not see:",
          ...lines,
        ]),
    ...lookup.notes.map((note) => `(${note})`),
  ];
  if (parts.length > 0) shown.message += `\n${hiding(secrets)(parts.join("\n"))}`;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(NOT_FOUND)].map(([, object, flow, other]) => object ?? flow ?? other ?? "");
}

/** Each object once, however often the flow names it. */
function distinct(references: readonly ObjectReference[]): ObjectReference[] {
  return [...new Map(references.map((one) => [keyOf(one), one])).values()];
}

const keyOf = ({ kind, name, of }: Pick<ObjectReference, "kind" | "name" | "of">): string =>
  JSON.stringify([kind, name, of]);

/**
 * One line for each place that names a missing object. An object that the platform did not find is missing, even if a
 * listing contains it.
 */
function linesFor(
  references: readonly ObjectReference[],
  { missing }: ObjectLookup,
  named: readonly string[],
  place: (reference: ObjectReference) => string,
): string[] {
  const nearest = new Map(missing.map(({ object, nearest: name }) => [keyOf(object), name]));
  const lines = references
    .filter((one) => nearest.has(keyOf(one)) || named.includes(one.name))
    .map((one) => {
      const near = nearest.get(keyOf(one));
      const title = one.kind === "flow" ? `flow of type ${one.of ?? "?"}` : one.kind;
      const of = one.kind === "data action" ? ` of the integration ${quoted(one.of ?? "")}` : "";
      return `  ${place(one)}: ${title} ${quoted(one.name)}${of}${near === undefined ? "" : `; did you mean ${quoted(near)}?`}`;
    });
  const each = [...new Set(lines)];
  return each.length > MOST ? [...each.slice(0, MOST), `  and ${each.length - MOST} more`] : each;
}

/**
 * The place of a reference in the user's content: entry and parameter of a document, or line and key of a YAML file.
 */
function placeIn(inputs: FlowInputs, yaml: string): (reference: ObjectReference) => string {
  const { document } = inputs;
  if (document !== undefined) {
    const { entries } = document.content;
    return (reference) => {
      if (reference.kind === "division") return "division";
      const key = reference.within.find((name) => Object.hasOwn(entries, name));
      if (key === undefined) return reference.path.slice(1).join(".");
      const parameters: unknown = entries[key]?.action.parameters;
      const parameter = parameterOf(parameters, reference);
      return `entry ${quoted(key)}${parameter === undefined ? "" : `, parameters.${parameter}`}`;
    };
  }
  const { locate } = parseYaml(yaml);
  // Filled-in values may have added lines. Then the line number is omitted.
  const sameLines = yaml.split("\n").length === (inputs.yaml ?? "").split("\n").length;
  return (reference) => {
    const line = sameLines ? locate(reference.path)?.line : undefined;
    const [action] = reference.within;
    const key = reference.path.findLast((part) => typeof part === "string" && part !== reference.name) ?? "";
    return `yaml${line === undefined ? "" : `, line ${line}`}${action === undefined ? "" : `, ${quoted(action)}`}: ${key}`;
  };
}

/** The path of the parameter, within an entry's parameters, that names the object. */
function parameterOf(parameters: unknown, { kind, name }: ObjectReference): string | undefined {
  const names = kind === "prompt" ? [`Prompt.${name}`, name] : [name];
  const search = (value: unknown, path: string): string | undefined => {
    if (typeof value === "string") {
      const within = kind === "prompt" && value.includes(`Prompt.${name}`);
      return names.includes(value) || within ? path : undefined;
    }
    const parts: [string, unknown][] = Array.isArray(value)
      ? value.map((item, index) => [`${path}[${index}]`, item])
      : isObject(value)
        ? Object.entries(value).map(([key, inner]) => [path === "" ? key : `${path}.${key}`, inner])
        : [];
    for (const [inner, child] of parts) {
      const found = search(child, inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(parameters, "");
}
