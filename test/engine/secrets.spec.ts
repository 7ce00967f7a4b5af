import { expect } from "chai";
import { DeploymentFormat } from "./deployment";
import { openCrypter } from "./secrets";
import { newState } from "./state";
import { secret } from "./values";

describe("state file secrets", () => {
  it("are encrypted, and decrypted with the passphrase", async () => {
    const written = await new DeploymentFormat(openCrypter("open sesame", undefined)).write({
      resources: [newState({ urn: "a", type: "t", inputs: { nested: { token: secret("hush") } } })],
      pendingOperations: [],
    });
    expect(JSON.stringify(written)).not.to.include("hush");
    const salt = written.deployment.secrets_providers?.state?.salt;
    const read = await new DeploymentFormat(openCrypter("open sesame", salt)).read(written);
    expect(read.resources[0]?.inputs).to.deep.equal({ nested: { token: secret("hush") } });
  });

  it("keep their ciphertext if unchanged", async () => {
    const format = new DeploymentFormat(openCrypter("open sesame", undefined));
    const resources = [newState({ urn: "a", type: "t", inputs: { token: secret("hush") } })];
    const first = await format.write({ resources, pendingOperations: [] });
    const again = await format.write(await format.read(first));
    expect(again.deployment.resources).to.deep.equal(first.deployment.resources);
  });

  it("cannot be decrypted with another passphrase", async () => {
    const { salt } = await openCrypter("open sesame", undefined);
    const refusal = await openCrypter("open barley", salt).catch((error: Error) => error.message);
    expect(refusal).to.include("PULUMI_CONFIG_PASSPHRASE");
  });

  it("can be read if the CLI's passphrase manager wrote them", async () => {
    // From pulumi/pulumi, pkg/secrets/passphrase/manager_test.go.
    const salt = "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==";
    const crypter = await openCrypter("password", salt);
    expect(crypter.decrypt(crypter.encrypt("x"))).to.equal("x");
  });
});
