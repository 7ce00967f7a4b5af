import { fromArchitectYaml } from "../language/architect/readFlow";
import { substitutionKeys, applySubstitutions } from "../language/architect/substitutions";
import { isObject } from "../language/json";
import type { FlowDocument } from "../language/model";
import { SimulationError, type ReadableFlow, type SimulatedFlow } from "./options";

/** Reads what a test gives as a flow. */
export function readSimulated(flow: SimulatedFlow, kind: ReadableFlow["kind"] = "inboundCall"): ReadableFlow {
  if (typeof flow === "string") return fromYaml(flow);
  if (!isObject(flow))
    throw new SimulationError(
      "A flow is a document, the text of an Architect file, or arguments of a resource.",
    );
  const { content, document, yaml, substitutions, defaultLanguage } = flow;
  if (typeof yaml === "string") return fromYaml(yaml, substitutions);
  const given = content === undefined ? document : flow;
  if (!isObject(given) || !isObject(given.content) || !isObject(given.content.entries))
    throw new SimulationError('A flow has a document with "content" and entries, or "yaml".');
  return {
    kind,
    document: given as unknown as FlowDocument,
    defaultLanguage: typeof defaultLanguage === "string" ? defaultLanguage : "en-us",
  };
}

function fromYaml(text: string, substitutions?: unknown): ReadableFlow {
  const given = isObject(substitutions) ? (substitutions as Record<string, string>) : {};
  const keys = Object.fromEntries(substitutionKeys(text).map((key) => [key, given[key] ?? key]));
  const read = fromArchitectYaml(applySubstitutions(text, keys).text);
  return {
    kind: read.kind === "module" ? "module" : "inboundCall",
    document: read.document,
    defaultLanguage: read.defaultLanguage?.toLowerCase() ?? "en-us",
  };
}
