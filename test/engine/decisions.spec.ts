import { expect } from "chai";
import { decide, differenceOf, replacedBecauseOf, unchanged, withReplaceOnChanges } from "./decisions";
import type { PropertyChange } from "./propertyDiff";

const changedValue: PropertyChange[] = [{ path: ["value"], kind: "update" }];
const noChange = (): PropertyChange[] => [];
const answer = { replaceKeys: [], deleteBeforeReplace: false };
const healthy = { pendingReplacement: false, initErrors: [] };

describe("a step", () => {
  it("is decided by inputs if the provider does not decide", () => {
    const changed = differenceOf({ ...answer, changes: undefined }, () => changedValue);
    expect(changed).to.deep.include({ changed: true, changedKeys: ["value"] });
    expect(differenceOf({ ...answer, changes: undefined }, noChange).changed).to.be.false;
  });

  it("is decided by the provider's changes, with unknown keys", () => {
    const changed = differenceOf({ ...answer, changes: true }, noChange);
    expect(changed).to.deep.include({ changed: true, changedKeys: [] });
    expect(differenceOf({ ...answer, changes: false }, () => changedValue).changed).to.be.false;
  });

  it("is no replacement if nothing changed, even with replace keys", () => {
    const difference = differenceOf({ ...answer, changes: undefined, replaceKeys: ["value"] }, noChange);
    expect(decide(difference, healthy)).to.equal("same");
  });

  it("is a replacement if a changed key is in replaceOnChanges", () => {
    const difference = differenceOf({ ...answer, changes: undefined }, () => changedValue);
    expect(decide(withReplaceOnChanges(difference, ["value"], false), healthy)).to.equal("replace");
    expect(decide(withReplaceOnChanges(difference, ["*"], false), healthy)).to.equal("replace");
    expect(decide(withReplaceOnChanges(difference, ["other"], false), healthy)).to.equal("update");
  });

  it("is an update for `changes: true` without keys", () => {
    const difference = differenceOf({ ...answer, changes: true }, noChange);
    expect(decide(withReplaceOnChanges(difference, ["value"], false), healthy)).to.equal("update");
  });

  it("is an update if it was never ready, even without changes", () => {
    expect(decide(unchanged, { ...healthy, initErrors: ["still warming up"] })).to.equal("update");
  });

  it("is a replacement if init errors are in replaceOnChanges", () => {
    const difference = withReplaceOnChanges(unchanged, ["#initerror"], true);
    expect(decide(difference, { ...healthy, initErrors: ["x"] })).to.equal("replace");
  });

  it("completes an interrupted replacement", () => {
    expect(decide(unchanged, { ...healthy, pendingReplacement: true })).to.equal("replace");
  });

  it("is a replacement if the user requests one", () => {
    expect(decide(replacedBecauseOf("id"), healthy)).to.equal("replace");
  });
});
