import { checkDocument } from "../language/validation/document";
import { checkYaml } from "../language/architect/checkYaml";
import { describeLosses, readWhole } from "../language/architect/losses";
import { modulesOf } from "../language/architect/readFlow";
import { parseYaml } from "../language/architect/parseYaml";
import { flowRootOf } from "../language/architect/readFlow";
import type { YamlPath } from "../language/architect/readEntries";
import { applySubstitutions, substitutionKeys } from "../language/architect/substitutions";
import { withoutKeys } from "../language/architect/yamlFile";
import { isDocumentKind, KINDS } from "../language/kinds";
import { formatIssue, type Issue } from "../language/issues";
import type { FlowSource } from "./source";

/** Options for reading a file. */
export interface FromYamlOptions {
  /** The source of the text, for messages. */
  origin: string;
  /** The ids of modules by name. A module that is not listed is referenced by name. */
  moduleIds?: Readonly<Record<string, string>>;
  /** Whether the platform exported the text. Then `{{key}}` in it is literal text. */
  exported?: boolean;
}

/**
 * Reads a flow from an Architect YAML file. It becomes a document if the document can represent the whole file.
 * Otherwise it stays YAML, with a note that gives the reason: it contains `{{key}}` placeholders, whose values are
 * known only at deployment, or something that a document cannot represent, and where.
 *
 * @throws if the text is not a flow file of a type that this package supports; the message is for the user
 */
export function flowFromYaml(yaml: string, options: FromYamlOptions): FlowSource {
  const keys = options.exported ? [] : substitutionKeys(yaml);
  // A key may be used where only a mapping or a name is allowed. A word works in most places.
  const parsed = parseYaml(filled(yaml, keys, "a"));
  failOn(parsed.problems);
  const file = parsed.value;
  const { kind } = flowRootOf(file);
  // Exported YAML was published, so it needs no check.
  if (!options.exported)
    failOn(checkYaml(kind, yaml, Object.fromEntries(keys.map((key) => [key, valueOf(key, "a")]))).problems);
  const asText = (...notes: string[]): FlowSource => ({
    kind,
    ...literalHead(file, keys.length === 0 ? file : parseYaml(filled(yaml, keys, "b")).value),
    content: { form: "yaml", yaml: options.exported ? withoutKeys(yaml) : yaml, keys },
    modules: modulesOf(file),
    notes,
    origin: options.origin,
  });
  // The resource of any other type takes the file itself.
  if (!isDocumentKind(kind)) return asText();
  if (keys.length > 0) {
    return asText("Kept as YAML, because the values of its keys come from the stack's configuration.");
  }
  const { read, losses } = readWhole(file, { moduleIds: options.moduleIds });
  if (read === undefined || losses.length > 0) {
    const lineOf = (path: YamlPath) => parsed.locate([KINDS[kind].rootKey, ...path])?.line;
    return asText(`Kept as YAML: ${describeLosses(losses, lineOf)}.`);
  }
  // A valid file may exceed document limits that are not confirmed to apply in Architect.
  const [problem] = checkDocument(kind, read.document, {
    languages: read.supportedLanguages,
  }).problems.filter(isError);
  if (problem) return asText(`Kept as YAML, because a document cannot hold it: ${formatIssue(problem)}.`);
  return {
    kind,
    name: read.name,
    description: read.description,
    division: read.division,
    // A module has no default language.
    defaultLanguage: kind === "module" ? undefined : read.defaultLanguage?.toLowerCase(),
    supportedLanguages: read.supportedLanguages?.map((language) => language.toLowerCase()),
    compatibleFlowTypes: read.compatibleFlowTypes,
    content: { form: "document", document: read.document },
    modules: modulesOf(file),
    notes: read.notes.map((note) => `${note.charAt(0).toUpperCase()}${note.slice(1)}.`),
    origin: options.origin,
  };
}

function failOn(problems: readonly Issue[]): void {
  const found = problems.filter(isError);
  if (found.length > 0) throw new Error(found.map(formatIssue).join("; "));
}

const isError = (problem: Issue): boolean => problem.severity === "error";

function filled(yaml: string, keys: readonly string[], mark: string): string {
  return applySubstitutions(yaml, Object.fromEntries(keys.map((key) => [key, valueOf(key, mark)]))).text;
}

function valueOf(key: string, mark: string): string {
  return `${key.replace(/[^A-Za-z0-9]/g, "")}${mark}`;
}

/**
 * Name, description and division, if they contain no key. The file is filled in twice with different values to find
 * out.
 */
function literalHead(first: unknown, second: unknown): Pick<FlowSource, "name" | "description" | "division"> {
  const [{ root: one }, { root: other }] = [flowRootOf(first), flowRootOf(second)];
  const literal = (key: string): string | undefined => {
    const value = one[key];
    return typeof value === "string" && value !== "" && value === other[key] ? value : undefined;
  };
  return { name: literal("name"), description: literal("description"), division: literal("division") };
}
