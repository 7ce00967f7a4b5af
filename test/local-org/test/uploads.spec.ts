import { request } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { parse, stringify } from "yaml";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

describe("an upload is read", () => {
  const world = useTestOrganization();

  it("at the host and port that the client used, as behind a proxy", async () => {
    const { port } = new URL(world.org.url);
    const headers = {
      host: "gateway.internal:8443",
      authorization: `Bearer ${world.me.token}`,
      "content-type": "application/json",
    };
    const text = await new Promise<string>((resolve, reject) => {
      const asked = request(
        { host: "127.0.0.1", port, method: "POST", path: "/api/v2/flows/jobs", headers },
        (response) => {
          let body = "";
          response.on("data", (part: Buffer) => (body += part.toString()));
          response.on("end", () => resolve(body));
        },
      );
      asked.on("error", reject);
      asked.end();
    });
    const { presignedUrl = "" } = JSON.parse(text) as Models.RegisterArchitectJobResponse;
    expect(new URL(presignedUrl).host).to.equal("gateway.internal:8443");
  });
  const bye = { disconnect: { name: "Bye" } };
  const told = async (yaml: string): Promise<string> => {
    const job = await world.me.job(await world.me.upload(yaml));
    expect(job.status, yaml).to.equal("Failure");
    return (job.messages ?? []).map(({ text }) => text).join("\n");
  };
  const task = (...actions: unknown[]) => inboundYaml("Line", actions);
  /** The inbound flow with some root properties changed; undefined removes one. */
  const rooted = (change: Record<string, unknown>) => {
    const { inboundCall } = parse(inboundYaml("Line")) as { inboundCall: Record<string, unknown> };
    return stringify({ inboundCall: { ...inboundCall, ...change } });
  };

  const refused: [what: string, yaml: string, words: string][] = [
    ["no YAML", "inboundCall: [", "the flow YAML could not be parsed"],
    ["a key twice", "inboundCall:\n  name: A\n  name: B\n", "Map keys must be unique"],
    ["two documents", "inboundCall: {name: A}\n---\ninboundCall: {name: B}\n", "could not be parsed"],
    ["nothing", "", "does not contain a flow"],
    ["two flows", "inboundCall: {name: A}\ncommonModule: {name: B}\n", "exactly one root property"],
    ["an unknown kind", "outbound: {name: A}\n", "'outbound' is not a flow type"],
    ["an anchor that eats itself", "a: &a [*a, *a]\n", "is not a flow type"],
    [
      "a key left to substitute",
      inboundYaml("{{flow_name}}"),
      "substitution key of '{{ flow_name }}' was found",
    ],
    ["too large a file", inboundYaml("x".repeat(6_300_000)), "too large to be published"],
    ["no name", rooted({ name: undefined }), "the required property 'name' is not set"],
    ["a name with spaces around it", inboundYaml(" Line"), "the flow name ' Line' is invalid."],
    ["a name with a slash", inboundYaml("a/b"), "the flow name 'a/b' is invalid."],
    ["no start", rooted({ startUpRef: undefined }), "the required property 'startUpRef' is not set"],
    [
      "a start that leads nowhere",
      rooted({ startUpRef: "./tasks/task[x]" }),
      "'./tasks/task[x]' does not lead anywhere",
    ],
    [
      "a start of another kind",
      rooted({ startUpRef: "/workflow/tasks/task[main]" }),
      "does not lead anywhere",
    ],
    [
      "no language",
      rooted({ defaultLanguage: undefined }),
      "the required property 'defaultLanguage' is not set",
    ],
    ["an unknown property", rooted({ greeting: {} }), "the property 'greeting' cannot be assigned a value."],
    ["states in a call flow", rooted({ states: [] }), "the property 'states' cannot be assigned a value."],
    ["an unknown action", task({ playPrompt: {} }), "the property 'playPrompt' cannot be assigned a value."],
    [
      "an unknown parameter",
      task({ playAudio: { audio: { tts: "a" }, loud: true } }, bye),
      "the property 'loud' cannot",
    ],
    [
      "an unknown output",
      task({ decision: { condition: { exp: "true" }, outputs: { maybe: {} } } }),
      "'maybe' cannot",
    ],
    [
      "a missing parameter",
      task({ playAudio: { name: "Say" } }, bye),
      "the required property 'audio' is not set",
    ],
    [
      "audio given twice",
      task({ playAudio: { audio: { tts: "a", exp: "b" } } }, bye),
      "exactly one value must be given",
    ],
    [
      "a jump that leads nowhere",
      task({ jumpToTask: { targetTaskRef: "./tasks/task[x]" } }),
      "does not lead anywhere",
    ],
    [
      "a statement without a value",
      task({ updateData: { statements: [{ string: { variable: "Flow.a" } }] } }, bye),
      "an update statement must",
    ],
    [
      "an unknown prompt",
      task({ playAudio: { audio: { prompt: "Prompt.Hello" } } }, bye),
      "find 'prompt' by value of 'Hello'",
    ],
    [
      "an unknown schedule group",
      task({ evaluateScheduleGroup: { scheduleGroup: { lit: { name: "Hours" } } } }, bye),
      "find 'scheduleGroup' by value of 'Hours'",
    ],
    [
      "an unknown data table",
      task({ dataTableLookup: { lookupValue: { exp: "1" }, dataTable: { Shops: {} } } }, bye),
      "find 'dataTable' by value of 'Shops'",
    ],
    [
      "an unknown data action",
      task({ callData: { category: { Web: { dataAction: { Get: {} } } } } }, bye),
      "find 'dataAction' by value of 'Get'",
    ],
    [
      "an unknown flow",
      task({ transferToFlow: { targetFlow: { name: "Night" } } }, bye),
      "the flow named 'Night' of type 'inboundcall' does not exist.",
    ],
    [
      "a module in a fixed version",
      callerYaml("Line", "Digit").replace("ver_latestPublished", "ver_1.0"),
      "the common module version must be",
    ],
    [
      "an unknown compatible type",
      moduleYaml("Other").replace("inboundcall", "phone"),
      "'phone' is not a flow type",
    ],
    [
      "a module without actions",
      stringify({ commonModule: { name: "Other" } }),
      "'startUpTaskActions' is not set",
    ],
  ];
  for (const [what, yaml, words] of refused) {
    it(`and refused for ${what}`, async () => {
      expect(await told(yaml))
        .to.contain(words)
        .and.to.contain("setting the Archy exit code to 100");
      expect(await world.org.control.flows()).to.deep.equal([]);
    });
  }

  const menu = (...choices: unknown[]) =>
    rooted({
      menus: [{ menu: { name: "Menu", refId: "m", audio: { tts: "a" }, choices } }],
      startUpRef: "./menus/menu[m]",
    });
  const choice = (more: Record<string, unknown>) => ({ menuDisconnect: { name: "Bye", ...more } });
  const invalid: [what: string, yaml: string, words: string][] = [
    [
      "a task without an end",
      task({ playAudio: { audio: { tts: "a" } } }),
      "The task does not contain a terminating action",
    ],
    [
      "an end in one branch only",
      task({ decision: { condition: { exp: "true" }, outputs: { yes: { actions: [bye] } } } }),
      "terminating action",
    ],
    [
      "two tasks of one name",
      rooted({
        tasks: ["a", "b"].map((refId) => ({ task: { name: "Main", refId, actions: [bye] } })),
        startUpRef: "./tasks/task[a]",
      }),
      "Another task has the same name",
    ],
    ["a menu without choices", menu(), "There are no menu choices"],
    [
      "one digit for two choices",
      menu(choice({ dtmf: "digit_1" }), choice({ dtmf: "digit_1" })),
      "DTMF (1) is used in two or more menu choices",
    ],
    [
      "a choice without digit or words",
      menu(choice({})),
      "Each menu choice must have DTMF or speech recognition terms",
    ],
    [
      "a data action that is not chosen",
      task({ callData: { name: "Get" } }, bye),
      "A data action must be selected.",
    ],
    [
      "a variable that is not declared",
      task(
        { updateData: { statements: [{ string: { variable: "Flow.Digit", value: { lit: "1" } } }] } },
        bye,
      ),
      "The variable reference 'Flow.Digit' at position 1 is not valid.",
    ],
    [
      "digits that are collected into a number",
      rooted({
        variables: [{ integerVariable: { name: "Flow.Digit" } }],
        tasks: [
          {
            task: {
              name: "Main",
              refId: "main",
              actions: [
                {
                  collectInput: {
                    inputData: { var: "Flow.Digit" },
                    digits: { exact: 1 },
                    inputAudio: { tts: "Now." },
                    outputs: {},
                  },
                },
                bye,
              ],
            },
          },
        ],
      }),
      "Cannot convert expression from type integer to required type of string.",
    ],
    [
      "a way back to a menu that is not there",
      task({ previousMenu: {} }),
      "There are no menus in this flow for Previous Menu",
    ],
  ];
  for (const [what, yaml, words] of invalid) {
    it(`and found invalid for ${what}`, async () => {
      expect(await told(yaml))
        .to.contain(words)
        .and.to.contain("setting the Archy exit code to 123");
    });
  }

  it("and found invalid for a module inside a module", async () => {
    await world.publish(moduleYaml("Digit"));
    const { commonModule } = parse(moduleYaml("Other")) as {
      commonModule: { startUpTaskActions: unknown[] };
    };
    const call = { callCommonModule: { name: "Ask", commonModule: { Digit: { ver_latestPublished: {} } } } };
    const nested = stringify({
      commonModule: { ...commonModule, startUpTaskActions: [call, { endTask: {} }] },
    });
    expect(await told(nested)).to.contain("This action is not available to be used in a common module flow");
  });

  it("and refused for an input that the module lacks", async () => {
    await world.publish(moduleYaml("Digit"));
    const yaml = callerYaml("Line", "Digit").replace(
      "ver_latestPublished: {}",
      "ver_latestPublished: {inputs: {Common.Digit: {lit: a}}}",
    );
    expect(await told(yaml)).to.contain("the property 'Common.Digit' cannot be assigned a value.");
  });

  it("and completed for a module without an end only if configured", async () => {
    const { commonModule } = parse(moduleYaml("Open")) as { commonModule: { startUpTaskActions: unknown[] } };
    const open = stringify({
      commonModule: { ...commonModule, startUpTaskActions: commonModule.startUpTaskActions.slice(0, 1) },
    });
    expect(await told(open)).to.contain("The task does not contain a terminating action");
    await world.guessing({ moduleWithoutEnd: "completed" }, async () => {
      await world.publish(open);
    });
  });

  it("and published with a warning for an unreachable action", async () => {
    const id = await world.me.upload(task(bye, { playAudio: { name: "Late", audio: { tts: "a" } } }));
    const job = await world.me.job(id);
    expect(job.status).to.equal("Success");
    expect(job.messages?.[0]).to.include({ type: "Warning" });
    expect(JSON.stringify(job.messages))
      .to.contain("This action is unreachable")
      .and.to.contain("has 1 warning(s)");
  });

  it("with every known action, exported and published again unchanged", async () => {
    await world.publish(moduleYaml("Digit"));
    await world.publish(inboundYaml("Night Line"));
    await world.org.control.objects({
      queues: ["Sales", "Support"],
      prompts: ["Main_Menu"],
      dataActions: [{ integration: "Shop Actions", name: "Find Order" }],
      dataTables: ["Shops"],
      schedules: ["Holidays"],
      scheduleGroups: ["Opening Hours"],
      users: ["Ada"],
      groups: ["Everybody"],
      scripts: ["Shop Script"],
    });
    const id = await world.publish(readFileSync(join(__dirname, "flows/everyAction.yaml"), "utf8"));
    const once = await world.me.exported({ id });
    await world.publish(once);
    expect(await world.me.exported({ id })).to.equal(once);
    const { body } = await world.me.call<Models.Flow>("GET", `/api/v2/flows/${id}`);
    expect(body.publishedVersion).to.include({ id: "2.0" });
  });
});
