import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../local-org/test/caller";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, expectFailure, flowNamed, stateOf, linesOf, moduleOf } from "./providerSteps";

const CLIENT = { id: "client-of-apac", secret: "secret-of-apac" };

describe("organizations", () => {
  let org: LocalOrg;
  /** The default provider of the first organization. */
  let emea: ProviderClient;
  /** The same in a later run. */
  let emeaLater: ProviderClient;
  /** An explicit provider of the second organization. */
  let apac: ProviderClient;
  /** The default provider, with credentials of the second organization. */
  let switched: ProviderClient;
  before(async () => {
    org = await startLocalOrg({
      jobMs: 20,
      organizationName: "EMEA",
      others: [{ name: "APAC", clients: [CLIENT] }],
    });
    const env = {
      GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
    };
    const settings = {
      "genesyscloud:providerName": "apac",
      "genesyscloud:clientId": CLIENT.id,
      "genesyscloud:clientSecret": CLIENT.secret,
    };
    [emea, emeaLater, apac, switched] = await Promise.all([
      startProvider(org),
      startProvider(org),
      startProvider(org, { settings }),
      startProvider(org, { env }),
    ]);
  });
  after(async () => {
    await Promise.all([emea, emeaLater, apac, switched].map((door) => door.close()));
    await org.stop();
  });
  afterEach(() => org.control.reset());

  const inEmea = async (name: string): Promise<ReturnType<typeof moduleOf>> => {
    const module = moduleOf(name);
    await module.up(emea, { name, document: collects() });
    return module;
  };
  /** Requests that could have changed or read a flow. */
  const flowCalls = async (): Promise<string[]> =>
    (await org.control.journal())
      .map(({ method, path }) => `${method} ${path}`)
      .filter((call) => !/oauth|organizations\/me/.test(call));

  it("may each have a flow of the same name", async () => {
    const left = await inEmea("Greeting");
    const right = moduleOf("greeting-apac");
    await right.up(apac, { name: "Greeting", document: collects(2) });
    expect((await flowNamed(org, "Greeting")).id).to.equal(stateOf(left).id);
    const other = await flowNamed({ control: org.control.of("APAC") }, "Greeting");
    expect(other.id).to.equal(stateOf(right).id);
    expect(stateOf(right).outputs.organizationId).to.not.equal(stateOf(left).outputs.organizationId);
  });

  it("replace a resource that moves, as previewed", async () => {
    const module = await inEmea("Mover");
    const { id, outputs, inputs } = stateOf(module);
    const news = (await apac.module.check(inputs, inputs)).inputs;
    expect(await apac.module.diff(id, outputs, news)).to.deep.equal({
      changes: true,
      replaces: ["organizationId"],
    });
    expect(linesOf(apac)).to.match(/Mover: moves to another organization: .*"APAC".*"EMEA"/);

    const made = await apac.module.create((await apac.module.check(inputs)).inputs);
    await emeaLater.module.delete(id, outputs);
    expect(await org.control.flows()).to.deep.equal([]);
    expect((await flowNamed({ control: org.control.of("APAC") }, "Mover")).id).to.equal(made.id);
  });

  it("cause no replacement if only the provider changes", async () => {
    const module = await inEmea("Stayer");
    const settings = { "genesyscloud:providerName": "explicit" };
    const explicit = await startProvider(org, { settings });
    try {
      const { id, outputs, inputs } = stateOf(module);
      const news = (await explicit.module.check(inputs, inputs)).inputs;
      expect(await explicit.module.diff(id, outputs, news)).to.deep.equal({ changes: false, replaces: [] });
    } finally {
      await explicit.close();
    }
  });

  it("stop preview and up on credentials of another one", async () => {
    const module = await inEmea("Anchored");
    await org.control.clearJournal();
    const message = await expectFailure(module.up(switched, { name: "Anchored", document: collects(2) }));
    expect(message).to.include('"EMEA"').and.include('"APAC"');
    expect(await flowCalls()).to.deep.equal([]);
  });

  it("are not mixed up by refresh, update or destroy", async () => {
    const module = await inEmea("Untouched");
    const { id, outputs, inputs } = stateOf(module);
    await org.control.clearJournal();
    for (const act of [
      () => switched.module.read(id, outputs),
      () => switched.module.update(id, outputs, inputs),
      () => switched.module.delete(id, outputs),
      () => apac.module.read(id, outputs),
      () => apac.module.update(id, outputs, inputs),
      () => apac.module.delete(id, outputs),
    ]) {
      expect(await expectFailure(act()))
        .to.include('"EMEA"')
        .and.include('"APAC"');
    }
    expect(await flowCalls()).to.deep.equal([]);
    expect(await flowNamed(org, "Untouched")).to.include({ publishedVersion: "1.0" });
  });

  it("do not share modules: the message explains where to get the id", async () => {
    const module = await inEmea("Homebound");
    const message = await expectFailure(
      callerOf("abroad").up(apac, { name: "Abroad", document: invokes(stateOf(module).id) }),
    );
    expect(message).to.include(stateOf(module).id).and.include("no flow module");
  });

  it("are identified with access tokens, with one request", async () => {
    const module = await inEmea("Tokened");
    const { id, outputs, inputs } = stateOf(module);
    const [here, there] = await Promise.all([signIn(org), signIn(org, CLIENT)]);
    const door = await startProvider(org, { env: { GENESYSCLOUD_ACCESS_TOKEN: here.token } });
    const abroad = await startProvider(org, { env: { GENESYSCLOUD_ACCESS_TOKEN: there.token } });
    try {
      expect((await door.module.diff(id, outputs, inputs)).changes).to.equal(false);
      expect(await expectFailure(abroad.module.diff(id, outputs, inputs))).to.include('"APAC"');
    } finally {
      await Promise.all([door.close(), abroad.close()]);
    }
  });
});
