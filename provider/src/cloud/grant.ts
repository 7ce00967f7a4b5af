import { parsedJson, type Outcome } from "./http";
import type { Sdk } from "./sdk";

/**
 * Asks for a token by the client-credentials grant (RFC 6749, section 4.4), once. A redirect is not followed: it would take the credentials
 * to another address.
 */
export async function requestGrant(
  sdk: Sdk,
  endpoint: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  const outcome = await sdk.plain({
    method: "POST",
    url: endpoint,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      ...headers,
    },
    body: body.toString(),
  });
  return parsedJson(outcome);
}
