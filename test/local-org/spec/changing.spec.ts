import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import type { Heard } from "./caller";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";
import { useWorld } from "./world";

describe("changing flows", () => {
  const world = useWorld();
  const flow = (id: string) => `/api/v2/flows/${id}`;
  const read = async (id: string) => (await world.me.call<Models.Flow>("GET", flow(id))).body;
  const act = (name: string, id: string, more = "") =>
    world.me.call<Models.Operation & Models.Flow & Models.ErrorBody>(
      "POST",
      `/api/v2/flows/actions/${name}?flow=${id}${more}`,
    );
  const told = async (answer: Promise<Heard<Models.ErrorBody>>) => {
    const { status, body } = await answer;
    return [status, body.code];
  };
  const edited = (name: string) => inboundYaml("Line", [{ disconnect: { name } }]);

  describe("their name", () => {
    const rename = (id: string, name?: string, type = "INBOUNDCALL") =>
      world.me.call("PUT", flow(id), { name, type, description: "new words" });

    it("changes under the caller's own lock, and the id stays", async () => {
      const id = await world.publish(inboundYaml("Line"));
      expect(await told(rename(id, "Shop Line"))).to.deep.equal([409, "architect.flow.not.locked.by.user"]);
      expect((await act("checkout", id)).body.lockedClient).to.include({ id: "local" });
      expect((await rename(id, "Shop Line")).status).to.equal(200);
      expect(await read(id)).to.include({ id, name: "Shop Line", description: "new words" });
      expect(await world.publish(inboundYaml("Shop Line"))).to.equal(id);
      expect(await world.org.control.flows()).to.have.length(1);
    });

    it("changes without a lock where the organisation is set so", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.guessing({ renameNeedsLock: false }, async () => {
        expect((await rename(id, "Shop Line")).status).to.equal(200);
      });
    });

    it("is unique for its type", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.publish(inboundYaml("Taken"));
      await act("checkout", id);
      expect(await told(rename(id, "Taken"))).to.deep.equal([409, "architect.flow.already.exists"]);
      expect(
        await told(world.me.call("POST", "/api/v2/flows", { name: "Taken", type: "INBOUNDCALL" })),
      ).to.deep.equal([409, "architect.flow.already.exists"]);
      expect(
        (await world.me.call("POST", "/api/v2/flows", { name: "Taken", type: "COMMONMODULE" })).status,
      ).to.equal(200);
    });

    it("goes with a type as the API spells it", async () => {
      const lower = world.me.call("POST", "/api/v2/flows", { name: "Line", type: "inboundcall" });
      expect(await told(lower)).to.deep.equal([400, "invalid.value"]);
    });

    it("is one with another spelling of it only where the organisation is set so", async () => {
      const id = await world.publish(inboundYaml("Line"));
      expect(await world.publish(inboundYaml("LINE"))).not.to.equal(id);
      await world.org.control.reset();
      await world.guessing({ nameCase: "ignore" }, async () => {
        const first = await world.publish(inboundYaml("Line"));
        expect(await world.publish(inboundYaml("LINE"))).to.equal(first);
      });
    });

    it("is refused with the platform's code for what is wrong with it", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await act("checkout", id);
      const failed = "architect.flow.validate.failed";
      for (const [name, code] of [
        [undefined, `${failed}.missing.name`],
        ["  ", `${failed}.missing.name`],
        ["a/b", `${failed}.invalid.name.contains.slash`],
        ["a-debug", `${failed}.invalid.name.contains.debug`],
        ["!!!", `${failed}.invalid.name.no.alpha`],
        ["x".repeat(201), failed],
      ]) {
        expect(await told(rename(id, name))).to.deep.equal([400, code]);
      }
      expect(await told(world.me.call("PUT", flow(id), { name: "Line" }))).to.deep.equal([
        400,
        `${failed}.missing.type`,
      ]);
    });

    it("is missed by a job as long as the index lags, which the platform then refuses", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.org.control.settings({ indexLagMs: 3_000 });
      await act("checkout", id);
      await rename(id, "Shop Line");
      const missed = async () => world.me.job(await world.me.upload(inboundYaml("Shop Line")));
      const job = await missed();
      expect(job.status).to.equal("Failure");
      expect(JSON.stringify(job.messages)).to.contain(
        "An flow of inboundcall named 'Shop Line' already exists.",
      );
      await world.guessing({ jobMissesFlow: "second-flow" }, async () => {
        expect((await missed()).flow?.id)
          .to.be.a("string")
          .and.not.equal(id);
      });
      await world.org.control.settings({ indexLagMs: 0 });
    });
  });

  describe("locks", () => {
    it("belong to a user or a client, and keep out everybody else", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.org.control.lock(id, "Ada");
      expect((await read(id)).lockedUser).to.include({ name: "Ada" });
      expect(await told(act("checkout", id))).to.deep.equal([409, "architect.flow.locked.by.user"]);
      expect(await told(act("publish", id))).to.deep.equal([409, "architect.flow.locked.by.user"]);
      expect(await told(act("revert", id))).to.deep.equal([409, "architect.flow.not.locked.by.user"]);
      expect(await told(world.me.call("DELETE", flow(id)))).to.deep.equal([
        405,
        "architect.flow.cannot.delete.user.does.not.have.lock",
      ]);
      await world.org.control.lock(id, null);
      expect((await act("checkout", id)).status).to.equal(200);
      expect((await act("checkout", id)).status, "again by the same client").to.equal(200);
    });

    it("are given back by a revert, with the draft", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await act("checkout", id);
      await world.me.call("POST", `${flow(id)}/versions`, { configuration: { name: "Line" } });
      expect((await read(id)).savedVersion).to.include({ id: "1.1", type: "SAVE" });
      expect((await act("revert", id)).body).not.to.have.any.keys("lockedClient", "lockedUser");
      expect((await read(id)).savedVersion).to.include({ id: "1.0" });
    });

    it("can be broken, and the draft is checked in, published or lost as the organisation is set", async () => {
      for (const [unlockDraft, versions, published] of [
        ["checkin", ["1.0", "2.0"], "1.0"],
        ["publish", ["1.0", "2.0"], "2.0"],
        ["discard", ["1.0"], "1.0"],
      ] as const) {
        await world.guessing({ unlockDraft }, async () => {
          const id = await world.publish(inboundYaml("Line"));
          await world.org.control.edit(id, edited("Half done"), { user: "Ada", draft: true });
          expect((await act("unlock", id)).body).not.to.have.property("lockedUser");
          const { body } = await world.me.call<Models.FlowVersionEntityListing>(
            "GET",
            `${flow(id)}/versions`,
          );
          expect((body.entities ?? []).map((version) => version.id)).to.deep.equal(versions);
          expect((await read(id)).publishedVersion).to.include({ id: published });
        });
        await world.org.control.reset();
      }
    });

    it("stay with the client after a publish only where the organisation is set so", async () => {
      expect(await read(await world.publish(inboundYaml("Line")))).not.to.have.property("lockedClient");
      await world.guessing({ publishKeepsLock: true }, async () => {
        expect((await read(await world.publish(inboundYaml("Line")))).lockedClient).to.include({
          id: "local",
        });
        await world.publish(inboundYaml("Line"));
      });
    });
  });

  describe("drafts", () => {
    it("become a version by check-in and run from the publish on", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await act("checkout", id);
      expect(await told(act("checkin", id))).to.deep.equal([409, "request.conflict"]);
      const saved = await world.me.call<Models.FlowVersion>("POST", `${flow(id)}/versions`, {
        configuration: { name: "Line" },
      });
      expect(saved.body).to.include({ id: "1.1", type: "SAVE" });
      expect((await act("checkin", id)).body).to.include({ actionName: "CHECKIN", complete: true });
      expect((await read(id)).checkedInVersion).to.include({ id: "2.0", type: "CHECKIN" });
      expect((await read(id)).publishedVersion).to.include({ id: "1.0" });
      expect((await act("publish", id)).body).to.include({ actionName: "PUBLISH", actionStatus: "SUCCESS" });
      expect((await read(id)).publishedVersion).to.include({ id: "2.0", type: "PUBLISH" });
      expect((await act("publish", id, "&version=1.0")).status).to.equal(200);
      expect((await read(id)).publishedVersion).to.include({ id: "1.0" });
      expect(await told(act("publish", id, "&version=7.0"))).to.deep.equal([
        404,
        "architect.flow.version.missing",
      ]);
    });

    it("need the caller's lock and some content", async () => {
      const id = await world.publish(inboundYaml("Line"));
      expect(
        await told(world.me.call("POST", `${flow(id)}/versions`, { configuration: { name: "Line" } })),
      ).to.deep.equal([409, "architect.flow.not.locked.by.user"]);
      await act("checkout", id);
      expect(await told(world.me.call("POST", `${flow(id)}/versions`, {}))).to.deep.equal([
        400,
        "architect.flow.data.missing",
      ]);
    });

    it("of a flow that was only made have nothing in them", async () => {
      const { body } = await world.me.call<Models.Flow>("POST", "/api/v2/flows", {
        name: "New",
        type: "INBOUNDCALL",
      });
      expect(body).to.include({ active: false }).and.not.have.property("publishedVersion");
      expect(await told(act("publish", body.id ?? ""))).to.deep.equal([
        409,
        "architect.flow.cannot.checkin.missing.config",
      ]);
      const latest = world.me.call("GET", `${flow(body.id ?? "")}/latestconfiguration`);
      expect(await told(latest)).to.deep.equal([404, "flow.no.config.available"]);
    });
  });

  describe("deactivation", () => {
    it("takes a flow out of service until the next publish", async () => {
      const id = await world.publish(inboundYaml("Line"));
      expect((await act("deactivate", id)).body).to.include({ active: false });
      expect((await read(id)).publishedVersion).to.include({ id: "1.0" });
      await world.publish(inboundYaml("Line"));
      expect(await read(id)).to.include({ active: true });
    });

    it("hides the published version where the organisation is set so", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.guessing({ deactivatedKeepsPublished: false }, async () => {
        expect((await act("deactivate", id)).body).not.to.have.property("publishedVersion");
      });
    });

    it("is refused for a flow that an IVR leads to", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.org.control.objects({ ivrs: [{ name: "Front Door", flow: "Line" }] });
      expect(await told(act("deactivate", id))).to.deep.equal([
        409,
        "architect.flow.cannot.deactivate.used.in.ivr.configs",
      ]);
      expect(await told(world.me.call("DELETE", flow(id)))).to.deep.equal([
        409,
        "architect.flow.cannot.delete.used.in.ivr.configs",
      ]);
    });
  });

  describe("deletion", () => {
    it("answers without a body, and is soft", async () => {
      const id = await world.publish(inboundYaml("Line"));
      const gone = await world.me.call("DELETE", flow(id));
      expect([gone.status, gone.text]).to.deep.equal([204, ""]);
      expect(await told(world.me.call("GET", flow(id)))).to.deep.equal([410, "architect.flow.deleted"]);
      expect(await told(world.me.call("DELETE", flow(id)))).to.deep.equal([404, "architect.flow.not.found"]);
      expect((await world.me.call<Models.Flow>("GET", `${flow(id)}?deleted=true`)).body).to.include({
        deleted: true,
      });
      expect(await world.publish(inboundYaml("Line"))).not.to.equal(id);
      const all = "/api/v2/flows?deleted=true";
      expect((await world.me.call<Models.FlowEntityListing>("GET", all)).body.total).to.equal(2);
    });

    it("answers 200, 404 and 410 as the organisation is set", async () => {
      await world.guessing({ deleteStatus: 200, readDeleted: 404, deleteDeleted: 410 }, async () => {
        const id = await world.publish(inboundYaml("Line"));
        expect((await world.me.call("DELETE", flow(id))).status).to.equal(200);
        expect((await world.me.call("GET", flow(id))).status).to.equal(404);
        expect((await world.me.call("DELETE", flow(id))).status).to.equal(410);
      });
    });

    it("is refused for a module that a published flow calls, until that one is gone", async () => {
      const module = await world.publish(moduleYaml("Digit"));
      const line = await world.publish(callerYaml("Line", "Digit"));
      expect(await told(world.me.call("DELETE", flow(module)))).to.deep.equal([
        409,
        "architect.flow.cannot.delete.used.in.flows",
      ]);
      await world.guessing({ deleteInUseCode: "architect.dependency.object.in.use" }, async () => {
        expect((await world.me.call("DELETE", flow(module))).body.code).to.equal(
          "architect.dependency.object.in.use",
        );
      });
      await world.me.call("DELETE", flow(line));
      expect((await world.me.call("DELETE", flow(module))).status).to.equal(204);
    });

    it("takes several at once, in whatever order, and says when one of them stays", async () => {
      const module = await world.publish(moduleYaml("Digit"));
      const line = await world.publish(callerYaml("Line", "Digit"));
      const both = await world.me.call<Models.Operation>("DELETE", `/api/v2/flows?id=${module},${line}`);
      expect(both.body).to.include({ actionName: "DELETE", complete: true });
      expect(await world.org.control.flows()).to.deep.equal([]);
      expect(await told(world.me.call("DELETE", `/api/v2/flows?id=${line}`))).to.deep.equal([
        400,
        "architect.batch.delete.failed",
      ]);
    });
  });

  it("leaves a flow that failed its first publish only where the organisation is set so", async () => {
    const endless = inboundYaml("Endless", [{ playAudio: { name: "Say", audio: { tts: "Hello." } } }]);
    await world.guessing({ failedCreateLeavesFlow: true, failedJobNamesFlow: true }, async () => {
      const job = await world.me.job(await world.me.upload(endless));
      const [left] = await world.org.control.flows();
      expect(left).to.include({ name: "Endless", publishedVersion: null, active: false });
      expect(job).to.include({ status: "Failure" });
      expect(job.flow?.id).to.equal(left?.id);
    });
  });

  it("names the flow of a running job early only where the organisation is set so", async () => {
    const id = await world.publish(inboundYaml("Line"));
    await world.org.control.settings({ jobMs: 1_000 });
    const running = async () => world.me.job(await world.me.upload(inboundYaml("Line")));
    expect(await running())
      .to.include({ status: "Started" })
      .and.not.have.property("flow");
    await world.guessing({ jobNamesFlow: "running" }, async () => {
      expect((await running()).flow).to.include({ id });
    });
    await world.org.control.settings({ jobMs: 0 });
  });

  it("keeps a history that is asked for in one call and read in another", async () => {
    const id = await world.publish(inboundYaml("Line"));
    await act("checkout", id);
    const { body } = await world.me.call<Models.Operation>("POST", `${flow(id)}/history`);
    expect(body).to.include({ actionName: "HISTORY" });
    const path = `${flow(id)}/history/${body.id ?? ""}`;
    const { body: history } = await world.me.call<Models.HistoryListing>("GET", path);
    expect(history.entities?.map(({ action }) => action)).to.deep.equal(["CHECKOUT", "PUBLISH", "CREATE"]);
    const { body: published } = await world.me.call<Models.HistoryListing>("GET", `${path}?action=publish`);
    expect(published.entities).to.have.length(1);
    expect((await world.me.call("GET", `${flow(id)}/history/unknown`)).status).to.equal(404);
  });

  it("validates a flow that is there, and has no dry run for one that is not", async () => {
    const id = await world.publish(inboundYaml("Line"));
    const validate = async (reference: Models.ArchitectFlowReference) => {
      const { body } = await world.me.call<Models.RegisterArchitectValidateJobResponse>(
        "POST",
        "/api/v2/flows/validate/jobs",
        { flows: [{ flow: reference }] },
      );
      const state = `/api/v2/flows/validate/jobs/${body.id ?? ""}?expand=messages`;
      return (await world.me.call<Models.ArchitectValidateJobStateResponse>("GET", state)).body;
    };
    expect(await validate({ id })).to.include({ status: "Success", command: "Validate" });
    const missing = await validate({ name: "Nobody", type: "INBOUNDCALL" });
    expect(missing.status).to.equal("Failure");
    expect(JSON.stringify(missing.messages)).to.contain(
      "the flow named 'Nobody' of type 'inboundcall' does not exist.",
    );
  });
});
