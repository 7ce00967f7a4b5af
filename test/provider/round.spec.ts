import { expect } from "chai";
import { flowFromYaml } from "#codegen/fromYaml";
import { givenArguments } from "#codegen/program";
import { substitutionKeys } from "#language/architect/substitutions";
import type { PropertyMap } from "../engine/values";
import { fixtureFiles, foreignFiles, NO_FOREIGN_FILES, seedsOf, type FlowFileText } from "../flowFiles";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn, type Caller } from "../local-org/test/caller";
import { startProvider, type ProviderClient } from "./providerClient";

/** Files that no organization accepts, with the error at preview. */
const refused: Record<string, RegExp> = {
  // An inbound call has no states.
  "inboundCall-CrossOrgMainFlow.yaml": /state/,
};

/**
 * The first operations of a stack: state matches what was created, even after someone publishes the same
 * content again.
 */
describe("a stack with a flow file", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  let me: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 0, ratePerMinute: 1_000_000 });
    me = await signIn(org);
    door = await startProvider(org);
  });
  afterEach(async () => {
    for (const { id } of await org.control.flows()) await org.control.deleteFlow(id);
  });
  after(async () => {
    await door.close();
    await org.stop();
  });

  const seed = async (text: string): Promise<void> => {
    const { objects, divisions, flows } = seedsOf(text);
    // A queue whose name is a number in the file still has a name.
    await org.control.objects({ ...objects, queues: [...(objects.queues ?? []), "112"] });
    for (const name of divisions)
      await me.call("POST", "/api/v2/authorization/divisions", { name, description: "" });
    for (const flow of flows) {
      const job = await me.job(await me.upload(flow));
      expect(job.status, JSON.stringify(job.messages)).to.equal("Success");
    }
  };

  /**
   * Preview, up, preview (no request), refresh, the same content published by someone else, refresh,
   * preview.
   */
  const round = async ({ kind, text }: FlowFileText, program: PropertyMap): Promise<void> => {
    const verbs = kind === "module" ? door.module : door.inboundFlow;
    await seed(text);
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
      door.lines.length = 0;
      const read = await verbs.read(id, state);
      expect(door.lines.join("\n")).to.equal("");
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
  };

  /** The program that `codegen` writes for a file, if it is one with a document. */
  const documentProgram = ({ text, name }: FlowFileText): PropertyMap | undefined => {
    const source = flowFromYaml(text, { origin: name });
    return source.content.form === "document"
      ? ({ ...givenArguments(source), document: source.content.document } as unknown as PropertyMap)
      : undefined;
  };

  /**
   * A file from outside may stay YAML because of its keys; of the fixtures, one shows what a document cannot
   * express.
   */
  const staysYaml = ({ name, text }: FlowFileText): boolean =>
    name === "oneNameTwice.yaml" || substitutionKeys(text).length > 0;

  const foreign = foreignFiles();
  if (foreign === undefined) it(NO_FOREIGN_FILES);
  for (const file of [...fixtureFiles(), ...(foreign ?? [])]) {
    const message = refused[file.name];
    if (message !== undefined) {
      it(`is refused for ${file.name}`, async () => {
        const { failures } = await door.inboundFlow.check({ yaml: file.text });
        expect(failures.join()).to.match(message);
      });
      continue;
    }

    it(`settles for ${file.name}`, () => round(file, { yaml: file.text }));

    it(`settles for ${file.name} under another name`, () =>
      round(file, { name: "Another name", description: "Another text", yaml: file.text }));

    it(`settles for ${file.name} as a document`, async () => {
      const program = documentProgram(file);
      if (program !== undefined) await round(file, program);
      else expect(staysYaml(file)).to.equal(true);
    });
  }
});
