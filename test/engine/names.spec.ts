import { expect } from "chai";
import { formerUrns } from "./aliases";
import { makeUrn, nameOf, parseProviderReference, typeOf } from "./urn";

const urn = (types: string, name: string): string => `urn:pulumi:dev::ivr::${types}::${name}`;
const STACK = urn("pulumi:pulumi:Stack", "ivr-dev");
const plain = { type: "t:Flow", parent: STACK, aliases: [] };
const noRenames = (): undefined => undefined;

describe("URNs", () => {
  it("contain the types of all parents except the stack", () => {
    expect(makeUrn("dev", "ivr", STACK, "t:Flow", "a")).to.equal(urn("t:Flow", "a"));
    expect(makeUrn("dev", "ivr", urn("t:Box", "b"), "t:Flow", "a")).to.equal(urn("t:Box$t:Flow", "a"));
  });

  it("may contain names with colons", () => {
    expect(nameOf(urn("t:Flow", "a::b"))).to.equal("a::b");
    expect(typeOf(urn("t:Box$t:Flow", "a"))).to.equal("t:Flow");
  });

  it("are part of a provider reference", () => {
    const provider = urn("pulumi:providers:pulumi-nodejs", "eu");
    expect(parseProviderReference(`${provider}::1-2`)).to.deep.equal({ urn: provider, id: "1-2" });
  });
});

describe("former URNs", () => {
  it("come from aliases by name, type, parent or URN", () => {
    const aliases = [{ name: "old" }, { type: "t:Old" }, { parent: urn("t:Box", "b") }, { urn: "urn:whole" }];
    expect(formerUrns({ ...plain, name: "new", aliases }, "dev", "ivr", noRenames)).to.deep.equal([
      urn("t:Flow", "old"),
      urn("t:Old", "new"),
      urn("t:Box$t:Flow", "new"),
      "urn:whole",
    ]);
  });

  it("follow a renamed parent, also in a prefixed name", () => {
    const parent = urn("t:Box", "newBox");
    const renamed = (of: string) => (of === parent ? urn("t:Box", "oldBox") : undefined);
    expect(formerUrns({ ...plain, parent, name: "newBox-flow" }, "dev", "ivr", renamed)).to.deep.equal([
      urn("t:Box$t:Flow", "oldBox-flow"),
    ]);
  });

  it("are none without aliases", () => {
    expect(formerUrns({ ...plain, name: "a" }, "dev", "ivr", noRenames)).to.deep.equal([]);
  });
});
