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
