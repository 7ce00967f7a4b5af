import { FAULTS } from "./faults";

describe("under a fault", () => {
  for (const play of Object.values(FAULTS)) play();
});
