import { LOST_RIGHTS } from "./lasting";
import { storiesOf } from "./stories";
import { suiteOfStrikes } from "./strike";

describe("a lasting fault", () => {
  // The story with the most to put right again. The others: lasting.full.ts.
  suiteOfStrikes([LOST_RIGHTS], storiesOf("renaming a module"));
});
