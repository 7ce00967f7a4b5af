/**
 * Architect's expression language: parse, check and evaluate expressions. Plain data in, plain data out.
 *
 * @packageDocumentation
 */
export { FUNCTIONS } from "./catalogue";
export { checkExpression } from "./check";
export type { ExpressionCheck, ExpressionIssue } from "./check";
export { ExpressionError } from "./errors";
export type { ExpressionErrorCode, ExpressionPosition } from "./errors";
export { evaluateExpression } from "./evaluate";
export type { EvaluateOptions, ExpressionResult } from "./evaluate";
export type { Certainty, ExpressionFunction, Overload, Parameter } from "./functions/define";
export { parseExpression } from "./parse";
export type { TypedValue } from "./plain";
export { printExpression } from "./print";
export type { Expression } from "./syntax";
export type { ExpressionType } from "./types";
