import { expect } from "chai";
import { flow } from "#language/builders";
import {
  checkDocument,
  checkYaml,
  coverage,
  explore,
  mocks,
  simulateCall,
} from "../../../provider/src/testing";

const line = flow.document({
  start: flow.menu(
    { audio: "Sales 1, hours 2.", choices: { sales: { dtmf: "1" }, hours: { dtmf: "2" } } },
    { sales: "toSales", hours: "hours" },
  ),
  toSales: flow.transferToAcd({ queue: "Sales" }, { failure: "bye" }),
  hours: flow.playAudio({ audio: "From nine to five." }, { default: "start" }),
  bye: flow.disconnect(),
});

describe("coverage", () => {
  it("lists the entries and paths that no call took", () => {
    const found = coverage(line, [simulateCall(line).press("2").press("1")]);
    expect(found.entries).to.deep.equal({ total: 4, taken: 3, missed: ["bye"] });
    expect(found.paths.missed).to.deep.equal([]);
    expect(coverage(line, [simulateCall(line).press("1")]).toString()).to.equal(
      "entries 2 of 4, paths 1 of 2\n  never reached: hours\n  never reached: bye\n  never taken: start -> hours",
    );
  });
});

describe("explore", () => {
  it("finds nothing in a friendly flow, apart from a failed transfer", () => {
    expect(explore(line).map(({ rule, entry }) => [rule, entry])).to.deep.equal([["silent-hangup", "bye"]]);
    expect(explore(line, { off: ["silent-hangup"] })).to.deep.equal([]);
  });

  it("finds loops without a question, menus without a person, and lost entries", () => {
    const bad = flow.document({
      start: flow.playAudio({ audio: "Hm." }, { default: "again" }),
      again: flow.playAudio({ audio: "Hm again." }, { default: "start" }),
      lost: flow.menu({ audio: "1.", choices: { one: { dtmf: "1" } } }, { one: "bye" }),
      bye: flow.disconnect(),
    });
    expect(explore(bad).map(({ rule, entry }) => `${rule} ${entry}`)).to.include.members([
      "silent-loop start",
      "silent-loop again",
      "no-operator lost",
      "unreachable-entry lost",
    ]);
  });
});

describe("the checks of a preview in a unit test", () => {
  it("find the problems of a document, with code and place", () => {
    expect(checkDocument(line)).to.deep.equal([]);
    const [problem] = checkDocument({
      content: { entries: { start: { ...flow.disconnect(), nexts: { default: "x" } } } },
    });
    expect(problem).to.include({ severity: "error", entry: "start" });
  });

  it("find the problems of a file of any type", () => {
    expect(
      checkYaml("workflow:\n  name: a/b\n  startUpRef: ./states/state[x]\n").map(({ code }) => code),
    ).to.include.members(["invalid-name", "unknown-entry"]);
    expect(
      checkYaml("workflow:\n  name: x\n", { type: "botFlow" })
        .map(({ message }) => message)
        .join(),
    ).to.match(/must be "botFlow"/);
  });

  it("run in Pulumi's mocks for every flow", () => {
    const { newResource } = mocks();
    const type = "pulumi-nodejs:dynamic/genesyscloud:InboundFlow";
    const inputs = { document: JSON.stringify(line), __defaultName: "main-1a2b3c4" };
    // Pulumi gives an empty id for what is not imported.
    const made = newResource({ type, name: "main", inputs, id: "" });
    expect(made.id).to.match(/^[0-9a-f-]{36}$/);
    expect(made.id).to.equal(newResource({ type, name: "main", inputs }).id);
    expect(made.state.name).to.equal("main-1a2b3c4");
    expect(made.state).to.include({ version: 1, publishedVersion: "1.0", type: "voice" });
    const broken = { content: { entries: { begin: flow.disconnect() } } };
    expect(() => newResource({ type, name: "main", inputs: { document: broken } })).to.throw(
      /main: .*no entry "start"/,
    );
    const hold = { yaml: "inqueueCall:\n  name: Hold\n" };
    const flowType = "pulumi-nodejs:dynamic/genesyscloud:Flow";
    expect(newResource({ type: flowType, name: "hold", inputs: hold }).state).to.include({
      type: "INQUEUECALL",
      name: "Hold",
    });
    expect(newResource({ type: "random:index:Pet", name: "pet", inputs: { a: 1 } }).state).to.deep.equal({
      a: 1,
    });
  });
});
