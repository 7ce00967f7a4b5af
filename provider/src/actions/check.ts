import type { FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";
import { normalise } from "../document/normalise";
import type { Problem } from "../document/problems";
import { isUnknown } from "../document/unknown";
import { validate } from "../document/validate";
import { actionTable } from "./index";

/** The outcome of {@link checkDocument}. */
export interface CheckedDocument {
  /** The document as it is kept: as given, without `undefined`. Absent where there is an error, or it is not known. */
  document?: FlowDocument;
  /** Every problem; errors and warnings. */
  problems: Problem[];
}

/** Checks a whole document in one pass. Unknown values (previews) may stand anywhere in it. */
export function checkDocument(kind: FlowKind, document: unknown): CheckedDocument {
  const problems = validate(kind, document, actionTable);
  const wrong = problems.some((problem) => problem.severity === "error");
  // Without an error it has the form, unknown values aside, which every reader of a preview's document tolerates.
  return wrong || isUnknown(document)
    ? { problems }
    : { document: normalise(document as FlowDocument), problems };
}
