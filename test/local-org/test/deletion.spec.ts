import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";
import { flowPath, told, useTestOrganization } from "./testOrganization";

describe("removing flows", () => {
  const world = useTestOrganization();
  const { read, act } = world;

  describe("deactivation", () => {
    it("disables a flow until the next publish", async () => {
      const id = await world.publish(inboundYaml("Line"));
      expect((await act("deactivate", id)).body).to.include({ active: false });
      expect((await read(id)).publishedVersion).to.include({ id: "1.0" });
      await world.publish(inboundYaml("Line"));
      expect(await read(id)).to.include({ active: true });
    });

    it("hides the published version if configured", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.guessing({ deactivatedKeepsPublished: false }, async () => {
        expect((await act("deactivate", id)).body).not.to.have.property("publishedVersion");
      });
    });

    it("is refused for a flow used by an IVR", async () => {
      const id = await world.publish(inboundYaml("Line"));
      await world.org.control.objects({ ivrs: [{ name: "Front Door", flow: "Line" }] });
      expect(await told(act("deactivate", id))).to.deep.equal([
        409,
        "architect.flow.cannot.deactivate.used.in.ivr.configs",
      ]);
      expect(await told(world.me.call("DELETE", flowPath(id)))).to.deep.equal([
        409,
        "architect.flow.cannot.delete.used.in.ivr.configs",
      ]);
    });
  });

  describe("deletion", () => {
    it("returns no body and is a soft delete", async () => {
      const id = await world.publish(inboundYaml("Line"));
      const gone = await world.me.call("DELETE", flowPath(id));
      expect([gone.status, gone.text]).to.deep.equal([204, ""]);
      expect(await told(world.me.call("GET", flowPath(id)))).to.deep.equal([410, "architect.flow.deleted"]);
      expect(await told(world.me.call("DELETE", flowPath(id)))).to.deep.equal([
        404,
        "architect.flow.not.found",
      ]);
      expect((await world.me.call<Models.Flow>("GET", `${flowPath(id)}?deleted=true`)).body).to.include({
        deleted: true,
      });
      expect(await world.publish(inboundYaml("Line"))).not.to.equal(id);
      const all = "/api/v2/flows?deleted=true";
      expect((await world.me.call<Models.FlowEntityListing>("GET", all)).body.total).to.equal(2);
    });

    it("answers 200, 404 and 410 as configured", async () => {
      await world.guessing({ deleteStatus: 200, readDeleted: 404, deleteDeleted: 410 }, async () => {
        const id = await world.publish(inboundYaml("Line"));
        expect((await world.me.call("DELETE", flowPath(id))).status).to.equal(200);
        expect((await world.me.call("GET", flowPath(id))).status).to.equal(404);
        expect((await world.me.call("DELETE", flowPath(id))).status).to.equal(410);
      });
    });

    it("is refused for a module while a published flow calls it", async () => {
      const module = await world.publish(moduleYaml("Digit"));
      const line = await world.publish(callerYaml("Line", "Digit"));
      expect(await told(world.me.call("DELETE", flowPath(module)))).to.deep.equal([
        409,
        "architect.flow.cannot.delete.used.in.flows",
      ]);
      await world.guessing({ deleteInUseCode: "architect.dependency.object.in.use" }, async () => {
        expect((await world.me.call("DELETE", flowPath(module))).body.code).to.equal(
          "architect.dependency.object.in.use",
        );
      });
      await world.me.call("DELETE", flowPath(line));
      expect((await world.me.call("DELETE", flowPath(module))).status).to.equal(204);
    });

    it("accepts several flows in any order and reports those kept", async () => {
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
});
