import { collects, invokes } from "../provider/documents";
import type { PropertyMap } from "../engine/values";
import type { ProviderClient } from "../provider/providerClient";
import type { Resource } from "../provider/faults/resource";
import { callerOf, stateOf, moduleOf } from "../provider/providerSteps";

/** One of this number of flows is a module that the others call. */
const FLOWS_PER_MODULE = 10;

/** One flow of the stack. */
interface Member {
  resource: Resource;
  name: string;
  /** The flow that it calls; undefined for a module. */
  module?: Member;
}

/**
 * A stack of the given number of flows: one module for every ten, and inbound flows that call one each. Steps run in
 * parallel as in the engine, a caller never before its module.
 */
export class Stack {
  private readonly members: Member[];

  constructor(
    readonly size: number,
    private readonly parallel: number,
  ) {
    const modules = Array.from({ length: Math.ceil(size / FLOWS_PER_MODULE) }, (_, index) => ({
      resource: moduleOf(`module-${index}`),
      name: `Module ${index}`,
    }));
    const callers = Array.from({ length: size - modules.length }, (_, index) => ({
      resource: callerOf(`caller-${index}`),
      name: `Caller ${index}`,
      module: modules[index % modules.length],
    }));
    this.members = [...modules, ...callers];
  }

  /** The steps of one `pulumi up`, or of a preview without changes. Returns the number of created flows. */
  async up(door: ProviderClient): Promise<number> {
    let created = 0;
    await this.each(async ({ resource, name, module }) => {
      const step = await resource.up(door, argsOf(name, module));
      if (step === "created") created++;
    });
    return created;
  }

  /** The steps of one `pulumi refresh`: fully parallel, since reads do not depend on each other. */
  async refresh(door: ProviderClient): Promise<void> {
    await inParallel(this.members, this.parallel, ({ resource }) => resource.refresh(door));
    const lost = this.members.filter(({ resource }) => resource.state === undefined).length;
    if (lost > 0) throw new Error(`${lost} of ${this.size} flows were lost by a refresh`);
  }

  /**
   * The minimum number of job rounds for publishing the stack: `ceil(size / parallel)`, or more if callers wait for a
   * module.
   */
  rounds(): number {
    const done = new Set<Member>();
    let waiting = this.members;
    for (let rounds = 0; ; rounds++) {
      if (waiting.length === 0) return rounds;
      const ready = waiting.filter(({ module }) => module === undefined || done.has(module));
      const now = new Set(ready.slice(0, this.parallel));
      now.forEach((member) => done.add(member));
      waiting = waiting.filter((member) => !now.has(member));
    }
  }

  private async each(step: (member: Member) => Promise<void>): Promise<void> {
    const done = new Set<Member>();
    let waiting = this.members;
    await new Promise<void>((resolve, reject) => {
      let running = 0;
      const next = (): void => {
        if (waiting.length === 0 && running === 0) return resolve();
        const ready = waiting.filter(({ module }) => module === undefined || done.has(module));
        const begun = new Set(ready.slice(0, this.parallel - running));
        waiting = waiting.filter((member) => !begun.has(member));
        running += begun.size;
        for (const member of begun) {
          step(member).then(() => {
            running--;
            done.add(member);
            next();
          }, reject);
        }
      };
      next();
    });
  }
}

function argsOf(name: string, module: Member | undefined): PropertyMap {
  if (module === undefined) return { name, document: collects() };
  const { id, outputs } = stateOf(module.resource);
  return { name, document: invokes(id), moduleVersions: { [id]: outputs.version ?? 0 } };
}

async function inParallel<T>(
  items: readonly T[],
  parallel: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
