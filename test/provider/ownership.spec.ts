import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { expectFailure, flowNamed, stateOf, linesOf, moduleOf } from "./providerSteps";

onBothFlowApis("a managed flow", (flowApi, notInDocuments) => {
  let org: LocalOrg;
  /** Consecutive runs of the program; each is a process of its own. No name is used by two of the specs. */
  let first: ProviderClient, second: ProviderClient, third: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20, ...orgFor(flowApi) });
    const open = (): Promise<ProviderClient> => startProvider(org, { env: envFor(flowApi) });
    [first, second, third] = await Promise.all([open(), open(), open()]);
  });
  after(async () => {
    await Promise.all([first.close(), second.close(), third.close()]);
    await org.stop();
  });
  afterEach(() => org.control.reset());

  describe("of a renamed resource", () => {
    it("is refused without an alias, and unchanged", async () => {
      const before = moduleOf("alpha");
      await before.up(first, { name: "Alpha", document: collects() });
      const message = await expectFailure(
        moduleOf("new-alpha").up(second, { name: "Alpha", document: collects() }),
      );
      expect(message).to.include(stateOf(before).id);
      notInDocuments("publishers", () => expect(message).to.include("aliases: [{ name:"));
      expect((await flowNamed(org, "Alpha")).publishedVersion).to.equal("1.0");
    });

    it("survives the old delete if adopted", async () => {
      const before = moduleOf("beta");
      await before.up(first, { name: "Beta", document: collects() });
      const now = moduleOf("new-beta");
      await now.up(second, { name: "Beta", document: collects(), onConflict: "adopt" });
      const { id } = stateOf(before);
      expect(stateOf(now).id).to.equal(id);
      await before.destroy(second);
      expect(linesOf(second)).to.match(new RegExp(`Beta: kept the flow ${id}, because another resource`));
      expect((await flowNamed(org, "Beta")).id).to.equal(id);
    });
  });

  describe("in a replacement", () => {
    it("is kept by up --replace, with a message", async () => {
      const module = moduleOf("gamma");
      const args = { name: "Gamma", document: collects() };
      await module.up(first, args);
      const { inputs } = await second.module.check({ ...args, __owner: module.owner });
      const message = await expectFailure(second.module.create(inputs));
      expect(message).to.include(stateOf(module).id);
      notInDocuments("publishers", () => expect(message).to.include("--replace"));
      expect((await flowNamed(org, "Gamma")).publishedVersion).to.equal("1.0");
    });

    it("is kept by replaceOnChanges, also if renamed", async () => {
      const module = moduleOf("delta");
      await module.up(first, { name: "Delta", document: collects() });
      const { id, inputs, outputs } = stateOf(module);
      const news = (await second.module.check({ ...inputs, name: "NewDelta" }, inputs)).inputs;
      await second.module.diff(id, outputs, news);
      const message = await expectFailure(second.module.create(news));
      expect(message)
        .to.match(/cannot be replaced.*replaceOnChanges/s)
        .and.include(id);
      expect(await org.control.flows()).to.have.length(1);
    });

    it("is kept by a delete before the replacement", async () => {
      const module = moduleOf("epsilon");
      await module.up(first, { name: "Epsilon", document: collects() });
      const { id, inputs, outputs } = stateOf(module);
      const news = (await second.module.check(inputs, inputs)).inputs;
      await second.module.diff(id, outputs, news);
      expect(await expectFailure(second.module.delete(id, outputs))).to.include("cannot be replaced");
      expect(await org.control.flows()).to.have.length(1);
    });
  });

  it("is deleted by a destroy with --refresh", async () => {
    const module = moduleOf("zeta");
    await module.up(first, { name: "Zeta", document: collects() });
    await module.refresh(second);
    const { id, inputs, outputs } = stateOf(module);
    await second.module.diff(id, outputs, inputs);
    await module.destroy(second);
    expect(await org.control.flows()).to.deep.equal([]);
  });

  describe("of another stack", () => {
    it("is not adopted: the message names it", async () => {
      const module = moduleOf("eta");
      await module.up(first, { name: "Eta", document: collects() });
      const message = await expectFailure(
        moduleOf("eta", "prod").up(second, { name: "Eta", document: collects() }),
      );
      expect(message).to.include(stateOf(module).id).and.include("another name");
      notInDocuments("publishers", () => expect(message).to.include("another stack"));
      expect((await flowNamed(org, "Eta")).publishedVersion).to.equal("1.0");
    });

    it("survives both if both adopt it, with reasons", async () => {
      const dev = moduleOf("theta");
      const prod = moduleOf("theta", "prod");
      await dev.up(first, { name: "Theta", document: collects(), onConflict: "adopt" });
      await prod.up(second, { name: "Theta", document: collects(), onConflict: "adopt" });
      const { id } = stateOf(dev);
      expect(stateOf(prod).id).to.equal(id);

      const refused = await expectFailure(dev.destroy(third));
      expect(refused).to.match(/was not deleted.*Another stack may manage the flow too/s);
      await prod.destroy(third);
      expect(linesOf(third)).to.match(/Theta: kept the flow .*another client or stack/);
      expect((await flowNamed(org, "Theta")).id).to.equal(id);
    });
  });
});
