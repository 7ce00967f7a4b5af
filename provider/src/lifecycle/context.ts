import { join } from "node:path";
import { connect } from "../genesys/connect";
import { logTo } from "../genesys/log";
import type { FlowApi, Organization } from "../genesys/flowApi";
import { fingerprint, resolveSettings, type Settings } from "../genesys/settings/settings";
import { readDotenv } from "../genesys/settings/sources";
import { FlowClaims } from "./flowClaims";
import { pendingCreateStore, packageHome, type PendingCreateStore } from "./pendingCreates";
import { ownCallersIn, type OwnCallers } from "./ownCallers";

/** One key of the provider's configuration, as the engine delivers it. */
export interface Configuration {
  get(key: string): string | undefined;
}

/** Where I/O and time come from; specs give their own. */
export interface ProviderRuntime {
  env: NodeJS.ProcessEnv;
  /** The folder of the program: `.env` is searched from here upward. */
  folder: string;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Shows a line to the user; it appears under the stack, so it must name its resource. */
  log: (line: string) => void;
  connect: (settings: Settings) => FlowApi;
}

/** The real ones of the provider process. */
export const PROVIDER_RUNTIME: ProviderRuntime = {
  env: process.env,
  folder: process.cwd(),
  now: Date.now,
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  log: (line) => console.log(line),
  connect: (settings) => connect(settings, { log: logTo((line) => console.log(line), process.env) }),
};

/**
 * What all resources of one provider process share: its settings, the connection, which flows are known to be some
 * resource's, and what is kept on this machine. The engine starts a process for each provider resource.
 */
export class ProviderContext {
  readonly pendingCreates: PendingCreateStore;
  readonly ownCallers: OwnCallers;
  readonly claims = new FlowClaims();
  /** Undefined outside of a provider process. */
  private configuration: Configuration | undefined;
  private resolved: Settings | undefined;
  private connection: FlowApi | undefined;
  private readonly modules = new Map<string, string>();
  private readonly warned = new Set<string>();
  private readonly looked = new Set<string>();

  constructor(readonly runtime: ProviderRuntime) {
    this.pendingCreates = pendingCreateStore(runtime.env, runtime.log);
    this.ownCallers = ownCallersIn(join(packageHome(runtime.env), "callers"));
  }

  /** Only stores: Pulumi does not wait for it before the first calls, and calls it once for each line in state. */
  configure(configuration: Configuration): void {
    this.configuration = configuration;
  }

  /**
   * The settings, from all their sources. The first call shows where they lead, if that is a gateway, and what to be careful with.
   * Throws a SettingsError that says what is missing and where to give it.
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

  /** The connection; nothing is sent before its first call. */
  api(): FlowApi {
    this.connection ??= this.runtime.connect(this.settings());
    return this.connection;
  }

  /** Tells which organization settings may open, without a call. */
  fingerprint(): string {
    return fingerprint(this.settings());
  }

  /** The name of the explicit Provider resource, "" for the default one. */
  provider(): string {
    return this.settings().provider;
  }

  organization(): Promise<Organization> {
    return this.api().organization();
  }

  /** Shows a line, once for each process. */
  warnOnce(line: string): void {
    if (this.warned.has(line)) return;
    this.warned.add(line);
    this.runtime.log(line);
  }

  /** Notes that this process has read a flow: what it compares from now on need not be what stands in state. */
  noteRead(id: string): void {
    this.looked.add(id);
  }

  /** Whether this process has read a flow. */
  hasRead(id: string): boolean {
    return this.looked.has(id);
  }

  /** Notes the name under which callers find a module that was just published. */
  rememberModule(id: string, name: string): void {
    this.modules.set(id, name);
  }

  /** The name of a module that was published in this process: its callers need not ask for it. */
  moduleName(id: string): string | undefined {
    return this.modules.get(id);
  }

  /** The names of all modules that were published in this process. */
  moduleNames(): Iterable<string> {
    return this.modules.values();
  }
}

/**
 * All keys of the provider's configuration. Its class offers no listing; the record behind it has had this name in every SDK since
 * dynamic providers take configuration. Empty where that changes: only hints at mistyped keys rely on it.
 */
function keysOf(configuration: Configuration): string[] {
  const { rawConfig } = configuration as { rawConfig?: unknown };
  return typeof rawConfig === "object" && rawConfig !== null ? Object.keys(rawConfig) : [];
}
