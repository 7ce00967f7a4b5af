import { expect } from "chai";
import { PulumiCli } from "./cli";
import { findCli } from "./cliCommand";
import type { Engine } from "./engine";
import { RecorderStack } from "./recorderStack";
import { StandInEngine } from "./standIn";

const PROGRAM = `const pulumi = require("@pulumi/pulumi");
const { Thing } = require("recorder");
const a = new Thing("a", { value: pulumi.secret("hush") });
new Thing("b", { value: a.id });
exports.value = a.value;
`;

describe("a stack's state", () => {
  if (!findCli()) {
    it(
      "moves between the stand-in and the Pulumi CLI where one is on PATH or named by PULUMI_CLI: there is none here",
    );
    return;
  }

  /** Deploys with one engine and continues with the other: nothing may change, and destroy must find all. */
  const moves = async (first: (stack: RecorderStack) => Engine, second: (stack: RecorderStack) => Engine) => {
    const stack = new RecorderStack();
    try {
      stack.writeProgram(PROGRAM);
      const up = await first(stack).up();
      expect(up.exitCode, up.output).to.equal(0);
      const next = second(stack);
      next.importState(up.state);
      const preview = await next.preview({ refresh: true });
      expect(preview.changes, preview.output).to.deep.equal({ same: 3 });
      const destroy = await next.destroy();
      expect(destroy.exitCode, destroy.output).to.equal(0);
      expect(stack.cloud).to.deep.equal({});
    } finally {
      stack.remove();
    }
  };
  const standIn = (stack: RecorderStack) => new StandInEngine(stack.options());
  const cli = (stack: RecorderStack) => new PulumiCli({ ...stack.options(), stateDir: `${stack.dir}/cli` });

  it("moves from the stand-in to the Pulumi CLI", () => moves(standIn, cli));
  it("moves from the Pulumi CLI to the stand-in", () => moves(cli, standIn));
});
