import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onStandIn, until } from "./onEngines";
import { StandInEngine } from "./standIn";

const childrenOf = (pid: number): string[] =>
  execFileSync("ps", ["-A", "-o", "ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => Number(/^\s*(\d+)/.exec(line)?.[1]) === pid && !line.includes("ps -A"));

describe("stand-in engine", () => {
  onStandIn("leaves no process behind after success or failure", async ({ engine, program }) => {
    const before = childrenOf(process.pid).length;
    program('new Thing("a", {});');
    await engine.up();
    program("process.exit(1);");
    await engine.up();
    program("setInterval(() => undefined, 1000);");
    const stopper = new AbortController();
    const hanging = engine.preview({ signal: stopper.signal });
    setTimeout(() => stopper.abort(), 500);
    await hanging;
    expect(childrenOf(process.pid)).to.have.length(before);
  });

  onStandIn("destroys without the program", async ({ engine, program, stack }) => {
    program('new Thing("a", {});');
    await engine.up();
    rmSync(join(stack.dir, "index.js"));
    const destroy = await engine.destroy();
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(engine.exportState().deployment.resources).to.be.undefined;
  });

  onStandIn("writes its state as one file, without plain secrets", async ({ engine, program, stack }) => {
    program('const a = new Thing("a", { value: pulumi.secret("hush") }); exports.value = a.value;');
    await engine.up();
    const folder = join(stack.dir, "state/rec");
    expect(readdirSync(folder)).to.deep.equal(["dev.json"]);
    const written = readFileSync(join(folder, "dev.json"), "utf8");
    expect(JSON.parse(written)).to.deep.equal(engine.exportState());
    // The recorder copies every value into an output of another name, which stays plain, as with the real
    // engine.
    expect(written.replaceAll("a:hush", "")).not.to.include("hush");
  });

  onStandIn(
    "saves each created resource before the next one is started",
    async ({ engine, program, stack }) => {
      program('const a = new Thing("a", {}); new Thing("b", { value: a.id, slowMs: 400 });');
      const run = engine.up();
      await until(() => stack.sawCall("create", "b"));
      const { resources = [], pending_operations: pending = [] } = engine.exportState().deployment;
      expect(resources.map(({ id }) => id)).to.include("a-1");
      expect(pending.map(({ resource }) => resource.urn.split("::").at(-1))).to.deep.equal(["b"]);
      await run;
    },
  );

  onStandIn("passes only the given environment to programs", async ({ engine, program }) => {
    process.env.STAND_IN_LEAK = "leaked";
    try {
      program(
        "exports.leak = process.env.STAND_IN_LEAK ?? 'none'; exports.path = process.env.PATH !== undefined;",
      );
      expect((await engine.preview()).outputs).to.deep.equal({ leak: "none", path: true });
    } finally {
      delete process.env.STAND_IN_LEAK;
    }
  });

  onStandIn("shows a provider's output under the stack", async ({ engine, program, stack }) => {
    const provider = join(stack.dir, "node_modules/recorder/provider.js");
    const source = readFileSync(provider, "utf8");
    writeFileSync(provider, `${source}\nconsole.log("from stdout"); console.error("from stderr");\n`);
    program('new Thing("a", {});');
    const { diagnostics, output } = await engine.preview();
    expect(diagnostics).to.deep.include({ severity: "info", message: "from stdout" });
    expect(diagnostics).to.deep.include({ severity: "info#err", message: "from stderr" });
    expect(output).to.match(/pulumi:pulumi:Stack \(rec-dev\):\n( {4}.*\n)* {4}from stdout/);
  });

  onStandIn("runs TypeScript programs from the folder in `main`", async ({ stack }) => {
    mkdirSync(join(stack.dir, "apps/ivr"), { recursive: true });
    writeFileSync(join(stack.dir, "Pulumi.yaml"), "name: rec\nruntime: nodejs\nmain: apps/ivr\n");
    writeFileSync(join(stack.dir, "apps/ivr/package.json"), '{ "name": "ivr", "main": "index.ts" }\n');
    writeFileSync(join(stack.dir, "apps/ivr/tsconfig.json"), '{ "compilerOptions": { "strict": true } }\n');
    const program =
      "const folder: string = process.cwd();\nexport const here = folder.endsWith('apps/ivr');\n";
    writeFileSync(join(stack.dir, "apps/ivr/index.ts"), program);
    const options = stack.options();
    const env = { ...options.env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const up = await new StandInEngine({ ...options, env }).up();
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.outputs).to.deep.equal({ here: true });
  });

  onStandIn("reports unsupported features", async ({ engine, program }) => {
    program('new pulumi.StackReference("organization/other/dev");');
    const preview = await engine.preview();
    expect(preview.exitCode).to.equal(1);
    expect(preview.output).to.include("The stand-in engine");
  });

  onStandIn("does not open a stack with another passphrase", async ({ engine, program, stack }) => {
    program('new Thing("a", { value: pulumi.secret("hush") });');
    await engine.up();
    const options = stack.options();
    const env = { ...options.env, PULUMI_CONFIG_PASSPHRASE: "another" };
    const refusal = await new StandInEngine({ ...options, env })
      .preview()
      .catch((error: Error) => error.message);
    expect(refusal).to.include("PULUMI_CONFIG_PASSPHRASE");
  });

  onStandIn("prints a readable run", async ({ engine, program }) => {
    program('const a = new Thing("a", { value: "1" }); exports.version = a.version;');
    await engine.up();
    program(
      'const a = new Thing("a", { value: "2", more: [1] }); exports.version = a.version; new Thing("b", {});',
    );
    const lines: string[] = [];
    const up = await engine.up({ onOutput: (line) => lines.push(line) });
    expect(lines.join("\n").trimEnd()).to.equal(up.output.trimEnd());
    expect(up.output.replaceAll(/\d+(\.\d+)?s/g, "0s")).to.equal(
      [
        "Updating (dev):",
        "",
        ...[
          " ~  pulumi-nodejs:dynamic/recorder:Thing a updated (0s) [diff: +more,~value]",
          " +  pulumi-nodejs:dynamic/recorder:Thing b created (0s)",
        ].sort(() => (up.operations.findIndex(({ op }) => op === "create") > 2 ? 1 : -1)),
        "",
        "Outputs:",
        "  ~ version: 1 => 2",
        "",
        "Resources:",
        "    + 1 created",
        "    ~ 1 updated",
        "    2 changes. 1 unchanged",
        "",
        "Duration: 0s",
        "",
      ].join("\n"),
    );
  });
});
