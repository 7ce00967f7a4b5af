import { generateKeyPairSync, verify, type KeyObject } from "node:crypto";
import { expect } from "chai";
import { connect, type Runtime } from "#genesys/connect";
import { AuthenticationError, type SettingsError } from "#genesys/http/platformErrors";
import { startStub, tokenReply, type Arrived, type PlatformStub, type Reply } from "../genesys/platformStub";
import { settingsOf, skippingClock, type SkippingClock } from "../genesys/testRuntime";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
const pem = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1" = "pkcs8"): string =>
  key.export({ type, format: "pem" }).toString();

const HASHES: Record<string, string> = { RS256: "sha256", ES256: "sha256", ES384: "sha384", ES512: "sha512" };

/** Checks a JWT's signature with Node's crypto, not with the library that signed it. */
function verified(
  jwt: string,
  key: KeyObject,
): { header: Record<string, string>; claims: Record<string, unknown> } {
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  const json = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
  const header = json(head) as Record<string, string>;
  const genuine = verify(
    HASHES[header.alg ?? ""],
    Buffer.from(`${head}.${claims}`),
    // RFC 7518, section 3.4: the two numbers of an EC signature are concatenated.
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  expect(genuine, "the signature").to.equal(true);
  return { header, claims: json(claims) as Record<string, unknown> };
}

describe("private key sign-in", () => {
  let stub: PlatformStub;
  let clock: SkippingClock;
  let login: (form: URLSearchParams, request: Arrived) => Reply | Promise<Reply>;

  beforeEach(async () => {
    clock = skippingClock();
    login = () => tokenReply("t0k3n-1");
    stub = await startStub((request) =>
      request.url === "/oauth/token"
        ? login(new URLSearchParams(request.body), request)
        : { body: { id: "org-1", name: "Org" } },
    );
  });
  afterEach(() => stub.stop());

  const signIn = (key: string, given: Partial<Runtime> = {}): Promise<unknown> => {
    const env = {
      GENESYSCLOUD_GATEWAY_URL: stub.url,
      GENESYS_PRIVATE_KEY: key,
      GENESYS_PRIVATE_KEY_ID: "key-1",
      GENESYS_CLIENT_ID: "client-1",
      GENESYS_ORG_ID: "org-1",
    };
    return connect(settingsOf(env), { clock, random: () => 0.5, ...given }).organization();
  };
  const failure = async (act: Promise<unknown>): Promise<Error> => {
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    return error as Error;
  };

  const problemsOf = (error: Error): string[] =>
    (error as SettingsError).problems.map(({ code, settings }) => `${code} ${settings.join()}`);

  const p256 = ec("P-256");
  const p384 = ec("P-384");
  const p521 = ec("P-521");
  for (const [title, text, publicKey, algorithm] of [
    ["RSA, PKCS#8", pem(rsa.privateKey), rsa.publicKey, "RS256"],
    ["RSA, PKCS#1", pem(rsa.privateKey, "pkcs1"), rsa.publicKey, "RS256"],
    ["EC P-256, PKCS#8", pem(p256.privateKey), p256.publicKey, "ES256"],
    ["EC P-384, SEC 1", pem(p384.privateKey, "sec1"), p384.publicKey, "ES384"],
    ["EC P-521, PKCS#8", pem(p521.privateKey), p521.publicKey, "ES512"],
    [
      "a key on one line, with its line breaks written out",
      pem(rsa.privateKey).replaceAll("\n", "\\n"),
      rsa.publicKey,
      "RS256",
    ],
  ] as const) {
    it(`sends an assertion that the key's public half verifies: ${title}`, async () => {
      let assertion = "";
      login = (form) => {
        expect(form.get("grant_type")).to.equal("client_credentials");
        expect(form.get("client_assertion_type")).to.equal(
          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        );
        assertion = form.get("client_assertion") ?? "";
        return tokenReply("t0k3n-1");
      };
      expect(await signIn(text)).to.deep.equal({ id: "org-1", name: "Org" });
      const { header, claims } = verified(assertion, publicKey);
      const now = clock.now() / 1000;
      expect(header).to.deep.equal({ alg: algorithm, kid: "key-1", typ: "JWT" });
      expect(claims).to.deep.include({
        iss: "client-1",
        sub: "client-1",
        aud: `${stub.url}/oauth/token`,
        org_id: "org-1",
        iat: now,
      });
      expect(claims.exp)
        .to.be.a("number")
        .that.is.within(now + 30, now + 300);
      expect(claims.jti).to.match(/^[0-9a-f-]{36}$/);
      expect(stub.arrived[0]?.headers).not.to.have.property("authorization");
      expect(stub.arrived[1]?.headers).to.have.property("authorization", "Bearer t0k3n-1");
    });
  }

  it("never reuses an assertion, even for a retry", async () => {
    const seen: string[] = [];
    login = (form) => {
      const { claims } = verified(form.get("client_assertion") ?? "", rsa.publicKey);
      seen.push(String(claims.jti));
      return seen.length < 3 ? { status: 503 } : tokenReply("t0k3n-1");
    };
    await signIn(pem(rsa.privateKey));
    expect(new Set(seen)).to.have.property("size", 3);
  });

  it("reads the key from a file, and names an unreadable file", async () => {
    const env = {
      GENESYSCLOUD_GATEWAY_URL: stub.url,
      GENESYS_PRIVATE_KEY_PATH: "keys/flow.pem",
      GENESYS_PRIVATE_KEY_ID: "key-1",
      GENESYS_CLIENT_ID: "client-1",
      GENESYS_ORG_ID: "org-1",
    };
    const readFile = (path: string): string => {
      if (path === "/keys/flow.pem") return pem(rsa.privateKey);
      throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    };
    expect(await connect(settingsOf(env), { clock, readFile }).organization()).to.have.property(
      "id",
      "org-1",
    );
    const elsewhere = settingsOf({ ...env, GENESYS_PRIVATE_KEY_PATH: "gone.pem" });
    const error = await failure(connect(elsewhere, { clock, readFile }).organization());
    expect(problemsOf(error)).to.deep.equal(["unreadable-private-key privateKeyPath"]);
    expect(error.message)
      .to.include("/gone.pem (ENOENT)")
      .and.include("GENESYS_PRIVATE_KEY_PATH (environment)");
  });

  describe("explains an invalid key without showing it:", () => {
    const encrypted = rsa.privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })
      .toString();
    const begin = (what: string): string => `-----BEGIN ${what}-----\nQUJDREVG\n-----END ${what}-----\n`;
    const table: [title: string, key: string, message: RegExp][] = [
      ["encrypted, PKCS#8", encrypted, /is encrypted.*openssl pkey/],
      [
        "encrypted, PKCS#1",
        `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nQUJDREVG`,
        /is encrypted/,
      ],
      ["the public half", rsa.publicKey.export({ type: "spki", format: "pem" }).toString(), /public half/],
      ["a certificate", begin("CERTIFICATE"), /public half/],
      ["OpenSSH's own format", begin("OPENSSH PRIVATE KEY"), /ssh-keygen -p -m PKCS8/],
      ["no key at all", "QUJDREVG", /no PEM of a private key/],
      ["a broken key", begin("PRIVATE KEY"), /no PEM of a private key/],
      [
        "a short RSA key",
        pem(generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey),
        /too short.*2048/,
      ],
      ["another curve", pem(ec("secp256k1").privateKey), /P-256, P-384 or P-521/],
      ["another kind of key", pem(generateKeyPairSync("ed25519").privateKey), /RSA, or EC/],
    ];
    for (const [title, key, message] of table) {
      it(title, async () => {
        const error = await failure(signIn(key));
        expect(problemsOf(error)).to.deep.equal(["invalid-private-key privateKey"]);
        expect(error.message).to.match(message).and.include("GENESYS_PRIVATE_KEY (environment)");
        expect(error.message).not.to.include("QUJDREVG");
        for (const line of key.split("\n").filter((one) => one.length > 20 && !one.includes("-----"))) {
          expect(error.message).not.to.include(line);
        }
        expect(stub.arrived).to.deep.equal([]);
      });
    }
  });

  describe("names the settings to check for", () => {
    it("a key that does not match its id", async () => {
      const headers = { date: new Date(clock.now()).toUTCString() };
      login = () => ({
        status: 401,
        headers,
        body: { error: "invalid_client", error_description: "unknown key" },
      });
      const error = await failure(signIn(pem(rsa.privateKey)));
      expect(error).to.be.instanceOf(AuthenticationError);
      expect(error.message)
        .to.match(/refuses the sign-in by private key. Check genesyscloud:privateKeyId/)
        .and.include("GENESYS_PRIVATE_KEY_ID (environment)")
        .and.include("GENESYS_ORG_ID")
        .and.include("unknown key");
    });

    for (const [shift, words] of [
      [600_000, /clock is 600 s ahead of the server's/],
      [-90_000, /clock is 90 s behind the server's/],
    ] as const) {
      it(`a clock that is wrong by ${shift / 1000} s`, async () => {
        const date = new Date(clock.now() - shift).toUTCString();
        login = () => ({ status: 401, headers: { date }, body: { error: "invalid_client" } });
        expect((await failure(signIn(pem(rsa.privateKey)))).message).to.match(words);
      });
    }

    it("an error that echoes the assertion", async () => {
      login = (form) => ({
        status: 401,
        body: { error: "invalid_client", description: form.get("client_assertion") },
      });
      expect((await failure(signIn(pem(rsa.privateKey)))).message).to.include("It says: [secret]");
    });
  });

  it("rejects credentials of another organization", async () => {
    const env = {
      GENESYSCLOUD_GATEWAY_URL: stub.url,
      GENESYSCLOUD_ACCESS_TOKEN: "t0k3n-1",
      GENESYS_ORG_ID: "org-2",
    };
    const error = await failure(connect(settingsOf(env), { clock }).organization());
    expect(error).to.be.instanceOf(AuthenticationError);
    expect(error.message).to.include('"Org" (org-1)').and.include("GENESYS_ORG_ID");
  });
});
