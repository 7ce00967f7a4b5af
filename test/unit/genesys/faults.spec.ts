import { expect } from "chai";
import { CloudError, PublishError } from "#genesys/http/platformErrors";
import type { FaultRule } from "genesyscloud-local-org";
import { callerYaml, moduleYaml, startWorld, type World } from "./testRuntime";

const JOBS = "^/api/v2/flows/jobs$";
const JOB = "^/api/v2/flows/jobs/";
const UPLOAD = "^/_storage/";
const ANY = "^/api/v2/";

describe("a publish with faults", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.org.stop());

  const publish = (): Promise<{ flowId: string }> =>
    world.api.publish({
      type: "COMMONMODULE",
      name: "Collector",
      content: { form: "yaml", yaml: moduleYaml("Collector") },
      deadline: world.clock.now() + 600_000,
    });
  /** The calls made, and the waits between them. */
  const course = async (): Promise<string> => {
    const calls = (await world.calls()).map((call) => call.replaceAll(/[0-9a-f-]{36}/g, "…"));
    return JSON.stringify([calls, world.clock.slept]);
  };

  const passing: [title: string, rules: FaultRule[]][] = [
    ...[429, 500, 502, 503, 504].map((status): [string, FaultRule[]] => [
      `${status} once for each call`,
      [JOBS, JOB, UPLOAD].map((path) => ({ path, nth: 1, status, headers: { "retry-after": "1" } })),
    ]),
    ["a connection that is cut before the job is registered", [{ path: JOBS, nth: 1, drop: "before" }]],
    ["a connection that is cut after the job is registered", [{ path: JOBS, nth: 1, drop: "after" }]],
    ["an upload that is cut before it arrives", [{ path: UPLOAD, nth: 1, drop: "before" }]],
    ["an upload whose answer gets lost", [{ path: UPLOAD, nth: 1, drop: "after" }]],
    [
      "an upload that the storage refuses once",
      [{ path: UPLOAD, nth: 1, status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }],
    ],
    ["questions about the job whose answers are cut off", [{ path: JOB, nth: 1, times: 2, truncate: true }]],
    [
      "questions about the job that stay without an answer for long",
      [{ path: JOB, nth: 1, times: 12, drop: "before" }],
    ],
    [
      "a proxy's page instead of answers",
      [{ path: ANY, nth: 1, times: 2, status: 502, body: "<html>Bad gateway</html>" }],
    ],
    [
      "a proxy's page that says 200 in place of the storage's answer",
      [{ path: UPLOAD, nth: 1, status: 200, body: "<html>Sign in first</html>" }],
    ],
    ["empty answers", [{ path: ANY, nth: 1, times: 2, status: 200, body: "" }]],
  ];
  for (const [title, rules] of passing) {
    it(`ends well with exactly one flow in one version: ${title}`, async () => {
      await publish();
      const withoutFaults = await course();
      await world.org.stop();
      world = await startWorld();
      await world.org.control.faults(...rules);
      const { flowId } = await publish();
      expect(await course(), "the faults struck").not.to.equal(withoutFaults);
      const flows = await world.org.control.flows();
      expect(flows.map(({ id, publishedVersion }) => [id, publishedVersion])).to.deep.equal([
        [flowId, "1.0"],
      ]);
    });
  }

  it("continues if tokens expire during the run", async () => {
    await world.api.organization();
    await world.org.control.expireTokens();
    await publish();
    expect(await world.org.control.flows()).to.have.length(1);
    expect((await world.calls()).filter((call) => call.includes("oauth"))).to.have.length(2);
  });

  it("fails if the upload is always refused, without showing its URL", async () => {
    await world.org.control.faults({
      path: UPLOAD,
      status: 403,
      body: "<Code>AccessDenied</Code>",
    });
    const error: unknown = await publish().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PublishError);
    expect((error as Error).message)
      .to.include("AccessDenied")
      .and.include("proxy");
    expect((error as Error).message).not.to.match(/https?:|X-Amz|Signature=/);
    expect(await world.org.control.flows()).to.deep.equal([]);
  });

  it("keeps fifty flows within the rate limit without loss or duplicates", async () => {
    await world.org.stop();
    world = await startWorld({ ratePerMinute: 60 });
    await world.api.publish({
      type: "COMMONMODULE",
      name: "Collector",
      content: { form: "yaml", yaml: moduleYaml("Collector") },
      deadline: Infinity,
    });
    const names = Array.from({ length: 50 }, (_, i) => `Line ${i}`);
    await Promise.all(
      names.map((name) =>
        world.api.publish({
          type: "INBOUNDCALL",
          name,
          content: { form: "yaml", yaml: callerYaml(name, "Collector") },
          deadline: Infinity,
        }),
      ),
    );
    expect(await world.org.control.flows()).to.have.length(51);
    expect((await world.calls()).filter((call) => call.endsWith("429"))).to.deep.equal([]);
  });

  it("needs at most four calls per flow on average, conflicts included", async () => {
    const publishOne = async (name: string): Promise<void> => {
      await world.api.flowNamed("COMMONMODULE", name);
      const { flowId } = await world.api.publish({
        type: "COMMONMODULE",
        name,
        content: { form: "yaml", yaml: moduleYaml(name) },
        deadline: Infinity,
      });
      await world.api.flow(flowId);
    };
    const names = Array.from({ length: 64 }, (_, i) => `Module ${i}`);
    for (let start = 0; start < names.length; start += 8) {
      await Promise.all(names.slice(start, start + 8).map(publishOne));
    }
    const api = (await world.calls()).filter((call) => call.includes(" /api/"));
    expect(api.length / names.length).to.be.at.most(4);
  });

  it("sends non-repeatable requests once and retries others", async () => {
    const { flowId: id } = await publish();
    await world.org.control.faults(
      { method: "PUT", path: "/flows/[^/]+$", nth: 1, drop: "after" },
      { path: "/actions/", nth: 1, drop: "after" },
      { path: "/actions/deactivate", nth: 1, drop: "after" },
      { path: "/actions/publish", nth: 1, drop: "after" },
      { path: "/actions/publish", nth: 2, drop: "before" },
      { method: "DELETE", path: "/flows/", nth: 1, drop: "after" },
    );
    await world.api.rename(id, { name: "Renamed" });
    expect(await world.api.flow(id)).to.have.property("name", "Renamed");
    await world.api.unlock(id);
    await world.api.setActive(id, false);
    await world.api.setActive(id, true);
    expect((await world.org.control.flows())[0]).to.deep.include({ active: true, lockedBy: null });
    await world.api.remove(id);
    expect(await world.org.control.flows()).to.deep.equal([]);
    const actions = (await world.calls()).filter((call) => call.includes("actions/publish"));
    expect(actions).to.have.length(1);
  });

  it("reactivates a flow despite failures at first", async () => {
    const { flowId: id } = await publish();
    await world.api.setActive(id, false);
    await world.org.control.faults({ path: "/actions/publish", nth: 1, times: 2, status: 503 });
    await world.api.setActive(id, true);
    expect((await world.org.control.flows())[0]).to.include({ active: true });
  });

  it("does not treat a proxy's 404 page as a deleted flow", async () => {
    const { flowId: id } = await publish();
    await world.org.control.faults({
      method: "DELETE",
      path: ANY,
      nth: 1,
      status: 200,
      body: "<html></html>",
    });
    await world.api.remove(id);
    expect(await world.org.control.flows()).to.deep.equal([]);
  });

  for (const [title, fault] of [
    ["is cut off", { truncate: true }],
    ["is a proxy's page", { status: 200, body: "<html>Sign in first</html>" }],
  ] as const) {
    it(`asks again for an export that ${title}`, async () => {
      const { flowId: id } = await publish();
      const whole = await world.api.content(id, "1.0");
      await world.org.control.faults({ method: "GET", path: UPLOAD, nth: 1, ...fault });
      expect(await world.api.content(id, "1.0")).to.deep.equal(whole);
    });
  }

  it("accepts an export without a final line break if repeated", async () => {
    const { flowId: id } = await publish();
    const body = moduleYaml("Collector").trimEnd();
    await world.org.control.faults({ method: "GET", path: UPLOAD, status: 200, body });
    expect(await world.api.content(id, "1.0")).to.deep.equal({ form: "yaml", yaml: body });
  });

  it("shows no secret in any error", async () => {
    await world.org.control.faults({ path: "", status: 400, body: { message: "local-secret" } });
    const error: unknown = await publish().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CloudError);
    expect((error as Error).message).not.to.include("local-secret");
  });
});
