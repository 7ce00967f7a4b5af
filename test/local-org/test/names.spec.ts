import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { send } from "./caller";
import { inboundYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

/** Properties of Object.prototype, which must be usable as keys. */
const KEYS = ["constructor", "__proto__", "toString", "hasOwnProperty"];

describe("unusual names:", () => {
  const world = useTestOrganization();

  for (const [what, name] of [
    ["of 200 letters", "N".repeat(200)],
    ["of 200 letters of several bytes", "ö".repeat(200)],
    ["of 100 emoji", "📞".repeat(99) + "a"],
  ] as const) {
    it(`a flow's name ${what} can be exported`, async () => {
      const id = await world.publish(inboundYaml(name));
      expect(await world.me.exported({ id })).to.contain(name);
    });
  }

  for (const key of KEYS) {
    it(`an id that is called ${key} is one that does not exist`, async () => {
      for (const path of [
        `flows/${key}`,
        `flows/${key}?deleted=true`,
        `flows/${key}/versions`,
        `flows/${key}/versions?deleted=true`,
        `flows/jobs/${key}`,
        `flows/export/jobs/${key}`,
        `flows/validate/jobs/${key}`,
      ]) {
        expect((await world.me.call("GET", `/api/v2/${path}`)).status, path).to.equal(404);
      }
      const listing = await world.me.call<Models.FlowEntityListing>("GET", `/api/v2/flows/lookup?id=${key}`);
      expect(listing.body.entities).to.deep.equal([]);
      const outsider = await send(`${world.org.url}/api/v2/flows`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(outsider.status).to.equal(401);
      const login = await send(`${world.org.url}/oauth/token`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(`${key}:x`).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      expect(login.status).to.equal(400);
    });

    it(`an entry that is called ${key} stays an entry`, async () => {
      const entry = (actionType: string, more: object = {}) => ({
        entryType: "action",
        action: { action: actionType, actionType, ...more },
      });
      const entries: unknown = Object.fromEntries([
        ["start", { ...entry("playAudio", { parameters: { audio: "Hello." } }), nexts: { default: key } }],
        [key, entry("disconnect")],
      ]);
      const document = { content: { entries } };
      const body = { name: `Keys ${key}`, type: "voice", version: 1, document };
      const made = await world.me.call<Models.Flow>("POST", "/api/v2/flows", body);
      expect(made.status, made.text).to.equal(201);
      const path = `/api/v2/flows/${made.body.id ?? ""}?expand=document`;
      const read = await world.me.call<{ document: unknown }>("GET", path);
      expect(JSON.stringify(read.body.document)).to.equal(JSON.stringify(document));
      // Through the other API too, where it is the name of an action.
      const yaml = await world.me.exported({ id: made.body.id });
      expect(yaml).to.contain(`name: ${key}`);
    });

    it(`an entry that nothing is called after is not found in what every object has: ${key}`, async () => {
      const entries = {
        start: {
          entryType: "action",
          action: { action: "playAudio", actionType: "playAudio", parameters: { audio: "Hello." } },
          nexts: { default: key },
        },
      };
      const body = { name: `Missing ${key}`, type: "voice", version: 1, document: { content: { entries } } };
      const { status, text } = await world.me.call("POST", "/api/v2/flows", body);
      expect(status).to.equal(400);
      expect(text).to.contain("unknown.entry");
    });
  }

  it("an export keeps action properties named like Object.prototype's", async () => {
    const yaml = inboundYaml("Props").replace(
      /tts: [^\n]*/,
      (audio) => `${audio}\n    constructor: 1\n    __proto__: 2`,
    );
    expect(yaml).to.contain("constructor");
    const id = await world.publish(yaml);
    const exported = await world.me.exported({ id });
    expect(exported).to.contain("constructor: 1").and.contain("__proto__: 2");
  });
});

describe("a flow with 3,000 tasks", () => {
  const world = useTestOrganization();

  // Quadratic work would exceed this suite's timeout.
  it("is published, returned and exported completely", async () => {
    const id = await world.publish(manyTasks("Big", 3000));
    const path = `/api/v2/flows/${id}/versions/1.0/configuration`;
    const { body } = await world.me.call<{ flowSequenceItemList: unknown[] }>("GET", path);
    expect(body.flowSequenceItemList).to.have.length(3000);
    expect(await world.me.exported({ id })).to.contain("/inboundCall/tasks/task[T2999_");
  });
});

function manyTasks(name: string, count: number): string {
  const task = (n: number): string =>
    [
      "    - task:",
      `        name: T${n}`,
      `        refId: T${n}`,
      "        actions:",
      "          - jumpToTask:",
      `              name: J${n}`,
      `              targetTaskRef: /inboundCall/tasks/task[T${(n + 1) % count}]`,
    ].join("\n");
  return [
    "inboundCall:",
    `  name: ${name}`,
    "  defaultLanguage: en-us",
    "  supportedLanguages:",
    "    en-us:",
    "      defaultLanguageSkill:",
    "        noValue: true",
    "  initialGreeting:",
    "    tts: Hello.",
    "  startUpRef: /inboundCall/tasks/task[T0]",
    "  tasks:",
    ...Array.from({ length: count }, (_, n) => task(n)),
    "",
  ].join("\n");
}
