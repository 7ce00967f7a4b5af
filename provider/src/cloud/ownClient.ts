import type { Models } from "purecloud-platform-client-v2";
import type { Credentials } from "./credentials";
import { NotFoundError, PermissionError } from "./errors";
import { optional, optionalText } from "./shapes";
import type { Transport } from "./transport";

/** The id of the OAuth client that the credentials are of. A client's id is known; an access token does not show whose it is. */
export async function ownClient(transport: Transport, credentials: Credentials): Promise<string | undefined> {
  if (credentials.kind !== "accessToken") return credentials.clientId;
  try {
    const { body } = await transport.call<Models.TokenInfo>({
      method: "GET",
      path: "/api/v2/tokens/me",
      answers: optional("OAuthClient", optionalText("id")),
    });
    return body.OAuthClient?.id;
  } catch (error) {
    // Nobody tells: then no lock can be known as our own, and its holder is named instead.
    if (error instanceof NotFoundError || error instanceof PermissionError) return undefined;
    throw error;
  }
}
