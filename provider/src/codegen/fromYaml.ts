import { checkDocument } from "../language/validation/document";
import { checkYaml } from "../language/architect/checkYaml";
import { describeLosses, readWhole } from "../language/architect/losses";
import { modulesOf } from "../language/architect/readFlow";
import { parseYaml } from "../language/architect/parseYaml";
import { rootOf } from "../language/architect/readFlow";
import type { YamlPath } from "../language/architect/readEntries";
import { applySubstitutions, substitutionKeys } from "../language/architect/substitutions";
import { withoutKeys } from "../language/architect/yamlFile";
import { KINDS } from "../language/kinds";
import { formatIssue, type Issue } from "../language/issues";
import type { FlowSource } from "./source";

/** What reading a file may need to know. */
export interface FromYamlOptions {
  /** Where the text came from, for messages. */
  origin: string;
  /** The ids of modules by name; a module that is not listed stays a name. */
  moduleIds?: Readonly<Record<string, string>>;
  /** The platform exported it: nothing in it stands for anything else, `{{key}}` neither. */
  exported?: boolean;
}

/**
 * A flow in an Architect file. It becomes a document if the document says all that the file says. Otherwise it stays YAML, and
 * a note says why: a text with `{{key}}` in it, whose values only a deployment knows, or what has no form in a document, and
 * where. Throws, with a sentence for the user, for what is no file of a flow that this package manages.
 */
export function flowFromYaml(yaml: string, options: FromYamlOptions): FlowSource {
  const keys = options.exported ? [] : substitutionKeys(yaml);
  // A key may stand where only a mapping or a name will do; a word is fine in most places.
  const parsed = parseYaml(filled(yaml, keys, "a"));
  failOn(parsed.problems);
  const file = parsed.value;
  const { kind } = rootOf(file);
  // What the platform exports, it has published.
  if (!options.exported)
    failOn(checkYaml(kind, yaml, Object.fromEntries(keys.map((key) => [key, valueOf(key, "a")]))).problems);
  const asText = (why: string): FlowSource => ({
    kind,
    ...literalHead(file, keys.length === 0 ? file : parseYaml(filled(yaml, keys, "b")).value),
    content: { form: "yaml", yaml: options.exported ? withoutKeys(yaml) : yaml, keys },
    modules: modulesOf(file),
    notes: [why],
    origin: options.origin,
  });
  if (keys.length > 0) {
    return asText("Kept as YAML, because the values of its keys come from the stack's configuration.");
  }
  const { read, losses } = readWhole(file, { moduleIds: options.moduleIds });
  if (read === undefined || losses.length > 0) {
    const lineOf = (path: YamlPath) => parsed.locate([KINDS[kind].rootKey, ...path])?.line;
    return asText(`Kept as YAML: ${describeLosses(losses, lineOf)}.`);
  }
  // A file may be right where a document is not: it may go beyond limits that nobody has proved.
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

/** Name, description and division, each where no key has a part in it: the file is filled in twice, differently. */
function literalHead(first: unknown, second: unknown): Pick<FlowSource, "name" | "description" | "division"> {
  const [{ root: one }, { root: other }] = [rootOf(first), rootOf(second)];
  const literal = (key: string): string | undefined => {
    const value = one[key];
    return typeof value === "string" && value !== "" && value === other[key] ? value : undefined;
  };
  return { name: literal("name"), description: literal("description"), division: literal("division") };
}
