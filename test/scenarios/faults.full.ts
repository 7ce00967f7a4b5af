import { FAULTS } from "./faults";

describe("under a fault", () => {
  FAULTS.burst();
  FAULTS.unavailable();
  FAULTS.expiredToken();
  FAULTS.laggingIndex();
});
