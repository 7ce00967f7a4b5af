import { objectReferences, type ObjectReference } from "../language/architect/objectReferences";
import { parseYaml } from "../language/architect/parseYaml";
import { PublishError } from "../genesys/http/platformErrors";
import type { CloudContent } from "../genesys/flowApi";
import { objectKey, type ObjectLookup } from "../genesys/objectListings";
import { hiding } from "../genesys/http/redaction";
import { isObject } from "../language/json";
import { formatIssue, quoted, type Issue } from "../language/issues";
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
  const lines = firstLines(
    missingObjectIssues(inputs, content.yaml, references, lookup, named).map(formatIssue),
  );
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
  return [...new Map(references.map((one) => [objectKey(one), one])).values()];
}

/**
 * A problem for each place that names a missing object.
 *
 * @param named objects that the platform did not find, which are missing even if a listing contains them
 */
export function missingObjectIssues(
  inputs: FlowInputs,
  yaml: string,
  references: readonly ObjectReference[],
  { missing }: Pick<ObjectLookup, "missing">,
  named: readonly string[] = [],
): Issue[] {
  const place = placeIn(inputs, yaml);
  const nearest = new Map(missing.map(({ object, nearest: name }) => [objectKey(object), name]));
  return references
    .filter((one) => nearest.has(objectKey(one)) || named.includes(one.name))
    .map((one): Issue => {
      const near = nearest.get(objectKey(one));
      const title = one.kind === "flow" ? `flow of type ${one.of ?? "?"}` : one.kind;
      const of = one.kind === "data action" ? ` of the integration ${quoted(one.of ?? "")}` : "";
      const { inFile = "", ...at } = place(one);
      const message = `${inFile}${title} ${quoted(one.name)}${of}${near === undefined ? "" : `; did you mean ${quoted(near)}?`}`;
      return { severity: "error", code: "missing-object", ...at, message };
    });
}

/** Different lines only, and not too many. */
function firstLines(lines: readonly string[]): string[] {
  const each = [...new Set(lines)].map((line) => `  ${line}`);
  return each.length > MOST ? [...each.slice(0, MOST), `  and ${each.length - MOST} more`] : each;
}

/** Entry and parameter of a document, or line and key of a file. */
type Place = Pick<Issue, "entry" | "property"> & { inFile?: string };

/**
 * The place of a reference in the user's content: entry and parameter of a document, or line and key of a YAML file.
 */
function placeIn(inputs: FlowInputs, yaml: string): (reference: ObjectReference) => Place {
  const { document } = inputs;
  if (document !== undefined) {
    const { entries } = document.content;
    return (reference) => {
      if (reference.kind === "division") return { property: "division" };
      const key = reference.within.find((name) => Object.hasOwn(entries, name));
      if (key === undefined) return { property: reference.path.slice(1).join(".") };
      const parameters: unknown = entries[key]?.action.parameters;
      const parameter = parameterOf(parameters, reference);
      return { entry: key, ...(parameter !== undefined && { property: `parameters.${parameter}` }) };
    };
  }
  const { locate } = parseYaml(yaml);
  // Filled-in values may have added lines. Then the line number is omitted.
  const sameLines = yaml.split("\n").length === (inputs.yaml ?? "").split("\n").length;
  return (reference) => {
    const line = sameLines ? locate(reference.path)?.line : undefined;
    const [action] = reference.within;
    const key = reference.path.findLast((part) => typeof part === "string" && part !== reference.name) ?? "";
    const of = action === undefined ? "" : `, ${quoted(action)}`;
    return { inFile: `yaml${line === undefined ? "" : `, line ${line}`}${of}: ${key}: ` };
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
