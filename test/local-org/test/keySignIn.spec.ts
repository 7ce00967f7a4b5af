import { generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { expect } from "chai";
import { SignJWT } from "jose";
import type { JWTHeaderParameters, JWTPayload } from "jose";
import { startLocalOrg } from "../src/index";
import { send } from "./caller";
import type { Heard, LoginAnswer } from "./caller";
import { useTestOrganization } from "./testOrganization";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const p521 = generateKeyPairSync("ec", { namedCurve: "P-521" });
const outsider = generateKeyPairSync("ec", { namedCurve: "P-256" });
const registered = (id: string, { publicKey }: { publicKey: KeyObject }) => ({
  id,
  publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
});

describe("signing in by private key", () => {
  const world = useTestOrganization({
    clients: [
      { id: "local", secret: "local-secret" },
      {
        id: "gateway",
        secret: "s",
        keys: [
          registered("rsa-1", rsa),
          registered("ec-1", ec),
          registered("p384", p384),
          registered("p521", p521),
        ],
      },
    ],
  });
  let serial = 0;

  interface Wish {
    header?: Partial<JWTHeaderParameters>;
    claims?: JWTPayload;
    key?: KeyObject;
  }
  const assertion = ({ header, claims, key }: Wish = {}): Promise<string> => {
    const now = Math.floor(world.clock.now() / 1000);
    return new SignJWT({
      iss: "gateway",
      sub: "gateway",
      aud: `${world.org.url}/oauth/token`,
      iat: now,
      exp: now + 120,
      jti: `assertion-${serial++}`,
      org_id: world.org.organizationId,
      ...claims,
    })
      .setProtectedHeader({ alg: "ES256", kid: "ec-1", ...header })
      .sign(key ?? ec.privateKey);
  };
  const present = (jwt: string, form: Record<string, string> = {}): Promise<Heard<LoginAnswer>> =>
    send(`${world.org.url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: jwt,
        ...form,
      }),
    });
  const refused = async (jwt: string, form?: Record<string, string>): Promise<string> => {
    const { status, body } = await present(jwt, form);
    expect([status, body.error]).to.deep.equal([401, "invalid_client"]);
    return body.error_description ?? "";
  };

  for (const [alg, kid, { privateKey }] of [
    ["RS256", "rsa-1", rsa],
    ["ES256", "ec-1", ec],
    ["ES384", "p384", p384],
    ["ES512", "p521", p521],
  ] as const) {
    it(`takes an assertion signed with ${alg}, and gives a token that works`, async () => {
      const { status, body } = await present(await assertion({ header: { alg, kid }, key: privateKey }));
      expect([status, body.token_type, body.expires_in]).to.deep.equal([200, "bearer", 86_400]);
      const me = await send(`${world.org.url}/api/v2/organizations/me`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
      expect(me.status).to.equal(200);
    });
  }

  it("accepts each assertion once", async () => {
    const jwt = await assertion();
    expect((await present(jwt)).status).to.equal(200);
    expect(await refused(jwt)).to.contain("used before");
  });

  it("forgets used assertions after they expire, and still refuses them", async () => {
    const jwt = await assertion();
    await present(jwt);
    world.clock.advance(151_000);
    expect(await refused(jwt)).to.contain("expired");
  });

  it("sends the server time so that clock skew can be detected", async () => {
    const { headers } = await present(await assertion({ claims: { exp: 1 } }));
    expect(headers.get("date")).to.equal(new Date(world.clock.now()).toUTCString());
  });

  const seconds = (): number => Math.floor(world.clock.now() / 1000);
  for (const [title, wish, words] of [
    ["the key of somebody else", () => ({ key: outsider.privateKey }), /signature does not fit/],
    ["another of its keys", () => ({ header: { kid: "p384" } }), /\(alg\) does not fit/],
    ["a key id that is not registered", () => ({ header: { kid: "ec-2" } }), /no key of the id/],
    ["no key id", () => ({ header: { kid: undefined } }), /no key of the id/],
    ["another client's name", () => ({ claims: { iss: "nobody" } }), /no client of the id/],
    ["a client that has no key", () => ({ claims: { iss: "local" } }), /no key of the id/],
    ["another subject", () => ({ claims: { sub: "local" } }), /sub is missing or wrong/],
    ["another audience", () => ({ claims: { aud: "https://login.example.com/oauth/token" } }), /aud is/],
    ["an end in the past", () => ({ claims: { exp: seconds() - 31 } }), /expired/],
    ["a birth long ago", () => ({ claims: { iat: seconds() - 400 } }), /expired/],
    ["a birth in the future", () => ({ claims: { iat: seconds() + 60 } }), /iat is missing or wrong/],
    ["a long life", () => ({ claims: { exp: seconds() + 3600 } }), /more than 300 s/],
    ["no end", () => ({ claims: { exp: undefined } }), /exp is missing/],
    ["no id of its own", () => ({ claims: { jti: undefined } }), /jti is missing/],
    ["another organization", () => ({ claims: { org_id: "elsewhere" } }), /org_id names/],
    ["no organization", () => ({ claims: { org_id: undefined } }), /org_id names/],
  ] as [string, () => Wish, RegExp][]) {
    it(`refuses an assertion with ${title}`, async () => {
      expect(await refused(await assertion(wish()))).to.match(words);
    });
  }

  it("refuses an unsigned assertion, a non-JWT and another assertion type", async () => {
    const [head = "", claims = ""] = (await assertion()).split(".");
    const unsigned = Buffer.from(JSON.stringify({ alg: "none", kid: "ec-1" })).toString("base64url");
    expect(await refused(`${unsigned}.${claims}.`)).to.contain("(alg)");
    expect(await refused(`${head}.${claims}.`)).to.contain("signature");
    expect(await refused("nonsense")).to.contain("no signed JWT");
    expect(await refused("a.b.c")).to.contain("no signed JWT");
    const type = { client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:saml2-bearer" };
    expect(await refused(await assertion(), type)).to.contain("jwt-bearer");
  });

  it("uses the assertion's organization if several have the client id", async () => {
    const key = registered("ec-1", ec);
    const both = [{ id: "gateway", secret: "s", keys: [key] }];
    const org = await startLocalOrg({
      clock: world.clock,
      clients: both,
      others: [{ name: "B", clients: both }],
    });
    try {
      const second = (await org.control.snapshot()).organizations[1] as { id: string };
      const claims = { aud: `${org.url}/oauth/token`, org_id: second.id };
      const { body } = await send<LoginAnswer>(`${org.url}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
          client_assertion: await assertion({ claims }),
        }),
      });
      const me = await send<{ name: string }>(`${org.url}/api/v2/organizations/me`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
      expect(me.body.name).to.equal("B");
    } finally {
      await org.stop();
    }
  });
});
