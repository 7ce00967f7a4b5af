import {
  startLocalOrg,
  type ControlClient,
  type FaultRule,
  type LocalOrg,
  type LocalOrgOptions,
} from "../../local-org";
import { startProvider, type ProviderClient } from "../providerClient";
import { inconsistencies } from "./consistency";
import { CLIENT, SecretScan, secretsOf } from "./secretScan";
import { Resource } from "./resource";
import type { Fixture, Operation } from "./operations";

/** What goes wrong in an act. */
export interface FaultPlan {
  rules?: FaultRule[];
  /** Whatever no rule can say. */
  disturb?: (control: ControlClient) => Promise<void>;
  /** Which of the act's requests is the one to be told of. Default: the first. */
  nth?: number;
}

/** How a story went under a fault. */
export interface FaultResult {
  /** The request that was struck, as `METHOD /path`; undefined where the story ended before that. */
  struck: string | undefined;
  /** What the user reads where the step failed. */
  error: string | undefined;
  scene: Fixture;
}

/** The sign-in of {@link CLIENT}; and a time for publishes after which something is wrong with them here. */
const ENVIRONMENT = { GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret, GENESYSCLOUD_PUBLISH_TIMEOUT: "20" };

/**
 * An organization and a provider process of its own, in which one trial follows another. What a trial leaves behind is
 * cleared away, and names are used once; so one process serves many.
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
    // Nobody waits for the rate limit here: what is on trial is the answer to a fault.
    const quick = { jobMs: 5, ratePerMinute: 1_000_000, clients: [CLIENT] };
    const org = await startLocalOrg({ ...quick, ...options.organization });
    const env = { ...ENVIRONMENT, ...options.env };
    return new FaultRunner(org, await startProvider(org, { env }), env);
  }

  async close(): Promise<void> {
    for (const door of [this.door, await this.destroyer]) await door?.close();
    await this.org.stop();
  }

  /** Plays a story to its act, and the act under a fault. */
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

  /** Takes a trial's flows away, so that the next one finds an organization as small as this one did. */
  async clear(scene: Fixture): Promise<void> {
    for (const { id, name } of await this.org.control.flows()) {
      if (name.startsWith(scene.prefix)) await this.org.control.deleteFlow(id);
    }
  }

  /** Where a secret shows in what the trials since the last question have left behind, and how much that was. */
  async leaks(): Promise<{ found: string[]; looked: number }> {
    for (const door of [this.door, await this.destroyer]) if (door) await this.evidence.addOf(door);
    const looked = this.evidence.size;
    const found = this.evidence.leaks(await secretsOf(this.org));
    // No secret of a later trial can stand in it.
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
      // A process that made or kept a flow deletes it no more: on the engine, a destroy has a process of its own.
      destroyer: () => (this.destroyer ??= startProvider(this.org, { env: this.env })),
    };
  }
}
