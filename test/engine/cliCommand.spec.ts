import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findCli } from "./cliCommand";

describe("findCli", () => {
  const folder = mkdtempSync(join(tmpdir(), "find-cli-"));
  after(() => rmSync(folder, { recursive: true }));

  const install = (name: string, script: string): string => {
    const bin = join(folder, name);
    mkdirSync(bin);
    writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, "pulumi"), 0o755);
    return bin;
  };
  const recent = install("recent", "echo v3.260.0");
  const oldest = install("oldest", "echo v3.216.0");
  const old = install("old", "echo v3.215.9");
  const broken = install("broken", "exit 1");

  it("finds the first Pulumi CLI on PATH", () => {
    const path = [join(folder, "nowhere"), recent, oldest].join(delimiter);
    expect(findCli({ PATH: path })).to.deep.equal({ path: join(recent, "pulumi"), version: "3.260.0" });
  });

  it("prefers the CLI that PULUMI_CLI names", () => {
    const found = findCli({ PATH: recent, PULUMI_CLI: join(oldest, "pulumi") });
    expect(found?.version).to.equal("3.216.0");
  });

  it("finds none if it is too old, broken or missing", () => {
    expect(findCli({ PATH: old })).to.be.undefined;
    expect(findCli({ PATH: broken })).to.be.undefined;
    expect(findCli({ PATH: folder })).to.be.undefined;
    expect(findCli({})).to.be.undefined;
  });
});
