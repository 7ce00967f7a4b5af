import { flow, type Invokable } from "pulumi-genesyscloud";

// Documents stand apart from the resources, so that tests import them without a Pulumi program.

/** Asks a question, and gives back the digit that the caller pressed. */
export const askDigit = flow.document(
  {
    start: flow.collectInput(
      {
        maxDigits: 1,
        timeout: 8000,
        audio: flow.exp("ToAudioTTS(Common.Question)"),
        variable: "Common.Digit",
      },
      { success: "answered", failure: "silent" },
    ),
    answered: flow.updateData({ statements: [{ variable: "Common.Answered", value: true }] }),
    silent: flow.updateData({ statements: [{ variable: "Common.Answered", value: false }] }),
  },
  {
    variables: {
      "Common.Question": { type: "string", input: true },
      "Common.Digit": { type: "string", output: true },
      "Common.Answered": { type: "boolean", output: true, initialValue: false },
    },
  },
);

/** The main line: sales, support for customers, or a friendly goodbye. */
export const mainLine = (askOneDigit: Invokable) =>
  flow.document(
    {
      start: flow.evaluateScheduleGroup({ scheduleGroup: "Shop hours" }, { open: "ask", default: "closed" }),
      ask: flow.invokeSubFlow(
        {
          module: askOneDigit,
          inputs: { Question: "For sales press 1. For support press 2." },
          outputs: { Digit: "Flow.Choice", Answered: "Flow.Answered" },
        },
        { default: "anything" },
      ),
      anything: flow.decision({ condition: flow.exp("Flow.Answered") }, { yes: "route", no: "tries" }),
      route: flow.switch(
        { value: flow.exp("Flow.Choice"), cases: { sales: "1", support: "2" } },
        { sales: "toSales", support: "customer", default: "tries" },
      ),
      customer: flow.callData(
        {
          integration: "CRM",
          dataAction: "Find customer",
          inputs: { phone: flow.exp("Call.Ani") },
          outputs: { tier: "Flow.Tier" },
        },
        { success: "gold", default: "toSupport" },
      ),
      gold: flow.decision(
        { condition: flow.exp('Flow.Tier == "gold"') },
        { yes: "toFriends", no: "toSupport" },
      ),

      tries: flow.updateData(
        { statements: [{ variable: "Flow.Tries", value: flow.exp("Flow.Tries + 1"), type: "integer" }] },
        { default: "enough" },
      ),
      enough: flow.decision({ condition: flow.exp("Flow.Tries >= 3") }, { yes: "sorry", no: "again" }),
      again: flow.playAudio({ audio: "I did not get that." }, { default: "ask" }),

      toSales: flow.transferToAcd({ queue: "Sales" }, { failure: "sorry" }),
      toSupport: flow.transferToAcd({ queue: "Support" }, { failure: "sorry" }),
      toFriends: flow.transferToAcd({ queue: "Support", priority: 5 }, { failure: "sorry" }),
      closed: flow.playAudio({ audio: "We are closed." }, { default: "bye" }),
      sorry: flow.playAudio({ audio: "Please try again later. Goodbye." }, { default: "bye" }),
      bye: flow.disconnect(),
    },
    {
      initialGreeting: "Welcome to our shop.",
      variables: { "Flow.Tries": { type: "integer", initialValue: 0 }, "Flow.Tier": { type: "string" } },
    },
  );
