import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { e2e, type TestStack } from "./testStack";

/** Deploys an example, checks that a preview has no changes, and destroys it. */
async function deploys({ org, engine }: TestStack): Promise<void> {
  await org.control.objects({
    queues: ["Sales", "Support", "Messages"],
    dataActions: [{ integration: "Desk", name: "Notify" }],
  });
  const up = await engine.up();
  expect(up.exitCode, up.output).to.equal(0);
  const preview = await engine.preview({ expectNoChanges: true });
  expect(preview.exitCode, preview.output).to.equal(0);
  const destroy = await engine.destroy();
  expect(destroy.exitCode, destroy.output).to.equal(0);
  expect(await org.control.flows()).to.deep.equal([]);
}

describe("examples", () => {
  e2e("typed-ivr deploys", deploys, { example: "typed-ivr" });
  e2e("any-flow deploys", deploys, { example: "any-flow" });
  e2e("pipeline deploys", deploys, { example: "pipeline" });

  e2e(
    "shared-module is the same stack in both versions",
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
