import { expect } from "chai";
import {
  checkDocument,
  coverage,
  explore,
  simulateCall,
  type SimulatedCall,
} from "pulumi-genesyscloud/testing";
import { askDigit, mainLine } from "./flows";

// Any id does: the calls have one module, so it is that one.
const line = mainLine({ id: "6f1c2f6e-5d7b-4a55-9c0d-5b1d3a7c9e10" });
const calls: SimulatedCall[] = [];

function call(options: Parameters<typeof simulateCall>[1] = {}): SimulatedCall {
  const made = simulateCall(line, {
    modules: { AskOneDigit: askDigit },
    scheduleGroups: { "Shop hours": "open" },
    dataActions: { "CRM / Find customer": { tier: "none" } },
    ...options,
  });
  calls.push(made);
  return made;
}

describe("the main line", () => {
  it("welcomes callers and asks what they want", () => {
    expect(call().heard).to.deep.equal(["Welcome to our shop.", "For sales press 1. For support press 2."]);
  });

  it("leads to sales", () => {
    expect(call().press("1").ended).to.include({ by: "transferToAcd", queue: "Sales" });
  });

  it("gives good customers a better place in the queue", () => {
    const friend = call({
      from: "+13175550123",
      dataActions: {
        "CRM / Find customer": ({ phone }) => ({ tier: phone === "+13175550123" ? "gold" : "none" }),
      },
    });
    expect(friend.press("2").ended).to.include({ queue: "Support", priority: 5 });
    expect(call().press("2").ended).to.include({ queue: "Support", priority: 0 });
  });

  it("helps although the CRM is down", () => {
    const down = call({ dataActions: { "CRM / Find customer": { failure: { errorCode: "503" } } } });
    expect(down.press("2").ended).to.include({ by: "transferToAcd", queue: "Support" });
  });

  it("asks three times, then says goodbye", () => {
    const silent = call().wait("noEntry").press("9").wait("noEntry");
    expect(silent.heard.filter((text) => text === "I did not get that.")).to.have.length(2);
    expect(silent.heard.at(-1)).to.equal("Please try again later. Goodbye.");
    expect(silent.variables["Flow.Tries"]).to.equal(3);
    expect(silent.ended).to.deep.equal({ by: "disconnect" });
  });

  it("says that the shop is closed, also on holidays", () => {
    for (const state of ["closed", "holiday"] as const) {
      const closed = call({ scheduleGroups: { "Shop hours": state } });
      expect(closed.heard).to.deep.equal(["Welcome to our shop.", "We are closed."]);
    }
  });

  it("is sorry where a queue does not take the call", () => {
    for (const [digits, entry] of [
      ["1", "toSales"],
      ["2", "toSupport"],
    ] as const) {
      const failed = call({ outcomes: { [entry]: "failure" } }).press(digits);
      expect(failed.heard.at(-1)).to.equal("Please try again later. Goodbye.");
    }
  });
});

describe("the whole flow", () => {
  it("passes the checks of a preview", () => {
    expect(checkDocument(line)).to.deep.equal([]);
    expect(checkDocument(askDigit, { kind: "module" })).to.deep.equal([]);
  });

  it("has no dead ends, and no loops that never ask", () => {
    expect(explore(line)).to.deep.equal([]);
  });

  it("is reached by the calls above, entry by entry", () => {
    const covered = coverage(line, calls);
    expect(covered.entries.missed, covered.toString()).to.deep.equal([]);
  });
});
