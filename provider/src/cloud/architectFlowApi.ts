import { consumers, modulesCarried } from "./dependencies";
import { Directory } from "./directory";
import { activate, deactivate, moveToDivision, renameInPlace } from "./editing";
import { InvalidRequestError, NotFoundError, PermissionError } from "./errors";
import { exportYaml } from "./exportJobs";
import type { FlowApi } from "./flowApi";
import { JobTiming } from "./jobTiming";
import { namingHolder, release, unlock } from "./locks";
import { lookUp } from "./objects";
import { once } from "./once";
import { earlierPublish, publishByJob } from "./publishJobs";
import { ownClient } from "./ownClient";
import { ownOrganization } from "./organization";
import { removeFlow } from "./removal";
import type { Clock } from "./requestGate";
import type { Settings } from "./settings";
import type { Transport } from "./transport";

/** Genesys Cloud's own flow API: Architect YAML, published by jobs. */
export function architectFlowApi(
  transport: Transport,
  settings: Settings,
  { clock, random }: { clock: Clock; random: () => number },
): FlowApi {
  const directory = new Directory(transport, clock);
  const own = once(() => ownClient(transport, settings.credentials));
  const edits = { transport, directory, clock, ownClient: own };
  const publishing = new Map<string, JobTiming>();
  const exporting = new JobTiming(transport.budget);

  /** Modules are published before the flows that call them, so what they took is known when the first of those runs. */
  const usualOfOthers = (): number | undefined =>
    [...publishing.values()].map(({ usual }) => usual).find((usual) => usual !== undefined);

  const timingOf = (type: string): JobTiming => {
    let timing = publishing.get(type);
    if (timing === undefined) {
      timing = new JobTiming(transport.budget, usualOfOthers);
      publishing.set(type, timing);
    }
    return timing;
  };

  /** For whatever changes a flow: a lock in its way is named, and no older listing speaks for it any more. */
  const writing = <T>(id: string, act: () => Promise<T>): Promise<T> => {
    directory.wrote(id);
    return namingHolder(id, directory, act);
  };

  return {
    form: "yaml",

    organization: once(() => ownOrganization(transport, settings)),
    ownClient: own,
    flow: (id) => directory.flow(id),
    flowsNamed: (type, name) => directory.named(type, name),
    flowNamed: async (type, name) => (await directory.named(type, name))[0],

    async publish(order) {
      const { content } = order;
      if (content.form !== "yaml") {
        throw new InvalidRequestError("Genesys Cloud's own flow API takes Architect YAML, not documents.");
      }
      const around = { transport, clock, random, timing: timingOf(order.type) };
      const publish = () => publishByJob(order, content.yaml, around);
      const receipt = await (order.id === undefined ? publish() : writing(order.id, publish));
      directory.wrote(receipt.flowId);
      return receipt;
    },

    async earlierPublish(jobId, deadline) {
      // Nobody knows when it began, so it teaches nothing about how long jobs take.
      const around = { transport, clock, random, timing: new JobTiming(transport.budget) };
      try {
        return await earlierPublish(jobId, deadline, around);
      } catch (error) {
        // Jobs are forgotten after a time.
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },

    async content(id, versionId) {
      const yaml = await exportYaml(id, versionId, { transport, clock, random, timing: exporting });
      return { form: "yaml", yaml };
    },

    async modulesCarried(flow, versionId) {
      try {
        return await modulesCarried(flow, versionId, transport);
      } catch (error) {
        if (error instanceof PermissionError) return undefined;
        throw error;
      }
    },

    // Calls run the snapshot that the flow carries.
    modulesReached: (flow, versionId) => modulesCarried(flow, versionId, transport),

    rename: (id, to) => writing(id, () => renameInPlace(id, to, edits)),
    setActive: (id, active) => writing(id, () => (active ? activate(id, edits) : deactivate(id, edits))),
    moveTo: (id, division) => writing(id, () => moveToDivision(id, division, edits)),
    unlock: (id) => writing(id, () => unlock(id, transport)),
    release: (id) => writing(id, () => release(id, edits)),
    consumers: (flow, versions) => consumers(flow, transport, versions),
    lookUp: (objects) =>
      lookUp(objects, transport, async (type, name) => (await directory.named(type, name)).length > 0),
    remove: (id) => writing(id, () => removeFlow(id, directory, transport)),
  };
}
