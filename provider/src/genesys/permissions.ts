import type { Models } from "purecloud-platform-client-v2";
import { anyObject, optionalList } from "./http/responseShapes";
import type { Transport } from "./http/transport";
import { lookupPermissions } from "./objectListings";

/** A permission that this package may need, and what for. */
export interface NeededPermission {
  name: string;
  purpose: string;
  /** Needed by every stack; the others only if flows name such objects, or for the purpose that is given. */
  required: boolean;
}

/**
 * The permissions of all calls, as the platform's API description has them for each operation
 * (`x-inin-requires-permissions`). `add`, `edit` and `publish` are also what the publish job needs, which runs as the
 * client.
 */
export const PERMISSIONS: readonly NeededPermission[] = [
  needed("architect:flow:view", "to find and read flows"),
  needed("architect:job:create", "to publish"),
  needed("architect:job:view", "to see how a publish ends"),
  needed("architect:flow:add", "to create flows"),
  needed("architect:flow:edit", "to publish over flows and to rename them"),
  needed("architect:flow:publish", "to publish, activate and deactivate"),
  needed("architect:flow:delete", "to delete flows"),
  needed("architect:jobExport:create", "to see what changed in a flow (refresh, verifyContent)"),
  needed("architect:jobExport:view", "to see what changed in a flow (refresh, verifyContent)"),
  needed("architect:dependencyTracking:view", "to name what uses a flow that cannot be deleted"),
  optional("architect:flow:unlock", "for forceUnlock"),
  ...lookupPermissions().map(({ permission, plural }) => optional(permission, `if flows name ${plural}`)),
];

function needed(name: string, purpose: string): NeededPermission {
  return { name, purpose, required: true };
}

function optional(name: string, purpose: string): NeededPermission {
  return { name, purpose, required: false };
}

/**
 * Whether the roles of the client have a permission, in any division (`GET /api/v2/authorization/subjects/me`, which
 * needs no permission itself).
 */
export async function ownPermissions(transport: Transport): Promise<(name: string) => boolean> {
  const { body } = await transport.call<Models.AuthzSubject>({
    method: "GET",
    path: "/api/v2/authorization/subjects/me",
    answers: optionalList("grants", anyObject),
  });
  const policies = (body.grants ?? []).flatMap(({ role }) => role?.policies ?? []);
  const covers = (held: string | undefined, part: string): boolean => held === "*" || held === part;
  return (name) => {
    const [domain = "", entity = "", action = ""] = name.split(":");
    return policies.some(
      (one) =>
        covers(one.domain, domain) &&
        covers(one.entityName, entity) &&
        (one.actions ?? []).some((held) => covers(held, action)),
    );
  };
}
