import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { inboundYaml } from "./flowTexts";
import { flowPath, told, useTestOrganization } from "./testOrganization";

describe("locks and drafts", () => {
  const world = useTestOrganization();
  const { read, act } = world;
  const edited = (name: string) => inboundYaml("Line", [{ disconnect: { name } }]);

  describe("locks", () => {
    it("belong to a user or client and exclude all others", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.org.control.lock(id, "Ada");
      expect((await read(id)).lockedUser).to.include({ name: "Ada" });
      expect(await told(act("checkout", id))).to.deep.equal([409, "architect.flow.locked.by.user"]);
      expect(await told(act("publish", id))).to.deep.equal([409, "architect.flow.locked.by.user"]);
      expect(await told(act("revert", id))).to.deep.equal([409, "architect.flow.not.locked.by.user"]);
      expect(await told(world.me.call("DELETE", flowPath(id)))).to.deep.equal([
        405,
        "architect.flow.cannot.delete.user.does.not.have.lock",
      ]);
      await world.org.control.lock(id, null);
      expect((await act("checkout", id)).status).to.equal(200);
      expect((await act("checkout", id)).status, "again by the same client").to.equal(200);
    });

    it("are released by a revert, which discards the draft", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await act("checkout", id);
      await world.me.call("POST", `${flowPath(id)}/versions`, { configuration: { name: "Line" } });
      expect((await read(id)).savedVersion).to.include({ id: "1.1", type: "SAVE" });
      expect((await act("revert", id)).body).not.to.have.any.keys("lockedClient", "lockedUser");
      expect((await read(id)).savedVersion).to.include({ id: "1.0" });
    });

    it("can be broken; the draft is checked in, published or lost as configured", async () => {
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
            `${flowPath(id)}/versions`,
          );
          expect((body.entities ?? []).map((version) => version.id)).to.deep.equal(versions);
          expect((await read(id)).publishedVersion).to.include({ id: published });
        });
        await world.org.control.reset();
      }
    });

    it("stay with the client after a publish only if configured", async () => {
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
    it("become a version at check-in and run once published", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await act("checkout", id);
      expect(await told(act("checkin", id))).to.deep.equal([409, "request.conflict"]);
      const saved = await world.me.call<Models.FlowVersion>("POST", `${flowPath(id)}/versions`, {
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

    it("require the caller's lock and content", async () => {
      const id = await world.publish(inboundYaml("Line"));
      expect(
        await told(world.me.call("POST", `${flowPath(id)}/versions`, { configuration: { name: "Line" } })),
      ).to.deep.equal([409, "architect.flow.not.locked.by.user"]);
      await act("checkout", id);
      expect(await told(world.me.call("POST", `${flowPath(id)}/versions`, {}))).to.deep.equal([
        400,
        "architect.flow.data.missing",
      ]);
    });

    it("are empty for a flow that was only created", async () => {
      const { body } = await world.me.call<Models.Flow>("POST", "/api/v2/flows", {
        name: "New",
        type: "INBOUNDCALL",
      });
      expect(body).to.include({ active: false }).and.not.have.property("publishedVersion");
      expect(await told(act("publish", body.id ?? ""))).to.deep.equal([
        409,
        "architect.flow.cannot.checkin.missing.config",
      ]);
      const latest = world.me.call("GET", `${flowPath(body.id ?? "")}/latestconfiguration`);
      expect(await told(latest)).to.deep.equal([404, "flow.no.config.available"]);
    });
  });
});
