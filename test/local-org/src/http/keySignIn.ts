import { AssertionFault, readAssertion, verifyAssertion } from "../organization/assertions";
import type { Assertion } from "../organization/assertions";
import type { Client, Organization } from "../organization/model";
import { issueToken } from "../organization/tokens";
import { json } from "./host";
import type { Host, Outcome } from "./host";
import { own } from "../organization/own";

/** RFC 7523, section 2.2. */
const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Does the form contain an assertion instead of a secret? */
export const hasAssertion = (form: URLSearchParams): boolean =>
  form.has("client_assertion") || form.has("client_assertion_type");

/**
 * The client-credentials grant with a signed assertion instead of the secret, as gateways offer it (RFC 7521, section
 * 4.2; RFC 7523, section 3). Genesys Cloud does not support it.
 */
export async function answerKeySignIn(host: Host, form: URLSearchParams, now: number): Promise<Outcome> {
  try {
    if (form.get("client_assertion_type") !== jwtBearer)
      throw new AssertionFault(`client_assertion_type must be ${jwtBearer}`);
    const assertion = readAssertion(form.get("client_assertion") ?? "");
    const { org, client } = issuerOf(host, assertion);
    await verifyAssertion(org, client, assertion, audience(host), now);
    const token = issueToken(org, client, now);
    const answer = { access_token: token, token_type: "bearer", expires_in: client.tokenSeconds };
    return dated({ status: 200, ...json(answer), client: client.id, organization: org.name }, now);
  } catch (fault) {
    if (!(fault instanceof AssertionFault)) throw fault;
    const answer = { error: "invalid_client", error_description: fault.message };
    return dated({ status: 401, ...json(answer) }, now);
  }
}

/** The client named in the assertion, in the organization named there if several have that client. */
function issuerOf(host: Host, { claims }: Assertion): { org: Organization; client: Client } {
  const known = host.organizations.flatMap((org) => {
    const client = own(org.clients, claims.iss ?? "");
    return client ? [{ org, client }] : [];
  });
  const found = known.find(({ org }) => org.id === claims.org_id) ?? known[0];
  if (!found) throw new AssertionFault("there is no client of the id that the assertion names (iss)");
  return found;
}

/** The token endpoint, at both of its URLs. */
const audience = ({ baseUrl }: Host): string[] =>
  [baseUrl, baseUrl.replace("127.0.0.1", "localhost")].map((url) => `${url}/oauth/token`);

/** By the organization's clock, so that a client can detect clock skew. */
const dated = (outcome: Outcome, now: number): Outcome => ({
  ...outcome,
  headers: { ...outcome.headers, date: new Date(now).toUTCString() },
});
