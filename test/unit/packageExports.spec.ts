import { spawnSync } from "node:child_process";
import { expect } from "chai";
import * as provider from "pulumi-genesyscloud/provider";
import * as everything from "pulumi-genesyscloud";

describe("what the package exports", () => {
  it("is exactly what users import", () => {
    expect(Object.keys(everything).sort()).to.deep.equal([
      "FlowModule",
      "InboundFlow",
      "Provider",
      "flow",
      "verifyFlowReferencesModule",
    ]);
  });

  it("keeps, for the life of all state files, the two names that the line in state requires", () => {
    expect(Object.keys(provider).sort()).to.deep.equal(["flowModule", "inboundFlow"]);
  });

  it("loads nothing heavy into a program: neither the platform's SDK nor the YAML library", () => {
    const program = `
      require("@pulumi/pulumi");
      const before = new Set(Object.keys(require.cache));
      require("pulumi-genesyscloud");
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));`;
    const { stdout } = spawnSync(process.execPath, ["--eval", program], { cwd: __dirname, encoding: "utf8" });
    const packages = (JSON.parse(stdout) as string[])
      .map((file) => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1])
      .filter((name) => name !== undefined);
    expect([...new Set(packages)]).to.deep.equal(["uuid"]);
  });
});
