import { expect } from "chai";
import { signIn } from "../local-org/test/caller";
import { moduleAndTwoFlows } from "./programs";
import { e2e } from "./testStack";

const callerOf = (moduleId: string): string => `
const shared = FlowModule.get("shared", ${JSON.stringify(moduleId)});
new InboundFlow("line", {
  name: "Their line",
  document: flow.document({
    start: flow.invokeSubFlow({ module: shared }, { default: "bye" }),
    bye: flow.disconnect(),
  }),
});`;

describe("callers of a module", () => {
  e2e(
    "in another stack are listed at its change, and follow in their next up",
    async ({ org, engine, stack, program }) => {
      const theirs = stack("theirs");
      await program(moduleAndTwoFlows());
      expect((await engine.up()).exitCode).to.equal(0);
      const module = (await org.control.flows()).find(({ name }) => name === "Collector");
      await program(callerOf(module?.id ?? ""));
      const other = await theirs.up();
      expect(other.exitCode, other.output).to.equal(0);

      await program(moduleAndTwoFlows({ maxDigits: 2 }));
      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      expect(up.output).to.match(/"Their line" \([^)]*\): version 1/);
      expect(up.output).to.not.match(/"Inbound_\d" \([^)]*\): version/);

      await program(callerOf(module?.id ?? ""));
      const follow = await theirs.up();
      expect(follow.exitCode, follow.output).to.equal(0);
      const line = (await org.control.flows()).find(({ name }) => name === "Their line");
      expect(line?.modules.map(({ version }) => version)).to.deep.equal(["2.0"]);
    },
  );

  e2e("switched off or on get its new version in the same up", async ({ org, engine, program }) => {
    const write = (digits: number, enabled: boolean): Promise<void> =>
      program(`
const m = new FlowModule("m", { name: "M", document: flow.document({ start: flow.collectInput({ maxDigits: ${digits} }) }) });
new InboundFlow("line", {
  name: "Line",
  enabled: ${enabled},
  document: flow.document({ start: flow.invokeSubFlow({ module: m }, { default: "bye" }), bye: flow.disconnect() }),
});`);
    for (const [digits, enabled] of [
      [1, true],
      [2, false],
      [3, true],
    ] as const) {
      await write(digits, enabled);
      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      const line = (await org.control.flows()).find(({ name }) => name === "Line");
      expect(line?.active).to.equal(enabled);
      expect(line?.modules.map(({ version }) => version)).to.deep.equal([`${digits}.0`]);
    }
    expect((await engine.preview()).changes).to.deep.equal({ same: 3 });
  });
});

describe("a nightly drift check", () => {
  e2e(
    "ignores a publish of the same content, and reports a deactivation",
    async ({ org, engine, program }) => {
      await program(moduleAndTwoFlows());
      expect((await engine.up()).exitCode).to.equal(0);
      const somebody = await signIn(org);
      const flows = await org.control.flows();
      const line = flows.find(({ name }) => name === "Inbound_1");
      await somebody.upload(line?.content ?? "");
      await new Promise((done) => setTimeout(done, 300));
      expect((await org.control.flows()).find(({ id }) => id === line?.id)?.publishedVersion).to.equal("2.0");
      const quiet = await engine.refresh({ previewOnly: true, expectNoChanges: true });
      expect(quiet.exitCode, quiet.output).to.equal(0);

      await somebody.call("POST", `/api/v2/flows/actions/deactivate?flow=${line?.id ?? ""}`);
      const loud = await engine.refresh({ previewOnly: true, expectNoChanges: true });
      expect(loud.exitCode, loud.output).to.equal(7);
      expect(loud.output).to.include("enabled");
    },
  );
});
