import { FAULTS } from "./faults";

describe("under a fault", () => {
  // The two that leave most to put right. The other four: faults.full.ts.
  FAULTS.cutAfter();
  FAULTS.jobFails();
});
