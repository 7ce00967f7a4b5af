import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { getFlow, getFlowOutput } from "pulumi-genesyscloud";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, speaks } from "./documents";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, expectFailure, moduleOf, stateOf } from "./providerSteps";

onBothFlowApis("getFlow", (flowApi) => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 5, ...orgFor(flowApi) });
    door = await startProvider(org, { env: envFor(flowApi) });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });

  const settings = () => ({
    gatewayUrl: org.url,
    clientId: "local",
    clientSecret: "local-secret",
    flowApi,
  });

  it("finds a flow by name and by any spelling of its type", async () => {
    const module = moduleOf("found");
    await module.up(door, { name: "Found", document: collects() });
    await module.up(door, { name: "Found", document: collects(2) });
    const expected = { id: stateOf(module).id, name: "Found", type: "COMMONMODULE", version: 2 };
    for (const type of ["commonModule", "commonmodule", "COMMONMODULE"])
      expect(await getFlow({ name: "Found", type }, settings()), type).to.include(expected);
    const output = getFlowOutput({ name: pulumi.output("Found"), type: "commonmodule" }, settings());
    const value = await new Promise((done) => output.apply(done));
    expect(value).to.include(expected);
    expect(await pulumi.isSecret(output)).to.equal(false);
  });

  it("fails where there is none of that name, or of that type", async () => {
    await callerOf("line").up(door, { name: "Line", document: speaks("Hello.") });
    const failure = (name: string, type: string) => expectFailure(getFlow({ name, type }, settings()));
    expect(await failure("Lime", "inboundcall")).to.include('no inbound flow named "Lime"');
    expect(await failure("Line", "commonmodule")).to.include('no flow module named "Line"');
    expect(await getFlow({ name: "Line", type: "inboundCall" }, settings())).to.include({ version: 1 });
  });
});

describe("getFlow of Genesys Cloud's own flow API", () => {
  let org: LocalOrg;
  before(async () => {
    org = await startLocalOrg({ jobMs: 5 });
  });
  after(() => org.stop());
  const settings = (gatewayUrl = org.url) => ({
    gatewayUrl,
    clientId: "local",
    clientSecret: "local-secret",
  });

  it("says which type was probably meant", async () => {
    const message = await expectFailure(getFlow({ name: "Line", type: "inboundcal" }, settings()));
    expect(message).to.match(/did you mean "inbound[cC]all"\?/);
  });

  it("refuses settings that do not exist", async () => {
    const mistyped = { gateway: org.url } as object;
    expect(await expectFailure(getFlow({ name: "Line", type: "inboundcall" }, mistyped))).to.include(
      "gatewayUrl",
    );
  });
});
