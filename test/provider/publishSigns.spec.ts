import { expect } from "chai";
import { manualClock, startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../local-org/test/caller";
import { inboundYaml, moduleYaml } from "../local-org/test/flowTexts";
import { collects, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, expectFailure, flowNamed, stateOf, linesOf, moduleOf, waitFor } from "./providerSteps";

const ONE_FLOW = "^/api/v2/flows/[0-9a-f-]{36}$";
const OTHER = { id: "pipeline", secret: "pipeline-secret" };

describe("a publish check", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  beforeEach(async () => {
    // The organization's clock is stopped, so that a spec decides the order of events.
    org = await startLocalOrg({ jobMs: 0, clock: manualClock(Date.now()) });
    door = await startProvider(org);
  });
  afterEach(async () => {
    await door.close();
    await org.stop();
  });

  const byJane = async (name: string): Promise<void> => {
    const { id } = await flowNamed(org, name);
    await org.control.edit(id, moduleYaml(name, "Jane's words."), { user: "Jane Doe" });
  };
  const byPipeline = async (name: string): Promise<void> => {
    await org.control.client(OTHER);
    const caller = await signIn(org, OTHER);
    const job = await caller.upload(moduleYaml(name, "The pipeline's words."));
    expect((await caller.job(job)).status).to.equal("Success");
  };
  /**
   * The result of an operation during which someone publishes: after the end of the job that makes this
   * version, before the flow is read.
   */
  const during = async (
    act: Promise<unknown>,
    { version, name }: { version: string; name: string },
    publish: (name: string) => Promise<void>,
  ): Promise<unknown> => {
    let over = false;
    const ended = act.then(
      () => undefined,
      (error: unknown) => error,
    );
    void ended.then(() => (over = true));
    const flow = async () => (await org.control.flows()).find((one) => one.name === name);
    await waitFor(async () => {
      const { active, publishedVersion } = (await flow()) ?? {};
      return active === true && publishedVersion === version;
    });
    await publish(name);
    await waitFor(async () => {
      await org.control.advance(1000);
      return over;
    });
    await org.control.clearFaults();
    return ended;
  };
  /** Delays the nth read of the flow. The read before an update is the first. */
  const holdBack = (nth: number): Promise<void> =>
    org.control.faults({ method: "GET", path: ONE_FLOW, nth, delayMs: 1000 });
  const saidOf = (outcome: unknown): string => {
    if (!(outcome instanceof Error)) throw new Error("it did not fail");
    return outcome.message;
  };

  it("fails an update that a person overtakes; the next runs fix it", async () => {
    const module = moduleOf("line");
    await module.up(door, { name: "Line", document: collects() });
    await holdBack(2);
    const update = module.up(door, { name: "Line", document: collects(2) });
    const message = saidOf(await during(update, { version: "2.0", name: "Line" }, byJane));
    expect(message)
      .to.match(/published version 3\.0 is by the user Jane Doe \([0-9a-f-]{36}\), and callers get that one/)
      .and.include(stateOf(module).id)
      .and.match(/"pulumi up" publishes this stack's content over it/);

    expect(stateOf(module).outputs).to.include({ publishedVersion: "1.0" });
    linesOf(door);
    await module.refresh(door);
    expect(linesOf(door)).to.match(
      /now version 3\.0, published by Jane Doe on 20\d\d-\d\d-\d\dT[\d:.]+Z\): entry "start"/,
    );
    expect(await module.up(door, { name: "Line", document: collects(2) })).to.equal("updated");
    expect(stateOf(module).outputs).to.deep.include({ publishedVersion: "4.0", document: collects(2) });
  });

  it("fails an update that another client overtakes", async () => {
    const module = moduleOf("line");
    await module.up(door, { name: "Line", document: collects() });
    await holdBack(2);
    const update = module.up(door, { name: "Line", document: collects(2) });
    const message = saidOf(await during(update, { version: "2.0", name: "Line" }, byPipeline));
    expect(message).to.include("by the client pipeline").and.include("nobody else deploys this flow");
  });

  it("fails a reactivation that a person overtakes; the next runs fix it", async () => {
    const line = callerOf("line");
    const args = { name: "Line", document: speaks("Hello.") };
    await line.up(door, { ...args, enabled: false });
    // The last read decides which version is published.
    await holdBack(5);
    const publish = async (): Promise<void> => {
      const { id } = await flowNamed(org, "Line");
      await org.control.edit(id, inboundYaml("Line"), { user: "Jane Doe" });
    };
    const back = line.up(door, { ...args, enabled: true });
    const message = saidOf(await during(back, { version: "1.0", name: "Line" }, publish));
    expect(message).to.include("is by the user Jane Doe");
    await line.refresh(door);
    expect(linesOf(door)).to.include("published by Jane Doe");
    expect(await line.up(door, { ...args, enabled: true })).to.equal("updated");
  });

  it("does not claim a new flow that another client overtakes", async () => {
    const module = moduleOf("line");
    await holdBack(1);
    const create = module.up(door, { name: "Line", document: collects() });
    const message = saidOf(await during(create, { version: "1.0", name: "Line" }, byPipeline));
    expect(message).to.match(/somebody else at the same moment.*onConflict: "adopt"/s);
    await module.destroy(door);
    expect(await flowNamed(org, "Line")).to.include({ publishedVersion: "2.0" });
  });

  it("keeps an adopted flow in state, and the next run publishes it", async () => {
    await byPipeline("Line");
    const module = moduleOf("line");
    const args = { name: "Line", document: collects(), onConflict: "adopt" };
    await holdBack(1);
    const adopt = module.up(door, args);
    const message = saidOf(await during(adopt, { version: "2.0", name: "Line" }, byJane));
    expect(message).to.include("published version 3.0 is by the user Jane Doe");
    expect(stateOf(module)).to.deep.include({ id: (await flowNamed(org, "Line")).id, incomplete: true });
    expect(await module.up(door, args)).to.equal("updated");
    expect(stateOf(module).outputs).to.include({ publishedVersion: "4.0" });
  });

  it("takes the client's id from settings, without a request", async () => {
    await org.control.clearJournal();
    await moduleOf("line").up(door, { name: "Line", document: collects() });
    const asked = (await org.control.journal()).map(({ path }) => path);
    expect(asked).to.not.include("/api/v2/tokens/me");
  });

  describe("with an access token", () => {
    let withToken: ProviderClient;
    beforeEach(async () => {
      const { token } = await signIn(org);
      withToken = await startProvider(undefined, {
        env: { GENESYSCLOUD_GATEWAY_URL: org.url, GENESYSCLOUD_ACCESS_TOKEN: token },
      });
    });
    afterEach(() => withToken.close());

    it("looks up its client once", async () => {
      for (const name of ["A", "B", "C"]) await moduleOf(name).up(withToken, { name, document: collects() });
      const asked = (await org.control.journal()).filter(({ path }) => path === "/api/v2/tokens/me");
      expect(asked).to.have.length(1);
    });

    it("finds other clients' publishes; a person's may be its own", async () => {
      const module = moduleOf("line");
      await module.up(withToken, { name: "Line", document: collects() });
      await holdBack(2);
      const update = module.up(withToken, { name: "Line", document: collects(2) });
      const message = saidOf(await during(update, { version: "2.0", name: "Line" }, byPipeline));
      expect(message).to.include("by the client pipeline");

      await holdBack(2);
      const again = module.up(withToken, { name: "Line", document: collects(2) });
      expect(await during(again, { version: "4.0", name: "Line" }, byJane)).to.equal(undefined);
    });
  });

  it("fails if the job succeeds and the old version is shown", async () => {
    const module = moduleOf("line");
    await module.up(door, { name: "Line", document: collects() });
    const { id } = stateOf(module);
    const { body } = await (await signIn(org)).call("GET", `/api/v2/flows/${id}`);
    await org.control.faults({ method: "GET", path: ONE_FLOW, nth: 2, status: 200, body });
    const message = await expectFailure(module.up(door, { name: "Line", document: collects(2) }));
    expect(message)
      .to.include(id)
      .and.match(/its published version is still 1\.0\. Run "pulumi up" again/);
    expect(stateOf(module).outputs).to.include({ publishedVersion: "1.0" });
  });

  it("fails if the job published another flow", async () => {
    const [module, other] = [moduleOf("line"), moduleOf("other")];
    await module.up(door, { name: "Line", document: collects() });
    await other.up(door, { name: "Other", document: collects() });
    const outsider = stateOf(other).id;
    const body = { id: "job", status: "Success", flow: { id: outsider }, messages: [] };
    await org.control.faults({ method: "GET", path: "/flows/jobs/", status: 200, body });
    const message = await expectFailure(module.up(door, { name: "Line", document: collects(2) }));
    expect(message)
      .to.include(stateOf(module).id)
      .and.include(`The publish went into flow ${outsider}, not into`)
      .and.match(/Look at both in Architect.*pulumi up/);
    expect(stateOf(module).outputs).to.include({ publishedVersion: "1.0" });
  });
});
