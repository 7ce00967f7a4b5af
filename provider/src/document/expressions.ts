import { isExpression } from "./names";
import { isObject } from "./plain";

/** An expression in a value, with the path of properties that leads to it. */
export interface FoundExpression {
  exp: string;
  path: string;
}

/** Every `{ exp }` in a value, however deep. */
export function expressionsIn(value: unknown, path = ""): FoundExpression[] {
  if (isExpression(value)) return [{ exp: value.exp, path }];
  const items = Array.isArray(value)
    ? Object.entries(value as unknown[])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return items.flatMap(([key, item]) => expressionsIn(item, path === "" ? key : `${path}.${key}`));
}

/** The variables of the given scopes that an expression reads. Text in quotes is not code. */
export function variablesIn(exp: string, scopes: readonly string[]): string[] {
  const code = exp.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])(?:${scopes.join("|")})\\.\\p{L}[\\p{L}\\p{N}_]*`, "gu");
  return [...new Set(code.match(pattern) ?? [])];
}

/**
 * What is plainly wrong with an expression's form: quotes or brackets that do not close. Whether names and types are
 * right, only Architect can tell.
 */
export function expressionFault(exp: string): string | undefined {
  const open: string[] = [];
  const code = exp.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  if ((code.match(/"/g) ?? []).length % 2 !== 0) return "has a quotation mark that nothing closes";
  for (const character of code) {
    if ("([{".includes(character)) open.push(character);
    if (")]}".includes(character) && open.pop() !== OPENING[character]) {
      return `has a "${character}" that nothing opens`;
    }
  }
  const left = open.pop();
  return left === undefined ? undefined : `has a "${left}" that nothing closes`;
}

const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
