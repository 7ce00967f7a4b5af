import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import {
  NO_FOREIGN_FILES,
  otherFixtureFiles,
  otherForeignFiles,
  seedsOf,
  type FlowFileText,
} from "../flowFiles";
import { signIn, type Caller } from "../local-org/test/caller";
import { firstRound } from "./firstRound";
import { startProvider, type ProviderClient } from "./providerClient";
import { expectFailure, flowNamed, linesOf, moduleOf, otherFlowOf, stateOf } from "./providerSteps";

const fixture = (name: string): string => {
  const file = otherFixtureFiles().find((one) => one.name === `${name}.yaml`);
  if (file === undefined) throw new Error(`there is no fixture ${name}`);
  return file.text;
};

describe("a flow of another type", () => {
  let org: LocalOrg;
  let provider: ProviderClient;
  let me: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 0, ratePerMinute: 1_000_000 });
    me = await signIn(org);
    provider = await startProvider(org);
    await org.control.objects({
      queues: ["Sales", "Mails", "Messages"],
      dataActions: [{ integration: "Desk", name: "Notify" }],
    });
  });
  afterEach(async () => {
    for (const { id } of await org.control.flows()) await org.control.deleteFlow(id);
    provider.lines.length = 0;
  });
  after(async () => {
    await provider.close();
    await org.stop();
  });

  const round = (file: FlowFileText): Promise<void> =>
    firstRound(file, { yaml: file.text }, { org, me, calls: provider.flow, lines: provider.lines });

  const foreign = otherForeignFiles();
  if (foreign === undefined) it(NO_FOREIGN_FILES);
  for (const file of [...otherFixtureFiles(), ...(foreign ?? [])]) {
    it(`has no difference and no drift: ${file.name}`, () => round(file));
  }

  describe("over its life", () => {
    // What the resources of a run have claimed is kept by the process.
    beforeEach(async () => {
      await provider.close();
      provider = await startProvider(org);
    });

    it("is created, updated, renamed in place and deleted", async () => {
      const flow = otherFlowOf("hold");
      await flow.up(provider, { yaml: fixture("inqueue") });
      const { id } = await flowNamed(org, "Hold");
      expect(stateOf(flow).id).to.equal(id);
      expect(stateOf(flow).outputs).to.include({ type: "INQUEUECALL", version: 1, enabled: true });

      await flow.up(provider, { yaml: fixture("inqueue"), name: "Wait", description: "Music" });
      expect(await flowNamed(org, "Wait")).to.include({ id });
      expect(stateOf(flow).outputs).to.include({ name: "Wait", version: 2 });

      await flow.up(provider, {
        yaml: fixture("inqueue"),
        name: "Wait",
        description: "Music",
        enabled: false,
      });
      expect(await flowNamed(org, "Wait")).to.include({ id, active: false });
      // A destroy runs in a process of its own.
      await provider.close();
      provider = await startProvider(org);
      await flow.destroy(provider);
      expect(await org.control.flows()).to.deep.equal([]);
    });

    it("is replaced if the type of its file changes", async () => {
      const flow = otherFlowOf("any");
      await flow.up(provider, { yaml: fixture("workflow") });
      const { id, outputs } = stateOf(flow);
      const { inputs } = await provider.flow.check({ yaml: fixture("survey"), __owner: flow.owner }, outputs);
      expect(await provider.flow.diff(id, outputs, inputs)).to.deep.equal({
        changes: true,
        replaces: ["type"],
      });
    });

    it("is read by its id alone", async () => {
      const made = await me.job(await me.upload(fixture("secure")));
      expect(made.status).to.equal("Success");
      const { id } = await flowNamed(org, "Card number");
      const { outputs } = await provider.flow.read(id, {});
      expect(outputs).to.include({ name: "Card number", type: "SECURECALL", version: 1 });
    });

    it("is published again after its module", async () => {
      const module = moduleOf("count");
      const [text = ""] = seedsOf(callsModule).flows;
      await module.up(provider, { yaml: text });
      const flow = otherFlowOf("caller");
      const args = () => ({
        yaml: callsModule,
        modules: [stateOf(module).id],
        moduleVersions: { [stateOf(module).id]: stateOf(module).outputs.version ?? 0 },
      });
      await flow.up(provider, args());
      expect(stateOf(flow).outputs.moduleVersions).to.deep.equal({ [stateOf(module).id]: 1 });
      await module.up(provider, { yaml: text, description: "New" });
      expect(await flow.up(provider, args())).to.equal("updated");
      expect(stateOf(flow).outputs.moduleVersions).to.deep.equal({ [stateOf(module).id]: 2 });
    });

    it("conflicts with a flow of its name and type, and adopts it", async () => {
      await me.job(await me.upload(fixture("survey")));
      const { id } = await flowNamed(org, "Ask afterwards");
      const flow = otherFlowOf("survey");
      expect(await expectFailure(flow.up(provider, { yaml: fixture("survey") }))).to.contain(
        'There is already a survey invite flow named "Ask afterwards"',
      );
      await flow.up(provider, { yaml: fixture("survey"), onConflict: "adopt" });
      expect(stateOf(flow).id).to.equal(id);
    });

    it("may have the name of a flow of another type", async () => {
      await otherFlowOf("one").up(provider, { yaml: fixture("survey"), name: "Same" });
      await otherFlowOf("two").up(provider, { yaml: fixture("workitem"), name: "Same" });
      expect((await org.control.flows()).map(({ type }) => type).sort()).to.deep.equal([
        "SURVEYINVITE",
        "WORKITEM",
      ]);
    });

    it("shows drift of its file", async () => {
      const flow = otherFlowOf("flow");
      await flow.up(provider, { yaml: fixture("workflow") });
      await org.control.edit(stateOf(flow).id, fixture("workflow").replace("minutes: 1", "minutes: 2"));
      linesOf(provider);
      await flow.refresh(provider);
      expect(linesOf(provider)).to.contain("changed in the organization (now version 2.0");
      expect(await flow.up(provider, { yaml: fixture("workflow") })).to.equal("updated");
    });
  });

  describe("is refused at preview", () => {
    const failures = async (args: Parameters<ProviderClient["flow"]["check"]>[0]): Promise<string> =>
      (await provider.flow.check(args)).failures.join("\n");

    for (const [what, args, message] of [
      ["without a file", { name: "x" }, /yaml is required/],
      ["with a document", { document: {}, yaml: "workflow: {}" }, /document: is not an argument of Flow/],
      ["for an inbound flow", { yaml: "inboundCall:\n  name: x" }, /use the class InboundFlow/],
      ["for a module", { yaml: "commonModule:\n  name: x" }, /use the class FlowModule/],
      ["for an unknown root key", { yaml: "workflw:\n  name: x" }, /did you mean "workflow"\?/],
      ["for several root keys", { yaml: "workflow: {}\nbotFlow: {}" }, /2 root keys/],
      ["for a type that is not the file's", { yaml: fixture("bot"), type: "WORKFLOW" }, /stands for BOT/],
      [
        "for a broken reference",
        { yaml: fixture("workflow").replace("[tell]", "[tel]") },
        /no state has the refId "tel"; did you mean "tell"/,
      ],
      ["for a broken expression", { yaml: fixture("workflow").replace("IsSet(", "IsSet((") }, /closes/],
      ["for a file that is no YAML", { yaml: "workflow: [" }, /line 1/],
    ] as const) {
      it(what, async () => {
        expect(await failures(args)).to.match(message);
      });
    }

    it("if a module stands in uses", async () => {
      const uses = [{ name: "Shared", type: "COMMONMODULE" }];
      expect(await failures({ yaml: fixture("message"), uses })).to.match(
        /uses\[0\]: is a flow module: give it in "modules"/,
      );
    });

    it("for two flows of one type and name", async () => {
      const args = { yaml: fixture("survey") };
      expect(
        (await provider.flow.check({ ...args, __owner: otherFlowOf("a").owner })).failures,
      ).to.deep.equal([]);
      const second = await provider.flow.check({ ...args, __owner: otherFlowOf("b").owner });
      expect(second.failures.join()).to.match(/another resource of this stack/);
    });
  });

  describe("is warned about at preview", () => {
    const warnings = async (args: Parameters<ProviderClient["flow"]["check"]>[0]): Promise<string> => {
      linesOf(provider);
      expect((await provider.flow.check(args)).failures).to.deep.equal([]);
      return linesOf(provider);
    };

    it("if its type is new to this package", async () => {
      const yaml =
        "callbackOffer:\n  name: New kind\n  startUpTaskActions:\n    - disconnect:\n        none: true\n";
      expect(await warnings({ yaml, type: "CALLBACKOFFER" })).to.match(
        /does not know flows of the type CALLBACKOFFER/,
      );
    });

    it("for unknown actions, properties and outputs", async () => {
      const yaml = fixture("workflow")
        .replace("- endWorkflow:\n              name: Failed", "- endWorkflw:\n              name: Failed")
        .replace("timeout:", "timeot:")
        .replace("success:", "succes:");
      expect(await warnings({ yaml }))
        .to.match(/did you mean "endWorkflow"/)
        .and.match(/did you mean "success"/);
    });

    it("for variables that nothing declares", async () => {
      const yaml = fixture("workflow").replace("exp: IsSet(Flow.Number)", "exp: IsSet(Flow.Numbr)");
      expect(await warnings({ yaml })).to.match(
        /uses "Flow.Numbr", which the file does not declare; did you mean "Flow.Number"/,
      );
    });

    it("for a flow in uses that the file does not name", async () => {
      expect(await warnings({ yaml: fixture("message"), uses: [{ name: "Other bot" }] })).to.match(
        /is the flow "Other bot", which the file does not name/,
      );
    });

    it("for a named flow of the stack that uses lacks", async () => {
      await provider.flow.check({ yaml: fixture("bot"), __owner: otherFlowOf("the-bot").owner });
      const args = { yaml: fixture("message"), __owner: otherFlowOf("messages").owner };
      expect(await warnings(args)).to.match(/this stack manages as "the-bot": add that resource to "uses"/);
      expect(await warnings({ ...args, uses: [{ name: "Desk bot" }] })).to.equal("");
    });
  });
});

const callsModule = `workflow:
  name: Caller
  startUpRef: ./states/state[begin]
  defaultLanguage: en-us
  supportedLanguages: { en-us: { none: true } }
  states:
    - state:
        name: Begin
        refId: begin
        actions:
          - callCommonModule:
              name: Call it
              commonModule:
                Shared: { ver_latestPublished: { none: true } }
          - endWorkflow:
              name: Done
`;
