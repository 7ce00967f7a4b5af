import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { childEnvironment, startProcess } from "./childProcess";
import { findCli } from "./cliCommand";
import { readEventLog } from "./cliEvents";
import type { Deployment } from "./deployment";
import {
  DEFAULT_PASSPHRASE,
  EXIT_KILLED,
  type Engine,
  type OperationOptions,
  type OperationResult,
  type StackOptions,
} from "./engine";
import { killLeftovers, descendantsOf } from "./processTree";

type Command = "preview" | "up" | "refresh" | "destroy" | "import";

/**
 * Deploys a stack with the Pulumi CLI of this machine, on a file backend of its own in `stateDir`; nothing of the
 * user's own Pulumi settings is read or changed.
 */
export class PulumiCli implements Engine {
  private readonly cli: string;
  private readonly env: Record<string, string>;
  private readonly stateDir: string;
  private initialized = false;
  private mayBeLocked = false;

  /** @throws Where there is no CLI: ask `findCli` first. */
  constructor(private readonly options: StackOptions) {
    const cli = findCli();
    if (!cli)
      throw new Error("There is no Pulumi CLI 3.216 or newer: install one, or name it in PULUMI_CLI.");
    this.cli = cli.path;
    this.stateDir = resolve(options.stateDir);
    this.env = this.environment(options.env ?? {});
  }

  preview(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("preview", options);
  }

  up(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate(options.previewOnly ? "preview" : "up", options);
  }

  refresh(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("refresh", { ...options, refresh: false });
  }

  destroy(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("destroy", options);
  }

  exportState(): Deployment {
    this.initialize();
    return JSON.parse(this.must("stack", "export", "--stack", this.options.stack).stdout) as Deployment;
  }

  importState(deployment: Deployment): void {
    this.initialize();
    const imported = this.call(
      ["stack", "import", "--stack", this.options.stack],
      JSON.stringify(deployment),
    );
    if (imported.status !== 0) throw new Error(imported.stderr);
  }

  /** Takes resources under the stack's management, from an import file. */
  importResources(file: string): Promise<{ exitCode: number; output: string }> {
    const flags = ["--file", file, "--yes", "--generate-code=false", "--protect=false", "--skip-preview"];
    return this.operate("import", {}, flags);
  }

  private async operate(
    command: Command,
    options: OperationOptions,
    args: readonly string[] = argumentsOf(command, options),
  ): Promise<OperationResult> {
    options.signal?.throwIfAborted();
    this.initialize();
    const eventLog = join(this.stateDir, "events.jsonl");
    rmSync(eventLog, { force: true });
    const lines: string[] = [];
    const line = [command, "--non-interactive", ...args, ...this.stackArguments, "--event-log", eventLog];
    const child = startProcess(this.cli, line, this.options.projectDir, this.env, (line) => {
      if (/^@ .*\.\.\.$/.test(line)) return; // The CLI's sign of life.
      lines.push(line);
      options.onOutput?.(line);
    });
    let leftovers: number[] = [];
    options.signal?.addEventListener("abort", () => {
      this.mayBeLocked = true;
      leftovers = descendantsOf(child.process.pid ?? 0);
      child.process.kill("SIGKILL");
    });
    const exitCode = await child.exited;
    await killLeftovers(leftovers);
    const run = existsSync(eventLog)
      ? readEventLog(eventLog)
      : { changes: {}, operations: [], diagnostics: [], outputs: undefined };
    const state = this.exportState();
    return {
      exitCode: options.signal?.aborted ? EXIT_KILLED : exitCode,
      ...run,
      outputs: run.outputs ?? {},
      output: lines.join("\n") + "\n",
      state,
    };
  }

  /** A stack is made at its first use. */
  private initialize(): void {
    if (this.mayBeLocked) {
      this.mayBeLocked = false;
      this.must("cancel", "--yes", "--stack", this.options.stack);
    }
    if (this.initialized) return;
    this.initialized = true;
    mkdirSync(this.stateDir, { recursive: true });
    const stacks = JSON.parse(this.must("stack", "ls", "--json").stdout) as { name: string }[];
    if (!stacks.some(({ name }) => name === this.options.stack)) this.makeStack();
    for (const [key, value] of Object.entries(this.options.config ?? {})) {
      const [flag, text] = typeof value === "string" ? ["--plaintext", value] : ["--secret", value.secret];
      this.must("config", "set", key, flag, ...this.stackArguments, "--", text);
    }
  }

  /** The CLI writes the stack's settings beside `Pulumi.yaml`; they belong to this stack's own folder. */
  private makeStack(): void {
    const beside = join(this.options.projectDir, `Pulumi.${this.options.stack}.yaml`);
    const kept = `${beside}.kept`;
    const users = existsSync(beside);
    if (users) copyFileSync(beside, kept);
    this.must("stack", "init", this.options.stack);
    renameSync(beside, this.configFile);
    if (users) renameSync(kept, beside);
  }

  private get configFile(): string {
    return join(this.stateDir, `Pulumi.${this.options.stack}.yaml`);
  }

  private get stackArguments(): string[] {
    return ["--stack", this.options.stack, "--config-file", this.configFile];
  }

  private must(...args: string[]): SpawnSyncReturns<string> {
    const result = this.call(args, "");
    if (result.status !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed: ${result.stderr}`);
    return result;
  }

  private call(args: string[], input: string): SpawnSyncReturns<string> {
    const { projectDir: cwd } = this.options;
    return spawnSync(this.cli, ["--non-interactive", ...args], {
      cwd,
      env: this.env,
      input,
      encoding: "utf8",
    });
  }

  private environment(given: Record<string, string>): Record<string, string> {
    const env = childEnvironment({ PULUMI_CONFIG_PASSPHRASE: DEFAULT_PASSPHRASE, ...given });
    return {
      ...env,
      PATH: [dirname(this.cli), env.PATH].join(delimiter),
      PULUMI_HOME: given.PULUMI_HOME ?? join(this.stateDir, "home"),
      PULUMI_BACKEND_URL: `file://${this.stateDir}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // Without it `--event-log` is not known.
      PULUMI_DEBUG_COMMANDS: "true",
      NO_COLOR: "1",
    };
  }
}

function argumentsOf(command: Command, options: OperationOptions): string[] {
  const previewOnly = options.previewOnly && command !== "preview";
  const run = command === "preview" ? [] : previewOnly ? ["--preview-only"] : ["--yes", "--skip-preview"];
  return [
    ...run,
    ...(options.refresh ? ["--refresh"] : []),
    ...(options.parallel === undefined ? [] : ["--parallel", String(options.parallel)]),
    ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
    ...(options.targets ?? []).flatMap((urn) => ["--target", urn]),
    ...(options.replace ?? []).flatMap((urn) => ["--replace", urn]),
  ];
}
