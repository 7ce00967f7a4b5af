import { suiteOfClocks, suiteOfRows } from "./platform";
import { ROWS } from "./platformRows";
import { OPERATIONS } from "./operations";

describe("platform behavior", () => suiteOfRows(ROWS));

suiteOfClocks(OPERATIONS);
