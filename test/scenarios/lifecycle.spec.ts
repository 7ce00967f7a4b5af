import { expect } from "chai";
import { moduleAndTwoFlows } from "./programs";
import { e2e } from "./testStack";

describe("a module and two callers", () => {
  e2e("are previewed, deployed, unchanged, and destroyed", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    const preview = await engine.preview();
    expect(preview.exitCode, preview.output).to.equal(0);
    expect(preview.changes).to.include({ create: 4 });
    expect(await org.control.flows()).to.deep.equal([]);

    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    const flows = await org.control.flows();
    expect(flows.map(({ name }) => name)).to.have.members(["Collector", "Inbound_1", "Inbound_2"]);
    const module = flows.find(({ name }) => name === "Collector");
    for (const caller of flows.filter(({ type }) => type === "INBOUNDCALL")) {
      expect(caller.modules).to.deep.equal([{ id: module?.id, name: "Collector", version: "1.0" }]);
    }

    await org.control.clearJournal();
    const again = await engine.preview();
    expect(again.changes).to.deep.equal({ same: 4 });
    expect(await org.control.journal(), "calls of a preview without changes").to.deep.equal([]);

    const destroy = await engine.destroy();
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(await org.control.flows()).to.deep.equal([]);
  });

  e2e("are all published by an edit of the module", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    expect((await engine.up()).exitCode).to.equal(0);
    await program(moduleAndTwoFlows({ maxDigits: 2 }));

    const preview = await engine.preview();
    expect(preview.changes).to.include({ update: 3 });
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.changes).to.include({ update: 3 });
    const callers = (await org.control.flows()).filter(({ type }) => type === "INBOUNDCALL");
    expect(callers.map(({ modules }) => modules[0]?.version)).to.deep.equal(["2.0", "2.0"]);
    expect((await engine.preview()).changes).to.deep.equal({ same: 4 });
  });
});
