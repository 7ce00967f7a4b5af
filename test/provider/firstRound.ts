import { expect } from "chai";
import type { LocalOrg } from "genesyscloud-local-org";
import type { PropertyMap } from "../engine/values";
import { seedsOf, type FlowFileText } from "../flowFiles";
import type { Caller } from "../local-org/test/caller";
import type { ProviderCalls } from "./providerClient";

/** Where a round takes place. */
export interface RoundOptions {
  org: LocalOrg;
  /** Somebody else who publishes the same content. */
  me: Caller;
  calls: ProviderCalls;
  /** The output of the provider process. */
  lines: string[];
}

/**
 * Preview, up, preview (no request), refresh, the same content published by someone else, refresh,
 * preview.
 */
export async function firstRound(
  { text }: FlowFileText,
  program: PropertyMap,
  options: RoundOptions,
): Promise<void> {
  const { org, me, calls: verbs, lines } = options;
  await seed(options, text);
  const preview = async (olds?: PropertyMap) => {
    const { inputs, failures } = await verbs.check(program, olds);
    expect(failures).to.deep.equal([]);
    return inputs;
  };
  const inputs = await preview();
  const { id, outputs, initErrors } = await verbs.create(inputs);
  expect(initErrors).to.equal(undefined);

  const unchanged = async (state: PropertyMap): Promise<void> => {
    await org.control.clearJournal();
    expect(await verbs.diff(id, state, await preview(inputs))).to.deep.equal({
      changes: false,
      replaces: [],
    });
    expect(await org.control.journal(), "calls of a preview").to.deep.equal([]);
  };
  const refreshed = async (state: PropertyMap): Promise<PropertyMap> => {
    lines.length = 0;
    const read = await verbs.read(id, state);
    expect(lines.join("\n")).to.equal("");
    const content = (of: PropertyMap | undefined) => ({
      document: of?.document,
      yaml: of?.yaml,
      name: of?.name,
    });
    expect(content(read.inputs)).to.deep.equal(content(inputs));
    return read.outputs ?? {};
  };

  await unchanged(outputs);
  const state = await refreshed(outputs);
  expect(state).to.deep.equal(outputs);
  await org.control.edit(id, await me.exported({ id }));
  const later = await refreshed(state);
  expect(later.version).to.equal(Number(outputs.version) + 1);
  await unchanged(later);
}

/** Creates everything that a file names. */
async function seed({ org, me }: RoundOptions, text: string): Promise<void> {
  const { objects, divisions, flows } = seedsOf(text);
  // A queue whose name is a number in the file still has a name.
  await org.control.objects({ ...objects, queues: [...(objects.queues ?? []), "112"] });
  for (const name of divisions)
    await me.call("POST", "/api/v2/authorization/divisions", { name, description: "" });
  for (const flow of flows) {
    const job = await me.job(await me.upload(flow));
    expect(job.status, JSON.stringify(job.messages)).to.equal("Success");
  }
}
