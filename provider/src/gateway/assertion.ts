import type { Credentials } from "../genesys/settings/credentials";
import { requestGrant } from "../genesys/http/signIn";
import type { HttpAnswer } from "../genesys/http/sdk";
import { readPrivateKey, type ReadFile } from "./privateKey";
import type { Secrets } from "../genesys/http/redaction";
import type { Clock } from "../genesys/http/rateLimiter";
import type { Sdk } from "../genesys/http/sdk";
import type { Settings } from "../genesys/settings/settings";
import type { TokenExchange } from "../genesys/http/signIn";

/** Dependencies for signing an assertion. */
export interface AssertionDependencies {
  settings: Settings;
  sdk: () => Promise<Sdk>;
  clock: Clock;
  secrets: Secrets;
  readFile: ReadFile;
  uuid: () => string;
}

/** The lifetime of an assertion, in seconds: long enough to arrive, too short to be misused. */
const LIFE = 120;

/** How far two clocks may differ before it is mentioned, in seconds. */
const SKEW = 30;

/**
 * The sign-in by private key: the client credentials grant with a signed assertion in place of the secret (RFC 7523,
 * section 2.2, and RFC 7521, section 4.2). The organization's id is sent as the claim `org_id`.
 */
export function privateKeyExchange(
  credentials: Credentials & { kind: "privateKey" },
  dependencies: AssertionDependencies,
): TokenExchange {
  const { settings, clock } = dependencies;
  const endpoint = `${settings.hosts.login}/oauth/token`;
  return {
    title: "the sign-in by private key",
    likelyCauses: [
      "privateKeyId",
      "path" in credentials.key ? "privateKeyPath" : "privateKey",
      "clientId",
      "orgId",
    ],
    // Each attempt needs a new assertion, because the platform accepts each one only once.
    send: async () => {
      const assertion = await signAssertion(credentials, endpoint, dependencies);
      dependencies.secrets.add(assertion);
      return requestGrant(await dependencies.sdk(), endpoint, {
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: assertion,
      });
    },
    hint: (answer) => clockHint(answer, clock.now()),
  };
}

async function signAssertion(
  { clientId, orgId, keyId, key: source }: Credentials & { kind: "privateKey" },
  endpoint: string,
  { settings, clock, readFile, uuid, secrets }: AssertionDependencies,
): Promise<string> {
  if ("pem" in source) secrets.add(source.pem);
  const { key, algorithm } = readPrivateKey(source, settings, readFile);
  // Loaded here, because previews and other sign-ins do not need it.
  const { SignJWT } = await import("jose");
  const now = Math.floor(clock.now() / 1000);
  return new SignJWT({ org_id: orgId })
    .setProtectedHeader({ alg: algorithm, kid: keyId, typ: "JWT" })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(endpoint)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFE)
    .setJti(uuid())
    .sign(key);
}

/**
 * The hint for a wrong clock: assertions are short-lived, so all of them are rejected if this machine's clock is
 * wrong.
 */
function clockHint(answer: HttpAnswer, now: number): string | undefined {
  const theirs = Date.parse(answer.headers.date ?? "");
  const seconds = Math.round((now - theirs) / 1000);
  if (Number.isNaN(seconds) || Math.abs(seconds) <= SKEW) return undefined;
  return `This machine's clock is ${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} the server's: set it right first.`;
}
