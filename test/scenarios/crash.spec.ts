import { crashInCreate } from "./crashes";

describe("a crash", () => {
  // The one in which the flow is there, and nobody knows of it. The others: crash.full.ts.
  crashInCreate("the provider", "after success, before it is recorded", true);
});
