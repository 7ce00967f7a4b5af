import { showsReference } from "../language/documentText";
import { isObject } from "../language/json";
import type { FlowInputs } from "./state";

// How Pulumi marks secrets in a provider's results. The two constants are part of its wire format.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Marks each property as a secret of which the program set any part as a secret. The engine itself only marks values at
 * the same path as in the inputs, but what somebody changed in Architect is returned at other paths.
 */
export function withSecrets<T extends object>(properties: T): T {
  const { __secrets: secrets } = properties as { __secrets?: unknown };
  if (!Array.isArray(secrets)) return properties;
  const secretKeys = new Set<unknown>(secrets);
  const { document, references } = properties as { document?: unknown; references?: unknown };
  if (secretKeys.has("document") && typeof document === "string" && isObject(references)) {
    secretKeys.add("references");
    // The text itself has marks in place of the secrets, unless somebody changed or moved one.
    if (!showsReference({ document, references })) secretKeys.delete("document");
  }
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]: [string, unknown]) => [
      key,
      secretKeys.has(key) && value !== undefined ? { [SIGNATURE]: SECRET, value } : value,
    ]),
  ) as T;
}

/**
 * The strings of the properties of which the program set any part as a secret. Error messages must not quote them. The
 * provider does not know which part of a document is the secret, so all strings in its parameters count.
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
