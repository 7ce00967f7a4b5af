import { expect } from "chai";
import { changedKeys, diffProperties, sameProperties } from "./propertyDiff";
import { parsePropertyPath, pathContains, withIgnoredChanges } from "./propertyPath";
import { forProvider, redact, secret, SIGNATURE, UNKNOWN, withSecretsOf } from "./values";

describe("property paths", () => {
  it("contain keys, indices and quoted keys", () => {
    expect(parsePropertyPath("a.b[0].c")).to.deep.equal(["a", "b", 0, "c"]);
    expect(parsePropertyPath('a["b.c"][*]')).to.deep.equal(["a", "b.c", "*"]);
    expect(parsePropertyPath('["x y"].z')).to.deep.equal(["x y", "z"]);
  });

  it("are rejected if invalid", () => {
    expect(() => parsePropertyPath("a[")).to.throw('"a[" is no property path');
  });

  it("contain nested paths", () => {
    expect(pathContains(["a"], ["a", "b", 0])).to.be.true;
    expect(pathContains(["a", "*"], ["a", "b"])).to.be.true;
    expect(pathContains(["a", "b"], ["a"])).to.be.false;
  });
});

describe("ignoreChanges", () => {
  const olds = { value: "old", nested: { list: [1, 2], kept: "x" } };

  it("keeps the old value at any depth, and the new values elsewhere", () => {
    const news = { value: "new", nested: { list: [8, 9], kept: "y" } };
    const { inputs, impossible } = withIgnoredChanges(news, olds, ["value", "nested.list[1]"]);
    expect(inputs).to.deep.equal({ value: "old", nested: { list: [8, 2], kept: "y" } });
    expect(impossible).to.deep.equal([]);
    expect(news.value, "the program's own value").to.equal("new");
  });

  it("removes a value that did not exist before", () => {
    expect(withIgnoredChanges({ added: 1 }, {}, ["added"]).inputs).to.deep.equal({});
  });

  it("keeps every element with a wildcard", () => {
    expect(withIgnoredChanges({ list: [3, 4] }, { list: [1, 2] }, ["list[*]"]).inputs).to.deep.equal({
      list: [1, 2],
    });
  });

  it("rejects the path of an added or removed array element", () => {
    expect(withIgnoredChanges({ list: [1] }, { list: [1, 2] }, ["list[1]"]).impossible).to.deep.equal([
      "list[1]",
    ]);
  });
});

describe("property diffs", () => {
  it("list each path and kind of change", () => {
    expect(diffProperties({ a: 1, b: { c: [1] } }, { b: { c: [1, 2] }, d: 3 })).to.deep.equal([
      { path: ["a"], kind: "delete" },
      { path: ["b", "c", 1], kind: "add" },
      { path: ["d"], kind: "add" },
    ]);
  });

  it("ignore null, secretness and key order", () => {
    expect(sameProperties({ a: null, b: { x: 1, y: 2 } }, { b: { y: 2, x: 1 } })).to.be.true;
    expect(sameProperties({ a: secret("x") }, { a: "x" })).to.be.true;
  });

  it("list the top-level keys once, sorted", () => {
    expect(changedKeys(diffProperties({ b: [1, 2], a: 1 }, { b: [3, 4], a: 2 }))).to.deep.equal(["a", "b"]);
  });
});

describe("secrets and unknowns", () => {
  it("reach a provider as plain values and the sentinel", () => {
    expect(forProvider({ a: { list: [secret("x"), UNKNOWN] } })).to.deep.equal({
      a: { list: ["x", UNKNOWN] },
    });
  });

  it("are kept by key in a provider's results", () => {
    const inputs = { token: secret("t"), nested: { deep: secret("d"), open: 1 }, list: [secret("l")] };
    const outputs = { token: "t", nested: { deep: "d", open: 1 }, list: ["l"], copy: "t" };
    expect(withSecretsOf(outputs, inputs)).to.deep.equal({
      token: secret("t"),
      nested: { deep: secret("d"), open: 1 },
      list: secret(["l"]),
      copy: "t",
    });
  });

  it("are not displayed", () => {
    expect(redact({ a: secret("x"), b: [UNKNOWN, 1] })).to.deep.equal({ a: "[secret]", b: ["[unknown]", 1] });
  });

  it("include resources, which become their id or URN", () => {
    const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x" };
    expect(forProvider({ module: { ...reference, id: "m-1" } })).to.deep.equal({ module: "m-1" });
    expect(forProvider({ module: reference })).to.deep.equal({ module: "urn:x" });
    expect(forProvider({ module: { ...reference, id: "" } })).to.deep.equal({ module: UNKNOWN });
  });
});
