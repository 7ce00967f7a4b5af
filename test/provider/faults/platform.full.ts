import { suiteOfClocks, suiteOfRows } from "./platform";
import { ROWS } from "./platformRows";
import { STORIES } from "./stories";

describe("what the platform may do", () => suiteOfRows(ROWS));

suiteOfClocks(STORIES);
