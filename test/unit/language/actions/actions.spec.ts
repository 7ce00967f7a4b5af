import { expect } from "chai";
import { parse } from "yaml";
import { checkDocument } from "#language/validation/document";
import { actions } from "#language/actions/index";
import { architectTree } from "#language/architect/write";
import { readFlow } from "#language/architect/readFlow";
import { mergeWithAuthored } from "#language/architect/merge";
import type { DocumentKind } from "#language/kinds";
import type { FlowDocument } from "#language/model";
import { documentOf, MODULE_ID, MODULE_NAME, samples } from "./samples";

function tree(kind: DocumentKind, document: FlowDocument) {
  return architectTree({ kind, name: "Sample", document, moduleNames: { [MODULE_ID]: MODULE_NAME } });
}

/** The list of actions that starts with the entry. */
function listOf(kind: DocumentKind, file: ReturnType<typeof tree>): unknown[] {
  if (kind === "module")
    return (file as { commonModule: { startUpTaskActions: unknown[] } }).commonModule.startUpTaskActions;
  const { tasks } = (file as { inboundCall: { tasks: { task: { actions: unknown[] } }[] } }).inboundCall;
  return tasks[0]?.task.actions ?? [];
}

describe("Each action", () => {
  it("has a sample here (except menus)", () => {
    expect([...Object.keys(samples), "menu"]).to.have.members(Object.keys(actions));
  });

  for (const [name, list] of Object.entries(samples)) {
    for (const [index, { entry, plain, yaml, kind = "inboundCall" }] of list.entries()) {
      const title = `${name}${list.length > 1 ? ` (${index + 1})` : ""}`;

      it(`${title} is built as exactly the plain entry that one would write by hand`, () => {
        expect(entry).to.deep.equal(plain);
        expect(JSON.parse(JSON.stringify(entry))).to.deep.equal(entry);
      });

      it(`${title} is right, and is written as Architect's YAML has it, field by field in the order of exports`, () => {
        const document = documentOf(entry);
        expect(
          checkDocument(kind, document).problems.filter((problem) => problem.severity === "error"),
        ).to.deep.equal([]);
        const [first] = listOf(kind, tree(kind, document));
        const expected = parse(yaml) as object;
        expect(first).to.deep.equal(expected);
        expect(JSON.stringify(first)).to.equal(JSON.stringify(expected));
      });

      it(`${title} comes back from its YAML as the same action`, () => {
        const document = documentOf(entry);
        const back = readFlow(tree(kind, document), { moduleIds: { [MODULE_NAME]: MODULE_ID } }).document;
        expect(mergeWithAuthored(kind, back, document)).to.deep.equal(document);
        if (name !== "architect" && name !== "end") {
          expect(back.content.entries.start?.action.actionType).to.equal(entry.action.actionType);
        }
      });
    }
  }
});
