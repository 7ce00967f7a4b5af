import { expect } from "chai";
import fc from "fast-check";
import { flow } from "pulumi-genesyscloud";
import { flow as source } from "#language/builders";

const menu = source.document({
  start: source.collectInput({ maxDigits: 1, audio: 'Press "1" for sales.' }, { success: "route" }),
  route: source.switch(
    { value: source.exp("Flow.Input"), cases: { sales: "1", support: "2" } },
    { sales: "to sales", support: "to sales", default: "bye" },
  ),
  "to sales": source.transferToAcd({ queue: "Sales" }, { failure: "bye" }),
  bye: source.disconnect(),
});

describe("the diagram of a document", () => {
  it("shows every entry with its details, and every path", () => {
    expect(source.diagram(menu)).to.equal(
      [
        "flowchart TD",
        '  e_start{{"start<br/>collectInput<br/>maxDigits: 1<br/>audio: Press #34;1#34; for sales."}}',
        '  e_route{{"route<br/>switch<br/>value: Flow.Input"}}',
        '  e_to_sales["to sales<br/>transferToAcd<br/>queue: Sales"]',
        '  e_bye(["bye<br/>disconnect"])',
        '  ends((("ends")))',
        '  e_start -->|"success"| e_route',
        '  e_start -->|"failure"| ends',
        '  e_route -->|"sales, support"| e_to_sales',
        '  e_route -->|"default"| e_bye',
        '  e_to_sales -->|"failure"| e_bye',
        "",
      ].join("\n"),
    );
  });

  it("shows menu keys, and the effect of choices without a path", () => {
    const document = source.document({
      start: source.menu(
        {
          audio: "Choose.",
          choices: {
            "hang up": { dtmf: "9" },
            sales: { dtmf: "1" },
            orders: { dtmf: "2", transferToAcd: { queue: "Orders" } },
            ada: { speech: { "en-us": ["Ada"] }, architect: { type: "menuTransferToUser" } },
          },
        },
        { sales: "bye" },
      ),
      bye: source.disconnect(),
    });
    expect(source.diagram(document).split("\n").slice(1, 2)).to.deep.equal([
      '  e_start{{"start<br/>menu<br/>audio: Choose.<br/>1: sales<br/>2: orders, to the queue Orders<br/>9: hang up<br/>ada, menuTransferToUser"}}',
    ]);
  });

  it("is a function of the package", () => {
    expect(flow.diagram(flow.document({ start: flow.disconnect() }))).to.equal(
      'flowchart TD\n  e_start(["start<br/>disconnect"])\n',
    );
  });

  it("changes only if the flow changes", () => {
    const before = source.diagram(menu).split("\n");
    const { content } = menu;
    const entries = { ...content.entries, extra: source.disconnect() };
    const after = source.diagram({ content: { ...content, entries } }).split("\n");
    expect(after.filter((line) => !before.includes(line))).to.deep.equal([
      '  e_extra(["extra<br/>disconnect"])',
    ]);
  });

  it("has a unique id for each key, and keeps text inside quotes", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("a b", "a-b", "end", "ends", 'x"]', "ü", "a`b"));
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 6 }), fc.string(), (keys, said) => {
        const entries = Object.fromEntries(
          ["start", ...keys.filter((one) => one !== "__proto__")].map((one) => [
            one,
            source.playAudio({ audio: said }),
          ]),
        );
        const lines = source.diagram({ content: { entries } }).trimEnd().split("\n");
        const nodes = lines.filter((line) => line.startsWith("  e_") && !line.includes("-->"));
        expect(new Set(nodes.map((line) => line.split("[")[0])).size).to.equal(Object.keys(entries).length);
        for (const line of nodes) expect(line).to.match(/^ {2}e_\w*\["[^"]*"\]$/);
      }),
    );
  });
});
