import { expect } from "chai";
import requireFromString from "require-from-string";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "pulumi-genesyscloud/provider";
import { providerLine } from "../../../provider/src/resources/line";

interface Line {
  handler(): pulumi.dynamic.ResourceProvider;
}

describe("the line in state", () => {
  it("is text that never changes, since every state file in the world holds it", () => {
    expect(providerLine("module")).to.equal(
      'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
    );
    expect(providerLine("inboundCall")).to.equal(
      'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
    );
  });

  it("gives the provider when it is evaluated as the SDK's provider process evaluates it", () => {
    expect((requireFromString(providerLine("module")) as Line).handler()).to.equal(provider.flowModule);
    expect((requireFromString(providerLine("inboundCall")) as Line).handler()).to.equal(provider.inboundFlow);
  });

  it("has the outer form that the SDK's own serialiser writes", async () => {
    const own = await pulumi.runtime.serializeFunction(() => ({}));
    expect(own.text).to.match(/^exports\.handler = /);
    expect(own.exportName).to.equal("handler");
  });
});
