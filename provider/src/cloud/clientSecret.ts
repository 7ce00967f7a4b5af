import type { Credentials } from "./credentials";
import { requestGrant } from "./grant";
import type { Secrets } from "./redact";
import type { Sdk } from "./sdk";
import type { Settings } from "./settings";
import type { TokenExchange } from "./tokenRequest";

/** The sign-in by client id and secret, in the way that Genesys Cloud documents: both in a Basic header. */
export function clientSecretExchange(
  { clientId, clientSecret }: Credentials & { kind: "clientSecret" },
  { settings, sdk, secrets }: { settings: Settings; sdk: () => Promise<Sdk>; secrets: Secrets },
): TokenExchange {
  secrets.add(clientSecret, clientId);
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  return {
    title: "the client id and secret",
    suspects: ["clientId", "clientSecret", settings.hosts.gateway ? "gatewayUrl" : "region"],
    send: async () => requestGrant(await sdk(), `${settings.hosts.login}/oauth/token`, {}, { authorization }),
  };
}
