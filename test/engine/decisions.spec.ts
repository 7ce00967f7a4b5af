import { expect } from "chai";
import { decide, differenceOf, replacedBecauseOf, unchanged, withReplaceOnChanges } from "./decisions";
import type { PropertyChange } from "./propertyDiff";

const changedValue: PropertyChange[] = [{ path: ["value"], kind: "update" }];
const noChange = (): PropertyChange[] => [];
const answer = { replaceKeys: [], deleteBeforeReplace: false };
const healthy = { pendingReplacement: false, initErrors: [] };

describe("what becomes of a resource", () => {
  it("is decided by its inputs where the provider leaves it open", () => {
    const changed = differenceOf({ ...answer, changes: undefined }, () => changedValue);
    expect(changed).to.deep.include({ changed: true, changedKeys: ["value"] });
    expect(differenceOf({ ...answer, changes: undefined }, noChange).changed).to.be.false;
  });

  it("is decided by the provider where it says so, and the keys are then unknown", () => {
    const changed = differenceOf({ ...answer, changes: true }, noChange);
    expect(changed).to.deep.include({ changed: true, changedKeys: [] });
    expect(differenceOf({ ...answer, changes: false }, () => changedValue).changed).to.be.false;
  });

  it("is no replacement where keys would replace but nothing changed", () => {
    const difference = differenceOf({ ...answer, changes: undefined, replaceKeys: ["value"] }, noChange);
    expect(decide(difference, healthy)).to.equal("same");
  });

  it("is a replacement where a changed key is named in replaceOnChanges", () => {
    const difference = differenceOf({ ...answer, changes: undefined }, () => changedValue);
    expect(decide(withReplaceOnChanges(difference, ["value"], false), healthy)).to.equal("replace");
    expect(decide(withReplaceOnChanges(difference, ["*"], false), healthy)).to.equal("replace");
    expect(decide(withReplaceOnChanges(difference, ["other"], false), healthy)).to.equal("update");
  });

  it("is no replacement by replaceOnChanges where the provider says `changes: true`, which names no keys", () => {
    const difference = differenceOf({ ...answer, changes: true }, noChange);
    expect(decide(withReplaceOnChanges(difference, ["value"], false), healthy)).to.equal("update");
  });

  it("is an update where it never became ready, though nothing changed", () => {
    expect(decide(unchanged, { ...healthy, initErrors: ["still warming up"] })).to.equal("update");
  });

  it("is a replacement where init errors are named in replaceOnChanges", () => {
    const difference = withReplaceOnChanges(unchanged, ["#initerror"], true);
    expect(decide(difference, { ...healthy, initErrors: ["x"] })).to.equal("replace");
  });

  it("is the rest of a replacement that was interrupted", () => {
    expect(decide(unchanged, { ...healthy, pendingReplacement: true })).to.equal("replace");
  });

  it("is a replacement where the user asks for one", () => {
    expect(decide(replacedBecauseOf("id"), healthy)).to.equal("replace");
  });
});
