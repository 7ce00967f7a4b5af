import { FAULTS } from "./faults";

describe("with a platform fault", () => {
  for (const play of Object.values(FAULTS)) play();
});
