import { suiteOfCrashes } from "./crash";
import { STORIES } from "./stories";

describe("kill -9 of the provider process, at each call", () => {
  // The one in which a flow is made that nobody has recorded. The others: crash.full.ts.
  suiteOfCrashes(
    STORIES.filter(({ title }) => title === "creating a module"),
    ["arrives"],
  );
});
