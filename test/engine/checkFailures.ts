import type { CheckFailure } from "./provider";
import type { RunContext } from "./runContext";
import { nameOf, typeOf } from "./urn";
import { isSecret, type PropertyMap, type Value } from "./values";

/** Tells the user why a resource cannot be. */
export function reportCheckFailures(
  { events }: RunContext,
  urn: string,
  inputs: PropertyMap,
  failures: CheckFailure[],
): void {
  for (const { property, reason } of failures) {
    const resource = `${typeOf(urn)} resource '${nameOf(urn)}'`;
    // The engine prints the value whole, secrets in plain text; a stand-in that were kinder would hide a leak.
    const where = property === "" ? "" : `: property ${property} value ${goText(inputs[property] ?? null)}`;
    events.said("error", `${resource}${where} has a problem: ${reason}`, urn);
  }
}

/** A value as the engine, which is written in Go, prints it. */
function goText(value: Value): string {
  if (value === null) return "{<nil>}";
  if (isSecret(value)) return `{&{${goText(value.value ?? null)}}}`;
  if (Array.isArray(value)) return `{[${value.map(goText).join(" ")}]}`;
  if (typeof value !== "object") return `{${value}}`;
  const entries = Object.keys(value).sort();
  return `{map[${entries.map((key) => `${key}:${goText(value[key] ?? null)}`).join(" ")}]}`;
}
