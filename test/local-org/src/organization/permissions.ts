import type { Client } from "./model";
import { ApiError } from "./apiError";

/** What an operation requires of its caller: any one of the permissions, or all. */
export interface Needed {
  need: "any" | "all";
  of: readonly string[];
}

/** Those of `permissions` that the client lacks. */
export const lacks = (client: Client, permissions: readonly string[]): string[] => {
  const held = client.permissions;
  return held === "*" ? [] : permissions.filter((permission) => !held.includes(permission));
};

/**
 * Scopes are the document API's permissions. Returns its argument.
 * @throws Refusal 403 with the missing scope.
 */
export function needScope<T extends { client: Client }>(call: T, scope: string): T {
  if (lacks(call.client, [scope]).length === 0) return call;
  throw new ApiError(
    403,
    "missing.scope",
    `Unable to perform the requested action. You are missing the following scope(s): ${scope}`,
  );
}

/** @throws Refusal 403 with Genesys Cloud's message, which names the permission. */
export function needPermissions(client: Client, { need, of }: Needed): void {
  const missing = lacks(client, of);
  if (missing.length === 0 || (need === "any" && missing.length < of.length)) return;
  throw need === "any"
    ? new ApiError(
        403,
        "missing.any.permissions",
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: " +
          `[${of.join(", ")}]`,
      )
    : new ApiError(
        403,
        "missing.permissions",
        `Unable to perform the requested action. You are missing the following permission(s): ${missing.join(", ")}`,
      );
}
