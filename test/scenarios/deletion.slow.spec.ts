import { expect } from "chai";
import { e2e } from "./testStack";

const shared = `
const shared = new FlowModule("shared", {
  name: "Shared",
  document: flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) }),
});
exports.id = shared.id;`;

const callerOf = (moduleId: string): string => `
new InboundFlow("line", {
  name: "Their line",
  document: flow.document({
    start: flow.invokeSubFlow({ module: FlowModule.get("shared", ${JSON.stringify(moduleId)}) }, { default: "bye" }),
    bye: flow.disconnect(),
  }),
});`;

describe("a destroy", () => {
  e2e(
    "fails while another stack's flow uses the module, then succeeds",
    async ({ org, engine, stack, program }) => {
      const theirs = stack("theirs");
      await program(shared);
      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      await program(callerOf(String(up.outputs.id)));
      const other = await theirs.up();
      expect(other.exitCode, other.output).to.equal(0);

      const refused = await engine.destroy();
      expect(refused.exitCode, refused.output).to.not.equal(0);
      expect(refused.output).to.include('"Their line"').and.include("INBOUNDCALLFLOW");
      expect(await org.control.flows()).to.have.length(2);

      expect((await theirs.destroy()).exitCode).to.equal(0);
      const destroy = await engine.destroy();
      expect(destroy.exitCode, destroy.output).to.equal(0);
      expect(await org.control.flows()).to.deep.equal([]);
    },
  );
});
