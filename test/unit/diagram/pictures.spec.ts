import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { differenceOf } from "#diagram/difference";
import { pictureOfDocument } from "#diagram/documentPicture";
import { htmlOf } from "#diagram/html";
import { edgeKey, withMarks } from "#diagram/picture";
import { svgOf } from "#diagram/svg";
import { drawYaml, pictureOfYaml } from "#diagram/write";
import { flow } from "#language/builders";
import type { FlowDocument } from "#language/model";
import { mainLine } from "../../../examples/tested-ivr/flows";
import { fixtureFiles, foreignFiles, otherFixtureFiles, otherForeignFiles } from "../../flowFiles";

const line = flow.document({
  start: flow.menu(
    { audio: 'Say <"yes">', choices: { sales: { dtmf: "1" }, bye: { dtmf: "2" } } },
    { sales: "toSales", bye: "bye" },
  ),
  toSales: flow.transferToAcd({ queue: "Sales & more" }, { failure: "bye" }),
  bye: flow.disconnect(),
}) as unknown as FlowDocument;

/** Every element that opens closes, in order. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, close, name = "", , alone] of xml.matchAll(/<(\/?)([a-z]+)((?:\s[^<>]*?)?)(\/?)>/gi)) {
    if (close === "/") {
      if (open.pop() !== name) return false;
    } else if (alone !== "/") open.push(name);
  }
  return open.length === 0;
}

describe("a picture of a flow", () => {
  it("has a box for each entry, and an arrow for each way", () => {
    const { nodes, edges } = pictureOfDocument(line, "Line");
    expect(nodes.map(({ id, kind }) => `${id} ${kind}`)).to.deep.equal([
      "start start",
      "toSales transfer",
      "bye end",
    ]);
    expect(edges.map((edge) => `${edgeKey(edge)}: ${edge.label}`)).to.have.members([
      "start -> bye: bye",
      "start -> toSales: sales",
      "toSales -> bye: failure",
    ]);
  });

  it("is SVG that needs nothing else, whatever the texts", () => {
    const svg = svgOf(pictureOfDocument(line, "<Line> & \u0007"));
    expect(isWellFormed(svg)).to.equal(true);
    expect(svg).to.include("Sales &amp; more").and.include("prefers-color-scheme:dark");
    expect(svg).to.not.match(/url\((?!#)|href|<script/);
  });

  it("is an HTML page with groups to fold", () => {
    const file = otherFixtureFiles().find(({ name }) => name === "workflow.yaml");
    const html = htmlOf(pictureOfYaml(file?.text ?? ""));
    expect(html.match(/<details>/g)).to.have.length(2);
    expect(html)
      .to.include("state Begin (4)")
      .and.not.match(/(src|href)="/);
  });

  it("shows marks", () => {
    const marked = withMarks(pictureOfDocument(line, "Line"), {
      nodes: { start: "taken" },
      edges: { "start -> toSales": "taken" },
    });
    expect(svgOf(marked))
      .to.match(/class="node start taken"/)
      .and.match(/class="edge taken"/);
  });

  for (const { name, text, kind } of [
    ...fixtureFiles(),
    ...otherFixtureFiles(),
    ...(foreignFiles() ?? []),
    ...(otherForeignFiles() ?? []),
  ].filter(({ name }) => !name.includes("CrossOrg"))) {
    it(`is drawn of ${name}`, () => {
      expect(isWellFormed(drawYaml(text, "svg"))).to.equal(true);
      const { nodes, edges } = pictureOfYaml(text);
      const ids = new Set(nodes.map(({ id }) => id));
      expect(ids.size, "ids").to.equal(nodes.length);
      for (const { from, to } of edges) expect([from, to].filter((id) => !ids.has(id))).to.deep.equal([]);
      if (kind !== "other") expect(drawYaml(text, "mmd")).to.match(/^flowchart TD/);
    });
  }
});

describe("the difference of two flows", () => {
  const workflow = otherFixtureFiles().find(({ name }) => name === "workflow.yaml")?.text ?? "";
  const between = (text: string) => differenceOf(pictureOfYaml(workflow), pictureOfYaml(text));

  it("is nothing for the same flow", () => {
    expect(between(workflow).lines).to.deep.equal([]);
  });

  it("is said in words, with marks for the picture", () => {
    const { lines, marks, picture } = between(
      workflow.replace("minutes: 1", "minutes: 2").replace("name: Failed", "name: Broke"),
    );
    expect(lines).to.deep.equal([
      'changed "Tell the desk" (callData) in state tell: "minutes": 1 => "minutes": 2',
      'added "Broke" (endWorkflow) in state tell',
      'removed "Failed" (endWorkflow) in state tell',
    ]);
    expect(Object.values(marks.nodes ?? {}).sort()).to.deep.equal(["added", "changed", "removed"]);
    expect(picture.nodes.map(({ lines: [name] }) => name)).to.include.members(["Failed", "Broke"]);
  });

  it("shows ways that lead elsewhere", () => {
    const other = structuredClone(line);
    const { toSales } = other.content.entries;
    if (toSales !== undefined) toSales.nexts = { failure: "start" };
    const { lines } = differenceOf(pictureOfDocument(line, ""), pictureOfDocument(other, ""));
    expect(lines).to.deep.equal([
      'added way "toSales" -> "start" (failure)',
      'removed way "toSales" -> "bye" (failure)',
    ]);
  });
});

describe("the pictures of the README", () => {
  const folder = resolve(__dirname, "../../../docs/images");
  const images: [string, () => string][] = [
    [
      "tested-ivr.svg",
      () =>
        svgOf(pictureOfDocument(mainLine({ id: "6f1c2f6e-5d7b-4a55-9c0d-5b1d3a7c9e10" }), "The main line")),
    ],
    [
      "call-back.svg",
      () =>
        drawYaml(
          readFileSync(resolve(folder, "../../examples/any-flow/flows/call-back.yaml"), "utf8"),
          "svg",
        ),
    ],
  ];
  for (const [name, draw] of images) {
    // UPDATE_IMAGES=1 writes them anew.
    it(`are current: ${name}`, () => {
      const file = join(folder, name);
      if (process.env.UPDATE_IMAGES !== undefined) writeFileSync(file, draw());
      expect(readFileSync(file, "utf8")).to.equal(draw());
    });
  }
});
