import { expect } from "chai";
import requireFromString from "require-from-string";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "pulumi-genesyscloud/provider";
import { providerSource } from "#resources/flowResource";

interface Line {
  handler(): pulumi.dynamic.ResourceProvider;
}

describe("the line in state", () => {
  it("is text that never changes, since every state file in the world holds it", () => {
    expect(providerSource("module")).to.equal(
      'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
    );
    expect(providerSource("inboundCall")).to.equal(
      'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
    );
  });

  it("gives the provider when it is evaluated as the SDK's provider process evaluates it", () => {
    expect((requireFromString(providerSource("module")) as Line).handler()).to.equal(provider.flowModule);
    expect((requireFromString(providerSource("inboundCall")) as Line).handler()).to.equal(
      provider.inboundFlow,
    );
  });

  it("has the outer form that the SDK's own serializer writes", async () => {
    const own = await pulumi.runtime.serializeFunction(() => ({}));
    expect(own.text).to.match(/^exports\.handler = /);
    expect(own.exportName).to.equal("handler");
  });
});
