import { availableParallelism } from "node:os";
import { BaseState } from "./baseState";
import type { OnLine } from "./childProcess";
import { DeploymentFormat, type Deployment } from "./deployment";
import { Display } from "./display";
import {
  DEFAULT_PASSPHRASE,
  EXIT_FAILED,
  EXIT_KILLED,
  EXIT_UNEXPECTED_CHANGES,
  type Engine,
  type OperationOptions,
  type OperationResult,
  type StackOptions,
} from "./engine";
import { RunEvents } from "./events";
import { Journal } from "./journal";
import { runOperation, type OperationKind, type OperationOutcome } from "./operation";
import { readProject, type Project } from "./project";
import { startProviderProcess } from "./providerProcess";
import { ProviderProcesses } from "./providerProcesses";
import { ProviderRegistry } from "./providerRegistry";
import type { RunContext } from "./runContext";
import { openCrypter } from "./secrets";
import type { Snapshot } from "./state";
import { stackConfig, type StackConfig } from "./stackConfig";
import { StateFile } from "./stateFile";
import { redact, type PropertyMap } from "./values";

/**
 * Deploys a stack the way the Pulumi engine does, for machines without the Pulumi CLI. Program, SDK and provider
 * process are the real ones. Not a product: real stacks are deployed by the Pulumi CLI.
 */
export class StandInEngine implements Engine {
  private readonly project: Project;
  private readonly stateFile: StateFile;
  private readonly env: Record<string, string>;
  private readonly config: StackConfig;

  constructor(private readonly options: StackOptions) {
    this.project = readProject(options.projectDir);
    this.stateFile = new StateFile(options.stateDir, this.project.name, options.stack);
    this.env = options.env ?? {};
    this.config = stackConfig(this.project.name, options.config ?? {});
  }

  preview(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("preview", options);
  }

  up(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("up", options);
  }

  refresh(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("refresh", { ...options, refresh: true });
  }

  destroy(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("destroy", options);
  }

  exportState(): Deployment {
    return this.stateFile.read() ?? { version: 3, deployment: { manifest: NO_MANIFEST } };
  }

  importState(deployment: Deployment): void {
    this.stateFile.writeSync(deployment);
  }

  private async operate(kind: OperationKind, options: OperationOptions): Promise<OperationResult> {
    options.signal?.throwIfAborted();
    const began = performance.now();
    const dryRun = kind === "preview" || options.previewOnly === true;
    const display = new Display(kind, dryRun, this.project.name, this.options.stack, options.onOutput);
    const events = new RunEvents(display, kind === "refresh", () => performance.now());
    const { succeeded, outputs } = await this.run(kind, dryRun, options, events);
    const unexpected = options.expectNoChanges === true && hasChanges(events.changes);
    const command = kind === "up" ? "update" : kind;
    const complaint = unexpected
      ? `no changes were expected for ${command} but changes were proposed`
      : undefined;
    display.finish(events.changes, outputs, (performance.now() - began) / 1000, complaint);
    return {
      exitCode: exitCode(options.signal, succeeded, unexpected),
      changes: events.changes,
      operations: events.operations,
      diagnostics: events.diagnostics,
      outputs: redact(outputs.after) as PropertyMap,
      output: display.text,
      state: this.exportState(),
    };
  }

  private async run(
    kind: OperationKind,
    dryRun: boolean,
    options: OperationOptions,
    events: RunEvents,
  ): Promise<OperationOutcome> {
    const onLine: OnLine = (line, stream) => {
      if (line !== "") events.said(stream === "stderr" ? "info#err" : "info", line);
    };
    const processes = new ProviderProcesses(() => startProviderProcess(this.project, this.env, onLine));
    try {
      const { snapshot, write } = await this.open(
        kind === "destroy" ? undefined : () => processes.startAhead(),
      );
      const journal = dryRun ? undefined : new Journal(snapshot, write);
      options.signal?.addEventListener("abort", () => journal?.stop());
      const context: RunContext = {
        project: this.project.name,
        stack: this.options.stack,
        dryRun,
        targets: options.targets && new Set(options.targets),
        replaceTargets: new Set(options.replace),
        base: new BaseState(snapshot),
        providers: new ProviderRegistry(() => processes.start()),
        events,
      };
      return await runOperation(context, {
        kind,
        refresh: options.refresh ?? false,
        parallel: this.parallelism(options.parallel),
        program: {
          project: this.project,
          stack: this.options.stack,
          dryRun,
          parallel: this.parallelism(options.parallel),
          config: this.config.values,
          secretKeys: this.config.secretKeys,
          env: this.env,
          onLine,
        },
        providerSettings: this.config.providerSettings,
        journal,
        signal: options.signal,
      });
    } finally {
      await processes.kill();
    }
  }

  /** The stack as it stands, and how to write it. What needs no state may begin `meanwhile`. */
  private async open(meanwhile: (() => void) | undefined) {
    const base = this.exportState();
    meanwhile?.();
    const passphrase = this.env.PULUMI_CONFIG_PASSPHRASE ?? DEFAULT_PASSPHRASE;
    const crypter = openCrypter(passphrase, base.deployment.secrets_providers?.state?.salt);
    crypter.catch(() => undefined); // Whoever needs it hears of it.
    const format = new DeploymentFormat(crypter);
    return {
      snapshot: await format.read(base),
      write: async (snapshot: Snapshot) => this.stateFile.write(await format.write(snapshot)),
    };
  }

  private parallelism(given: number | undefined): number {
    return given ?? (Number(this.env.PULUMI_PARALLEL) || availableParallelism() * 4);
  }
}

/** As the CLI counts: reading changes nothing. */
const hasChanges = (changes: Record<string, number>): boolean =>
  Object.keys(changes).some((op) => !["same", "read", "read-replacement"].includes(op));

function exitCode(signal: AbortSignal | undefined, succeeded: boolean, unexpected: boolean): number {
  if (signal?.aborted) return EXIT_KILLED;
  if (!succeeded) return EXIT_FAILED;
  return unexpected ? EXIT_UNEXPECTED_CHANGES : 0;
}

const NO_MANIFEST = { time: "", magic: "", version: "" };
