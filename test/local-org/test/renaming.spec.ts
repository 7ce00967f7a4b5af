import { expect } from "chai";
import { inboundYaml } from "./flowTexts";
import { flowPath, told, useTestOrganization } from "./testOrganization";

describe("the name of a flow", () => {
  const world = useTestOrganization();
  const { read, act } = world;

  const rename = (id: string, name?: string, type = "INBOUNDCALL") =>
    world.me.call("PUT", flowPath(id), { name, type, description: "new words" });

  it("changes under the caller's lock and keeps the id", async () => {
    const id = await world.publish(inboundYaml("Line"));
    expect(await told(rename(id, "Shop Line"))).to.deep.equal([409, "architect.flow.not.locked.by.user"]);
    expect((await act("checkout", id)).body.lockedClient).to.include({ id: "local" });
    expect((await rename(id, "Shop Line")).status).to.equal(200);
    expect(await read(id)).to.include({ id, name: "Shop Line", description: "new words" });
    expect(await world.publish(inboundYaml("Shop Line"))).to.equal(id);
    expect(await world.org.control.flows()).to.have.length(1);
  });

  it("changes without a lock if configured", async () => {
    const id = await world.publish(inboundYaml("Line"));
    await world.guessing({ renameNeedsLock: false }, async () => {
      expect((await rename(id, "Shop Line")).status).to.equal(200);
    });
  });

  it("is unique within its type", async () => {
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

  it("requires a type in the API's spelling", async () => {
    const lower = world.me.call("POST", "/api/v2/flows", { name: "Line", type: "inboundcall" });
    expect(await told(lower)).to.deep.equal([400, "invalid.value"]);
  });

  it("ignores case unless configured otherwise", async () => {
    const id = await world.publish(inboundYaml("Line"));
    expect(await world.publish(inboundYaml("LINE"))).to.equal(id);
    await world.org.control.reset();
    await world.guessing({ nameCase: "exact" }, async () => {
      const first = await world.publish(inboundYaml("Line"));
      expect(await world.publish(inboundYaml("LINE"))).not.to.equal(first);
    });
  });

  it("is refused with the platform's code for each fault", async () => {
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
    expect(await told(world.me.call("PUT", flowPath(id), { name: "Line" }))).to.deep.equal([
      400,
      `${failed}.missing.type`,
    ]);
  });

  it("is refused as taken if a job misses it in a lagging index", async () => {
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
