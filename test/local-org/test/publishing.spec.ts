import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { manualClock, startLocalOrg } from "../src/index";
import type { LocalOrg } from "../src/index";
import { send, signIn } from "./caller";
import type { Caller } from "./caller";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";

describe("a publish job", () => {
  const clock = manualClock();
  const jobMs = 5_000;
  let org: LocalOrg;
  let me: Caller;

  before(async () => {
    org = await startLocalOrg({ clock, jobMs, seed: "publishing", ratePerMinute: 10_000 });
    me = await signIn(org);
  });
  after(() => org.stop());
  afterEach(() => org.control.reset());

  const publish = async (yaml: string) => {
    const id = await me.upload(yaml);
    clock.advance(jobMs);
    return me.job(id);
  };
  const texts = (job: Awaited<ReturnType<typeof publish>>): string =>
    (job.messages ?? []).map(({ text }) => text).join("\n");

  it("waits for its file, runs for its job time, then names the flow", async () => {
    const registered = (await me.call<Models.RegisterArchitectJobResponse>("POST", "/api/v2/flows/jobs"))
      .body;
    expect(registered).to.include.keys("id", "presignedUrl", "headers", "selfUri");
    clock.advance(60_000);
    expect(await me.job(registered.id ?? "")).to.include({ status: "Registered", command: "Publish" });

    const id = await me.upload(inboundYaml("Shop Line"));
    clock.advance(jobMs - 1);
    expect(await me.job(id))
      .to.include({ status: "Started" })
      .and.not.have.property("flow");
    clock.advance(1);
    const job = await me.job(id);
    const [flow] = await org.control.flows();
    expect(job).to.include({ status: "Success" });
    expect(job.flow).to.deep.equal({ id: flow?.id, selfUri: `/api/v2/flows/${flow?.id}` });
    expect(flow).to.include({
      name: "Shop Line",
      type: "INBOUNDCALL",
      active: true,
      publishedVersion: "1.0",
    });
  });

  it("is registered with 202, or with 200 if configured", async () => {
    for (const registerStatus of [202, 200] as const) {
      await org.control.settings({ guesses: { registerStatus } });
      expect((await me.call("POST", "/api/v2/flows/jobs")).status).to.equal(registerStatus);
    }
    await org.control.settings({ guesses: { registerStatus: 202 } });
  });

  it("shows its messages only on request", async () => {
    const id = await me.upload("nonsense");
    clock.advance(jobMs);
    expect((await me.call("GET", `/api/v2/flows/jobs/${id}`)).body).not.to.have.property("messages");
    expect(await me.job(id)).to.have.property("messages").that.is.not.empty;
  });

  it("updates the flow of the same name and type, or creates one", async () => {
    const first = await publish(inboundYaml("Shared"));
    const second = await publish(inboundYaml("Shared", [{ disconnect: { name: "Again" } }]));
    const module = await publish(moduleYaml("Shared"));
    expect(second.flow).to.deep.equal(first.flow);
    expect(module.flow).not.to.deep.equal(first.flow);
    expect(
      (await org.control.flows()).map(({ type, publishedVersion }) => [type, publishedVersion]),
    ).to.deep.equal([
      ["INBOUNDCALL", "2.0"],
      ["COMMONMODULE", "1.0"],
    ]);
  });

  it("publishes a caller with the current snapshot of its module", async () => {
    const module = await publish(moduleYaml("Digit"));
    const carried = async () => (await org.control.flows()).find(({ name }) => name === "Line")?.modules;
    await publish(callerYaml("Line", "Digit"));
    await publish(moduleYaml("Digit", "Press another digit."));
    const id = module.flow?.id;
    expect(await carried()).to.deep.equal([{ id, name: "Digit", version: "1.0" }]);
    const caller = await publish(callerYaml("Line", "Digit"));
    expect(await carried()).to.deep.equal([{ id, name: "Digit", version: "2.0" }]);

    const configuration = await me.call<{ commonModules: unknown[] }>(
      "GET",
      `/api/v2/flows/${caller.flow?.id ?? ""}/versions/1.0/configuration`,
    );
    expect(configuration.body.commonModules[0]).to.include({ id, name: "Digit", version: "1.0" });
  });

  it("fails with Archy's message if a module is missing or not indexed", async () => {
    const missing = await publish(callerYaml("Line", "Digit"));
    expect(missing).to.include({ status: "Failure" }).and.not.have.property("flow");
    expect(texts(missing)).to.contain("the flow named 'Digit' of type 'commonmodule' does not exist.");

    await org.control.settings({ indexLagMs: 60_000 });
    await publish(moduleYaml("Digit"));
    expect(texts(await publish(callerYaml("Line", "Digit")))).to.contain("does not exist");
    clock.advance(60_000);
    expect(await publish(callerYaml("Line", "Digit"))).to.include({ status: "Success" });
    await org.control.settings({ indexLagMs: 0 });
  });

  it("publishes a caller with the older snapshot while the index lags", async () => {
    await publish(moduleYaml("Digit"));
    await org.control.settings({ indexLagMs: 60_000 });
    await publish(moduleYaml("Digit", "Press another digit."));
    await publish(callerYaml("Line", "Digit"));
    const line = (await org.control.flows()).find(({ name }) => name === "Line");
    expect(line?.modules.map(({ version }) => version)).to.deep.equal(["1.0"]);
    await org.control.settings({ indexLagMs: 0 });
  });

  it("fails for a missing queue and succeeds once it exists", async () => {
    const yaml = inboundYaml("Sales Line", [
      { transferToAcd: { name: "To sales", targetQueue: { lit: { name: "Sales" } } } },
      { disconnect: { name: "Bye" } },
    ]);
    expect(texts(await publish(yaml))).to.contain("find 'queue' by value of 'Sales' - no matches");
    await org.control.objects({ queues: ["Sales"] });
    expect(await publish(yaml)).to.include({ status: "Success" });
  });

  it("reports validation errors like Archy, with location and totals", async () => {
    const job = await publish(
      inboundYaml("Endless", [{ playAudio: { name: "Say", audio: { tts: "Hello." } } }]),
    );
    expect(texts(job)).to.equal(
      [
        "- ERROR! Validation Summary",
        "[Type:'ArchValidationIssue', ErrorCount:1, ArchObject:[TrackingID:10, Name:'Main', Type:'ArchTask']]",
        "The task does not contain a terminating action",
        "___ Yaml Info ___",
        "ref path: /inboundCall/tasks/task[main]",
        "ERROR - the flow has 1 error(s). (see above)",
        "The flow cannot be published because of validation errors.",
        "setting the Archy exit code to 123",
      ].join("\n"),
    );
    expect(await org.control.flows()).to.deep.equal([]);
  });

  it("fails on a flow locked by another user", async () => {
    const first = await publish(inboundYaml("Shop Line"));
    await org.control.lock(first.flow?.id ?? "", "Ada");
    const job = await publish(inboundYaml("Shop Line"));
    expect(job).to.include({ status: "Failure" });
    expect(texts(job)).to.contain(
      "is locked by another entity. You can use the --forceUnlock command line parameter",
    );
  });

  it("accepts an upload only with all headers, unexpired, without a token", async () => {
    const job = (await me.call<Models.RegisterArchitectJobResponse>("POST", "/api/v2/flows/jobs")).body;
    const url = job.presignedUrl ?? "";
    const headers = job.headers ?? {};
    const put = (given: Record<string, string>, to = url) =>
      send(to, { method: "PUT", headers: given, body: "x" });
    const bare = await put({});
    expect([bare.status, bare.text]).to.deep.equal([403, bare.text]);
    expect(bare.text).to.contain("<Code>SignatureDoesNotMatch</Code>");
    expect((await put({ ...headers, authorization: `Bearer ${me.token}` })).status).to.equal(400);
    expect((await put(headers, url.replace(/Signature=./, "Signature=_"))).status).to.equal(403);
    clock.advance(16 * 60_000);
    expect((await put(headers)).text).to.contain("Request has expired");
  });
});
