import { suiteOfClocks, suiteOfRows } from "./platform";
import { rowsOf } from "./platformRows";
import { operationsOf } from "./operations";

describe("platform behavior", () => {
  // One of each kind. The others: platform.slow.spec.ts.
  suiteOfRows(
    rowsOf(
      "a job that fails once, in creating a module",
      "a job that does not end, in changing a module",
      "a name index that lags, in creating a flow that invokes it",
      "an upload that is refused once",
      "a token that has expired in mid-run, with a sign-in that fails at first",
      "a rate limit that is over for long",
    ),
  );
});

suiteOfClocks(operationsOf("creating a flow that invokes it"));
