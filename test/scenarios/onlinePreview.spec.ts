import { expect } from "chai";
import { e2e } from "./testStack";

const line = (queue: string): string => `
const line = new InboundFlow("line", {
  name: "Line",
  document: flow.document({
    start: flow.transferToAcd({ queue: "${queue}" }, { failure: "bye" }),
    bye: flow.disconnect(),
  }),
});`;

describe("a preview that asks the organization", () => {
  e2e(
    "fails for a misspelt queue, with its place and the nearest name",
    async ({ org, engine, program }) => {
      await org.control.objects({ queues: ["Sales"] });
      await program(line("Slaes"));
      const refused = await engine.preview();
      expect(refused.exitCode).to.not.equal(0);
      expect(refused.output).to.match(
        /entry "start", parameters\.queue: queue "Slaes"; did you mean "Sales"\?/,
      );
      await program(line("Sales"));
      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
    },
    { config: { "genesyscloud:checkOnline": "true" } },
  );

  e2e("finds flows that others manage by getFlow, and fails for one that does not exist", async (stack) => {
    const { engine, program } = stack;
    const found = (name: string): string =>
      `exports.found = require("pulumi-genesyscloud").getFlow({ name: "${name}", type: "inboundcall" });`;
    await program(
      `new InboundFlow("line", { name: "Line", document: flow.document({ start: flow.disconnect() }) });`,
    );
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    await program(found("Lime"));
    const missing = await engine.preview();
    expect(missing.exitCode).to.not.equal(0);
    expect(missing.output).to.include('no inbound flow named "Lime"');
    await program(found("Line"));
    const preview = await engine.preview();
    expect(preview.exitCode, preview.output).to.equal(0);
  });
});
