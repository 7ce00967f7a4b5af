import { suiteOfClocks, suiteOfRows } from "./platform";
import { ROWS } from "./platformRows";
import { OPERATIONS } from "./operations";

describe("what the platform may do", () => suiteOfRows(ROWS));

suiteOfClocks(OPERATIONS);
