import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn, type Caller } from "../local-org/test/caller";
import { moduleYaml } from "../local-org/test/flowTexts";
import { collects } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { hasRequest, expectFailure, flowNamed, stateOf, linesOf, moduleOf, waitFor } from "./providerSteps";

const OUTSIDER = { id: "outsider", secret: "outsider-secret", name: "Archy pipeline" };

describe("a taken name", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  /** A later run that destroys, and does not see the program's inputs. */
  let destroyer: ProviderClient;
  let outsider: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20 });
    await org.control.client(OUTSIDER);
    outsider = await signIn(org, OUTSIDER);
    [door, destroyer] = await Promise.all([startProvider(org), startProvider(org)]);
  });
  after(async () => {
    await Promise.all([door.close(), destroyer.close()]);
    await org.stop();
  });
  beforeEach(() => {
    linesOf(door);
    linesOf(destroyer);
  });
  afterEach(() => org.control.reset());

  const publishedByStranger = async (name: string): Promise<string> => {
    const id = await outsider.upload(moduleYaml(name));
    await waitFor(async () => (await outsider.job(id)).status === "Success");
    return (await flowNamed(org, name)).id;
  };

  it("is refused before any write, with id and both solutions", async () => {
    const id = await publishedByStranger("Taken");
    const module = moduleOf("taken");
    const message = await expectFailure(module.up(door, { name: "Taken", document: collects() }));
    expect(message)
      .to.include(id)
      .and.match(/another name.*onConflict: "adopt"/s);
    expect(module.state).to.equal(undefined);
    expect((await flowNamed(org, "Taken")).publishedVersion).to.equal("1.0");
  });

  it("is adopted on request, with id, history and a message", async () => {
    const id = await publishedByStranger("Adopted");
    const module = moduleOf("adopted");
    await module.up(door, { name: "Adopted", document: collects(), onConflict: "adopt" });
    expect(stateOf(module)).to.have.property("id", id);
    expect(await flowNamed(org, "Adopted")).to.include({ id, publishedVersion: "2.0" });
    expect(linesOf(door)).to.include("took over the existing flow").and.include(id);
  });

  describe("in other case", () => {
    /**
     * A process that has not listed the names of a large stack yet. Such a listing is cached for some
     * seconds.
     */
    let door: ProviderClient;
    beforeEach(async () => {
      door = await startProvider(org);
    });
    afterEach(() => door.close());

    it("is refused before any write, with the flow's id and name", async () => {
      const id = await publishedByStranger("Shop");
      const message = await expectFailure(moduleOf("shop").up(door, { name: "shop", document: collects() }));
      expect(message).to.include(id).and.include('named "Shop"').and.include('onConflict: "adopt"');
      expect(await org.control.flows()).to.have.length(1);
      expect(await flowNamed(org, "Shop")).to.include({ publishedVersion: "1.0" });
    });

    it("is adopted on request, with its id and the program's name", async () => {
      const id = await publishedByStranger("Counter");
      const module = moduleOf("counter");
      const args = { name: "COUNTER", document: collects(), onConflict: "adopt" };
      await module.up(door, args);
      expect(await flowNamed(org, "COUNTER")).to.include({ id, publishedVersion: "2.0", lockedBy: null });
      expect(await org.control.flows()).to.have.length(1);
      await module.refresh(door);
      expect(await module.up(door, args)).to.equal("same");
    });

    it("is refused in a rename, which changes nothing", async () => {
      const id = await publishedByStranger("Till");
      const module = moduleOf("till");
      await module.up(door, { name: "Checkout", document: collects() });
      const message = await expectFailure(module.up(door, { name: "till", document: collects() }));
      expect(message).to.include(id).and.include("Nothing was changed");
      expect(await flowNamed(org, "Checkout")).to.include({ publishedVersion: "1.0", lockedBy: null });
    });

    it("is renamed in place if it is the flow's own", async () => {
      const module = moduleOf("desk");
      await module.up(door, { name: "desk", document: collects() });
      const { id } = stateOf(module);
      await module.up(door, { name: "Desk", document: collects() });
      expect(await flowNamed(org, "Desk")).to.include({ id, publishedVersion: "2.0", lockedBy: null });
    });

    it("is refused at preview for two resources of a stack", async () => {
      const { inputs } = await door.module.check({ name: "Twin", document: collects(), __owner: "urn:a" });
      expect(inputs).to.include({ name: "Twin" });
      const { failures } = await door.module.check({ name: "TWIN", document: collects(), __owner: "urn:b" });
      expect(failures).to.have.length(1);
      expect(failures[0]).to.include("urn:a");
    });

    describe("on a case-sensitive platform", () => {
      beforeEach(() => org.control.settings({ guesses: { nameCase: "exact" } }));
      afterEach(() => org.control.settings({ guesses: { nameCase: "ignore" } }));

      it("is not guessed among several: the message lists them", async () => {
        const ids = [await publishedByStranger("Both"), await publishedByStranger("BOTH")];
        const args = { name: "both", document: collects(), onConflict: "adopt" };
        const message = await expectFailure(moduleOf("both").up(door, args));
        for (const id of ids) expect(message).to.include(id);
        expect(await org.control.flows()).to.have.length(2);
      });

      it("is the exact match if there is one", async () => {
        await publishedByStranger("Each");
        const id = await publishedByStranger("EACH");
        const module = moduleOf("each");
        await module.up(door, { name: "EACH", document: collects(), onConflict: "adopt" });
        expect(stateOf(module)).to.include({ id });
        expect(await flowNamed(org, "Each")).to.include({ publishedVersion: "1.0" });
      });
    });
  });

  it("adopted from another client survives a destroy", async () => {
    await publishedByStranger("Lent");
    const module = moduleOf("lent");
    await module.up(door, { name: "Lent", document: collects(), onConflict: "adopt" });
    await module.destroy(destroyer);
    expect(linesOf(destroyer)).to.match(/Lent: kept the flow .* another client or stack/);
    expect((await flowNamed(org, "Lent")).publishedVersion).to.equal("2.0");
  });

  it("adopted from a person is deleted by a destroy", async () => {
    const id = await publishedByStranger("Handmade");
    await org.control.edit(id, moduleYaml("Handmade", "By hand."));
    const module = moduleOf("handmade");
    await module.up(door, { name: "Handmade", document: collects(), onConflict: "adopt" });
    await module.destroy(destroyer);
    expect(await org.control.flows()).to.deep.equal([]);
  });

  describe("by a concurrent publish", () => {
    /** Our publish is still running when a publish by someone else, begun later, ends. */
    const raced = async (
      name: string,
      more = {},
    ): Promise<{ module: ReturnType<typeof moduleOf>; said: string }> => {
      await org.control.clearJournal();
      await org.control.jobs({ flow: name, jobMs: 800 });
      const module = moduleOf(name);
      const up = module.up(door, { name, document: collects(), ...more }).then(
        () => "",
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      await waitFor(() => hasRequest(org, "PUT", /^\/_storage/));
      await publishedByStranger(name);
      return { module, said: await up };
    };

    it("is detected after the publish and reported", async () => {
      const { module, said } = await raced("Raced");
      const { id, publishedVersion } = await flowNamed(org, "Raced");
      expect(publishedVersion).to.equal("2.0");
      expect(said)
        .to.match(/created by somebody else at the same moment/)
        .and.include(id);
      expect(stateOf(module)).to.have.property("id", id);
    });

    it("is neither updated nor deleted with the stack", async () => {
      const { module } = await raced("Theirs");
      const again = await expectFailure(module.up(door, { name: "Theirs", document: collects(2) }));
      expect(again).to.include('onConflict: "adopt"');
      await module.destroy(destroyer);
      expect(linesOf(destroyer)).to.match(/Theirs: kept the flow .*Somebody else created it/);
      expect((await flowNamed(org, "Theirs")).publishedVersion).to.equal("2.0");
    });

    it("is not renamed with the resource: a new flow is created", async () => {
      const { module } = await raced("NotOurs");
      const { id, inputs, outputs } = stateOf(module);
      const diff = await door.module.diff(id, outputs, { ...inputs, name: "Ours" });
      expect(diff).to.deep.equal({ changes: true, replaces: ["name"] });
    });

    it("is adopted by the next update on request", async () => {
      const { module } = await raced("Kept");
      await module.up(door, { name: "Kept", document: collects(), onConflict: "adopt" });
      expect((await flowNamed(org, "Kept")).publishedVersion).to.equal("3.0");
      await module.destroy(destroyer);
      expect((await flowNamed(org, "Kept")).publishedVersion).to.equal("3.0");
    });

    it("is not reported if the resource was to adopt", async () => {
      const { module, said } = await raced("Expected", { onConflict: "adopt" });
      expect(said).to.equal("");
      expect(linesOf(door)).to.include("took over the existing flow");
      expect(stateOf(module)).to.have.property("id", (await flowNamed(org, "Expected")).id);
    });
  });

  describe("not yet in the search index", () => {
    beforeEach(() => org.control.settings({ indexLagMs: 1500 }));
    afterEach(() => org.control.settings({ indexLagMs: 0 }));

    it("is refused with both solutions before any write", async () => {
      const id = await publishedByStranger("Hidden");
      const message = await expectFailure(
        moduleOf("hidden").up(door, { name: "Hidden", document: collects() }),
      );
      expect(message).to.match(/already a flow module named "Hidden".*another name.*onConflict: "adopt"/s);
      expect(await flowNamed(org, "Hidden")).to.include({ id, publishedVersion: "1.0" });
    });

    it("is waited for and adopted on request", async () => {
      const id = await publishedByStranger("Emerging");
      const module = moduleOf("emerging");
      await module.up(door, { name: "Emerging", document: collects(), onConflict: "adopt" });
      expect(stateOf(module)).to.have.property("id", id);
      expect(await flowNamed(org, "Emerging")).to.include({ id, publishedVersion: "2.0" });
    });
  });
});
