import { describeReplays } from "./replaySuite";
import { StandInEngine } from "./standIn";

// The ten most important ones; `npm run test:engine` replays all of them.
describeReplays(
  "the stand-in engine does what the Pulumi engine did",
  [
    "create-chain",
    "create-failure",
    "explicit-provider",
    "init-error",
    "nested-unknowns",
    "protect",
    "refresh-drift",
    "replace-chain-delete-first",
    "replace-create-before-delete",
    "secrets",
  ],
  (stack) => new StandInEngine(stack),
);
