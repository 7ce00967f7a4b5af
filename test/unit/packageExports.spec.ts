import { spawnSync } from "node:child_process";
import { expect } from "chai";
import * as provider from "pulumi-genesyscloud/provider";
import * as everything from "pulumi-genesyscloud";

describe("the package", () => {
  it("exports exactly the public API", () => {
    expect(Object.keys(everything).sort()).to.deep.equal([
      "Flow",
      "FlowModule",
      "InboundFlow",
      "Provider",
      "flow",
      "getFlow",
      "getFlowOutput",
      "verifyFlowReferencesModule",
    ]);
  });

  it("always exports the names that state files require", () => {
    expect(Object.keys(provider).sort()).to.deep.equal(["flow", "flowModule", "inboundFlow"]);
  });

  it("loads neither the Genesys Cloud SDK nor the YAML library", () => {
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
