import { passing } from "./oneCall";
import { storiesOf } from "./stories";
import { suiteOfStrikes } from "./strike";

describe("one struck call", () => {
  // The hardest one: what was asked for has been done, and nobody was told. The others, and all stories: oneCall.full.ts.
  suiteOfStrikes(
    [passing("a connection that is cut after the platform has acted", { drop: "after" })],
    storiesOf("creating a flow that invokes it", "renaming a module"),
  );
});
