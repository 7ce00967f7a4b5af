import { expect } from "chai";
import * as provider from "pulumi-genesyscloud/provider";
import * as everything from "pulumi-genesyscloud";

describe("what the package exports", () => {
  it("is exactly what users import", () => {
    expect(Object.keys(everything).sort()).to.deep.equal(["FlowModule", "InboundFlow", "Provider", "flow"]);
  });

  it("keeps, for the life of all state files, the two names that the line in state requires", () => {
    expect(Object.keys(provider).sort()).to.deep.equal(["flowModule", "inboundFlow"]);
  });

  it("loads nothing heavy: neither the platform's SDK nor the YAML library", () => {
    const loaded = Object.keys(require.cache);
    expect(loaded.filter((file) => file.includes("purecloud-platform-client-v2"))).to.deep.equal([]);
  });
});
