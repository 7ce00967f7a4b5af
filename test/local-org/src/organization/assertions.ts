import { errors, importSPKI, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import type { Client, Organization } from "./model";

/** Accepted clock skew of the caller, in seconds. */
const tolerance = 30;
/** Maximum lifetime of an assertion, in seconds. */
const longestLife = 300;
const algorithms = ["RS256", "ES256", "ES384", "ES512"];

/** Why an assertion is refused, in words that a client may see. */
export class AssertionFault extends Error {}

/** A parsed assertion with its unverified claims. */
export interface Assertion {
  jwt: string;
  header: { kid?: string; alg?: string };
  claims: JWTPayload;
}

/** Parses a JWT without verifying it. @throws AssertionFault if it is not a JWT. */
export function readAssertion(jwt: string): Assertion {
  const [header, claims, signature] = jwt.split(".");
  if (header === undefined || claims === undefined || signature === undefined)
    throw new AssertionFault("the assertion is no signed JWT");
  return { jwt, header: part<Assertion["header"]>(header), claims: part<JWTPayload>(claims) };
}

/**
 * Verifies a client's assertion per RFC 7523, section 3: issuer, subject, audience, signature, time, single use.
 * `kid` selects one of the client's keys; the claim `org_id` names the organization.
 * @throws AssertionFault
 */
export async function verifyAssertion(
  org: Organization,
  client: Client,
  assertion: Assertion,
  audience: readonly string[],
  now: number,
): Promise<void> {
  const { jwt, header } = assertion;
  const key = client.keys.find(({ id }) => id === header.kid);
  if (!key) throw new AssertionFault("the client has no key of the id that the assertion names (kid)");
  const { jti, exp = 0 } = await verified(jwt, key.publicKey, {
    audience: [...audience],
    client: client.id,
    now,
  });
  if (assertion.claims.org_id !== org.id)
    throw new AssertionFault("org_id names an organization that the client does not belong to");
  const used = Object.entries(org.usedAssertions).filter(([, until]) => until > now);
  org.usedAssertions = Object.fromEntries(used);
  if (jti === undefined || jti in org.usedAssertions)
    throw new AssertionFault("the assertion has been used before (jti)");
  org.usedAssertions[jti] = (exp + tolerance) * 1000;
}

async function verified(
  jwt: string,
  publicKey: string,
  expected: { audience: string[]; client: string; now: number },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(
      jwt,
      async ({ alg = "" }) => {
        if (!algorithms.includes(alg)) throw new errors.JOSEAlgNotAllowed(alg);
        return importSPKI(publicKey, alg);
      },
      {
        algorithms,
        audience: expected.audience,
        issuer: expected.client,
        subject: expected.client,
        requiredClaims: ["exp", "iat", "jti"],
        clockTolerance: tolerance,
        currentDate: new Date(expected.now),
        maxTokenAge: longestLife,
      },
    );
    if ((payload.exp ?? 0) - (payload.iat ?? 0) > longestLife)
      throw new AssertionFault(`the assertion lives for more than ${longestLife} s (exp)`);
    return payload;
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new AssertionFault("the assertion has expired (exp)");
  if (error instanceof errors.JWTClaimValidationFailed)
    return new AssertionFault(`the assertion's ${error.claim} is missing or wrong`);
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return new AssertionFault("the signature does not fit the key of that id");
  // The key does not match the header's algorithm, or the algorithm is not accepted.
  if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException)
    return new AssertionFault("the algorithm (alg) does not fit the key of that id");
  return error;
}

function part<T>(encoded: string): T {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as T;
  } catch {
    // Text that is not JSON is not a JWT; reported below.
  }
  throw new AssertionFault("the assertion is no signed JWT");
}
