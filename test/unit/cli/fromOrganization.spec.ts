import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "#cli/run";
import type { ImportedResource } from "#cli/importFile";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { startProvider } from "../../provider/providerClient";
import { askDigitYaml, mainLineYaml } from "../codegen/flowFiles";

describe("codegen --from-org", () => {
  let org: LocalOrg;
  let folder = "";
  beforeEach(async () => {
    org = await startLocalOrg({ jobMs: 0 });
    await org.control.objects({ queues: ["Sales"] });
    folder = mkdtempSync(join(tmpdir(), "from-org-"));
  });
  afterEach(async () => {
    await org.stop();
    rmSync(folder, { recursive: true });
  });

  const env = () => ({
    GENESYSCLOUD_GATEWAY_URL: org.url,
    GENESYSCLOUD_OAUTHCLIENT_ID: "local",
    GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
  });

  async function play(...names: string[]): Promise<{ code: number; out: string; said: string }> {
    const [out, said]: [string[], string[]] = [[], []];
    const code = await run(["codegen", "--from-org", "--force", ...names], {
      stdout: (text) => out.push(text),
      stderr: (line) => said.push(line),
      env: env(),
      folder,
    });
    return { code, out: out.join(""), said: said.join("\n") };
  }

  /** Publishes the module and its caller to the organization from files. */
  async function publishBoth(): Promise<void> {
    const door = await startProvider(org);
    try {
      await door.module.create({ name: "Ask digit", description: "Asks for a digit.", yaml: askDigitYaml });
      await door.inboundFlow.create({ name: "Main line", yaml: mainLineYaml, enabled: true });
    } finally {
      await door.close();
    }
  }

  const importFile = () =>
    (JSON.parse(readFileSync(join(folder, "import.json"), "utf8")) as { resources: ImportedResource[] })
      .resources;

  it("writes a program and an import file for a flow and its module", async () => {
    await publishBoth();
    const { code, out, said } = await play("Main line");
    expect(code, said).to.equal(0);
    expect(said).to.include("Organization: Local Organization");
    expect(said).to.include('[1/1] inbound flow "Main line", version 1.0');
    expect(said).to.include('[1/1] flow module "Ask digit", version 1.0');
    expect(out).to.include("pulumi import --file import.json --generate-code=false --protect=false");
    const program = readFileSync(join(folder, "index.ts"), "utf8");
    expect(program).to.include('const askDigit = new FlowModule("Ask-digit"').and.include("module: askDigit");

    const live = await org.control.flows();
    const [module, caller] = importFile();
    const idOf = (name: string) => live.find((flow) => flow.name === name)?.id;
    expect(module).to.include({
      type: "pulumi-nodejs:dynamic/genesyscloud:FlowModule",
      name: "Ask-digit",
      id: idOf("Ask digit"),
    });
    expect(module?.outputs).to.include({
      name: "Ask digit",
      publishedVersion: "1.0",
      version: 1,
      type: "module",
    });
    expect(module?.outputs.__provider).to.equal(module?.inputs.__provider);
    expect(caller).to.include({ type: "pulumi-nodejs:dynamic/genesyscloud:InboundFlow", name: "Main-line" });
    expect(caller?.inputs.enabled).to.equal(true);
    expect(caller?.inputs.moduleVersions).to.deep.equal({ [module?.id ?? ""]: 1 });
    expect(caller?.outputs.moduleVersions).to.deep.equal({ [module?.id ?? ""]: 1 });
    // A client that only exports flows has published nothing.
    expect(live.map(({ publishedVersion }) => publishedVersion)).to.deep.equal(["1.0", "1.0"]);
  });

  it("imports flows without differences or further API calls", async () => {
    await publishBoth();
    await play("Main line");
    const door = await startProvider(org);
    try {
      await org.control.clearJournal();
      for (const { type, id, inputs, outputs } of importFile()) {
        const verbs = type.endsWith("FlowModule") ? door.module : door.inboundFlow;
        const { __provider: line, ...plain } = inputs as Record<string, never>;
        const checked = await verbs.check(plain);
        expect(checked.failures).to.deep.equal([]);
        expect(await verbs.diff(id, { ...outputs, __provider: line } as never, checked.inputs)).to.deep.equal(
          {
            changes: false,
            replaces: [],
          },
        );
      }
      expect(await org.control.journal()).to.deep.equal([]);
    } finally {
      await door.close();
    }
  });

  it("names the caller that uses an older version of a module", async () => {
    await publishBoth();
    const module = (await org.control.flows()).find(({ name }) => name === "Ask digit");
    await org.control.edit(module?.id ?? "", askDigitYaml.replace("Asks for", "Wants"));
    const { code, said } = await play("Main line");
    expect(code).to.equal(0);
    expect(said).to.include(
      '"Main line" runs version 1 of the module "Ask digit", whose published version is 2: the first preview shows its update.',
    );
  });

  it("reports every name that does not exist, and writes nothing", async () => {
    const { code, said } = await play("Main line", "Support line");
    expect(code).to.equal(1);
    expect(said)
      .to.include('named "Main line"')
      .and.include('named "Support line"')
      .and.include("Nothing was written.");
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("sends no request if it cannot write the output", async () => {
    writeFileSync(join(folder, "import.json"), "mine");
    const said: string[] = [];
    const code = await run(["codegen", "--from-org", "Main line"], {
      stdout: () => undefined,
      stderr: (line) => said.push(line),
      env: env(),
      folder,
    });
    expect(code).to.equal(1);
    expect(said.join()).to.include("import.json: exists already");
    expect(await org.control.journal()).to.deep.equal([]);
  });

  it("names the setting to check if the client is refused", async () => {
    const said: string[] = [];
    const code = await run(["codegen", "--from-org", "Main line"], {
      stdout: () => undefined,
      stderr: (line) => said.push(line),
      env: { ...env(), GENESYSCLOUD_OAUTHCLIENT_SECRET: "wrong" },
      folder,
    });
    expect(code).to.equal(1);
    expect(said.join()).to.include("GENESYSCLOUD_OAUTHCLIENT_SECRET").and.not.include('wrong"');
    expect(said.join()).not.to.match(/\n\s+at /);
  });
});
