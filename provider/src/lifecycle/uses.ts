import { objectReferences } from "../language/architect/objectReferences";
import { quoted, type Issue } from "../language/issues";
import { isObject, isUnknown } from "../language/json";
import { namesOf } from "../language/kinds";
import type { ProviderContext } from "./context";

type Properties = Record<string, unknown>;

/**
 * Compares the flows that a file names with `uses`: what the file does not name, and what another resource of the stack
 * manages and `uses` lacks. Only the second is found, and only if that resource was checked before this one.
 */
export function checkUses(context: ProviderContext, news: Properties, yaml: string | undefined): Issue[] {
  const problems: Issue[] = [];
  const { uses } = news;
  if (uses !== undefined && uses !== null && !isUnknown(uses) && !Array.isArray(uses)) {
    problems.push({
      severity: "error",
      code: "invalid-value",
      message: "must be a list of flows",
      property: "uses",
    });
    return problems;
  }
  const named = yaml === undefined ? undefined : objectReferences(yaml).filter(({ kind }) => kind === "flow");
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  const listed: string[] = [];
  let complete = !isUnknown(uses);
  for (const [at, used] of (Array.isArray(uses) ? (uses as unknown[]) : []).entries()) {
    const property = `uses[${at}]`;
    if (isUnknown(used)) complete = false;
    else if (!isObject(used) || (typeof used.name !== "string" && !isUnknown(used.name)))
      problems.push({
        severity: "error",
        code: "invalid-value",
        message: "must be a Flow or an InboundFlow",
        property,
      });
    else if (used.type === namesOf("module").platformType) {
      const message =
        'is a flow module: give it in "modules", so that this flow is published again after each change to it';
      problems.push({ severity: "error", code: "invalid-value", message, property });
    } else if (isUnknown(used.name)) complete = false;
    else {
      const name = String(used.name);
      listed.push(name);
      if (named !== undefined && !named.some((one) => same(one.name, name))) {
        const message = `is the flow ${quoted(name)}, which the file does not name`;
        problems.push({ severity: "warning", code: "unused-reference", message, property });
      }
    }
  }
  if (!complete) return problems;
  const mentioned = new Set<string>();
  for (const { name, of = "" } of named ?? []) {
    const owner = context.claims.ownerOfName(of, name);
    if (of === namesOf("module").platformType || owner === undefined || owner === news.__owner) continue;
    if (listed.some((one) => same(one, name)) || mentioned.has(name)) continue;
    mentioned.add(name);
    const resource = owner.split("::").at(-1) ?? owner;
    const message = `the file names the flow ${quoted(name)}, which this stack manages as ${quoted(resource)}: add that resource to "uses", so that it is published first`;
    problems.push({ severity: "warning", code: "missing-reference", message, property: "uses" });
  }
  return problems;
}
