import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { e2e, type TestStack } from "./testStack";

/** Deploys an example, sees that nothing is left to do, and takes it down again. */
async function deploys({ org, engine }: TestStack): Promise<void> {
  await org.control.objects({ queues: ["Sales", "Support"] });
  const up = await engine.up();
  expect(up.exitCode, up.output).to.equal(0);
  const preview = await engine.preview({ expectNoChanges: true });
  expect(preview.exitCode, preview.output).to.equal(0);
  const destroy = await engine.destroy();
  expect(destroy.exitCode, destroy.output).to.equal(0);
  expect(await org.control.flows()).to.deep.equal([]);
}

describe("the examples", () => {
  e2e("typed-ivr runs", deploys, { example: "typed-ivr" });
  e2e("pipeline runs", deploys, { example: "pipeline" });

  e2e(
    "shared-module is the same stack in both spellings",
    async ({ org, engine, folder }) => {
      expect((await engine.up()).exitCode).to.equal(0);
      expect(await org.control.flows()).to.have.length(3);
      await copyFile(join(folder, "with-builders.ts"), join(folder, "index.ts"));
      const preview = await engine.preview({ expectNoChanges: true });
      expect(preview.exitCode, preview.output).to.equal(0);
    },
    { example: "shared-module" },
  );
});
