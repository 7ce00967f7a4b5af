import type { Deployment } from "./deployment";
import type { Diagnostic, PlannedOperation } from "./events";

/** A stack: a project, where its state is kept, and what its program is given. */
export interface StackOptions {
  /** The folder of `Pulumi.yaml`. */
  projectDir: string;
  stack: string;
  /** The folder in which the engine keeps the state (and the CLI its home); made where it is missing. */
  stateDir: string;
  /**
   * Environment of program and provider, beside `PATH`, `HOME`, temporary folders and locale, which are inherited.
   * `PULUMI_CONFIG_PASSPHRASE` opens the secrets in the state; `PULUMI_PARALLEL` sets the default of `parallel`.
   */
  env?: Record<string, string>;
  /** Stack config: `"namespace:key"`, or `"key"` of the project's own namespace. */
  config?: Record<string, string | { secret: string }>;
}

export interface OperationOptions {
  /** Read every resource first, as `--refresh` does. */
  refresh?: boolean;
  /** How many operations run side by side. Default: four for each processor, as with the CLI. */
  parallel?: number;
  /** End with exit code 7 where something changes, or would. */
  expectNoChanges?: boolean;
  /** Of `refresh` and `destroy`: say what would happen, change nothing. */
  previewOnly?: boolean;
  /** URNs: leave everything else as it is. */
  targets?: string[];
  /** URNs: replace these, whatever their providers think. */
  replace?: string[];
  /** Gets the output line by line while the operation runs. */
  onOutput?: (line: string) => void;
  /**
   * Aborting is a `kill -9` of the engine: what it had begun stays in the state as a pending operation, while the
   * provider finishes what it was doing. The operation ends with exit code 137.
   */
  signal?: AbortSignal;
}

export interface OperationResult {
  /** 0; 1 after an error; 7 where changes were not expected; 137 after an abort. */
  exitCode: number;
  /** How many resources were (or would be) `create`d, `update`d, `delete`d, `replace`d, `read`, or are the `same`. */
  changes: Record<string, number>;
  operations: PlannedOperation[];
  diagnostics: Diagnostic[];
  /** The stack's outputs; secrets are `"[secret]"`, what is not known yet `"[unknown]"`. */
  outputs: Record<string, unknown>;
  /** What a person sees. */
  output: string;
  /** The state afterwards. */
  state: Deployment;
}

/** What deploys a stack: the stand-in engine or the Pulumi CLI. */
export interface Engine {
  preview(options?: OperationOptions): Promise<OperationResult>;
  up(options?: OperationOptions): Promise<OperationResult>;
  refresh(options?: OperationOptions): Promise<OperationResult>;
  destroy(options?: OperationOptions): Promise<OperationResult>;
  exportState(): Deployment;
  importState(deployment: Deployment): void;
}

export const EXIT_FAILED = 1;
/** As the CLI's `--expect-no-changes`. */
export const EXIT_UNEXPECTED_CHANGES = 7;
/** What a shell reports of a process that SIGKILL has ended. */
export const EXIT_KILLED = 137;
/** Opens the secrets of stacks that nobody gave a passphrase: they are made by tests and hold nothing real. */
export const DEFAULT_PASSPHRASE = "stand-in";
