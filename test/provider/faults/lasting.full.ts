import { lasting, LOST_RIGHTS } from "./lasting";
import { suiteOfStrikes } from "./strike";

describe("a lasting fault", () => {
  suiteOfStrikes([
    LOST_RIGHTS,
    lasting("429 that asks for ten minutes", { status: 429, headers: { "retry-after": "600" } }, [
      /refuses|could not be (up|down)loaded/,
      /HTTP 429/,
      /later|run again/i,
    ]),
  ]);
});
