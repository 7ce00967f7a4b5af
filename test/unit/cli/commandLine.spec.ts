import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { run } from "#cli/run";
import { askDigitYaml, greetingYaml, mainLineYaml } from "../codegen/flowFiles";

describe("the command line", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cli-"));
    writeFileSync(join(folder, "main.yaml"), mainLineYaml);
    writeFileSync(join(folder, "ask.yaml"), askDigitYaml);
    writeFileSync(join(folder, "greeting.yaml"), greetingYaml);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const play = (...args: string[]) => playWith({}, ...args);

  async function playWith(
    env: NodeJS.ProcessEnv,
    ...args: string[]
  ): Promise<{ code: number; out: string; said: string }> {
    const [out, said]: [string[], string[]] = [[], []];
    const code = await run(args, {
      stdout: (text) => out.push(text),
      stderr: (line) => said.push(line),
      env,
      folder,
    });
    return { code, out: out.join(""), said: said.join("\n") };
  }

  const refusals: [args: string[], words: string][] = [
    [[], "A command is missing."],
    [["diagam", "main.yaml"], 'did you mean "diagram"?'],
    [["draw"], "Unknown command: draw"],
    [["--froce"], "Unknown option: --froce"],
    [["diagram"], "Give exactly one file."],
    [["diagram", "a.yaml", "b.yaml"], "Give exactly one file."],
    [["diagram", "--from-org", "a.yaml"], "Unknown option: --from-org"],
    [["codegen"], "Give the files of flows"],
    [["codegen", "--from-org"], "Give the names of flows"],
    [["codegen", "--froce", "main.yaml"], 'did you mean "--force"?'],
    [["codegen", "--out"], "The option --out needs a value."],
    [["codegen", "--force=yes", "main.yaml"], "The option --force takes no value."],
  ];
  for (const [args, words] of refusals) {
    it(`"${args.join(" ")}" is wrong usage: the usage is shown, and the exit code is 2`, async () => {
      const { code, out, said } = await play(...args);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(said).to.include(words).and.include("Usage: pulumi-genesyscloud").and.include("--help");
      expect(readdirSync(folder)).to.have.length(3);
    });
  }

  it("shows help for the program and for each command", async () => {
    const all = await play("--help");
    expect(all.code).to.equal(0);
    for (const word of ["diagram", "codegen", "--help", "--version"]) expect(all.out).to.include(word);
    const codegen = await play("codegen", "-h");
    for (const word of ["--from-org", "--out", "--force", "pulumi import"])
      expect(codegen.out).to.include(word);
    expect((await play("diagram", "--help")).out).to.include("FILE.yaml");
    expect((await play("--version")).out).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  it("draws a file, even if some values are unknown", async () => {
    const main = await play("diagram", "main.yaml");
    expect(main).to.include({ code: 0, said: "" });
    expect(main.out)
      .to.match(/^flowchart TD\n/)
      .and.include("Sales wanted");
    expect((await play("diagram", "greeting.yaml")).out).to.include("audio: greeting");
  });

  it("writes a program, and lists its files and the next steps", async () => {
    const { code, out } = await play("codegen", "--out", "stack/ivr", "main.yaml", "ask.yaml");
    expect(code).to.equal(0);
    expect(out)
      .to.include("Wrote index.ts in stack/ivr: 1 flow module, 1 inbound flow.")
      .and.include("pulumi preview");
    expect(readFileSync(join(folder, "stack/ivr/index.ts"), "utf8")).to.include("module: askDigit");
  });

  it("lists missing modules, and flows that stay YAML", async () => {
    const { said } = await play("codegen", "--out", "out", "main.yaml", "greeting.yaml");
    expect(said).to.include('note: main.yaml: calls "Ask digit", not among the files');
    expect(said).to.include("note: greeting.yaml: Kept as YAML");
    expect(readFileSync(join(folder, "out/flows/greeting.yaml"), "utf8")).to.equal(greetingYaml);
  });

  it("overwrites files only with the option", async () => {
    writeFileSync(join(folder, "index.ts"), "mine");
    const refused = await play("codegen", "main.yaml");
    expect(refused.code).to.equal(1);
    expect(refused.said)
      .to.include("index.ts: exists already, so nothing was written.")
      .and.include("--force");
    expect(readFileSync(join(folder, "index.ts"), "utf8")).to.equal("mine");
    expect((await play("codegen", "--force", "main.yaml")).code).to.equal(0);
    expect(readFileSync(join(folder, "index.ts"), "utf8")).to.include("InboundFlow");
  });

  it("explains why it cannot write to the output folder", async () => {
    const { code, said } = await play("codegen", "--out", "ask.yaml", "main.yaml");
    expect({ code, said }).to.deep.equal({
      code: 1,
      said: "ask.yaml/index.ts: cannot be written: a part of the path is a file, not a folder. Give another folder with --out.",
    });
  });

  for (const out of ["/proc/stack", "/proc/stack/ivr", "n".repeat(300)]) {
    it(`says so where nothing can be created: ${out.slice(0, 20)}`, async () => {
      const { code, said } = await play("codegen", "--out", out, "main.yaml");
      expect(code).to.equal(1);
      expect(said)
        .to.match(/index\.ts: cannot be written: [a-z]/)
        .and.include("--out");
    });
  }

  it("leaves no files behind if one cannot be written", async () => {
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out/flows"), "a file in the way");
    const { code, said } = await play("codegen", "--out", "out", "main.yaml", "greeting.yaml");
    expect(code).to.equal(1);
    expect(said).to.include("out/flows/greeting.yaml: cannot be written");
    expect(readdirSync(join(folder, "out"))).to.deep.equal(["flows"]);
  });

  it("reads a file that is given twice once", async () => {
    expect((await play("codegen", "--out", "out", "main.yaml", "main.yaml")).code).to.equal(0);
  });

  it("fails if a file does not exist", async () => {
    const { code, said } = await play("diagram", "/dev/zero");
    expect(code).to.equal(1);
    expect(said).to.match(/^\/dev\/zero: larger than/);
  });

  it("treats an empty GENESYSCLOUD_DEBUG as not set", async () => {
    const stack = /\n\s+at /;
    expect((await play("diagram", "none.yaml")).said).not.to.match(stack);
    expect((await playWith({ GENESYSCLOUD_DEBUG: "" }, "diagram", "none.yaml")).said).not.to.match(stack);
    expect((await playWith({ GENESYSCLOUD_DEBUG: "1" }, "diagram", "none.yaml")).said).to.match(stack);
  });

  it("refuses a file that is not UTF-8, with the first invalid position", async () => {
    writeFileSync(join(folder, "latin.yaml"), Buffer.from("inboundCall:\n  name: caf\xe9\n", "latin1"));
    writeFileSync(join(folder, "wide.yaml"), Buffer.from(`\uFEFF${mainLineYaml}`, "utf16le"));
    const drawn = await play("diagram", "latin.yaml");
    expect(drawn.code).to.equal(1);
    expect(drawn.said).to.match(/^latin\.yaml: line 2, column 12: the text is not UTF-8/);
    const { code, said } = await play("codegen", "latin.yaml", "wide.yaml");
    expect(code).to.equal(1);
    expect(said).to.match(
      /^latin\.yaml: line 2, column 12: the text is not UTF-8.*\nwide\.yaml: line 1, column 1: the text is not UTF-8/,
    );
  });

  it("leaves out every invalid file, and says which, with exit code 1", async () => {
    writeFileSync(join(folder, "bot.yaml"), "botflw:\n  name: Bot\n");
    writeFileSync(join(folder, "twin.yaml"), mainLineYaml);
    const { code, said } = await play(
      "codegen",
      "--out",
      "out",
      "main.yaml",
      "bot.yaml",
      "none.yaml",
      "twin.yaml",
      ".",
    );
    expect(code).to.equal(1);
    expect(said).to.include("none.yaml: there is no such file.");
    expect(said).to.include('bot.yaml: "botflw" is no known flow type; did you mean "botFlow"?');
    expect(said).to.include("twin.yaml: has the same inbound flow as main.yaml");
    expect(said).to.include(".: this is a folder").and.include("4 of 5 files were left out:");
    expect(said).not.to.match(/\n\s+at /);
    expect(readFileSync(join(folder, "out/index.ts"), "utf8")).to.include('new InboundFlow("Main-line"');
  });

  it("writes nothing if no file can be read", async () => {
    const { code, said } = await play("codegen", "--out", "none", "none.yaml");
    expect(code).to.equal(1);
    expect(said).to.include("Nothing was written.");
    expect(readdirSync(folder)).not.to.include("none");
  });

  it("reports missing settings before it sends any request", async () => {
    const { code, said } = await play("codegen", "--from-org", "Main line");
    expect(code).to.equal(1);
    expect(said).to.include("GENESYSCLOUD_REGION").and.include("GENESYSCLOUD_OAUTHCLIENT_ID");
  });

  it("takes a call through a file in the terminal", () => {
    const bin = resolve(__dirname, "../../../provider/bin/pulumi-genesyscloud.mjs");
    writeFileSync(join(folder, "called.yaml"), mainLineYaml);
    writeFileSync(join(folder, "module.yaml"), askDigitYaml);
    const talk = (input: string, ...files: string[]) =>
      spawnSync(process.execPath, [bin, "call", ...files], { cwd: folder, input, encoding: "utf8" });
    const { status, stdout } = talk("1\n", "called.yaml", "module.yaml");
    expect(stdout).to.match(/The call ended: transferToAcd, queue "Sales"/);
    expect(status).to.equal(0);
    expect(talk("hang up\n", "called.yaml", "module.yaml").stdout).to.match(/The call ended: caller/);
    const alone = talk("", "called.yaml");
    expect(alone.status).to.equal(1);
    expect(alone.stderr).to.match(/called.yaml: The flow calls the module "Ask digit": give it in modules/);
  });

  it("writes a project whose program compiles and whose calls pass", async () => {
    const { code, said } = await play("init", "my ivr");
    expect(code, said).to.equal(0);
    const project = join(folder, "my ivr");
    expect(readdirSync(project)).to.include.members([
      "Pulumi.yaml",
      "index.ts",
      "flows.ts",
      "calls.spec.ts",
      "package.json",
    ]);
    symlinkSync(resolve(__dirname, "../../../node_modules"), join(project, "node_modules"));
    const tested = spawnSync(
      process.execPath,
      [resolve(__dirname, "../../../node_modules/mocha/bin/mocha.js"), "--import=tsx", "calls.spec.ts"],
      { cwd: project, encoding: "utf8" },
    );
    expect(tested.status, tested.stdout + tested.stderr).to.equal(0);
    const compiled = spawnSync(
      process.execPath,
      [resolve(__dirname, "../../../node_modules/typescript/bin/tsc"), "--noEmit"],
      {
        cwd: project,
        encoding: "utf8",
      },
    );
    expect(compiled.stdout).to.equal("");
    expect((await play("init", "my ivr")).code).to.equal(1);
  });

  it("is the package's bin, with exit codes and output streams", () => {
    const bin = resolve(__dirname, "../../../provider/bin/pulumi-genesyscloud.mjs");
    const drawn = spawnSync(process.execPath, [bin, "diagram", "main.yaml"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(drawn).to.include({ status: 0, stderr: "" });
    expect(drawn.stdout).to.include("flowchart TD");
    const wrong = spawnSync(process.execPath, [bin, "draw"], { cwd: folder, encoding: "utf8" });
    expect(wrong).to.include({ status: 2, stdout: "" });
  });
});
