import type { CloudVersion, Holder } from "../cloud/flowApi";
import type { Session } from "./session";

/**
 * Who has published a version in place of this client: somebody was at work at the same moment, and callers get their
 * content. Undefined where it was this client, and where nobody can tell: the document API names no publisher, and of a
 * version that a person published under an access token it is not known whether the token is theirs.
 */
export async function otherPublisher(session: Session, { by }: CloudVersion): Promise<Holder | undefined> {
  if (by === undefined) return undefined;
  if (by.kind === "user" && session.settings().credentials.kind === "accessToken") return undefined;
  // Of an access token this is asked once for a process; else it stands in the settings.
  const own = await session.api().ownClient();
  return own === undefined || (by.kind === "client" && by.id === own) ? undefined : by;
}
