import { recordingNames } from "./recordings";
import { describeReplays } from "./replaySuite";
import { StandInEngine } from "./standIn";

// `npm run test:engine`: no spec of the default run, which replays the most telling ones.
describeReplays(
  "the stand-in engine does all that the Pulumi engine did",
  recordingNames(),
  (stack) => new StandInEngine(stack),
);
