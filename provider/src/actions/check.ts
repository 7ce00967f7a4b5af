import type { FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";
import { normalise } from "../document/normalise";
import { firstProblems } from "../document/problems";
import type { Problem } from "../document/problems";
import { isUnknown } from "../document/unknown";
import { validate } from "../document/validate";
import { isObject } from "../document/plain";
import { actionTable } from "./index";
import { checkMenus } from "./menus";
import { checkPromptSettings } from "./prompts";

/** What the resource, or the file, says beside the document. */
export interface CheckOptions {
  /** The flow's supported languages, if they are known: a menu that listens must know words in each. */
  languages?: readonly string[];
  /** Of a module: the flow types that may call it, if they are known. */
  compatibleFlowTypes?: readonly string[];
  /** What the user wrote. @default "document" */
  form?: "document" | "yaml";
}

/** The outcome of {@link checkDocument}. */
export interface CheckedDocument {
  /** The document as it is kept: as given, without `undefined`. Absent where there is an error, or it is not known. */
  document?: FlowDocument;
  /** Every problem; errors and warnings. */
  problems: Problem[];
}

/**
 * Checks a whole document in one pass. Unknown values (previews) may stand anywhere in it.
 *
 * @param options what else is known of the flow
 */
export function checkDocument(
  kind: FlowKind,
  document: unknown,
  { languages, compatibleFlowTypes, form }: CheckOptions = {},
): CheckedDocument {
  const report = validate(kind, document, actionTable, { languages, form });
  if (hasEntries(document)) {
    if (kind === "inboundCall") checkMenus(report, document.content, languages);
    if (kind === "module") checkPromptSettings(report, document.content, compatibleFlowTypes);
  }
  const problems = firstProblems(report.problems);
  // Without an error it has the form, unknown values aside, which every reader of a preview's document tolerates.
  return report.hasErrors || isUnknown(document)
    ? { problems }
    : { document: normalise(document as FlowDocument), problems };
}

function hasEntries(document: unknown): document is FlowDocument {
  return isObject(document) && isObject(document.content) && isObject(document.content.entries);
}
