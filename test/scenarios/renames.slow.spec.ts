import { expect } from "chai";
import { moduleAndTwoFlows } from "./programs";
import { e2e } from "./testStack";

describe("a renamed module", () => {
  e2e("keeps its id, and its callers follow in the same up", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    const first = await engine.up();
    expect(first.exitCode, first.output).to.equal(0);
    const before = await org.control.flows();

    await program(moduleAndTwoFlows().replace('"Collector"', '"Digits"'));
    const preview = await engine.preview();
    expect(preview.changes, preview.output).to.include({ update: 3 });
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);

    const after = await org.control.flows();
    expect(after.map(({ id }) => id)).to.have.members(before.map(({ id }) => id));
    const module = after.find(({ type }) => type === "COMMONMODULE");
    expect(module).to.include({ name: "Digits", publishedVersion: "2.0", lockedBy: null });
    for (const caller of after.filter(({ type }) => type === "INBOUNDCALL")) {
      expect(caller.modules).to.deep.equal([{ id: module?.id, name: "Digits", version: "2.0" }]);
      expect(caller.content).to.not.include("Collector");
    }
    expect((await engine.preview()).changes).to.deep.equal({ same: 4 });
  });
});
