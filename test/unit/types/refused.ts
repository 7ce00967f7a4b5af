// Mistakes that must not compile. The text after each mark is the expected compiler message, which `types.spec.ts` compares.
// This file never runs.
import { flow, FlowModule, InboundFlow, type InboundFlowArgs, type Variable } from "pulumi-genesyscloud";

const document = flow.document({ start: flow.end() });
const collector = new FlowModule("collector", {
  document: flow.document(
    { start: flow.collectInput({ variable: "Common.Digit" }) },
    { variables: { "Common.Question": { type: "string", input: true } } },
  ),
});
const silent = new FlowModule("silent", { document });

// @ts-expect-error not assignable to parameter of type 'InboundFlowArgs'
new InboundFlow("neither", {});
// @ts-expect-error Types of property 'document' are incompatible
new InboundFlow("both", { yaml: "inboundCall: {}", document });
// @ts-expect-error not assignable to parameter of type 'FlowModuleArgs<string, string>'
new FlowModule("neither", { name: "x" });
// @ts-expect-error Types of property 'substitutions' are incompatible
export const substituted: InboundFlowArgs = { document, substitutions: { a: "b" } };
// @ts-expect-error Did you mean '"inboundcall"'?
new FlowModule("callers", { document, compatibleFlowTypes: ["InboundCall"] });

// @ts-expect-error Property 'start' is missing
flow.document({ begin: flow.disconnect() });
flow.document({
  // @ts-expect-error Type '"by"' is not assignable to type '"start" | "bye"'
  start: flow.playAudio({ audio: "x" }, { default: "by" }),
  bye: flow.disconnect(),
});
flow.document({
  // @ts-expect-error Type '"nowhere"' is not assignable to type '"start"'
  start: flow.action("setExternalTag", {}, { failure: "nowhere" }),
});
flow.document({
  // @ts-expect-error Type '"nowhere"' is not assignable to type '"start"'
  start: flow.menu({ audio: "x", choices: { sales: { dtmf: "1" } } }, { sales: "nowhere" }),
});
flow.document({
  // @ts-expect-error Type '"nowhere"' is not assignable to type '"start"'
  start: flow.switch({ value: "x", cases: { sales: "1" } }, { default: "nowhere" }),
});
// @ts-expect-error Type '"strnig"' is not assignable to type
flow.document({ start: flow.end() }, { variables: { "Flow.Digit": { type: "strnig" } } });
// @ts-expect-error a variable is named Flow.<name>
flow.document({ start: flow.end() }, { variables: { Digit: { type: "string" } } });
// @ts-expect-error did you mean to write 'settingsErrorHandling'
flow.document({ start: flow.end() }, { settings: { settingsErorHandling: {} } });
// @ts-expect-error Type '"text"' is not assignable to type
export const variable: Variable = { type: "text" };

// @ts-expect-error NotAPath<"default" | "sales">
flow.switch({ value: "x", cases: { sales: "1" } }, { sale: "bye" });
// @ts-expect-error NotAPath<"default" | "vip">
flow.switch({ cases: [{ path: "vip", when: true }] }, { vpi: "bye" });
// @ts-expect-error NotAPath<"sales">
flow.menu({ audio: "x", choices: { sales: { dtmf: "1" } } }, { salez: "bye" });
// @ts-expect-error Did you mean '"sales"'?
flow.menu({ audio: "x", choices: { sales: { dtmf: "1" } }, defaultChoice: "salse" });
// @ts-expect-error Type '"11"' is not assignable to type
flow.menu({ audio: "x", choices: { sales: { dtmf: "11" } } });
// @ts-expect-error Did you mean to write 'success'?
flow.collectInput({}, { sucess: "bye" });
// @ts-expect-error Did you mean to write 'maxDigits'?
flow.collectInput({ maxDigit: 1 });

// @ts-expect-error 'Nope' does not exist in type
flow.invokeSubFlow({ module: collector, outputs: { Nope: "Flow.X" } });
// @ts-expect-error 'Nope' does not exist in type
flow.invokeSubFlow({ module: collector, inputs: { Nope: "x" } });
// @ts-expect-error NotDeclared
flow.invokeSubFlow({ module: silent, inputs: { Question: "x" } });
// @ts-expect-error not assignable to parameter of type 'InvokeSubFlowOptions<string, string>'
flow.invokeSubFlow({});
// @ts-expect-error Types of property 'moduleName' are incompatible
flow.invokeSubFlow({ module: collector, moduleName: "Collector" });

// @ts-expect-error Type 'string' is not assignable to type
flow.collectInput({ timeout: "5s" });
// @ts-expect-error Type 'true' is not assignable to type
flow.collectInput({ timeout: true });
// @ts-expect-error Type 'true' is not assignable to type
flow.callData({ integration: "x", dataAction: "y", timeout: true });
// @ts-expect-error Type '"Welcome"' is not assignable to type
flow.playAudio({ audio: { prompt: "Welcome" } });
// @ts-expect-error Type '"text"' is not assignable to type
flow.updateData({ statements: [{ variable: "Flow.X", value: 1, type: "text" }] });
