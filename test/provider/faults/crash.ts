import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { startProvider, type ProviderClient } from "../providerClient";
import { inconsistencies } from "./consistency";
import { CLIENT, SecretScan, secretsOf } from "./secretScan";
import { Resource } from "./resource";
import { StoppingClock } from "./stoppingClock";
import type { Fixture, Operation } from "./operations";

/** What happens to the request in flight when the process dies. */
export type Fate = "arrives" | "is lost";

/**
 * Runs an operation once for each of its requests, and kills the provider process (`kill -9`) at that
 * request. The next run, in a new process, must end with exactly one flow and the right content. On a
 * machine without the journal, a flow that exists by then is a conflict with both solutions.
 */
export function suiteOfCrashes(stories: readonly Operation[], fates: readonly Fate[]): void {
  for (const story of stories) {
    for (const fate of fates) {
      it(`loses and doubles nothing in ${story.title}, when the request on its way ${fate}`, async function () {
        // A process is started for each request of the operation.
        this.timeout(600_000);
        const site = await CrashSite.open();
        try {
          expect(await site.crashAtEachCall(story, fate)).to.deep.equal([]);
          expect(await site.leaks(), "secrets in what the crashes left behind").to.deep.equal([]);
        } finally {
          await site.close();
        }
      });
    }
  }
}

const ENVIRONMENT = { GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret };

const ANY_CALL = "^/(api|oauth|_storage)/";

/** An organization in which processes are killed repeatedly. */
class CrashSite {
  private trials = 0;
  private readonly evidence = new SecretScan();
  /** Replaces the killed process. It starts while that one is running. */
  private successor: Promise<ProviderClient>;

  private constructor(
    readonly org: LocalOrg,
    private readonly stopping: StoppingClock,
    private readonly home: string,
    /** Creates what existed before, and checks what exists afterwards. */
    private readonly calm: ProviderClient,
    /** On a machine without the journal. */
    private readonly outsider: ProviderClient,
    /** The process to be killed. */
    private victim: ProviderClient,
  ) {
    this.successor = this.start();
  }

  static async open(): Promise<CrashSite> {
    const stopping = new StoppingClock();
    const quick = { jobMs: 5, ratePerMinute: 1_000_000, clients: [CLIENT] };
    const org = await startLocalOrg({ ...quick, clock: stopping });
    const home = await mkdtemp(join(tmpdir(), "crash-"));
    const [calm, outsider, victim] = await Promise.all([
      startProvider(org, { home, env: ENVIRONMENT }),
      startProvider(org, { env: ENVIRONMENT }),
      startProvider(org, { home, env: ENVIRONMENT }),
    ]);
    return new CrashSite(org, stopping, home, calm, outsider, victim);
  }

  async close(): Promise<void> {
    for (const door of [this.calm, this.outsider, this.victim, await this.successor]) await door.close();
    await this.org.stop();
    await rm(this.home, { recursive: true });
  }

  private start(): Promise<ProviderClient> {
    return startProvider(this.org, { home: this.home, env: ENVIRONMENT });
  }

  /** Where a secret appears in output and files of processes, in state, and in messages to users. */
  async leaks(): Promise<string[]> {
    for (const door of [this.calm, this.outsider, this.victim]) await this.evidence.addOf(door);
    return this.evidence.leaks(await secretsOf(this.org));
  }

  /** What went wrong. Ends when the operation is done before its nth request. */
  async crashAtEachCall(story: Operation, fate: Fate): Promise<string[]> {
    const wrong: string[] = [];
    for (let nth = 1; ; nth++) {
      const { struck, found } = await this.crashAt(nth, story, fate);
      if (struck === undefined) return wrong;
      wrong.push(...found.map((one) => `call ${nth}, ${struck}: ${one}`));
    }
  }

  private async crashAt(
    nth: number,
    story: Operation,
    fate: Fate,
  ): Promise<{ struck: string | undefined; found: string[] }> {
    const scene = this.newScene();
    await story.before?.(scene);
    scene.door = this.victim;
    await this.org.control.clearJournal();
    const stop = this.stopping.stopNext();
    const drop = fate === "is lost" ? ({ drop: "before" } as const) : {};
    await this.org.control.faults({ path: ANY_CALL, nth, delayMs: 1, ...drop });
    const act = story.act(scene).then(
      () => "over" as const,
      () => "dead" as const,
    );
    if ((await Promise.race([stop.reached, act])) === "over") {
      await this.org.control.clearFaults();
      return { struck: undefined, found: [] };
    }
    await this.victim.close();
    await this.evidence.addOf(this.victim);
    stop.release();
    await act;
    const struck = await this.arrived(nth);
    await this.org.control.clearFaults();

    const found = await this.tryOnAnotherMachine(story, scene);
    this.victim = await this.successor;
    this.successor = this.start();
    scene.door = this.victim;
    await story.act(scene).catch((error: unknown) => found.push(`the next run failed: ${String(error)}`));
    found.push(...(await inconsistencies(story, scene, this.calm)));
    this.evidence.add("state", JSON.stringify([scene.module.state, scene.inboundFlow.state]));
    return { struck, found };
  }

  /** The request at which the process died, once the organization has handled it. */
  private async arrived(nth: number): Promise<string> {
    for (;;) {
      const call = (await this.org.control.journal())[nth - 1];
      if (call !== undefined) return `${call.method} ${call.path}`;
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  /**
   * A flow that was created but is not in state is a conflict there; the message explains what may have
   * happened.
   */
  private async tryOnAnotherMachine(story: Operation, scene: Fixture): Promise<string[]> {
    const flows = await this.org.control.flows();
    const known = [scene.module.state?.id, scene.inboundFlow.state?.id];
    const orphan = flows.find(({ id, name }) => name.startsWith(scene.prefix) && !known.includes(id));
    if (orphan === undefined || story.adopts === true) return [];
    const copy = (resource: Resource): Resource =>
      Object.assign(new Resource(resource.kind, resource.owner), { state: resource.state });
    const there = {
      ...scene,
      door: this.outsider,
      module: copy(scene.module),
      inboundFlow: copy(scene.inboundFlow),
    };
    const outcome = await story.act(there).catch((error: unknown) => error);
    const says = [/There is already/, new RegExp(orphan.id), /cut off/, /onConflict: "adopt"/];
    if (!(outcome instanceof Error)) return ["another machine took the flow over without a word"];
    this.evidence.add("error", outcome.message);
    return says
      .filter((one) => !one.test(outcome.message))
      .map((one) => `on another machine the message does not say ${String(one)}: ${outcome.message}`);
  }

  private newScene(): Fixture {
    const prefix = `C${++this.trials} `;
    const owner = (type: string): string =>
      `urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:${type}::${prefix.trim()}`;
    return {
      prefix,
      org: this.org,
      door: this.calm,
      destroyer: () => Promise.resolve(this.victim),
      module: new Resource("module", owner("FlowModule")),
      inboundFlow: new Resource("inboundFlow", owner("InboundFlow")),
    };
  }
}
