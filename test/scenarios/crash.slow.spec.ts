import { crashInCreate, crashInDelete, crashInRename, crashInUpdate } from "./crashes";

describe("a crash", () => {
  for (const victim of ["the engine", "the provider"] as const) {
    crashInCreate(victim, "before the job");
    crashInCreate(victim, "after the upload");
    crashInCreate(victim, "while the job runs");
    crashInCreate(victim, "after success, before it is recorded", true);
    crashInRename(victim);
    crashInUpdate(victim);
    crashInDelete(victim);
  }
});
