import { PulumiCli } from "./cli";
import { findCli } from "./cliCommand";
import { recordingNames } from "./recordings";
import { describeReplays } from "./replaySuite";
import { StandInEngine } from "./standIn";

// `npm run test:engine`; the default run replays only ten recordings, on the stand-in.
describeReplays("the stand-in engine does all that the Pulumi engine did", recordingNames(), (stack) => {
  return new StandInEngine(stack);
});

// Which of the two resources of this one is checked first is random, and the second is not checked.
const CHANCE = ["check-failure"];

if (findCli()) {
  const names = recordingNames().filter((name) => !CHANCE.includes(name));
  describeReplays("the Pulumi CLI of this machine still does what was recorded", names, (stack) => {
    return new PulumiCli(stack);
  });
} else {
  describe("the Pulumi CLI", () => {
    it("is compared with the recordings where one is on PATH or named by PULUMI_CLI: there is none here");
  });
}
