/**
 * Architect's expression language: parse, check and evaluate expressions. Plain data in, plain data out.
 *
 * @packageDocumentation
 */
export { FUNCTIONS } from "./catalog";
export { checkExpression } from "./typeCheck";
export type { ExpressionCheck, ExpressionIssue } from "./typeCheck";
export { ExpressionError } from "./expressionError";
export type { ExpressionErrorCode, ExpressionPosition } from "./expressionError";
export { evaluateExpression } from "./evaluate";
export type { EvaluateOptions, ExpressionResult } from "./evaluate";
export type { Certainty, ExpressionFunction, Overload, Parameter } from "./functions/define";
export { parseExpression } from "./parser";
export type { TypedValue } from "./plain";
export { printExpression } from "./print";
export type { Expression } from "./syntax";
export type { ExpressionType } from "./types";
