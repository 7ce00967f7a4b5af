import { expect } from "chai";
import { flow } from "#language/builders";
import { checkDocument } from "#language/validation/document";
import type { Entry, FlowDocument, Variable } from "#language/model";

const variables: Record<string, Variable> = {
  "Flow.Name": { type: "string", initialValue: "Ada" },
  "Flow.Tries": { type: "integer", initialValue: 0 },
};

/** A flow that branches on an expression. */
function deciding(exp: string): FlowDocument {
  const entries: Record<string, Entry> = {
    start: flow.decision({ condition: flow.exp(exp) }, { yes: "name", default: "bye" }),
    name: flow.playAudio({ audio: flow.exp("ToAudioTTS(Flow.Name)") }, { default: "tries" }),
    tries: flow.playAudio({ audio: flow.exp("ToAudioTTS(ToString(Flow.Tries))") }, { default: "bye" }),
    bye: flow.disconnect(),
  };
  return { content: { entries, variables } };
}

const found = (exp: string, form: "document" | "yaml" = "document") =>
  checkDocument("inboundCall", deciding(exp), { form }).problems.map(
    ({ severity, code, entry, property }) => `${severity} ${code} ${entry} ${property}`,
  );
const at = "invalid-expression start parameters.condition";

describe("The expressions of a document", () => {
  it("may use Architect's functions", () => {
    expect(found('Length(Flow.Name) > 2 and Flow.Tries < 3 and Contains(Flow.Name, "a")')).to.deep.equal([]);
  });

  it("have the number of arguments that a function takes", () => {
    expect(found("Length(Flow.Name, 1) > 2")).to.deep.equal([`error ${at}`]);
  });

  it("have the types that a function takes", () => {
    expect(found("Length(Flow.Tries) > 2")).to.deep.equal([`error ${at}`]);
  });

  it("get a warning only in a YAML file, whose limits nobody has confirmed", () => {
    expect(found("Length(Flow.Name, 1) > 2", "yaml")).to.deep.equal([`warning ${at}`]);
  });

  it("get a warning for a function that is nearly a known one", () => {
    expect(found("Lenght(Flow.Name) > 2")).to.deep.equal([`warning ${at}`]);
  });

  it("may use functions that are newer than this package", () => {
    expect(found("SomethingNew(Flow.Name) == 2")).to.deep.equal([]);
  });
});
