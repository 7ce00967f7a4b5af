import { isObject } from "../language/json";
import type { FlowInputs } from "./state";

// How Pulumi marks a secret in what a provider returns; the two constants are part of its wire format.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Properties with those marked as secrets of which the program gave any part as one. By itself the engine marks what stands in
 * the same place as in the inputs only: what somebody changed in Architect comes back in other places.
 */
export function withSecrets<T extends object>(properties: T): T {
  const { __secrets: secrets } = properties as { __secrets?: unknown };
  if (!Array.isArray(secrets)) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]: [string, unknown]) => [
      key,
      secrets.includes(key) && value !== undefined ? { [SIGNATURE]: SECRET, value } : value,
    ]),
  ) as T;
}

/**
 * The texts of those properties of which the program gave any part as a secret: no error of the platform may quote them. Which
 * part of a document is the secret does not reach the provider, so all texts of its parameters count.
 */
export function secretValues({ __secrets = [], document, substitutions }: FlowInputs): string[] {
  const values = __secrets.includes("substitutions") ? Object.values(substitutions ?? {}) : [];
  if (!__secrets.includes("document") || document === undefined) return values;
  const { entries, variables, initialGreeting, settings } = document.content;
  const parameters = Object.values(entries).map(({ action }) => action.parameters);
  return [...values, ...textsIn([parameters, variables, initialGreeting, settings])];
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
