import { expect } from "chai";
import { parse, stringify } from "yaml";
import { startLocalOrg } from "../src/index";
import type { Guesses, LocalOrg } from "../src/index";
import { send, signIn } from "./caller";
import type { Caller } from "./caller";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";

describe("exports", () => {
  let org: LocalOrg;
  let me: Caller;

  before(async () => {
    org = await startLocalOrg({ jobMs: 0, seed: "exporting", ratePerMinute: 10_000 });
    me = await signIn(org);
  });
  after(() => org.stop());
  afterEach(async () => {
    await org.control.reset();
    await org.control.settings({ guesses: usual });
  });
  const usual: Partial<Guesses> = {
    exportAddsMainMenu: false,
    exportReferencedObjects: false,
    exportStyle: "newer",
  };

  const publish = async (yaml: string): Promise<string> => {
    const job = await me.job(await me.upload(yaml));
    expect(job.status, JSON.stringify(job.messages)).to.equal("Success");
    return job.flow?.id ?? "";
  };
  const exportOf = async (yaml: string): Promise<string> => me.exported({ id: await publish(yaml) });
  const inbound = (text: string) => (parse(text) as { inboundCall: Record<string, unknown> }).inboundCall;

  const menuFlow = stringify({
    inboundCall: {
      name: "Menu Line",
      defaultLanguage: "en-us",
      startUpRef: "./menus/menu[start]",
      initialGreeting: { tts: "Welcome." },
      variables: [
        { stringVariable: { name: "Flow.beta", initialValue: { noValue: true } } },
        { integerVariable: { name: "Flow.Alpha", initialValue: { lit: 0 } } },
      ],
      menus: [
        {
          menu: {
            name: "Start",
            refId: "start",
            audio: { tts: "Press 1." },
            choices: [
              { menuJumpToTask: { name: "Go", dtmf: "digit_1", targetTaskRef: "./tasks/task[go]" } },
              { menuDisconnect: { name: "Bye", refId: "bye", dtmf: "digit_9" } },
            ],
            defaultChildMenuRef: "./choices/menuDisconnect[bye]",
          },
        },
      ],
      tasks: [
        {
          task: {
            name: "Go On",
            refId: "go",
            actions: [
              {
                decision: {
                  condition: { exp: "Flow.Alpha == 1" },
                  outputs: {
                    no: { actions: [{ jumpToMenu: { targetMenuRef: "./menus/menu[start]" } }] },
                    yes: { actions: [] },
                  },
                },
              },
              { disconnect: { none: true } },
            ],
          },
        },
      ],
    },
  });

  it("rename tasks and menus, and make references absolute and quoted", async () => {
    const text = await exportOf(menuFlow);
    expect(text.match(/^.*(?:refId|Ref): .*$/gm)?.map((line) => line.trim())).to.deep.equal([
      'startUpRef: "/inboundCall/menus/menu[Start_10]"',
      "refId: Start_10",
      'targetTaskRef: "/inboundCall/tasks/task[Go On_13]"',
      "refId: Bye_12",
      'defaultChildMenuRef: "./choices/menuDisconnect[Bye_12]"',
      "refId: Go On_13",
      'targetMenuRef: "/inboundCall/menus/menu[Start_10]"',
    ]);
  });

  it("have Genesys Cloud's key order and the default settings", async () => {
    const flow = inbound(await exportOf(menuFlow));
    expect(Object.keys(flow)).to.deep.equal([
      "name",
      "description",
      "division",
      "startUpRef",
      "defaultLanguage",
      "supportedLanguages",
      "initialGreeting",
      "variables",
      "settingsActionDefaults",
      "settingsErrorHandling",
      "settingsMenu",
      "settingsPrompts",
      "settingsSpeechRec",
      "menus",
      "tasks",
    ]);
    expect(flow.settingsMenu).to.have.property("repeatCount").that.deep.equals({ lit: 3 });
    expect(flow).to.include({ description: "", division: "Home" });
  });

  it("sort variables, name unnamed actions, omit empty outputs, quote yes and no", async () => {
    const text = await exportOf(menuFlow);
    const flow = inbound(text);
    expect(JSON.stringify(flow.variables)).to.match(/Flow\.Alpha.*Flow\.beta/);
    expect(text).to.contain("name: Decision").and.to.contain("name: Disconnect").and.to.contain('"no":');
    expect(text).not.to.contain("yes");
  });

  it("write action defaults as a new or an old Archy version", async () => {
    await org.control.objects({ queues: ["Sales"] });
    const yaml = inboundYaml("Line", [
      { transferToAcd: { name: "To sales", targetQueue: { lit: { name: "Sales" } } } },
      { disconnect: { name: "Bye" } },
    ]);
    const today = await exportOf(yaml);
    expect(today).to.contain("preferredAgents:").and.to.contain("directAgent:").and.to.contain("errorType:");
    await org.control.settings({ guesses: { exportStyle: "older" } });
    const once = await exportOf(yaml);
    expect(once).to.contain("preferredAgents:").and.not.to.contain("directAgent:");
  });

  it("list all inputs and outputs of called modules, and referencedObjects", async () => {
    await publish(moduleYaml("Digit"));
    const plain = inbound(await exportOf(callerYaml("Line", "Digit")));
    expect(JSON.stringify(plain.tasks)).to.contain('"outputs":{"Common.Digit":{"noValue":true}}');
    expect(plain).not.to.have.property("referencedObjects");
    await org.control.settings({ guesses: { exportReferencedObjects: true } });
    const more = inbound(await me.exported({ name: "Line", type: "INBOUNDCALL" }));
    expect(Object.keys(more).at(-1)).to.equal("referencedObjects");
    expect(JSON.stringify(more.referencedObjects)).to.contain('"name":"Digit","type":"commonmodule"');
  });

  it("include Architect's main menu if configured", async () => {
    const yaml = inboundYaml("Line");
    expect(await exportOf(yaml)).not.to.contain("Main Menu");
    await org.control.settings({ guesses: { exportAddsMainMenu: true } });
    expect(await exportOf(yaml))
      .to.contain("refId: Main Menu_10")
      .and.to.contain('startUpRef: "/inboundCall/tasks/task[Main_12]"');
  });

  it("can be published again and exported unchanged", async () => {
    await publish(moduleYaml("Digit"));
    for (const yaml of [menuFlow, callerYaml("Line", "Digit"), moduleYaml("Other")]) {
      const once = await exportOf(yaml);
      expect(await exportOf(once)).to.equal(once);
    }
  });

  it("show UI publishes, and drafts only if latest is requested", async () => {
    const id = await publish(inboundYaml("Line"));
    const edited = (name: string) => inboundYaml("Line", [{ disconnect: { name } }]);
    await org.control.edit(id, edited("By Ada"), { user: "Ada" });
    await org.control.edit(id, edited("Half done"), { user: "Ada", draft: true });
    expect(await me.exported({ id, version: "1.0" })).to.contain("name: Bye");
    expect(await me.exported({ id, version: "published" })).to.contain("name: By Ada");
    expect(await me.exported({ id })).to.contain("name: Half done");
  });

  it("fail with Archy's message for a missing flow", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    const job = await me.exportJob({ id });
    expect(job).to.include({ status: "Failure", command: "Export" }).and.not.have.property("downloadUrl");
    expect(job.messages?.map(({ text }) => text)).to.deep.equal([
      "Error during program export execution:",
      `could not find the flow with id '${id}'.`,
      "setting the Archy exit code to 107",
    ]);
  });

  it("take exactly one flow by id or name and type, with a signed URL", async () => {
    const order = async (flows: unknown) =>
      (await me.call("POST", "/api/v2/flows/export/jobs", { flows })).body.code;
    expect(await order([])).to.equal("archy.export.invalid.flows.length");
    expect(await order([null])).to.equal("archy.export.item.cannot.be.null");
    expect(await order([{}])).to.equal("archy.export.missing.flow");
    expect(await order([{ flow: { name: "Line" } }])).to.equal("archy.export.cannot.id.flow");
    expect(await order([{ flow: { id: "x" }, fileName: "a/b" }])).to.equal("archy.export.invalid.file.name");
    const { downloadUrl = "" } = await me.exportJob({ id: await publish(inboundYaml("Line")) }, "line-1");
    expect(downloadUrl).to.contain("/line-1.yaml?");
    expect((await send(downloadUrl.replace(/\?.*/, ""), {})).status).to.equal(403);
  });
});
