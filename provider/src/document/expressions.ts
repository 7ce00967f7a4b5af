import { isExpression } from "./names";

/** An expression in a value, with the path of properties that leads to it. */
export interface FoundExpression {
  exp: string;
  path: string;
}

/** Every `{ exp }` in a value, however deep. */
export function expressionsIn(value: unknown, path = ""): FoundExpression[] {
  const found: FoundExpression[] = [];
  collect(value, path, found);
  return found;
}

function collect(value: unknown, path: string, found: FoundExpression[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isExpression(value)) {
    found.push({ exp: value.exp, path });
    return;
  }
  // Audio with other sequences for some languages.
  if ("byLanguage" in value && "exp" in value && typeof value.exp === "string")
    found.push({ exp: value.exp, path });
  for (const [key, item] of Object.entries(value)) {
    // Most values are scalars, and no expression: their path is never asked for.
    if (typeof item === "object") collect(item, path === "" ? key : `${path}.${key}`, found);
  }
}

/** The variables of the given scopes that an expression reads. Text in quotes is not code. */
export function variablesIn(exp: string, scopes: readonly string[]): string[] {
  const names = codeOf(exp).match(patternOf(scopes.join("|")));
  return names === null ? [] : [...new Set(names)];
}

const patterns = new Map<string, RegExp>();

function patternOf(scopes: string): RegExp {
  let pattern = patterns.get(scopes);
  if (!pattern) {
    pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])(?:${scopes})\\.\\p{L}[\\p{L}\\p{N}_]*`, "gu");
    patterns.set(scopes, pattern);
  }
  return pattern;
}

/** An expression with its texts emptied. */
function codeOf(exp: string): string {
  return exp.includes('"') ? exp.replace(/"(?:[^"\\]|\\.)*"/gs, '""') : exp;
}

/**
 * What is plainly wrong with an expression's form: quotes or brackets that do not close. Whether names and types are
 * right, only Architect can tell.
 */
export function expressionFault(exp: string): string | undefined {
  const open: string[] = [];
  const code = codeOf(exp);
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
