import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "../local-org";
import { signIn, type Caller } from "../local-org/spec/caller";
import { moduleYaml } from "../local-org/spec/flowTexts";
import { collects } from "./documents";
import { openDoor, type Door } from "./door";
import { arrived, failureOf, flowNamed, kept, linesOf, moduleOf, until } from "./play";

const STRANGER = { id: "stranger", secret: "stranger-secret", name: "Archy pipeline" };

describe("a flow whose name is taken", () => {
  let org: LocalOrg;
  let door: Door;
  /** A later run that destroys: it never hears of what the program has. */
  let destroyer: Door;
  let stranger: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20 });
    await org.control.client(STRANGER);
    stranger = await signIn(org, STRANGER);
    [door, destroyer] = await Promise.all([openDoor(org), openDoor(org)]);
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
    const id = await stranger.upload(moduleYaml(name));
    await until(async () => (await stranger.job(id)).status === "Success");
    return (await flowNamed(org, name)).id;
  };

  it("is refused before anything is written, with its id and the two ways out", async () => {
    const id = await publishedByStranger("Taken");
    const module = moduleOf("taken");
    const message = await failureOf(module.up(door, { name: "Taken", document: collects() }));
    expect(message)
      .to.include(id)
      .and.match(/another name.*onConflict: "adopt"/s);
    expect(module.kept).to.equal(undefined);
    expect((await flowNamed(org, "Taken")).publishedVersion).to.equal("1.0");
  });

  it("is taken over where the user says so: id and history stay, and a line says it", async () => {
    const id = await publishedByStranger("Adopted");
    const module = moduleOf("adopted");
    await module.up(door, { name: "Adopted", document: collects(), onConflict: "adopt" });
    expect(kept(module)).to.have.property("id", id);
    expect(await flowNamed(org, "Adopted")).to.include({ id, publishedVersion: "2.0" });
    expect(linesOf(door)).to.include("took over the existing flow").and.include(id);
  });

  it("stays in the organisation when the stack that took it over from another client is destroyed", async () => {
    await publishedByStranger("Lent");
    const module = moduleOf("lent");
    await module.up(door, { name: "Lent", document: collects(), onConflict: "adopt" });
    await module.destroy(destroyer);
    expect(linesOf(destroyer)).to.match(/Lent: kept the flow .* another client or stack/);
    expect((await flowNamed(org, "Lent")).publishedVersion).to.equal("2.0");
  });

  it("goes with the stack that took it over from a person", async () => {
    const id = await publishedByStranger("Handmade");
    await org.control.edit(id, moduleYaml("Handmade", "By hand."));
    const module = moduleOf("handmade");
    await module.up(door, { name: "Handmade", document: collects(), onConflict: "adopt" });
    await module.destroy(destroyer);
    expect(await org.control.flows()).to.deep.equal([]);
  });

  describe("a moment too late to be seen", () => {
    /** Our publish is on its way when somebody else's, begun later, is done. */
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
      await until(() => arrived(org, "PUT", /^\/_storage/));
      await publishedByStranger(name);
      return { module, said: await up };
    };

    it("is noticed from what became of the publish, and told", async () => {
      const { module, said } = await raced("Raced");
      const { id, publishedVersion } = await flowNamed(org, "Raced");
      expect(publishedVersion).to.equal("2.0");
      expect(said)
        .to.match(/created by somebody else at the same moment/)
        .and.include(id);
      expect(kept(module)).to.have.property("id", id);
    });

    it("is neither changed by the next update nor deleted with the stack", async () => {
      const { module } = await raced("Theirs");
      const again = await failureOf(module.up(door, { name: "Theirs", document: collects(2) }));
      expect(again).to.include('onConflict: "adopt"');
      await module.destroy(destroyer);
      expect(linesOf(destroyer)).to.match(/Theirs: kept the flow .*Somebody else created it/);
      expect((await flowNamed(org, "Theirs")).publishedVersion).to.equal("2.0");
    });

    it("is not renamed when the resource gets another name: that makes a flow of its own", async () => {
      const { module } = await raced("NotOurs");
      const { id, inputs, outputs } = kept(module);
      const diff = await door.module.diff(id, outputs, { ...inputs, name: "Ours" });
      expect(diff).to.deep.equal({ changes: true, replaces: ["name"] });
    });

    it("becomes this stack's with the next update when the user says so", async () => {
      const { module } = await raced("Kept");
      await module.up(door, { name: "Kept", document: collects(), onConflict: "adopt" });
      expect((await flowNamed(org, "Kept")).publishedVersion).to.equal("3.0");
      await module.destroy(destroyer);
      expect((await flowNamed(org, "Kept")).publishedVersion).to.equal("3.0");
    });

    it("is no surprise to a resource that was to take over whatever is there", async () => {
      const { module, said } = await raced("Expected", { onConflict: "adopt" });
      expect(said).to.equal("");
      expect(linesOf(door)).to.include("took over the existing flow");
      expect(kept(module)).to.have.property("id", (await flowNamed(org, "Expected")).id);
    });
  });

  describe("that the platform's search by name does not show yet", () => {
    beforeEach(() => org.control.settings({ indexLagMs: 1500 }));
    afterEach(() => org.control.settings({ indexLagMs: 0 }));

    it("is refused with the two ways out, and nothing is written", async () => {
      const id = await publishedByStranger("Hidden");
      const message = await failureOf(moduleOf("hidden").up(door, { name: "Hidden", document: collects() }));
      expect(message).to.match(/already a flow module named "Hidden".*another name.*onConflict: "adopt"/s);
      expect(await flowNamed(org, "Hidden")).to.include({ id, publishedVersion: "1.0" });
    });

    it("is waited for and taken over where the user says so", async () => {
      const id = await publishedByStranger("Emerging");
      const module = moduleOf("emerging");
      await module.up(door, { name: "Emerging", document: collects(), onConflict: "adopt" });
      expect(kept(module)).to.have.property("id", id);
      expect(await flowNamed(org, "Emerging")).to.include({ id, publishedVersion: "2.0" });
    });
  });
});
