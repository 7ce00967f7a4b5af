import {
  startLocalOrg,
  type ControlClient,
  type FaultRule,
  type LocalOrg,
  type LocalOrgOptions,
} from "genesyscloud-local-org";
import { startProvider, type ProviderClient } from "../providerClient";
import { inconsistencies } from "./consistency";
import { CLIENT, SecretScan, secretsOf } from "./secretScan";
import { Resource } from "./resource";
import type { Fixture, Operation } from "./operations";

/** The fault during an operation. */
export interface FaultPlan {
  rules?: FaultRule[];
  /** Faults that no rule can express. */
  disturb?: (control: ControlClient) => Promise<void>;
  /** Which of the operation's requests to report. Default: the first. */
  nth?: number;
}

/** The result of an operation under a fault. */
export interface FaultResult {
  /** The request that failed, as `METHOD /path`; undefined if the operation ended before it. */
  struck: string | undefined;
  /** The message of the step that failed. */
  error: string | undefined;
  scene: Fixture;
}

/**
 * The credentials of {@link CLIENT}, and the time after which a publish is considered stuck in these specs.
 */
const ENVIRONMENT = { GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret, GENESYSCLOUD_PUBLISH_TIMEOUT: "20" };

/**
 * An organization and a provider process for a series of trials. Each trial's flows are removed and names
 * are used once, so one process can serve many.
 */
export class FaultRunner {
  private readonly evidence = new SecretScan();
  private trials = 0;
  private destroyer: Promise<ProviderClient> | undefined;

  private constructor(
    readonly org: LocalOrg,
    private readonly door: ProviderClient,
    private readonly env: Record<string, string>,
  ) {}

  static async open(
    options: { env?: Record<string, string>; organization?: LocalOrgOptions } = {},
  ): Promise<FaultRunner> {
    // No waiting for the rate limit: these specs are about the handling of a fault.
    const quick = { jobMs: 5, ratePerMinute: 1_000_000, clients: [CLIENT] };
    const org = await startLocalOrg({ ...quick, ...options.organization });
    const env = { ...ENVIRONMENT, ...options.env };
    return new FaultRunner(org, await startProvider(org, { env }), env);
  }

  async close(): Promise<void> {
    for (const door of [this.door, await this.destroyer]) await door?.close();
    await this.org.stop();
  }

  /** Runs the operation's preparation, and then the operation under a fault. */
  async play(story: Operation, { rules = [], disturb, nth = 1 }: FaultPlan): Promise<FaultResult> {
    const scene = this.newScene();
    await story.before?.(scene);
    await disturb?.(this.org.control);
    await this.org.control.clearJournal();
    await this.org.control.faults(...rules);
    const error = await story.act(scene).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
    );
    const calls = await this.org.control.journal();
    await this.org.control.clearFaults();
    this.evidence.add("error", error);
    for (const { state } of [scene.module, scene.inboundFlow])
      this.evidence.add("state", JSON.stringify(state));
    const struck = calls[nth - 1];
    return { scene, error, struck: struck && `${struck.method} ${struck.path}` };
  }

  /** Where state and organization differ after a trial. */
  disagreements(story: Operation, scene: Fixture): Promise<string[]> {
    return inconsistencies(story, scene, this.door);
  }

  /** Removes a trial's flows, so that the next one starts with an organization of the same size. */
  async clear(scene: Fixture): Promise<void> {
    for (const { id, name } of await this.org.control.flows()) {
      if (name.startsWith(scene.prefix)) await this.org.control.deleteFlow(id);
    }
  }

  /** Where a secret appears in what the trials since the last call left behind, and how much was searched. */
  async leaks(): Promise<{ found: string[]; looked: number }> {
    for (const door of [this.door, await this.destroyer]) if (door) await this.evidence.addOf(door);
    const looked = this.evidence.size;
    const found = this.evidence.leaks(await secretsOf(this.org));
    this.evidence.clear();
    return { found, looked };
  }

  private newScene(): Fixture {
    const prefix = `T${++this.trials} `;
    const owner = (type: string): string =>
      `urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:${type}::${prefix.trim()}`;
    return {
      prefix,
      org: this.org,
      door: this.door,
      module: new Resource("module", owner("FlowModule")),
      inboundFlow: new Resource("inboundFlow", owner("InboundFlow")),
      // A process that created or kept a flow no longer deletes it: in the engine, a destroy has its own
      // process.
      destroyer: () => (this.destroyer ??= startProvider(this.org, { env: this.env })),
    };
  }
}
