import { join } from "node:path";
import { connect } from "../genesys/connect";
import { logTo } from "../genesys/log";
import type { FlowApi, Organization } from "../genesys/flowApi";
import { fingerprint, resolveSettings, type Settings } from "../genesys/settings/settings";
import { readDotenv } from "../genesys/settings/sources";
import { FlowClaims } from "./flowClaims";
import { pendingCreateStore, packageHome, type PendingCreateStore } from "./pendingCreates";
import { OnlineLookups } from "./onlineLookups";
import { ownCallersIn, type OwnCallers } from "./ownCallers";

/** One key of the provider's configuration, as the engine delivers it. */
export interface Configuration {
  get(key: string): string | undefined;
}

/** I/O and time. Tests pass their own. */
export interface ProviderRuntime {
  env: NodeJS.ProcessEnv;
  /** The program's folder. `.env` is searched for from here upward. */
  folder: string;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Shows a line to the user. It appears under the stack, so it must name its resource. */
  log: (line: string) => void;
  connect: (settings: Settings) => FlowApi;
}

/** The runtime of the real provider process. */
export const PROVIDER_RUNTIME: ProviderRuntime = {
  env: process.env,
  folder: process.cwd(),
  now: Date.now,
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  log: (line) => console.log(line),
  connect: (settings) => connect(settings, { log: logTo((line) => console.log(line), process.env) }),
};

/**
 * The state that all resources of one provider process share: its settings, the connection, which flows are claimed by
 * a resource, and what is stored on this machine. The engine starts one process per provider resource.
 */
export class ProviderContext {
  readonly pendingCreates: PendingCreateStore;
  readonly ownCallers: OwnCallers;
  readonly claims = new FlowClaims();
  /** What previews have asked about objects of the organization: each once for a run. */
  readonly onlineLookups: OnlineLookups;
  /** Undefined outside a provider process. */
  private configuration: Configuration | undefined;
  private resolved: Settings | undefined;
  private connection: FlowApi | undefined;
  private readonly flows = new Map<string, string>();
  private readonly warned = new Set<string>();
  private readonly looked = new Set<string>();
  private operations = 0;

  constructor(readonly runtime: ProviderRuntime) {
    this.pendingCreates = pendingCreateStore(runtime.env, runtime.log);
    this.onlineLookups = new OnlineLookups((objects) => this.api().lookUp(objects), runtime);
    this.ownCallers = ownCallersIn(join(packageHome(runtime.env), "callers"));
  }

  /**
   * Only stores the configuration. Pulumi does not wait for this method before the first calls, and calls it once for
   * each distinct provider source.
   */
  configure(configuration: Configuration): void {
    this.configuration = configuration;
  }

  /**
   * The settings, merged from all sources. The first call logs the gateway, if one is set, and any warnings.
   *
   * @throws SettingsError if settings are missing; the message lists them and where to set them
   */
  settings(): Settings {
    return (this.resolved ??= this.resolve());
  }

  private resolve(): Settings {
    const { env, folder, log } = this.runtime;
    const { configuration } = this;
    const settings = resolveSettings({
      ...(configuration && {
        config: (key) => configuration.get(key),
        configKeys: keysOf(configuration),
      }),
      env,
      dotenv: readDotenv(folder, env),
      folder,
    });
    const provider = settings.provider === "" ? "" : `Provider "${settings.provider}": `;
    for (const { severity, message } of settings.notices) {
      log(`${severity === "warning" ? "warning: " : ""}${provider}${message}`);
    }
    return settings;
  }

  /** The connection. Sends nothing before its first call. */
  api(): FlowApi {
    this.connection ??= this.runtime.connect(this.settings());
    return this.connection;
  }

  /** A hash of the settings that determine the organization. Needs no call. */
  fingerprint(): string {
    return fingerprint(this.settings());
  }

  /** The name of the explicit `Provider` resource, or "" for the default one. */
  provider(): string {
    return this.settings().provider;
  }

  organization(): Promise<Organization> {
    return this.api().organization();
  }

  /** Whether an operation is in progress. */
  isBusy(): boolean {
    return this.operations > 0;
  }

  /** Runs an operation, during which the context is busy. */
  async whileBusy<T>(operation: () => Promise<T>): Promise<T> {
    this.operations++;
    try {
      return await operation();
    } finally {
      this.operations--;
    }
  }

  /** Logs a line, once per process. */
  warnOnce(line: string): void {
    if (this.warned.has(line)) return;
    this.warned.add(line);
    this.runtime.log(line);
  }

  /**
   * Records that this process has read a flow: from then on, it may compare against values that differ from the state.
   */
  noteRead(id: string): void {
    this.looked.add(id);
  }

  /** Whether this process has read a flow. */
  hasRead(id: string): boolean {
    return this.looked.has(id);
  }

  /** Records the name by which other flows find a flow that was just published. */
  rememberFlow(id: string, name: string): void {
    this.flows.set(id, name);
  }

  /** The name of a flow that this process published, so that flows that refer to it need not look it up. */
  flowName(id: string): string | undefined {
    return this.flows.get(id);
  }

  /** The names of all flows that this process published. */
  flowNames(): Iterable<string> {
    return this.flows.values();
  }
}

/**
 * All keys of the provider's configuration. Pulumi's class cannot list its keys; its internal record has had this name
 * in every SDK since dynamic providers have had configuration. Empty if that changes: only hints about mistyped keys
 * rely on it.
 */
function keysOf(configuration: Configuration): string[] {
  const { rawConfig } = configuration as { rawConfig?: unknown };
  return typeof rawConfig === "object" && rawConfig !== null ? Object.keys(rawConfig) : [];
}
