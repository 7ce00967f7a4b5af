import { expect } from "chai";
import { connect } from "#genesys/connect";
import { PublishError } from "#genesys/http/platformErrors";
import { hiding } from "#genesys/http/redaction";
import { localEnv, moduleYaml, settingsOf, startWorld, type World } from "./testRuntime";

describe("messages of a failed publish job", () => {
  let world: World;
  let debugged: string[];
  beforeEach(async () => {
    world = await startWorld();
    debugged = [];
  });
  afterEach(() => world.org.stop());

  const failed = async (secrets?: string[], yaml = moduleYaml("Collector")): Promise<PublishError> => {
    const api = connect(settingsOf(localEnv(world.org.url)), {
      clock: world.clock,
      random: () => 0.5,
      log: { warn: () => undefined, debug: (line) => void debugged.push(line) },
    });
    const error: unknown = await api
      .publish({
        type: "COMMONMODULE",
        name: "Collector",
        content: { form: "yaml", yaml },
        deadline: world.clock.now() + 600_000,
        secrets,
      })
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PublishError);
    return error as PublishError;
  };

  it("leave Archy session output to the debug log", async () => {
    await world.org.control.jobs({ fail: ["the queue is on fire"] });
    const error = await failed();
    expect(error.messages).to.deep.equal([{ severity: "error", text: "the queue is on fire" }]);
    expect(error.message).not.to.match(/ArchSession|exit code|startWithAuthToken/);
    expect(debugged.join("\n"))
      .to.match(/ArchSession/)
      .and.match(/exit code to 100/);
  });

  it("list each validation error", async () => {
    const error = await failed(undefined, moduleYaml("Collector").replace(/ {4}- endTask[^]*/, "    []\n"));
    expect(error.message)
      .to.match(/does not contain a terminating action/)
      .and.not.include("exit code");
  });

  it("never contain the resource's secrets, in any encoding", async () => {
    const secret = 'pa"ss/wörd+1';
    const forms = [secret, JSON.stringify(secret), encodeURIComponent(secret), `x${secret}y`];
    await world.org.control.jobs({ fail: forms });
    const error = await failed([secret]);
    expect(error.message).not.to.match(/ss\/w|%2F|pa"ss|pa\\"ss/);
    expect(error.message).to.include("x[secret]y");
    expect(debugged.join("\n")).not.to.include(secret);
  });

  it("hide a short secret only as a whole word", () => {
    const hide = hiding(["7", "", "PIN9", "a.b"]);
    expect(hide("PIN 7 of 77, a.b, aXb, PIN9x")).to.equal("PIN [secret] of 77, [secret], aXb, [secret]x");
  });
});

describe("a slow publish", () => {
  it("is reported after 15 seconds and then every minute", async () => {
    const world = await startWorld({ jobMs: 100_000 });
    try {
      const lines: string[] = [];
      const api = connect(settingsOf(localEnv(world.org.url)), {
        clock: world.clock,
        random: () => 0.5,
        log: { warn: (line) => void lines.push(line), debug: () => undefined },
      });
      await api.publish({
        type: "COMMONMODULE",
        name: "Collector",
        content: { form: "yaml", yaml: moduleYaml("Collector") },
        deadline: world.clock.now() + 600_000,
      });
      const seconds = lines.map((line) => /^Collector: still publishing after (\d+) s/.exec(line)?.[1]);
      expect(seconds).to.deep.equal(["15", "75"]);
    } finally {
      await world.org.stop();
    }
  });

  it("is not reported if it ends quickly", async () => {
    const world = await startWorld({ jobMs: 5_000 });
    try {
      const lines: string[] = [];
      const log = { warn: (line: string) => void lines.push(line), debug: () => undefined };
      const api = connect(settingsOf(localEnv(world.org.url)), {
        clock: world.clock,
        random: () => 0.5,
        log,
      });
      await api.publish({
        type: "COMMONMODULE",
        name: "Collector",
        content: { form: "yaml", yaml: moduleYaml("Collector") },
        deadline: world.clock.now() + 600_000,
      });
      expect(lines).to.deep.equal([]);
    } finally {
      await world.org.stop();
    }
  });
});
