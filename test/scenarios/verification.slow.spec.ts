import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import type { FlowApiName } from "../provider/flowApis";
import { speaks } from "../provider/documents";
import { moduleAndTwoFlows } from "./programs";
import { e2e, type TestStack } from "./testStack";

/**
 * Runs the script of examples/verify as its README describes: in the folder of the stack, with its export on
 * stdin. (Not by npx, which would look on the network for a newer npm.)
 */
function verifyScript({
  org,
  engine,
  folder,
}: TestStack): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", resolve(__dirname, "../../examples/verify/verify.ts")],
      {
        cwd: folder,
        // The address and the API come with the export; secrets do not.
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          GENESYSCLOUD_GATEWAY_URL: org.url,
          GENESYSCLOUD_OAUTHCLIENT_ID: "local",
          GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
        },
      },
      (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
    );
    child.stdin?.end(JSON.stringify(engine.exportState()));
  });
}

const REFERENCE = `
const collector = new FlowModule("collector", {
  name: "Collector",
  document: flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) }),
});
const line = new InboundFlow("line", {
  name: "Line",
  document: flow.document({ start: flow.invokeSubFlow({ module: collector }, { default: "bye" }), bye: flow.disconnect() }),
});
exports.reference = verifyFlowReferencesModule(line, collector);
`;

for (const flowApi of ["architect", "document"] as FlowApiName[]) {
  const config = { "genesyscloud:flowApi": flowApi };
  const live = flowApi === "document";
  describe(`with genesyscloud:flowApi ${flowApi}`, () => {
    e2e(
      "shared-module is deployed, changed, verified, refreshed and destroyed",
      async (world) => {
        const { org, engine, folder } = world;
        const up = await engine.up();
        expect(up.exitCode, up.output).to.equal(0);
        const program = join(folder, "index.ts");
        await writeFile(program, (await readFile(program, "utf8")).replace("maxDigits: 1", "maxDigits: 2"));
        const changed = await engine.up();
        expect(changed.exitCode, changed.output).to.equal(0);
        expect(changed.changes).to.include({ update: live ? 1 : 3 });

        const version = live ? 1 : 2;
        expect(await verifyScript(world)).to.deep.equal({
          code: 0,
          out: [1, 2]
            .map((n) => `InboundFlow_${n}, version ${version}\n  SharedDTMFCollector: version 2\n`)
            .join(""),
          err: "",
        });

        const refresh = await engine.refresh({ expectNoChanges: true });
        expect(refresh.exitCode, refresh.output).to.equal(0);
        const destroy = await engine.destroy();
        expect(destroy.exitCode, destroy.output).to.equal(0);
        expect(await org.control.flows()).to.deep.equal([]);
      },
      { example: "shared-module", config, ...(live && { flowApi: "document" as const }) },
    );

    e2e(
      "a program outputs its published references, unknown in a preview",
      async ({ org, engine, program }) => {
        await program(REFERENCE);
        const preview = await engine.preview();
        expect(preview.exitCode, preview.output).to.equal(0);
        expect(preview.outputs).to.deep.equal({ reference: "[unknown]" });
        expect(await org.control.journal()).to.deep.equal([]);
        const up = await engine.up();
        expect(up.exitCode, up.output).to.equal(0);
        const reference = up.outputs.reference as Record<string, unknown>;
        expect(reference).to.include({ references: true, moduleVersion: 1, flowVersion: 1 });
        expect(reference.reason).to.be.a("string").that.includes('"Line"').and.includes('"Collector"');
      },
      { config, ...(live && { flowApi: "document" as const }) },
    );
  });
}

describe("the script of examples/verify", () => {
  e2e("lists old and missing references, and exits with an error", async (world) => {
    const { org, engine, program } = world;
    await program(moduleAndTwoFlows());
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    const idOf = async (name: string) =>
      (await org.control.flows()).find((one) => one.name === name)?.id ?? "";
    // Someone publishes the module in Architect, and someone else removes it from the second flow.
    await org.control.editDocument(await idOf("Collector"), speaks("Hello."));
    await org.control.editDocument(await idOf("Inbound_2"), speaks("Goodbye."));

    const { code, out, err } = await verifyScript(world);
    expect(err).to.equal("");
    expect(out).to.match(
      /^Inbound_1, version 1\n {2}Collector: version 1, BEHIND 2\nInbound_2, version 2\n {2}MISSING: .*does not reference the flow module "Collector"/,
    );
    expect(code).to.equal(1);
  });
});
