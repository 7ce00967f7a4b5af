import { parseDocument } from "yaml";
import { kindOfRootKey } from "../organization/flowKinds";
import type { FlowKind } from "../organization/flowKinds";
import { schemaFailure } from "./archyFailure";
import { asMap } from "./tree";
import type { YamlMap } from "./tree";

/** A parsed Architect YAML file, not yet validated. */
export interface FlowFile {
  kind: FlowKind;
  body: YamlMap;
}

/** 98% of the 6 MiB limit of a publish request (architect-yaml.md section 8). */
const largestFile = Math.floor(0.98 * 6 * 1024 * 1024);

/**
 * Parses an upload. As in Archy it is YAML 1.2, where `yes` and `no` are strings.
 * @throws ArchyFailure if it is not a flow file.
 */
export function readFlowFile(text: string): FlowFile {
  if (Buffer.byteLength(text) > largestFile) {
    throw schemaFailure(`the flow is too large to be published (${Buffer.byteLength(text)} bytes).`);
  }
  refuseLeftSubstitutions(text);
  const document = parseDocument(text, { version: "1.2", uniqueKeys: true, prettyErrors: true });
  const problem = document.errors[0];
  if (problem) throw schemaFailure(`the flow YAML could not be parsed. ${problem.message}`);
  const root = asMap(document.toJS({ maxAliasCount: 100 }));
  const [rootKey, ...others] = Object.keys(root ?? {});
  if (!root || rootKey === undefined) throw schemaFailure("the flow YAML does not contain a flow.");
  if (others.length > 0) {
    throw schemaFailure(
      `the flow YAML must have exactly one root property, found: ${Object.keys(root).join(", ")}.`,
    );
  }
  const kind = kindOfRootKey(rootKey);
  if (!kind) throw schemaFailure(`'${rootKey}' is not a flow type that can be created from YAML.`);
  const body = asMap(root[rootKey]);
  if (!body) throw schemaFailure(`the flow under '${rootKey}' is empty.`);
  return { kind, body };
}

/** Genesys Cloud substitutes nothing in uploads: a remaining key was forgotten (genesys-api.md section 2). */
function refuseLeftSubstitutions(text: string): void {
  const left = /\{\{\s*([\w.-]+)\s*\}\}/.exec(text.replace(/^\s*#.*$/gm, ""));
  if (left?.[1] === undefined) return;
  throw schemaFailure(
    `pre-processor substitution key of '{{ ${left[1]} }}' was found in the flow YAML, ` +
      "but was not found in the options file.",
  );
}
