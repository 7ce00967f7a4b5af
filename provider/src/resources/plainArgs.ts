import * as pulumi from "@pulumi/pulumi";
import { BROKEN, foreignKind } from "../language/validation/structureRules";
import { formatIssue, type Issue, type ProblemCode } from "../language/issues";

/**
 * Rejects arguments that Pulumi would not pass on unchanged: it drops functions, turns dates and maps into empty
 * objects, replaces invalid text, and never terminates on an object that contains itself. Outputs and promises are
 * checked once they resolve.
 */
export function requirePlain(name: string, args: object): void {
  const problems: Issue[] = [];
  const path: string[] = [];
  const open = new Set<object>();
  const walk = (value: unknown): void => {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) return;
    const fault = pulumi.Resource.isInstance(value)
      ? "must be a plain value, not a resource; use an output of it, such as `.id`"
      : foreignKind(value);
    if (fault !== undefined) return report(fault);
    if (typeof value === "string" && BROKEN.test(value))
      return report("contains NUL or unpaired surrogate characters", "invalid-text");
    if (typeof value !== "object" || value === null) return;
    if (open.has(value)) return report("contains itself; a document is a tree of plain values");
    open.add(value);
    for (const [key, item] of Object.entries(value)) {
      path.push(key);
      if (key === "__proto__") report('"__proto__" cannot be a key: Pulumi does not carry it');
      else if (BROKEN.test(key)) report("contains NUL or unpaired surrogate characters", "invalid-text");
      else walk(item);
      path.pop();
    }
    open.delete(value);
  };
  const report = (message: string, code: ProblemCode = "not-json"): void => {
    problems.push({ severity: "error", code, ...placeAt(path), message });
  };
  walk(args);
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more of the kind)` : "";
  // Pulumi prints a RunError without a stack trace.
  throw new pulumi.RunError(`${name}: ${formatIssue(first)}${more}`);
}

/** Converts the path of an argument to the form that issues use: the entry, and the property of its action. */
function placeAt([first = "", ...rest]: readonly string[]): Pick<Issue, "entry" | "property"> {
  const [content, entries, entry, ...below] = rest;
  if (first !== "document" || content !== "content" || entries !== "entries" || entry === undefined)
    return { property: [first, ...rest].join(".") };
  const property = (below[0] === "action" && below.length > 1 ? below.slice(1) : below).join(".");
  return { entry, ...(property !== "" && { property }) };
}
