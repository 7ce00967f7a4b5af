import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { equalYamlFiles } from "#language/architect/yamlFile";
import { run } from "#cli/run";
import type { ImportedResource } from "#cli/importFile";
import { askDigitYaml, mainLineYaml } from "../unit/codegen/flowFiles";
import { findCli, PulumiCli, type Engine } from "../engine";
import { e2e, type TestStack } from "./testStack";

/** Runs the package's command in the project's folder, with the settings of the stack. */
async function command(
  { org, folder }: TestStack,
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await run(args, {
    stdout: (text) => lines.push(text),
    stderr: (line) => lines.push(line),
    env: {
      GENESYSCLOUD_GATEWAY_URL: org.url,
      GENESYSCLOUD_OAUTHCLIENT_ID: "local",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
    },
    folder,
  });
  return { code, said: lines.join("\n") };
}

/** Makes the generated program the stack's program. */
async function useProgram(folder: string): Promise<void> {
  const program = await readFile(join(folder, "generated/index.ts"), "utf8");
  // Another spec type-checks such programs.
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  await writeFile(join(folder, "index.js"), outputText);
}

/** Whether the CLI accepts a resource's whole state in an import file. */
function takesState({ version }: { version: string }): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 254);
}

/**
 * Imports the flows of an import file into a stack whose state no longer has them. If the CLI's `pulumi
 * import` cannot do that, writes them into the state as it would.
 */
async function bringIn(engine: Engine, file: string): Promise<void> {
  const { version, deployment } = engine.exportState();
  const cli = engine instanceof PulumiCli ? findCli() : undefined;
  if (engine instanceof PulumiCli && cli && takesState(cli)) {
    engine.importState({ version, deployment: { ...deployment, resources: [] } });
    const imported = await engine.importResources(file);
    expect(imported.exitCode, imported.output).to.equal(0);
    expect(imported.output).not.to.include("warning");
    return;
  }
  const { resources } = JSON.parse(await readFile(file, "utf8")) as { resources: ImportedResource[] };
  const known = (deployment.resources ?? []).map((resource) => {
    const one = resources.find(({ type, name }) => resource.urn.endsWith(`${type}::${name}`));
    if (one === undefined) return resource;
    const { urn, type, custom, parent, provider } = resource;
    const { id, inputs, outputs } = one;
    return { urn, type, custom, parent, provider, id, inputs, outputs };
  });
  // An import file contains JSON, as the state does.
  engine.importState({
    version,
    deployment: { ...deployment, resources: known as typeof deployment.resources },
  });
}

describe("a generated program", () => {
  e2e("from files publishes their content", async (world) => {
    const { org, engine, folder } = world;
    await org.control.objects({ queues: ["Sales"] });
    await writeFile(join(folder, "ask.yaml"), askDigitYaml);
    await writeFile(join(folder, "main.yaml"), mainLineYaml);
    const generated = await command(world, "codegen", "--out", "generated", "main.yaml", "ask.yaml");
    expect(generated.code, generated.said).to.equal(0);
    await useProgram(folder);

    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    const flows = await org.control.flows();
    const published = (name: string) => ({ yaml: flows.find((flow) => flow.name === name)?.content ?? "" });
    expect(equalYamlFiles("module", published("Ask digit"), { yaml: askDigitYaml })).to.equal(true);
    expect(equalYamlFiles("inboundCall", published("Main line"), { yaml: mainLineYaml })).to.equal(true);
  });

  e2e("from an organization adopts its flows without a publish", async (world) => {
    const { org, engine, folder } = world;
    await org.control.objects({ queues: ["Sales"] });
    await writeFile(join(folder, "ask.yaml"), askDigitYaml);
    await writeFile(join(folder, "main.yaml"), mainLineYaml);
    await command(world, "codegen", "--out", "generated", "main.yaml", "ask.yaml");
    await useProgram(folder);
    expect((await engine.up()).exitCode).to.equal(0);
    const before = await org.control.flows();

    const exported = await command(
      world,
      "codegen",
      "--out",
      "generated",
      "--force",
      "--from-org",
      "Main line",
    );
    expect(exported.code, exported.said).to.equal(0);
    await useProgram(folder);
    await org.control.clearJournal();
    await bringIn(engine, join(folder, "generated/import.json"));

    const preview = await engine.preview({ expectNoChanges: true });
    expect(preview.exitCode, preview.output).to.equal(0);
    const up = await engine.up({ expectNoChanges: true });
    expect(up.exitCode, up.output).to.equal(0);
    expect(await org.control.journal(), "calls of import, preview and up").to.deep.equal([]);
    const refresh = await engine.refresh({ expectNoChanges: true });
    expect(refresh.exitCode, refresh.output).to.equal(0);
    expect(await org.control.flows()).to.deep.equal(before);
  });
});
