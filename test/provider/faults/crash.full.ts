import { suiteOfCrashes } from "./crash";
import { STORIES } from "./stories";

describe("kill -9 of the provider process, at each call", () => {
  suiteOfCrashes(
    STORIES.filter(({ title }) => !title.startsWith("refreshing")),
    ["arrives", "is lost"],
  );
});
