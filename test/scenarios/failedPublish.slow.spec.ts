import { expect } from "chai";
import { e2e } from "./testStack";

const PROGRAM = `
const collector = new FlowModule("collector", {
  name: "Collector",
  document: flow.document({ start: flow.collectInput({ maxDigits: 1 }) }),
});
new InboundFlow("sales", {
  name: "SalesLine",
  document: flow.document({
    start: flow.invokeSubFlow({ module: collector }, { default: "toSales" }),
    toSales: flow.transferToAcd({ queue: "Sales" }),
  }),
});`;

describe("a failed publish", () => {
  e2e("shows the platform's error, and the next up continues", async ({ org, engine, program }) => {
    await program(PROGRAM);
    const failed = await engine.up();
    expect(failed.exitCode).to.not.equal(0);
    expect(failed.output).to.match(/sales/).and.to.match(/queue/i).and.to.include("Sales");
    expect(failed.output).to.not.match(/^\s+at .*\.js:\d+/m);
    expect((await org.control.flows()).map(({ name }) => name)).to.deep.equal(["Collector"]);

    await org.control.objects({ queues: ["Sales"] });
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.changes).to.deep.equal({ create: 1, same: 2 });
    expect(
      (await org.control.flows()).map(({ name, publishedVersion }) => `${name} ${publishedVersion}`),
    ).to.have.members(["Collector 1.0", "SalesLine 1.0"]);
  });
});
