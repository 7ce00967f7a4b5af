import { checkExpression } from "../expressions";
import type { ExpressionErrorCode, ExpressionIssue } from "../expressions";
import { isExpressionType } from "../expressions/types";
import type { Report } from "../issues";
import { isObject, isUnknown } from "../json";
import type { FlowDocument } from "../model";
import { expressionIssue, expressionsIn } from "./variables";
import type { EffectiveVariable } from "./variables";

/** What Architect surely refuses. For anything else its grammar may have become larger than the one known here. */
const REFUSED: ReadonlySet<ExpressionErrorCode> = new Set([
  "wrongArgumentCount",
  "typeMismatch",
  "literalRequired",
]);

/**
 * Checks the functions of expressions, their numbers of arguments, and types as far as they are sure. An expression whose
 * quotes or brackets do not close has been reported already.
 *
 * @param variables the variables of the flow; only the types of declared ones are sure
 */
export function checkExpressionTypes(
  report: Report,
  document: FlowDocument,
  variables: ReadonlyMap<string, EffectiveVariable>,
): void {
  const types = Object.fromEntries(
    [...variables].flatMap(([name, { declared, type }]) =>
      declared && isExpressionType(type) ? [[name, type] as const] : [],
    ),
  );
  for (const [key, entry] of Object.entries(document.content.entries)) {
    if (!isObject(entry) || !isObject(entry.action) || report.hasFailed(key)) continue;
    const at = report.at(key);
    for (const { exp, path } of expressionsIn(entry.action.parameters, "parameters")) {
      if (isUnknown(exp) || expressionIssue(exp) !== undefined) continue;
      for (const issue of checkExpression(exp, { variables: types }).issues) {
        if (issue.certainty === "certain" && REFUSED.has(issue.code))
          at.limit("invalid-expression", sentence(issue), path);
        else at.warning("invalid-expression", sentence(issue), path);
      }
    }
  }
}

function sentence({ message, position: { line, column } }: ExpressionIssue): string {
  return `${message} (${line > 1 ? `line ${line}, ` : ""}character ${column} of the expression)`;
}
