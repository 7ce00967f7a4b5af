import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { flow } from "#language/builders";
import type { PropertyMap } from "../engine/values";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, linesOf, moduleOf, stateOf } from "./providerSteps";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A caller's document as its tree, and as the text with a reference that programs pass. */
const tree = (moduleId: string, tts = "Hello.") =>
  flow.document({
    start: flow.playAudio({ audio: tts }, { default: "call" }),
    call: flow.invokeSubFlow({ moduleId }, { default: "bye" }),
    bye: flow.disconnect(),
  }) as unknown as PropertyMap;
const PLACE = "call.parameters.moduleId";
const text = (moduleId: string, tts?: string): PropertyMap => ({
  document: JSON.stringify(tree("?", tts)).replace('"?"', `{"$ref":"${PLACE}"}`),
  references: { [PLACE]: moduleId },
});

describe("a document as text with references", () => {
  let org: LocalOrg;
  let provider: ProviderClient;
  let moduleId: string;
  beforeEach(async () => {
    org = await startLocalOrg({ jobMs: 0 });
    provider = await startProvider(org);
    const module = moduleOf("module");
    await module.up(provider, {
      name: "Module",
      document: flow.document({ start: flow.end() }) as unknown as PropertyMap,
    });
    moduleId = stateOf(module).id;
  });
  afterEach(async () => {
    await provider.close();
    await org.stop();
  });

  it("is recorded as it was given, and stays the same", async () => {
    const caller = callerOf("caller");
    const args: PropertyMap = { name: "Caller", ...text(moduleId) };
    await caller.up(provider, args);
    expect(stateOf(caller).outputs).to.include({ document: args.document });
    expect(stateOf(caller).outputs.references).to.deep.equal(args.references);
    await caller.refresh(provider);
    expect(stateOf(caller).outputs).to.include({ document: args.document });
    expect(await caller.up(provider, args)).to.equal("same");
  });

  it("equals the tree in a state of version 0.1.0", async () => {
    const caller = callerOf("caller");
    await caller.up(provider, { name: "Caller", document: tree(moduleId) });
    expect(stateOf(caller).outputs.document).to.be.an("object");
    expect(await caller.up(provider, { name: "Caller", ...text(moduleId) })).to.equal("same");
  });

  it("shows what somebody changed, and keeps its references", async () => {
    const caller = callerOf("caller");
    await caller.up(provider, { name: "Caller", ...text(moduleId) });
    const [live] = (await org.control.flows()).filter(({ name }) => name === "Caller");
    await org.control.edit(live?.id ?? "", (live?.content ?? "").replace("Hello.", "Hi."));
    linesOf(provider);
    await caller.refresh(provider);
    expect(linesOf(provider)).to.match(/entry "start", parameters\.audio/);
    expect(stateOf(caller).outputs).to.include({ document: text(moduleId, "Hi.").document });
    expect(await caller.up(provider, { name: "Caller", ...text(moduleId) })).to.equal("updated");
  });

  it("is checked as its tree, with places in the document", async () => {
    const { failures } = await provider.inboundFlow.check({
      document: JSON.stringify(tree("?")).replace('"default":"bye"', '"default":"by"'),
    });
    expect(failures.join()).to.match(/entry "call", nexts.default: no entry "by"; did you mean "bye"/);
  });

  it("may have an unknown reference at preview", async () => {
    const { inputs, failures } = await provider.inboundFlow.check({ name: "Caller", ...text(UNKNOWN) });
    expect(failures).to.deep.equal([]);
    expect(inputs).to.include({ document: text("").document });
  });

  it("may have references that are unknown as a whole", async () => {
    const args: PropertyMap = { name: "Caller", document: text("").document ?? "", references: UNKNOWN };
    expect((await provider.inboundFlow.check(args)).failures).to.deep.equal([]);
  });

  it("fails with a sentence if it is no JSON", async () => {
    const { failures } = await provider.inboundFlow.check({ document: "{" });
    expect(failures.join()).to.match(/a document must be an object/);
  });
});
