import {
  cpSync,
  existsSync,
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
import type { StackOptions } from "./engine";

const FIXTURES = resolve(__dirname, "../fixtures/engine-recordings");
const NODE_MODULES = resolve(__dirname, "../../node_modules");

/** A call that the recorder's provider has written down. */
export interface ProviderCall {
  method: string;
  name?: string;
  [argument: string]: unknown;
}

/** The things of the recorder's "cloud", by id. */
export type Cloud = Record<string, Record<string, unknown>>;

/** A project in a temporary folder whose resources write down every call that an engine makes. */
export class RecorderStack {
  readonly dir = mkdtempSync(join(tmpdir(), "recorder-"));

  constructor() {
    mkdirSync(join(this.dir, "node_modules"));
    for (const entry of readdirSync(NODE_MODULES)) {
      symlinkSync(join(NODE_MODULES, entry), join(this.dir, "node_modules", entry));
    }
    cpSync(join(FIXTURES, "recorder"), join(this.dir, "node_modules/recorder"), { recursive: true });
    const settings = "name: rec\nruntime:\n  name: nodejs\n  options: {typescript: false}\nmain: index.js\n";
    writeFileSync(join(this.dir, "Pulumi.yaml"), settings);
    writeFileSync(join(this.dir, "package.json"), '{"name":"rec","main":"index.js"}\n');
  }

  options(config: Record<string, string> = {}): StackOptions {
    return {
      projectDir: this.dir,
      stack: "dev",
      stateDir: join(this.dir, "state"),
      env: { RECORDER_DIR: this.dir, PULUMI_CONFIG_PASSPHRASE: "x" },
      config,
    };
  }

  writeProgram(source: string): void {
    writeFileSync(join(this.dir, "index.js"), source);
  }

  /** The calls since this was last asked. */
  takeCalls(): ProviderCall[] {
    const calls = this.calls;
    rmSync(this.journal, { force: true });
    return calls;
  }

  /** Has a method been called since `takeCalls`? */
  sawCall(method: string, name?: string): boolean {
    return this.calls.some((call) => call.method === method && (name === undefined || call.name === name));
  }

  private get journal(): string {
    return join(this.dir, "journal.jsonl");
  }

  private get calls(): ProviderCall[] {
    if (!existsSync(this.journal)) return [];
    const lines = readFileSync(this.journal, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as ProviderCall);
  }

  get cloud(): Cloud {
    const file = join(this.dir, "cloud.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { things: Cloud }).things : {};
  }

  /** Someone changes or removes things, by name, behind the engine's back. */
  changeCloud(change: Record<string, Record<string, unknown>>, remove: string[]): void {
    const file = join(this.dir, "cloud.json");
    const cloud = JSON.parse(readFileSync(file, "utf8")) as { things: Cloud };
    for (const [id, thing] of Object.entries(cloud.things)) {
      const changed = change[String(thing.name)];
      if (changed) Object.assign(thing, changed, { version: Number(thing.version) + 1 });
      if (remove.includes(String(thing.name))) Reflect.deleteProperty(cloud.things, id);
    }
    writeFileSync(file, JSON.stringify(cloud));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
