import { expect } from "chai";
import requireFromString from "require-from-string";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "pulumi-genesyscloud/provider";
import { providerSource } from "#resources/flowResource";

interface Line {
  handler(): pulumi.dynamic.ResourceProvider;
}

describe("the provider source in state", () => {
  it("never changes, because existing state files contain it", () => {
    expect(providerSource("module")).to.equal(
      'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
    );
    expect(providerSource("inboundCall")).to.equal(
      'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
    );
  });

  it("evaluates to the provider in the SDK's provider process", () => {
    expect((requireFromString(providerSource("module")) as Line).handler()).to.equal(provider.flowModule);
    expect((requireFromString(providerSource("inboundCall")) as Line).handler()).to.equal(
      provider.inboundFlow,
    );
  });

  it("has the format that the SDK's serializer writes", async () => {
    const own = await pulumi.runtime.serializeFunction(() => ({}));
    expect(own.text).to.match(/^exports\.handler = /);
    expect(own.exportName).to.equal("handler");
  });
});
