import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { startLocalOrg, systemClock, type LocalOrg } from "genesyscloud-local-org";
import { collects } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { expectFailure } from "./providerSteps";

// Generated for this run: no key is stored anywhere.
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const registered = (id: string, key: KeyObject) => ({
  id,
  publicKey: key.export({ type: "spki", format: "pem" }).toString(),
});
const pkcs8 = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

describe("sign-in by private key", () => {
  let org: LocalOrg;
  /** The organization's clock; this machine's stays right. */
  const clock = systemClock();
  let folder: string;
  let keyFile: string;
  let door: ProviderClient;
  before(async () => {
    const keys = [registered("rsa-key", rsa.publicKey), registered("ec-key", ec.publicKey)];
    org = await startLocalOrg({
      flowApi: "document",
      clock,
      clients: [{ id: "gateway", secret: "none", keys }],
    });
    folder = await mkdtemp(join(tmpdir(), "keys-"));
    keyFile = join(folder, "flows.pem");
    door = await startProvider(undefined, { env: { ...settings(), GENESYS_PRIVATE_KEY_PATH: keyFile } });
  });
  after(async () => {
    await door.close();
    await org.stop();
    await rm(folder, { recursive: true });
  });
  // A process caches its token: the next spec has to sign in again.
  afterEach(() => org.control.expireTokens());

  const settings = (): Record<string, string> => ({
    GENESYSCLOUD_GATEWAY_URL: org.url,
    GENESYSCLOUD_FLOW_API: "document",
    GENESYS_CLIENT_ID: "gateway",
    GENESYS_PRIVATE_KEY_ID: "rsa-key",
    GENESYS_ORG_ID: org.organizationId,
  });
  let made = 0;
  const create = (through = door) =>
    through.module.create({ name: `Module ${++made}`, document: collects() });
  /** The message if the key file has this content; it never contains any part of it. */
  const saidOf = async (pem: string): Promise<string> => {
    await writeFile(keyFile, pem);
    const message = await expectFailure(create());
    for (const line of pem.split("\n").filter((one) => one.length > 20 && !one.includes("-----")))
      expect(message).to.not.include(line);
    expect(message).to.not.match(/^\s+at /m);
    return message;
  };

  it("shows where a missing key file was looked for", async () => {
    await rm(keyFile, { force: true });
    const message = await expectFailure(create());
    expect(message)
      .to.include(`cannot be read from ${keyFile} (ENOENT)`)
      .and.include("genesyscloud:privateKeyPath")
      .and.include("GENESYS_PRIVATE_KEY_PATH (environment)");
    expect(await org.control.journal()).to.deep.equal([]);
  });

  it("explains what a file without a key should contain", async () => {
    expect(await saidOf("c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0\n")).to.match(
      /no PEM of a private key \(PKCS#8 or PKCS#1/,
    );
  });

  it("explains how to decrypt a key", async () => {
    const encrypted = rsa.privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })
      .toString();
    expect(await saidOf(encrypted)).to.match(/is encrypted.*openssl pkey -in/s);
  });

  it("names the settings to check if the key does not match its id", async () => {
    const outsider = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const message = await saidOf(pkcs8(outsider.privateKey));
    expect(message)
      .to.match(/refuses the sign-in by private key\. Check genesyscloud:privateKeyId/)
      .and.include("GENESYS_PRIVATE_KEY_ID (environment)")
      .and.include("genesyscloud:privateKeyPath")
      .and.include("the signature does not fit the key of that id")
      .and.include("HTTP 401, invalid_client");
    expect(await saidOf(pkcs8(ec.privateKey)), "a key of another kind").to.include("does not fit the key");
  });

  it("shows how far this machine's clock is off", async () => {
    clock.advance(600_000);
    expect(await saidOf(pkcs8(rsa.privateKey))).to.match(
      /This machine's clock is (59\d|60\d) s behind the server's: set it right first/,
    );
    clock.advance(-600_000);
  });

  it("works with PKCS#8 and PKCS#1 keys, also after the token expires", async () => {
    await writeFile(keyFile, pkcs8(rsa.privateKey));
    const first = await create();
    await writeFile(keyFile, rsa.privateKey.export({ type: "pkcs1", format: "pem" }));
    await org.control.expireTokens();
    const second = await create();
    expect((await org.control.flows()).map(({ id }) => id)).to.include.members([first.id, second.id]);
  });

  it("works with an EC key in a setting, and names an unregistered id", async () => {
    const pem = pkcs8(ec.privateKey);
    const withKey = (keyId: string): Promise<ProviderClient> =>
      startProvider(undefined, {
        env: settings(),
        settings: { "genesyscloud:privateKey": pem, "genesyscloud:privateKeyId": keyId },
      });
    const [right, wrong] = await Promise.all([withKey("ec-key"), withKey("nobody-s-key")]);
    try {
      const { id } = await create(right);
      expect((await org.control.flows()).map((flow) => flow.id)).to.include(id);
      expect(await expectFailure(create(wrong)))
        .to.include("no key of the id that the assertion names")
        .and.include("genesyscloud:privateKeyId (stack configuration)");
    } finally {
      await Promise.all([right.close(), wrong.close()]);
    }
  });

  it("names missing settings at preview", async () => {
    const { GENESYSCLOUD_GATEWAY_URL: url = "", GENESYS_CLIENT_ID: client = "" } = settings();
    const env = {
      GENESYSCLOUD_GATEWAY_URL: url,
      GENESYS_CLIENT_ID: client,
      GENESYS_PRIVATE_KEY_PATH: keyFile,
    };
    const less = await startProvider(undefined, { env });
    try {
      const { failures } = await less.module.check({ name: "A", document: collects() });
      expect(failures.join("\n")).to.include("GENESYS_ORG_ID").and.include("GENESYS_PRIVATE_KEY_ID");
    } finally {
      await less.close();
    }
  });

  it("reports a missing key at preview", async () => {
    const keyless = await startProvider(undefined, { env: settings() });
    try {
      const { failures } = await keyless.module.check({ name: "A", document: collects() });
      expect(failures.join("\n")).to.match(
        /id of a private key is given, but no key: set genesyscloud:privateKeyPath.*genesyscloud:privateKey /,
      );
    } finally {
      await keyless.close();
    }
  });
});
