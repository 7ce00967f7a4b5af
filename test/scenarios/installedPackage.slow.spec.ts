import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { LINE, round } from "./components";
import { installPackage, type InstalledProject } from "./installedPackage";
import { e2e } from "./testStack";

/** What `pulumi new typescript` writes. */
const PULUMI_NEW = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
  // Its default, said here because that is what this is about.
  skipLibCheck: false,
};
const NODE_NEXT = { strict: true, target: "es2022", module: "nodenext", skipLibCheck: false };

/** A program in the style of modules of today, also as plain JavaScript. It runs under Pulumi's mocks. */
const UNDER_MOCKS = `import * as pulumi from "@pulumi/pulumi";
import { Flow, FlowModule, InboundFlow, flow } from "pulumi-genesyscloud";
import { checkDocument, mocks, simulateCall } from "pulumi-genesyscloud/testing";

await pulumi.runtime.setMocks(mocks(), "ivr", "dev", false);
class Line extends pulumi.ComponentResource {
  constructor(name) {
    super("acme:flows:Line", name);
    const options = { parent: this };
    const module = new FlowModule("ask", { document: flow.document({ start: flow.collectInput() }) }, options);
    const document = flow.document({ start: flow.invokeSubFlow({ module }) });
    this.lines = ["day", "night"].map((one) => new InboundFlow(one, { document }, options));
    this.registerOutputs();
  }
}
const document = flow.document({ start: flow.playAudio({ audio: "Hello." }) });
if (checkDocument(document, { kind: "inboundCall" }).length > 0) throw new Error("it has problems");
const said = simulateCall(document).toString();
const hold = new Flow("hold", { yaml: "inqueueCall:\\n  name: Hold\\n" });
pulumi.all([...new Line("acme").lines.map(({ id }) => id), hold.id]).apply((ids) => {
  console.log(JSON.stringify({ flows: ids.length, heard: said.includes("Hello.") }));
});
`;

const EXAMPLES = resolve(__dirname, "../../examples");

for (const pulumi of ["3.216.0", "3.248.0"]) {
  describe(`the installed package beside @pulumi/pulumi ${pulumi}`, () => {
    let project: InstalledProject;
    before(async () => {
      project = await installPackage(pulumi);
      await project.write({
        "index.ts": await readFile(`${EXAMPLES}/shared-module/with-builders.ts`, "utf8"),
        "check.mjs": UNDER_MOCKS,
        "check.mts": UNDER_MOCKS.replace(
          "extends pulumi.ComponentResource {",
          "$&\n  lines: InboundFlow[];",
        ).replace("(name)", "(name: string)"),
      });
    });
    after(() => project.remove());

    it("compiles in a project of `pulumi new typescript`", async () => {
      expect(await project.tsc(PULUMI_NEW, ["index.ts"])).to.deep.equal({ status: 0, output: "" });
    });

    it("compiles as CommonJS and as ES modules under nodenext", async () => {
      expect(await project.tsc(NODE_NEXT, ["index.ts", "check.mts"])).to.deep.equal({
        status: 0,
        output: "",
      });
    });

    it("does not compile with a mistake", async () => {
      await project.write({
        "wrong.ts": 'import { flow } from "pulumi-genesyscloud";\nflow.playAudio({ audioo: "" });\n',
      });
      const { status, output } = await project.tsc(PULUMI_NEW, ["wrong.ts"]);
      expect([status, output]).to.satisfy(
        ([code, text]: [number, string]) => code !== 0 && text.includes("audioo"),
      );
    });

    it("runs from plain JavaScript modules, with components under mocks", async () => {
      const { status, output } = await project.node("check.mjs");
      expect([status, output]).to.deep.equal([0, '{"flows":3,"heard":true}\n']);
    });

    e2e(
      "deploys components",
      async (stack) => {
        await stack.program(`${LINE} new Line("acme");`);
        await round(stack);
        const destroy = await stack.engine.destroy();
        expect(destroy.exitCode, destroy.output).to.equal(0);
      },
      { nodeModules: () => join(project.folder, "node_modules") },
    );
  });
}
