import { lasting } from "./lasting";
import { suiteOfStrikes } from "./strike";

describe("a lasting fault", () => {
  suiteOfStrikes([
    lasting("403 of a client that loses its rights", { status: 403 }, [
      /lacks|has no right|could not be (up|down)loaded/,
      /role|settings|storage/,
      /HTTP 403/,
      /correlation id|storage/,
    ]),
  ]);
});
