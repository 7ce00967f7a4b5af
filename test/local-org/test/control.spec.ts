import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { manualClock, startLocalOrg } from "../src/index";
import { send, signIn } from "./caller";
import { inboundYaml, moduleYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

describe("the control interface", () => {
  const world = useTestOrganization();

  it("journals every API request without secrets", async () => {
    await world.org.control.clearJournal();
    await signIn(world.org);
    await world.publish(inboundYaml("Line"));
    await world.me.call("GET", "/api/v2/flows?name=Line");
    const journal = await world.org.control.journal();
    expect(
      journal.map(
        ({ method, path, status }) => `${method} ${path.replace(/[0-9a-f-]{36}/g, "ID")} ${status}`,
      ),
    ).to.deep.equal([
      "POST /oauth/token 200",
      "POST /api/v2/flows/jobs 202",
      "PUT /_storage/flows/ID/ID.yaml 200",
      "GET /api/v2/flows/jobs/ID 200",
      "GET /api/v2/flows 200",
    ]);
    expect(journal.at(-1)).to.include({
      query: "name=Line",
      client: "local",
      time: "2026-01-01T00:00:00.000Z",
    });
    expect(JSON.stringify(journal)).not.to.match(/secret|Bearer|Signature/i);
  });

  it("restores a snapshot, and resets to the initial state", async () => {
    const id = await world.publish(inboundYaml("Line"));
    const snapshot = await world.org.control.snapshot();
    await world.org.control.deleteFlow(id);
    await world.publish(moduleYaml("Digit"));
    await world.org.control.restore(snapshot);
    expect((await world.org.control.flows()).map(({ name }) => name)).to.deep.equal(["Line"]);
    expect((await world.me.call("GET", `/api/v2/flows/${id}`)).status).to.equal(200);
    await world.org.control.reset();
    expect(await world.org.control.flows()).to.deep.equal([]);
    expect(await world.org.control.journal()).to.deep.equal([]);
    expect((await world.me.call("GET", "/api/v2/flows")).status, "the token stays").to.equal(200);
  });

  it("edits, locks and deletes flows like an Architect user", async () => {
    const id = await world.publish(inboundYaml("Line"));
    const edited = await world.org.control.edit(id, inboundYaml("Shop Line"), { user: "Ada" });
    expect(edited).to.include({
      id,
      name: "Shop Line",
      publishedVersion: "2.0",
      content: inboundYaml("Shop Line"),
    });
    const { body } = await world.me.call<Models.Flow>("GET", `/api/v2/flows/${id}`);
    expect(body.publishedVersion?.createdBy).to.include({ name: "Ada" });
    expect(body.publishedBy).to.include({ name: "Ada" });
    expect(await world.org.control.lock(id, "Ada")).to.include({ lockedBy: "Ada" });
    await world.org.control.deleteFlow(id);
    expect(await world.org.control.flows()).to.deep.equal([]);
  });

  it("explains invalid calls", async () => {
    const id = await world.publish(inboundYaml("Line"));
    const told = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message);
    expect(await told(world.org.control.deleteFlow("nobody"))).to.contain(
      "there is no flow with the id nobody",
    );
    expect(await told(world.org.control.edit(id, "nonsense"))).to.contain("does not contain a flow");
    expect(await told(world.org.control.of("Nowhere").flows())).to.contain("no organization named Nowhere");
    expect((await send(`${world.org.url}/_control/nothing`, {})).status).to.equal(404);
  });

  for (const [path, wrong, says] of [
    ["jobs", { fail: "it broke" }, /"fail" must be a list/],
    ["jobs", { fail: [1] }, /"fail" must be a list/],
    ["jobs", { fail: [] }, /"fail" must be a list/],
    ["jobs", { jobMs: "100" }, /"jobMs" must be a number of milliseconds/],
    ["jobs", { jobMs: -1 }, /"jobMs"/],
    ["jobs", { times: 0 }, /"times" must be a whole number/],
    ["jobs", { flow: 7 }, /"flow" must be a text/],
    ["jobs", { fails: ["it broke"] }, /unknown property "fails".*fail/],
    ["jobs", [], /must be a JSON object/],
    ["faults", { path: 1 }, /"path" must be a text/],
    ["faults", [{ path: "x" }, { status: 500 }], /"path" is missing/],
    ["faults", { path: "x", drop: "later" }, /"drop" must be one of "before", "after"/],
    ["objects", { queues: "Sales" }, /"queues" must be a list of texts/],
    ["objects", { ivrs: [{ name: "x" }] }, /"ivrs" must be a list of objects/],
    ["clients", { id: "x" }, /"secret" is missing/],
    ["clock", { advanceMs: "1" }, /"advanceMs"/],
  ] as const) {
    it(`refuses an order of a wrong type: ${path} ${JSON.stringify(wrong)}`, async () => {
      const answer = await send<{ error: string }>(`${world.org.url}/_control/${path}`, {
        method: "POST",
        body: JSON.stringify(wrong),
      });
      expect(answer.status).to.equal(400);
      expect(answer.body.error).to.match(says);
    });
  }

  it("refuses settings of a wrong type and changes nothing", async () => {
    for (const wrong of [
      { jobMs: "soon" },
      { jobMs: { byFlow: {} } },
      { ratePerMinute: 0 },
      { guesses: { nameCase: "upper" } },
      { guesses: { namecase: "exact" } },
      { flowApi: "own" },
    ]) {
      const answer = await send(`${world.org.url}/_control/settings`, {
        method: "PATCH",
        body: JSON.stringify(wrong),
      });
      expect(answer.status, JSON.stringify(wrong)).to.equal(400);
    }
    const id = await world.publish(inboundYaml("Line"));
    expect((await world.me.call("GET", `/api/v2/flows/${id}`)).status).to.equal(200);
  });

  it("sets the outcome and duration of jobs", async () => {
    await world.org.control.jobs({ fail: ["something broke"], times: 1 });
    await world.org.control.jobs({ flow: "Slow", jobMs: 3_600_000 });
    const broken = await world.me.job(await world.me.upload(inboundYaml("Line")));
    expect(broken.status).to.equal("Failure");
    expect(JSON.stringify(broken.messages)).to.contain("something broke");
    await world.publish(inboundYaml("Line"));
    const slow = await world.me.upload(inboundYaml("Slow"));
    expect((await world.me.job(slow)).status).to.equal("Started");
    world.clock.advance(3_600_000);
    expect((await world.me.job(slow)).status).to.equal("Success");
  });

  it("sets job times by flow, or as a seeded random range", async () => {
    const took = async (name: string) => {
      const id = await world.me.upload(inboundYaml(name));
      for (let ms = 0; ms <= 1_000; ms += 10) {
        if ((await world.me.job(id)).status !== "Started") return ms;
        world.clock.advance(10);
      }
      throw new Error("the job did not end");
    };
    await world.org.control.settings({ jobMs: { byFlow: { Quick: 50 }, otherwise: { from: 200, to: 900 } } });
    expect(await took("Quick")).to.equal(50);
    const times = [await took("A"), await took("B"), await took("C"), await took("D")];
    expect(Math.min(...times)).to.be.at.least(200);
    expect(Math.max(...times)).to.be.at.most(900);
    expect(new Set(times).size).to.be.greaterThan(1);
    await world.org.control.settings({ jobMs: 0 });
  });

  it("moves the clock", async () => {
    const before = world.clock.now();
    await world.org.control.advance(1_500);
    expect(world.clock.now() - before).to.equal(1_500);
  });

  it("reports its health", async () => {
    expect(await world.org.control.health()).to.deep.equal({
      status: "ok",
      organizations: ["Local Organization"],
    });
  });
});

describe("organizations", () => {
  it("with the same seed draw the same ids in any request order", async () => {
    const ids = async (names: string[]) => {
      const org = await startLocalOrg({ seed: "same", jobMs: 0, clock: manualClock() });
      const me = await signIn(org);
      for (const name of names) await me.job(await me.upload(inboundYaml(name)));
      const flows = await org.control.flows();
      await org.stop();
      return Object.fromEntries(flows.map(({ name, id }) => [name, id]));
    };
    expect(await ids(["A", "B"])).to.deep.equal(await ids(["B", "A"]));
  });

  it("on one server are separate and chosen by client id", async () => {
    const clients = [{ id: "second", secret: "second-secret" }];
    const org = await startLocalOrg({ jobMs: 0, others: [{ name: "Second", clients }] });
    const [one, two] = [await signIn(org), await signIn(org, { id: "second", secret: "second-secret" })];
    await one.job(await one.upload(inboundYaml("Line")));
    const id = (await org.control.flows())[0]?.id ?? "";
    expect((await two.call("GET", `/api/v2/flows/${id}`)).status).to.equal(404);
    await two.job(await two.upload(inboundYaml("Line")));
    const others = await org.control.of("Second").flows();
    expect(others.map(({ name }) => name)).to.deep.equal(["Line"]);
    expect(others[0]?.id).not.to.equal(id);
    const { body } = await two.call<Models.Organization>("GET", "/api/v2/organizations/me");
    expect(body).to.include({ name: "Second" });
    await org.control.of("Second").objects({ queues: ["Sales"] });
    await org.stop();
  });
});
