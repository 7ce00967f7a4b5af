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
 * @param languages the flow's supported languages, if they are known: a menu that listens must know words in each, and audio by
 *   language is in one of them
 */
export function checkDocument(
  kind: FlowKind,
  document: unknown,
  languages?: readonly string[],
): CheckedDocument {
  const report = validate(kind, document, actionTable, languages);
  if (kind === "inboundCall" && hasEntries(document)) checkMenus(report, document.content, languages);
  const problems = firstProblems(report.problems);
  // Without an error it has the form, unknown values aside, which every reader of a preview's document tolerates.
  return report.hasErrors || isUnknown(document)
    ? { problems }
    : { document: normalise(document as FlowDocument), problems };
}

function hasEntries(document: unknown): document is FlowDocument {
  return isObject(document) && isObject(document.content) && isObject(document.content.entries);
}
