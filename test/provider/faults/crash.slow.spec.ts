import { suiteOfCrashes } from "./crash";
import { OPERATIONS } from "./operations";

describe("kill -9 of the provider at each request", () => {
  suiteOfCrashes(
    OPERATIONS.filter(({ title }) => !title.startsWith("refreshing")),
    ["arrives", "is lost"],
  );
});
