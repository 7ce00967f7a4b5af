import { persistentFault, LOST_RIGHTS } from "./persistentFault";
import { faultAtEveryCall } from "./everyCall";

describe("a persistent fault", () => {
  faultAtEveryCall([
    LOST_RIGHTS,
    persistentFault("429 that asks for ten minutes", { status: 429, headers: { "retry-after": "600" } }, [
      /refuses|could not be (up|down)loaded/,
      /HTTP 429/,
      /later|run again/i,
    ]),
  ]);
});
