import { createServer } from "node:net";
import { expect } from "chai";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";

const entry = (actionType: string, parameters: PropertyMap = {}, nexts?: PropertyMap): PropertyMap => ({
  entryType: "action",
  action: { action: actionType, actionType, parameters },
  ...(nexts !== undefined && { nexts }),
});
const entries = (given: PropertyMap): PropertyMap => ({ content: { entries: given } });

/** Valid text. */
const YAML = `inboundCall:
  name: A
  defaultLanguage: en-us
  startUpRef: ./tasks/task[main]
  initialGreeting:
    tts: Hello.
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - disconnect:
              none: true
`;

/** Invalid input, and what its error message must contain. */
const WRONG: { title: string; kind?: "module"; news: PropertyMap; says: RegExp }[] = [
  {
    title: "an unknown parameter",
    kind: "module",
    news: { name: "A", document: entries({ start: entry("collectInput", { maxDigit: 1 }) }) },
    says: /entry "start".*maxDigit.*maxDigits/s,
  },
  {
    title: "a target that does not exist",
    news: {
      name: "A",
      document: entries({ start: entry("playAudio", { audio: "Hi" }, { default: "bye" }) }),
    },
    says: /entry "start", nexts\.default: no entry "bye"/,
  },
  {
    title: "an entry that nothing leads to",
    news: { name: "A", document: entries({ start: entry("disconnect"), lost: entry("disconnect") }) },
    says: /entry "lost".*unreachable/s,
  },
  {
    title: "a cycle in a module",
    kind: "module",
    news: {
      name: "A",
      document: entries({
        start: entry("playAudio", { audio: "Hi" }, { default: "again" }),
        again: entry("playAudio", { audio: "Hi" }, { default: "start" }),
      }),
    },
    says: /entry "(start|again)", nexts: leads back/,
  },
  {
    title: "a name with a slash",
    news: { name: "a/b", document: entries({ start: entry("disconnect") }) },
    says: /name.*"\/"/s,
  },
  {
    title: "a module id that is no UUID",
    news: { name: "A", document: invokes("collector") },
    says: /entry "start".*moduleId.*UUID/s,
  },
  {
    title: "both document and yaml",
    news: { name: "A", document: entries({ start: entry("disconnect") }), yaml: YAML },
    says: /either document or yaml, not both/,
  },
  {
    title: "neither document nor yaml",
    news: { name: "A" },
    says: /either document or yaml is required/,
  },
  {
    title: "a misspelled argument",
    news: { name: "A", document: entries({ start: entry("disconnect") }), enabeld: true },
    says: /enabeld.*enabled/s,
  },
  {
    title: "a wrong type",
    news: { name: "A", document: entries({ start: entry("disconnect") }), enabled: "yes" },
    says: /enabled.*true or false/s,
  },
];

describe("invalid input", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg();
    door = await startProvider(org);
  });
  after(async () => {
    await door.close();
    await org.stop();
  });

  for (const { title, kind, news, says } of WRONG) {
    it(`${title} is one clear sentence at preview`, async () => {
      const { failures } = await (kind === "module" ? door.module : door.inboundFlow).check(news);
      expect(failures).to.have.length(1);
      expect(failures[0]).to.match(says);
      expect(failures[0]).to.not.match(/^\s+at /m);
    });
  }

  it("is reported completely in one pass", async () => {
    const { failures } = await door.inboundFlow.check({
      name: "a/b",
      enabled: "yes",
      document: entries({ start: entry("playAudio", {}, { default: "nowhere" }), lost: entry("disconnect") }),
    });
    // The unreachable entry is not reported: it follows from the missing target.
    expect(failures.map((failure) => failure.split(": ")[0])).to.deep.equal([
      "enabled",
      'entry "start", parameters.audio',
      'entry "start", nexts.default',
      "name",
    ]);
  });

  it("reports the place of NaN, Infinity and -0 from an output", async () => {
    for (const maxDigits of [NaN, Infinity, -0]) {
      const news = { name: "A", document: entries({ start: entry("collectInput", { maxDigits }) }) };
      const { failures } = await door.inboundFlow.check(news);
      expect(failures).to.have.length(1);
      expect(failures[0]).to.match(/^entry "start", parameters\.maxDigits: must /);
    }
  });

  it("reports unknown arguments and keys named like prototype properties", async () => {
    for (const name of ["constructor", "toString"]) {
      const own = (value: unknown) => JSON.parse(`{"${name}": ${JSON.stringify(value)}}`) as PropertyMap;
      const good = entries({ start: entry("disconnect") });
      expect(
        (await door.inboundFlow.check({ name: "A", document: good, ...own("x") })).failures,
      ).to.have.length(1);
      for (const start of [
        entry("disconnect", own("x")),
        entry("playAudio", { audio: "x" }, own("start")),
        entry("playAudio", { audio: "x" }, { default: name }),
        entry(name),
      ]) {
        const { failures } = await door.inboundFlow.check({ name: "A", document: entries({ start }) });
        expect(failures).to.have.length(1);
        expect(failures[0]).to.match(/^entry "start", /);
      }
      const variables = own({ type: "string" });
      const document = { content: { entries: { start: entry("disconnect") }, variables } };
      expect((await door.inboundFlow.check({ name: "A", document })).failures).to.have.length(1);
      const named = entries({
        start: entry("playAudio", { audio: "x" }, { default: name }),
        ...own(entry("disconnect")),
      });
      expect((await door.inboundFlow.check({ name: "A", document: named })).failures).to.deep.equal([]);
    }
  });

  it("reports an unreadable name", async () => {
    for (const name of ["a\0b", "a\nb", "a\u200bb", "a\u2028b", "a\ufeffb", "a\u202eb", "a\tb", "a\u00adb"]) {
      const { failures } = await door.inboundFlow.check({
        name,
        document: entries({ start: entry("disconnect") }),
      });
      expect(failures, JSON.stringify(name)).to.deep.equal([
        "name: must not contain line breaks, control or zero-width characters",
      ]);
    }
    for (const name of ["Hauptleitung für Köln", "電話", "a\u00a0b", "☎ Shop"]) {
      const { failures } = await door.inboundFlow.check({
        name,
        document: entries({ start: entry("disconnect") }),
      });
      expect(failures, name).to.deep.equal([]);
    }
  });

  it("reports resources with the same name before any write", async () => {
    const owner = (name: string) =>
      `urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:FlowModule::${name}`;
    const news = { name: "Twin", document: collects() };
    expect((await door.module.check({ ...news, __owner: owner("a") })).failures).to.deep.equal([]);
    expect((await door.module.check({ ...news, __owner: owner("a") })).failures).to.deep.equal([]);
    const { failures } = await door.module.check({ ...news, __owner: owner("b") });
    expect(failures.join()).to.match(/FlowModule::a.*same name/s);
  });

  it("is found without any request", async () => {
    expect(await org.control.journal()).to.deep.equal([]);
  });
});

describe("invalid settings", () => {
  const GOOD = { name: "A", document: collects() };

  async function withDoor<T>(
    env: Record<string, string>,
    use: (door: ProviderClient) => Promise<T>,
  ): Promise<T> {
    const door = await startProvider(undefined, { env });
    try {
      return await use(door);
    } finally {
      await door.close();
    }
  }
  const failureOf = (action: Promise<unknown>): Promise<string> =>
    action.then(
      () => "no failure",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  it("missing credentials: the preview lists the ways to configure them", async () => {
    const { failures } = await withDoor({ GENESYSCLOUD_REGION: "eu-central-1" }, (door) =>
      door.module.check(GOOD),
    );
    expect(failures.join()).to.match(/genesyscloud:clientId.*GENESYSCLOUD_OAUTHCLIENT_ID/s);
  });

  it("unknown region: the preview suggests similar ones", async () => {
    const env = {
      GENESYSCLOUD_REGION: "eu-centrl-1",
      GENESYSCLOUD_OAUTHCLIENT_ID: "a",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "b",
    };
    const { failures } = await withDoor(env, (door) => door.module.check(GOOD));
    expect(failures.join()).to.match(/region.*eu-central-1/is);
  });

  it("wrong credentials: the first call names settings, not the secret", async () => {
    const org = await startLocalOrg();
    try {
      const env = {
        GENESYSCLOUD_GATEWAY_URL: org.url,
        GENESYSCLOUD_OAUTHCLIENT_ID: "local",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: "not-the-secret",
      };
      const message = await withDoor(env, (door) => failureOf(door.module.create(GOOD)));
      expect(message).to.match(/GENESYSCLOUD_OAUTHCLIENT_SECRET/);
      expect(message).to.not.include("not-the-secret");
      expect(await org.control.flows()).to.deep.equal([]);
    } finally {
      await org.stop();
    }
  });

  it("unreachable gateway: the first call names its address", async () => {
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, "127.0.0.1", done));
    const { port } = closed.address() as { port: number };
    await new Promise((done) => closed.close(done));
    const env = {
      GENESYSCLOUD_GATEWAY_URL: `http://127.0.0.1:${port}`,
      GENESYSCLOUD_OAUTHCLIENT_ID: "a",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "b",
    };
    const message = await withDoor(env, (door) => failureOf(door.module.create(GOOD)));
    expect(message).to.include(`127.0.0.1:${port}`);
    expect(message).to.not.match(/^\s+at /m);
  });
});
