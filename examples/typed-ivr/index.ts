import { flow, FlowModule, InboundFlow } from "pulumi-genesyscloud";

// A module with an interface: it takes a question, and gives the digit that the caller pressed.
const askDigit = new FlowModule("ask-digit", {
  name: "AskOneDigit",
  description: "Asks a question and gives back the digit that was pressed.",
  document: flow.document(
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
        "Common.Question": { type: "string", input: true, description: "What the caller is asked" },
        "Common.Digit": { type: "string", output: true },
        "Common.Answered": { type: "boolean", output: true, initialValue: false },
      },
    },
  ),
});

// The line itself. Inputs and outputs of the module are checked against its declaration, at preview.
export const line = new InboundFlow("line", {
  name: "TypedIvr",
  description: "The main line: sales, support by product, or a friendly goodbye.",
  document: flow.document(
    {
      start: flow.invokeSubFlow(
        {
          module: askDigit,
          inputs: { Question: "For sales press 1. For support press 2." },
          outputs: { Digit: "Flow.Choice", Answered: "Flow.Answered" },
        },
        { default: "anything" },
      ),
      anything: flow.decision({ condition: flow.exp("Flow.Answered") }, { yes: "route", no: "tries" }),
      route: flow.switch(
        { value: flow.exp("Flow.Choice"), cases: { sales: "1", support: "2" } },
        { sales: "toSales", support: "askProduct", default: "tries" },
      ),

      // The same module, asked another question.
      askProduct: flow.invokeSubFlow(
        {
          module: askDigit,
          inputs: { Question: "For phones press 1. For tablets press 2." },
          outputs: { Digit: "Flow.Product" },
        },
        { default: "tagProduct" },
      ),
      tagProduct: flow.setParticipantData(
        { attributes: { product: flow.exp("Flow.Product") } },
        { default: "toSupport" },
      ),

      // Three tries, then goodbye. A cycle in an inbound flow becomes a task that is jumped to.
      tries: flow.updateData(
        { statements: [{ variable: "Flow.Tries", value: flow.exp("Flow.Tries + 1"), type: "integer" }] },
        { default: "enough" },
      ),
      enough: flow.decision({ condition: flow.exp("Flow.Tries >= 3") }, { yes: "sorry", no: "again" }),
      again: flow.playAudio({ audio: "I did not get that." }, { default: "start" }),

      toSales: flow.transferToAcd({ queue: "Sales", preTransferAudio: "One moment." }, { failure: "sorry" }),
      toSupport: flow.transferToAcd({ queue: "Support", priority: 5 }, { failure: "sorry" }),
      sorry: flow.playAudio({ audio: flow.tts("Please try again later. Goodbye.") }, { default: "bye" }),
      bye: flow.disconnect(),
    },
    {
      initialGreeting: "Welcome to our shop.",
      variables: { "Flow.Tries": { type: "integer", initialValue: 0 } },
    },
  ),
});
