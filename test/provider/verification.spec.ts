import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { verifyFlowReferencesModule, type FlowModuleReference } from "pulumi-genesyscloud";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { inboundYaml } from "../local-org/test/flowTexts";
import { collects, invokes, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { callerOf, expectFailure, stateOf, moduleOf } from "./providerSteps";

onBothFlowApis("verifying a flow", (flowApi, notInDocuments) => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20, ...orgFor(flowApi) });
    door = await startProvider(org, { env: envFor(flowApi) });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });

  const settings = (secret = "local-secret") => ({
    gatewayUrl: org.url,
    clientId: "local",
    clientSecret: secret,
    flowApi,
  });
  const verify = (flow: string, module: string): Promise<FlowModuleReference> =>
    verifyFlowReferencesModule(flow, module, settings());
  const NOBODY = "3f2f0c7e-0000-4000-8000-000000000000";
  /** A module and a flow that calls it. */
  const pair = async (name: string) => {
    const module = moduleOf(name);
    await module.up(door, { name, document: collects() });
    const caller = callerOf(name);
    await caller.up(door, { name: `${name} caller`, document: invokes(stateOf(module).id) });
    return { module, moduleId: stateOf(module).id, flowId: stateOf(caller).id };
  };

  it("finds the module reference and its version", async () => {
    const { flowId, moduleId } = await pair("Called");
    const { reason, ...rest } = await verify(flowId, moduleId);
    expect(rest).to.deep.equal({
      references: true,
      flowVersion: 1,
      moduleVersion: 1,
      latestModuleVersion: 1,
    });
    expect(reason)
      .to.match(/^The published version 1 of the flow "Called caller" .*version 1.*\.$/)
      .and.include('"Called"');
  });

  it("finds the new version after a module update", async () => {
    const { flowId, moduleId, module } = await pair("Moving");
    await module.up(door, { name: "Moving", document: collects(2) });
    const { reason, ...rest } = await verify(flowId, moduleId);
    const moduleVersion = flowApi === "document" ? 2 : 1;
    expect(rest).to.deep.equal({ references: true, flowVersion: 1, moduleVersion, latestModuleVersion: 2 });
    notInDocuments("snapshots", () => expect(reason).to.include("it has to be published again"));
  });

  it("finds what is published, not what is in state", async () => {
    const { flowId, moduleId } = await pair("Cut off");
    if (flowApi === "document") await org.control.editDocument(flowId, speaks("Goodbye."));
    else await org.control.edit(flowId, inboundYaml("Cut off caller"));
    const { reason, ...rest } = await verify(flowId, moduleId);
    expect(rest).to.deep.equal({ references: false, flowVersion: 2, latestModuleVersion: 1 });
    expect(reason).to.include("does not reference").and.include(moduleId);
  });

  it("reports a missing flow or module", async () => {
    const { flowId, moduleId } = await pair("There");
    const reasons = [
      await verify(NOBODY, moduleId),
      await verify(flowId, NOBODY),
      await verify(flowId, flowId),
    ].map(({ references, reason }) => [references, reason]);
    expect(reasons).to.deep.equal([
      [false, `There is no flow with the id ${NOBODY} in the organization.`],
      [false, `There is no flow module with the id ${NOBODY} in the organization.`],
      [false, `There is no flow module with the id ${flowId} in the organization.`],
    ]);
  });

  describe("as an output", () => {
    const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((done) => output.apply(done));

    it("accepts outputs and secrets as settings", async () => {
      const { flowId, moduleId } = await pair("Given out");
      const reference = verifyFlowReferencesModule(pulumi.output(flowId), moduleId, {
        ...settings(),
        gatewayUrl: pulumi.output(org.url),
        clientSecret: pulumi.secret("local-secret"),
      });
      expect(await valueOf(reference)).to.include({ references: true, moduleVersion: 1 });
      expect(await pulumi.isSecret(reference)).to.equal(false);
      expect(JSON.stringify(await valueOf(reference))).to.not.include("local-secret");
    });

    it("is secret if an id is, as the result contains it", async () => {
      const { flowId, moduleId } = await pair("Kept quiet");
      const reference = verifyFlowReferencesModule(pulumi.secret(flowId), moduleId, settings());
      expect(await valueOf(reference)).to.include({ references: true });
      expect(await pulumi.isSecret(reference)).to.equal(true);
    });
  });

  it("answers many questions with few requests", async () => {
    const pairs = [await pair("One"), await pair("Two"), await pair("Three")];
    await org.control.clearJournal();
    const answers = await Promise.all(
      pairs.flatMap(({ flowId }) => pairs.map(({ moduleId }) => verify(flowId, moduleId))),
    );
    expect(answers.filter(({ references }) => references)).to.have.length(3);
    // One read for each flow and module (the document API finds a module at its second path), and one of
    // each flow's content: 9 and 15. A question that comes after an answer repeats its requests; nine
    // separate questions would need several times as many.
    const calls = (await org.control.journal()).filter(({ path }) => path.startsWith("/api/"));
    expect(calls).to.have.length.at.most(flowApi === "document" ? 25 : 15);
  });

  it("fails without valid credentials, and names settings to check", async () => {
    const asked = verifyFlowReferencesModule(NOBODY, NOBODY, settings("guess-guess"));
    expect(await expectFailure(asked))
      .to.include("genesyscloud:clientSecret")
      .and.not.include("guess-guess");
  });

  notInDocuments("snapshots", () => {
    it("fails without permission, and names the permission", async () => {
      const { flowId, moduleId } = await pair("Hidden");
      await org.control.client({ id: "local", secret: "local-secret", permissions: ["architect:flow:view"] });
      await org.control.faults({ method: "GET", path: "/configuration$", status: 403 });
      try {
        expect(await expectFailure(verify(flowId, moduleId))).to.include("architect:dependencyTracking:view");
      } finally {
        await org.control.client({ id: "local", secret: "local-secret" });
        await org.control.clearFaults();
      }
    });
  });
});
