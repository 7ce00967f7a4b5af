import { findCli } from "../engine";

describe("the Pulumi CLI", () => {
  if (findCli() !== undefined) return;
  it(
    "was not found (3.216 or newer, on PATH or named by PULUMI_CLI): everything ran on the stand-in engine only",
  );
});
