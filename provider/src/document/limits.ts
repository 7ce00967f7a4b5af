import { isObject } from "./plain";
import type { Report } from "./place";

/** Architect publishes no flow above 98 % of 6,291,456 bytes. */
const MOST_TEXT = 6_165_626;
/** Deeper than anything in a flow; what checks a document recurses. */
const GREATEST_DEPTH = 200;
/** More values than a flow of that many bytes can hold. */
const MOST_VALUES = 1_000_000;

/**
 * Checks whether content can be a flow at all: JSON, not too large, not too deep, valid text. Comes before every other check,
 * which would take long, or fail, on what is not. False if it cannot.
 */
export function checkLimits(report: Report, content: object): boolean {
  let passed = true;
  let characters = 0;
  let values = 0;
  const part = (value: unknown, entry?: string, property?: string): void => {
    const path: string[] = property === undefined ? [] : [property];
    const open = new Set<object>();
    // One report of each kind for an entry: what is wrong with one of its values is likely wrong with many.
    const reported = new Set<string>();
    const fault = (code: "not-json" | "invalid-text" | "too-deep", message: string, at = path) => {
      passed = false;
      if (reported.has(code)) return;
      reported.add(code);
      // Messages about entries name what belongs to the action directly: `parameters.audio`.
      const inAction = entry !== undefined && at.length > 1 && at[0] === "action";
      report.at(entry).error(code, message, at.length > 0 ? at.slice(inAction ? 1 : 0).join(".") : property);
    };
    const text = (value: string): void => {
      characters += value.length;
      if (BROKEN.test(value)) fault("invalid-text", "contains NUL or unpaired surrogate characters", path);
    };
    const walk = (value: unknown): void => {
      if (++values > MOST_VALUES) return;
      if (typeof value === "string") return text(value);
      const foreign = foreignKind(value);
      if (foreign !== undefined) return fault("not-json", foreign);
      if (typeof value !== "object" || value === null) return;
      if (open.has(value)) return fault("not-json", "contains itself; a document is a tree of plain values");
      if (path.length > GREATEST_DEPTH) {
        return fault("too-deep", `is nested more than ${GREATEST_DEPTH} levels deep`, []);
      }
      open.add(value);
      for (const [key, item] of Object.entries(value)) {
        path.push(key);
        text(key);
        walk(item);
        path.pop();
      }
      open.delete(value);
    };
    walk(value);
  };
  for (const [name, value] of Object.entries(content)) {
    if (name !== "entries" || !isObject(value)) {
      part(value, undefined, name);
      continue;
    }
    for (const [key, entry] of Object.entries(value)) {
      characters += key.length;
      part(entry, key);
    }
  }
  if (characters > MOST_TEXT || values > MOST_VALUES) {
    passed = false;
    report
      .at()
      .error(
        "too-large",
        `is too large: Architect publishes no flow above ${MOST_TEXT} bytes; split it, or move a part into a flow module`,
        "content",
      );
  }
  return passed;
}

/** Text that Architect does not take, and gRPC does not carry as it is. */
export const BROKEN = /[\0\p{Surrogate}]/u;

/** What is wrong with a value that JSON does not have, as the end of a message; undefined for every other value. */
export function foreignKind(value: unknown): string | undefined {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `must be a finite number, not ${value}`;
    return Object.is(value, -0) ? "must not be -0; write 0" : undefined;
  }
  if (typeof value === "function") return "must be a plain value, not a function";
  if (typeof value === "bigint") return "must be a plain value, not a BigInt; convert it with Number()";
  if (typeof value === "symbol") return "must be a plain value, not a symbol";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, of which nothing is a prototype either.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const { constructor } = value as { constructor?: unknown };
  const name = typeof constructor === "function" ? constructor.name : "";
  return `must be a plain value, not an instance of ${name === "" ? "a class" : name}`;
}
