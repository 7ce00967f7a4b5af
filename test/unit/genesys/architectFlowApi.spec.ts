import { expect } from "chai";
import {
  ConflictError,
  LockedError,
  NotFoundError,
  PublishError,
  TimeoutError,
} from "#genesys/http/platformErrors";
import type { PublishRequest } from "#genesys/flowApi";
import { callerYaml, moduleYaml, startWorld, type World } from "./testRuntime";

const rejection = async (act: Promise<unknown>): Promise<Error> =>
  act.then(
    () => {
      throw new Error("it went well");
    },
    (error: unknown) => error as Error,
  );

describe("Architect flow API", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.org.stop());

  const order = (change: Partial<PublishRequest> = {}, yaml = moduleYaml("Collector")): PublishRequest => ({
    type: "COMMONMODULE",
    name: "Collector",
    content: { form: "yaml", yaml },
    deadline: world.clock.now() + 600_000,
    ...change,
  });
  const publishModule = async (name = "Collector"): Promise<string> =>
    (await world.api.publish(order({ name }, moduleYaml(name)))).flowId;
  const publishCaller = async (module = "Collector"): Promise<string> =>
    (await world.api.publish(order({ type: "INBOUNDCALL", name: "Line" }, callerYaml("Line", module))))
      .flowId;

  it("signs in on the first call and reads the organization once", async () => {
    expect(await world.calls()).to.deep.equal([]);
    const [first, second] = await Promise.all([world.api.organization(), world.api.organization()]);
    expect(first).to.deep.equal(second).and.to.have.property("name", "Local Organization");
    expect(await world.calls()).to.deep.equal(["POST /oauth/token 200", "GET /api/v2/organizations/me 200"]);
  });

  it("publishes a module through a job and finds it by id and name", async () => {
    const id = await publishModule();
    const flow = await world.api.flow(id);
    expect(flow).to.deep.include({ id, name: "Collector", type: "COMMONMODULE", active: true });
    expect(flow?.published).to.deep.include({ id: "1.0", number: 1 });
    expect(await world.api.flowNamed("COMMONMODULE", "Collector")).to.deep.equal(flow);
    expect(await world.api.flowNamed("INBOUNDCALL", "Collector")).to.equal(undefined);
    expect(await world.api.flowNamed("COMMONMODULE", "Collect")).to.equal(undefined);
  });

  it("reports the job id before the job can run", async () => {
    const seen: string[] = [];
    const onJob = async (jobId: string): Promise<void> => {
      seen.push(jobId, ...(await world.calls()).slice(-1));
    };
    const { flowId } = await world.api.publish(order({ onJob }));
    expect(seen[1]).to.equal("POST /api/v2/flows/jobs 202");
    expect(await world.api.earlierPublish(seen[0] ?? "", 0)).to.deep.equal({ succeeded: true, flowId });
  });

  describe("with a publish job of an earlier run", () => {
    const JOB_MS = 60_000;
    /** A publish that this run abandons at once. Returns its job as recorded in the journal. */
    const begun = async (): Promise<string> => {
      await world.org.control.jobs({ jobMs: JOB_MS });
      let jobId = "";
      const onJob = (id: string): Promise<void> => Promise.resolve(void (jobId = id));
      const given = order({ onJob, deadline: world.clock.now() + 1000 });
      expect(await rejection(world.api.publish(given))).to.be.instanceOf(TimeoutError);
      return jobId;
    };

    it("waits for the published flow", async () => {
      const jobId = await begun();
      const publish = await world.again().earlierPublish(jobId, world.clock.now() + 2 * JOB_MS);
      const [flow] = await world.org.control.flows();
      expect(publish).to.deep.equal({ succeeded: true, flowId: flow?.id });
    });

    it("reports that it is still running", async () => {
      const jobId = await begun();
      const error = await rejection(world.again().earlierPublish(jobId, world.clock.now() + 1000));
      expect(error).to.be.instanceOf(TimeoutError).and.have.property("message").that.includes(jobId);
    });

    it("reports that it failed", async () => {
      await world.org.control.jobs({ fail: ["No."] });
      let jobId = "";
      await rejection(world.api.publish(order({ onJob: (id) => Promise.resolve(void (jobId = id)) })));
      expect(await world.api.earlierPublish(jobId, 0)).to.deep.equal({ succeeded: false, flowId: undefined });
    });

    it("returns nothing if the upload or the job is missing", async () => {
      await world.org.control.faults({ path: "^/_storage/", status: 400 });
      let jobId = "";
      await rejection(world.api.publish(order({ onJob: (id) => Promise.resolve(void (jobId = id)) })));
      expect(await world.api.earlierPublish(jobId, 0)).to.equal(undefined);
      expect(await world.api.earlierPublish("2b7e6d0c-8e42-4b4c-8f0e-000000000000", 0)).to.equal(undefined);
    });
  });

  it("includes Genesys Cloud's messages in a publish failure", async () => {
    const error = await rejection(publishCaller("Nobody"));
    expect(error).to.be.instanceOf(PublishError);
    expect((error as PublishError).messages.map(({ text }) => text).join()).to.include("Nobody");
    expect(error.message).to.include("Nobody");
  });

  it("reports the job state if the deadline passes first", async () => {
    await world.org.control.settings({ jobMs: 3_600_000 });
    const error = await rejection(world.api.publish(order()));
    expect(error).to.be.instanceOf(TimeoutError);
    expect(error.message).to.match(/job [0-9a-f-]{36} is still Started.*publishTimeout/);
    expect((error as TimeoutError).jobId).to.be.a("string");
  });

  it("rejects a result for a different flow", async () => {
    const id = await publishModule();
    const other = await publishModule("Other");
    const error = await rejection(world.api.publish(order({ id: other })));
    expect(error).to.be.instanceOf(PublishError).with.property("flowId", id);
    expect(error.message).to.include(id).and.to.include(other);
  });

  it("exports the content of a published version", async () => {
    const id = await publishModule();
    const content = await world.api.content(id, "1.0");
    expect(content).to.have.property("form", "yaml");
    expect(content)
      .to.have.property("yaml")
      .that.matches(/^commonModule:\n {2}name: Collector\n/);
  });

  it("reports a caller's module versions before and after a republish", async () => {
    const module = await publishModule();
    const caller = await publishCaller();
    await world.api.publish(order({ id: module }));
    const carried = async (versionId: string): Promise<unknown> => {
      const flow = await world.api.flow(caller);
      return flow && world.api.modulesCarried(flow, versionId);
    };
    expect(await carried("1.0")).to.deep.equal({ [module]: 1 });
    await publishCaller();
    expect(await carried("2.0")).to.deep.equal({ [module]: 2 });
  });

  it("lists callers of a module, even outdated ones, and refuses its delete", async () => {
    const module = await publishModule();
    const caller = await publishCaller();
    await world.api.publish(order({ id: module }));
    const flow = await world.api.flow(module);
    if (flow === undefined) throw new Error("the module is gone");
    expect(await world.api.consumers(flow)).to.deep.equal([
      { id: caller, name: "Line", type: "INBOUNDCALLFLOW" },
    ]);
    const error = await rejection(world.api.remove(module));
    expect(error).to.be.instanceOf(ConflictError).with.property("status", 409);
    await world.api.remove(caller);
    expect(await world.api.consumers(flow)).to.deep.equal([]);
    await world.api.remove(module);
  });

  it("renames in place with the same id until the next publish unlocks", async () => {
    const id = await publishModule();
    await world.api.rename(id, { name: "Renamed", description: "New." });
    expect(await world.api.flow(id)).to.deep.include({ name: "Renamed", description: "New." });
    await world.api.publish(order({ id, name: "Renamed" }, moduleYaml("Renamed")));
    const flows = await world.org.control.flows();
    expect(flows.map((flow) => [flow.id, flow.name, flow.publishedVersion, flow.lockedBy])).to.deep.equal([
      [id, "Renamed", "2.0", null],
    ]);
  });

  it("releases the lock if a rename fails", async () => {
    const id = await publishModule();
    await publishModule("Taken");
    const error = await rejection(world.api.rename(id, { name: "Taken" }));
    expect(error).to.be.instanceOf(ConflictError).with.property("code", "architect.flow.already.exists");
    expect((await world.api.flow(id))?.lockedBy).to.equal(undefined);
  });

  it("names the owner of a lock and releases it on request", async () => {
    const id = await publishModule();
    await world.org.control.lock(id, "Jane Doe");
    for (const act of [
      () => world.api.rename(id, { name: "Renamed" }),
      () => world.api.remove(id),
      () => world.api.publish(order({ id })),
    ]) {
      const error = await rejection(act());
      expect(error).to.be.instanceOf(LockedError);
      expect(error.message).to.include("Jane Doe").and.to.include(id);
      expect((error as LockedError).holder).to.have.property("kind", "user");
    }
    await world.api.unlock(id);
    expect((await world.api.flow(id))?.lockedBy).to.equal(undefined);
    await world.api.unlock(id);
  });

  it("deactivates and reactivates a flow", async () => {
    const id = await publishModule();
    await world.api.setActive(id, false);
    expect(await world.api.flow(id)).to.have.property("active", false);
    await world.api.setActive(id, true);
    expect(await world.api.flow(id)).to.have.property("active", true);
  });

  it("reports a division that is not visible", async () => {
    const id = await publishModule();
    const error = await rejection(world.api.moveTo(id, "Nowhere"));
    expect(error)
      .to.be.instanceOf(NotFoundError)
      .with.property("message")
      .that.matches(/No division/);
  });

  it("deletes a flow, even if it is already deleted", async () => {
    const id = await publishModule();
    await world.api.remove(id);
    await world.api.remove(id);
    expect(await world.api.flow(id)).to.equal(undefined);
    const other = await publishModule("Other");
    await world.org.control.deleteFlow(other);
    expect(await world.api.flow(other)).to.equal(undefined);
    await world.api.remove(other);
  });
});
