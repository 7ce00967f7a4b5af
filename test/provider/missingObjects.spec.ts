import { expect } from "chai";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, expectFailure } from "./providerSteps";

const step = (actionType: string, parameters: PropertyMap, nexts?: PropertyMap): PropertyMap => ({
  entryType: "action",
  action: { action: actionType, actionType, parameters },
  ...(nexts === undefined ? {} : { nexts }),
});

const DOCUMENT = {
  content: {
    entries: {
      start: step("playAudio", { audio: { prompt: "Prompt.Welcom" } }, { default: "shop" }),
      shop: step(
        "dataTableLookup",
        { table: "Shops", lookupValue: "1" },
        { found: "toSales", notFound: "bye" },
      ),
      toSales: step("transferToAcd", { queue: "Salse" }, { failure: "bye" }),
      bye: step("disconnect", {}),
    },
  },
};

const YAML = `inboundCall:
  name: From a file
  defaultLanguage: en-us
  supportedLanguages:
    en-us:
      defaultLanguageSkill:
        noValue: true
  initialGreeting:
    tts: Hello.
  startUpRef: /inboundCall/tasks/task[Main_10]
  tasks:
    - task:
        name: Main
        refId: Main_10
        actions:
          - transferToAcd:
              name: To sales
              targetQueue:
                lit:
                  name: Salse
          - transferToFlowSecure:
              name: To payment
              targetFlow:
                name: Payment
          - disconnect:
              name: Bye
`;

describe("a flow that names missing objects", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  beforeEach(async () => {
    org = await startLocalOrg({ jobMs: 5 });
    door = await startProvider(org);
    await org.control.objects({ queues: ["Sales", "Support"], dataTables: ["Shop"] });
  });
  afterEach(async () => {
    await door.close();
    await org.stop();
  });

  it("fails with each one's entry, parameter and nearest name", async () => {
    const caller = callerOf("main");
    const message = await expectFailure(caller.up(door, { name: "Main", document: DOCUMENT }));
    expect(message)
      .to.match(/entry "start", parameters\.audio\.prompt: prompt "Welcom"/)
      .and.match(/entry "shop", parameters\.table: data table "Shops"; did you mean "Shop"\?/)
      .and.match(/entry "toSales", parameters\.queue: queue "Salse"/)
      .and.not.match(/ArchSession|exit code/);
    await org.control.objects({ queues: ["Salse"], dataTables: ["Shops"], prompts: ["Prompt.Welcom"] });
    expect(await caller.up(door, { name: "Main", document: DOCUMENT })).to.equal("created");
  });

  it("fails with line and key for a file, without a module hint", async () => {
    const message = await expectFailure(callerOf("file").up(door, { name: "From a file", yaml: YAML }));
    expect(message)
      .to.match(/yaml, line \d+, "To sales": targetQueue: queue "Salse"/)
      .and.match(/yaml, line \d+, "To payment": targetFlow: flow of type SECURECALL "Payment"/)
      .and.not.include("module");
  });

  it("lists failed lookups, and still names the rest", async () => {
    const permissions = [
      "architect:job:create",
      "architect:job:view",
      "architect:flow:view",
      "architect:flow:add",
      "architect:flow:edit",
      "architect:flow:publish",
      "architect:datatable:view",
    ];
    await org.control.client({ id: "local", secret: "local-secret", permissions });
    const message = await expectFailure(callerOf("main").up(door, { name: "Main", document: DOCUMENT }));
    expect(message)
      .to.match(/data table "Shops"/)
      .and.match(/queues could not be looked up: the client lacks routing:queue:view/)
      .and.match(/prompts could not be looked up: the client lacks architect:userPrompt:view/);
  });

  it("needs no lookup if it failed for another reason", async () => {
    await org.control.jobs({ fail: ["the queue is on fire"] });
    const plain = { content: { entries: { start: step("disconnect", {}) } } };
    await expectFailure(callerOf("main").up(door, { name: "Main", document: plain }));
    expect(
      (await org.control.journal()).filter(({ path }) => /routing|prompts|tables/.test(path)),
    ).to.deep.equal([]);
  });
});
