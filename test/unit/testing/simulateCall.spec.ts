import { expect } from "chai";
import { flow } from "#language/builders";
import { simulateCall, SimulationError, type DataAction } from "../../../provider/src/testing";
import { fixtureFiles, foreignFiles, NO_FOREIGN_FILES } from "../../flowFiles";

const askDigit = flow.document({
  start: flow.collectInput(
    { maxDigits: 1, audio: "For sales press 1.", variable: "Common.Digit" },
    { success: "done", failure: "none" },
  ),
  none: flow.updateData({ statements: [{ variable: "Common.Digit", value: "0" }] }, { default: "done" }),
  done: flow.end(),
});

const mainLine = flow.document(
  {
    start: flow.invokeSubFlow(
      { moduleName: "AskOneDigit", outputs: { Digit: "Flow.Digit" } },
      { default: "route" },
    ),
    route: flow.switch(
      { value: flow.exp("Flow.Digit"), cases: { sales: "1", again: "0" } },
      { sales: "toSales", again: "count", default: "bye" },
    ),
    count: flow.updateData(
      { statements: [{ variable: "Flow.Tries", value: flow.exp("Flow.Tries + 1") }] },
      { default: "enough" },
    ),
    enough: flow.decision({ condition: flow.exp("Flow.Tries > 2") }, { yes: "bye", no: "start" }),
    toSales: flow.transferToAcd({ queue: "Sales", priority: 5 }, { failure: "sorry" }),
    sorry: flow.playAudio({ audio: "Sorry." }, { default: "bye" }),
    bye: flow.disconnect(),
  },
  {
    initialGreeting: "Welcome.",
    variables: { "Flow.Tries": { type: "integer", initialValue: 0 }, "Flow.Digit": { type: "string" } },
  },
);

const modules = { AskOneDigit: askDigit };

describe("a simulated call", () => {
  it("goes where the caller's keys lead", () => {
    const call = simulateCall(mainLine, { modules });
    expect(call.ended).to.equal(undefined);
    call.press("1");
    expect(call.heard).to.deep.equal(["Welcome.", "For sales press 1."]);
    expect(call.ended).to.deep.equal({ by: "transferToAcd", queue: "Sales", priority: 5, language: "en-us" });
    expect(call.path).to.deep.equal(["start", "route", "toSales"]);
  });

  it("counts time-outs, and ends after the last one", () => {
    const call = simulateCall(mainLine, { modules }).wait("noEntry").wait();
    expect(call.variables["Flow.Tries"]).to.equal(2);
    call.wait();
    expect(call.ended).to.deep.equal({ by: "disconnect" });
    expect(call.toString()).to.match(/count\n {4}Flow\.Tries = 3\n/);
  });

  it("takes the failure path of a transfer if the test says so", () => {
    const call = simulateCall(mainLine, { modules, outcomes: { toSales: "failure" } }).press("1");
    expect(call.heard).to.include("Sorry.");
    expect(call.ended).to.deep.equal({ by: "disconnect" });
  });

  it("fails with a sentence if something is missing", () => {
    expect(() => simulateCall(mainLine)).to.throw(
      SimulationError,
      /calls the module "AskOneDigit": give it in modules/,
    );
    expect(() => simulateCall(mainLine, { modules }).press("1").press("1")).to.throw(
      /has ended by transferToAcd/,
    );
    expect(() => simulateCall(mainLine, { modules }).press("x")).to.throw(/"x" is no key/);
  });

  it("ends if the caller hangs up", () => {
    expect(simulateCall(mainLine, { modules }).hangUp().ended).to.deep.equal({ by: "caller" });
  });

  it("never runs for ever", () => {
    const round = flow.document({
      start: flow.playAudio({ audio: "Again." }, { default: "start" }),
    });
    expect(() => simulateCall(round)).to.throw(/goes round without asking/);
  });
});

describe("a menu in a call", () => {
  const menu = flow.document({
    start: flow.menu(
      {
        audio: "Sales 1, support 2.",
        repeatCount: 1,
        choices: {
          sales: { dtmf: "1", speech: { "en-us": ["sales"] } },
          support: { dtmf: "2", transferToAcd: { queue: "Support" } },
          operator: { dtmf: "0" },
        },
        defaultChoice: "operator",
      },
      { sales: "sold", operator: "toPeople" },
    ),
    sold: flow.disconnect(),
    toPeople: flow.transferToNumber({ number: "+13175550100" }),
  });

  it("repeats after a wrong key, and takes its default choice at last", () => {
    const call = simulateCall(menu).press("9").wait();
    expect(call.heard).to.deep.equal(["Sales 1, support 2.", "Sales 1, support 2."]);
    expect(call.ended).to.include({ by: "transferToNumber", number: "+13175550100" });
  });

  it("takes keys and words", () => {
    expect(simulateCall(menu).say("Sales").path).to.deep.equal(["start", "sold"]);
    expect(simulateCall(menu).press("2").ended).to.include({ by: "transferToAcd", queue: "Support" });
  });
});

describe("the data of a call", () => {
  const line = flow.document(
    {
      start: flow.callData(
        {
          integration: "CRM",
          dataAction: "Find customer",
          inputs: { phone: flow.exp("Call.Ani") },
          outputs: { tier: "Flow.Tier" },
        },
        { success: "hours", failure: "failed", timeout: "late" },
      ),
      hours: flow.evaluateScheduleGroup(
        { scheduleGroup: "Shop hours" },
        { open: "look", holiday: "holiday", default: "bye" },
      ),
      look: flow.dataTableLookup(
        { table: "Shops", lookupValue: flow.exp("Flow.Tier"), outputs: { city: "Flow.City" } },
        { found: "tag", notFound: "bye" },
      ),
      tag: flow.setParticipantData({ attributes: { city: flow.exp("Flow.City") } }, { default: "recall" }),
      recall: flow.getParticipantData({ attributes: { city: "Flow.Again" } }, { default: "bye" }),
      failed: flow.playAudio({ audio: "Failed." }, { default: "bye" }),
      late: flow.playAudio({ audio: "Late." }, { default: "bye" }),
      holiday: flow.playAudio(
        { audio: { tts: "Holiday.", byLanguage: { "de-de": "Feiertag." } } },
        { default: "bye" },
      ),
      bye: flow.disconnect(),
    },
    {
      variables: {
        "Flow.Tier": { type: "string" },
        "Flow.City": { type: "string" },
        "Flow.Again": { type: "string" },
      },
    },
  );
  const world = {
    from: "+4930123",
    dataActions: {
      "CRM / Find customer": ({ phone }: Readonly<Record<string, unknown>>) => ({
        tier: phone === "+4930123" ? "gold" : "none",
      }),
    },
    scheduleGroups: { "Shop hours": "open" as const },
    dataTables: { Shops: { gold: { city: "Indy" } } },
  };

  it("comes from what the test gives", () => {
    const call = simulateCall(line, world);
    expect(call.path).to.deep.equal(["start", "hours", "look", "tag", "recall", "bye"]);
    expect(call.variables).to.deep.equal({ "Flow.Tier": "gold", "Flow.City": "Indy", "Flow.Again": "Indy" });
    expect(call.participantData).to.deep.equal({ city: "Indy" });
  });

  it("may fail, be late, or be missing", () => {
    const action = (answer: DataAction) => ({ ...world, dataActions: { "CRM / Find customer": answer } });
    expect(simulateCall(line, action({ failure: {} })).heard).to.deep.equal(["Failed."]);
    expect(simulateCall(line, action({ timeout: true })).heard).to.deep.equal(["Late."]);
    expect(simulateCall(line, { ...world, from: "+1" }).path).to.deep.equal([
      "start",
      "hours",
      "look",
      "bye",
    ]);
    expect(() => simulateCall(line)).to.throw(/data action "CRM \/ Find customer": give it in dataActions/);
    expect(() => simulateCall(line, { ...world, scheduleGroups: {} })).to.throw(
      /schedule group "Shop hours"/,
    );
  });

  it("differs with the language", () => {
    const call = simulateCall(
      { document: line, defaultLanguage: "de-de" },
      { ...world, scheduleGroups: { "Shop hours": "holiday" } },
    );
    expect(call.heard).to.deep.equal(["Feiertag."]);
  });

  it("has schedules by local time", () => {
    const lunch = flow.document({
      start: flow.evaluateSchedule(
        { schedule: "Lunch", scheduleTimeZone: "America/Indiana/Indianapolis" },
        { active: "later", inactive: "bye" },
      ),
      later: flow.playAudio({ audio: "Later." }, { default: "bye" }),
      bye: flow.disconnect(),
    });
    const at = (time: string) =>
      simulateCall(lunch, { at: time, schedules: { Lunch: { start: "12:00", end: "13:00" } } }).heard;
    expect(at("2026-12-24T12:30:00-05:00")).to.deep.equal(["Later."]);
    expect(at("2026-12-24T12:30:00Z")).to.deep.equal([]);
  });

  it("leads an error in an expression to the flow's error handling", () => {
    const broken = flow.document(
      {
        start: flow.updateData(
          { statements: [{ variable: "Flow.A", value: flow.exp('ToInt("x")') }] },
          { default: "bye" },
        ),
        sorry: flow.playAudio({ audio: "An error." }, { default: "bye" }),
        bye: flow.disconnect(),
      },
      { variables: { "Flow.A": { type: "integer" } }, settings: { errorHandling: "sorry" } },
    );
    expect(simulateCall(broken).heard).to.deep.equal(["An error."]);
  });
});

describe("calls through files", () => {
  const foreign = foreignFiles();
  if (foreign === undefined) it(NO_FOREIGN_FILES);
  for (const { name, text } of [...fixtureFiles(), ...(foreign ?? [])].filter(
    ({ name }) => !name.includes("CrossOrg"),
  )) {
    it(`go on, end, or say what is missing: ${name}`, () => {
      try {
        const call = simulateCall(text);
        for (let turn = 0; turn < 12 && call.ended === undefined; turn++)
          if (turn % 3 === 2) call.wait();
          else call.press("1");
        expect(call.toString()).to.be.a("string");
      } catch (error) {
        expect(error).to.be.instanceOf(SimulationError);
      }
    });
  }
});
