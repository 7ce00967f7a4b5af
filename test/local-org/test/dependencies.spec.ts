import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

describe("dependency tracking", () => {
  const world = useTestOrganization();
  const root = "/api/v2/architect/dependencytracking";
  const ask = <Body = Models.ConsumingResourcesEntityListing & Models.ErrorBody>(path: string) =>
    world.me.call<Body>("GET", `${root}/${path}`);
  const consumers = async (id: string, version: string, more = "") => {
    const path = `consumingresources?id=${id}&objectType=COMMONMODULEFLOW&version=${version}${more}`;
    return ((await ask(path)).body.entities ?? []).map(
      (entity) => `${entity.type} ${entity.name} ${entity.version}`,
    );
  };
  const toFlow = (name: string, target: string) =>
    inboundYaml(name, [
      { transferToFlow: { name: "Go", targetFlow: { name: target } } },
      { disconnect: { name: "Bye" } },
    ]);

  it("lists each consumer version of a module version", async () => {
    const module = await world.publish(moduleYaml("Digit"));
    const line = await world.publish(callerYaml("Line", "Digit"));
    expect(await consumers(module, "1.0")).to.deep.equal(["INBOUNDCALLFLOW Line 1.0"]);
    await world.publish(moduleYaml("Digit", "Other words."));
    expect(await consumers(module, "2.0")).to.deep.equal([]);
    expect(await consumers(module, "1.0")).to.deep.equal(["INBOUNDCALLFLOW Line 1.0"]);
    await world.org.control.edit(line, callerYaml("Line", "Digit"), { user: "Ada", draft: true });
    expect(await consumers(module, "2.0")).to.deep.equal(["INBOUNDCALLFLOW Line 1.1"]);
    expect(await consumers(module, "2.0", "&flowFilter=published")).to.deep.equal([]);
    expect(await consumers(module, "1.0", "&flowFilter=checkedIn")).to.deep.equal([
      "INBOUNDCALLFLOW Line 1.0",
    ]);
  });

  it("requires a version and does not accept LATEST", async () => {
    const module = await world.publish(moduleYaml("Digit"));
    const bare = await ask(`consumingresources?id=${module}&objectType=COMMONMODULEFLOW`);
    expect([bare.status, bare.body.code]).to.deep.equal([400, "architect.query.parameter.missing"]);
    expect(bare.body.message).to.equal("Query parameter 'version' is missing or empty");
    const latest = await ask(`consumingresources?id=${module}&objectType=COMMONMODULEFLOW&version=LATEST`);
    expect([latest.status, latest.body.code]).to.deep.equal([404, "architect.dependency.object.not.found"]);
    const wrong = await ask(`consumingresources?id=${module}&objectType=MODULE&version=1.0`);
    expect([wrong.status, wrong.body.code]).to.deep.equal([400, "architect.dependency.object.invalid.type"]);
    await world.me.call("DELETE", `/api/v2/flows/${module}`);
    const gone = await ask(`consumingresources?id=${module}&objectType=COMMONMODULEFLOW&version=1.0`);
    expect([gone.status, gone.body.code]).to.deep.equal([410, "architect.flow.deleted"]);
  });

  it("includes indirect consumers unless configured otherwise", async () => {
    const module = await world.publish(moduleYaml("Digit"));
    await world.publish(callerYaml("Line", "Digit"));
    const front = await world.publish(toFlow("Front", "Line"));
    await world.org.control.objects({ ivrs: [{ name: "Door", flow: "Front" }] });
    expect(await consumers(module, "1.0")).to.have.members([
      "INBOUNDCALLFLOW Line 1.0",
      "INBOUNDCALLFLOW Front 1.0",
    ]);
    expect(await consumers(module, "1.0", "&resourceType=QUEUE")).to.deep.equal([]);
    await world.guessing({ transitiveConsumers: false }, async () => {
      expect(await consumers(module, "1.0")).to.deep.equal(["INBOUNDCALLFLOW Line 1.0"]);
    });
    const { body } = await ask(`consumingresources?id=${front}&objectType=INBOUNDCALLFLOW&version=1.0`);
    expect(body.entities?.map(({ type, name }) => [type, name])).to.deep.equal([
      ["IVRCONFIGURATION", "Door"],
    ]);
  });

  it("lags by the configured time", async () => {
    const module = await world.publish(moduleYaml("Digit"));
    await world.org.control.settings({ dependencyLagMs: 10_000 });
    await world.publish(callerYaml("Line", "Digit"));
    expect(await consumers(module, "1.0")).to.deep.equal([]);
    world.clock.advance(10_000);
    expect(await consumers(module, "1.0")).to.have.length(1);
    await world.org.control.settings({ dependencyLagMs: 0 });
  });

  it("lists what a version uses, including built-in dependencies", async () => {
    await world.org.control.objects({ queues: ["Sales"] });
    await world.publish(moduleYaml("Digit"));
    const line = await world.publish(
      inboundYaml("Line", [
        { callCommonModule: { name: "Ask", commonModule: { Digit: { ver_latestPublished: {} } } } },
        { transferToAcd: { name: "Go", targetQueue: { lit: { name: "Sales" } } } },
        { disconnect: { name: "Bye" } },
      ]),
    );
    const query = `id=${line}&objectType=INBOUNDCALLFLOW&version=1.0`;
    const { body } = await ask<Models.ConsumedResourcesEntityListing>(`consumedresources?${query}`);
    expect(body.entities?.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([
      "COMMONMODULEFLOW Digit",
      "QUEUE Sales",
      "LANGUAGE en-us",
    ]);
    const queue = body.entities?.[1];
    const users = await ask(`consumingresources?id=${queue?.id ?? ""}&objectType=QUEUE`);
    expect(users.body.entities?.map(({ name }) => name)).to.deep.equal(["Line"]);
    const object = await ask<Models.DependencyObject>(
      `object?${query}&consumedResources=true&consumingResources=true`,
    );
    expect(object.body.consumedResources).to.have.length(3);
    expect(object.body.consumingResources).to.deep.equal([]);
    const found = await world.me.call<Models.DependencyObjectEntityListing>("GET", `${root}?name=sales`);
    expect(found.body.entities?.map(({ type }) => type)).to.deep.equal(["QUEUE"]);
  });

  it("lists consumers of changed and deleted objects", async () => {
    const module = await world.publish(moduleYaml("Digit"));
    await world.publish(callerYaml("Line", "Digit"));
    const stale = async (which: string) => {
      const { body } = await ask<Models.DependencyObjectEntityListing>(
        `${which}resourceconsumers?consumedResources=true`,
      );
      return (body.entities ?? []).map(({ name, consumedResources }) => [
        name,
        consumedResources?.map((used) => used.name),
      ]);
    };
    expect(await stale("updated")).to.deep.equal([]);
    await world.publish(moduleYaml("Digit", "Other words."));
    expect(await stale("updated")).to.deep.equal([["Line", ["Digit"]]]);
    await world.org.control.deleteFlow(module);
    expect(await stale("deleted")).to.deep.equal([["Line", ["Digit"]]]);
  });

  it("answers 206 during a rebuild and refuses a second one", async () => {
    const module = await world.publish(moduleYaml("Digit"));
    const status = async () => (await ask<Models.DependencyStatus>("build")).body.status;
    expect(await status()).to.equal("OPERATIONAL");
    expect((await world.me.call("POST", `${root}/build`)).status).to.equal(202);
    const again = await world.me.call("POST", `${root}/build`);
    expect([again.status, again.body.code]).to.deep.equal([409, "architect.dependencies.build.in.progress"]);
    expect(await status()).to.equal("BUILDINPROGRESS");
    const path = `consumingresources?id=${module}&objectType=COMMONMODULEFLOW&version=1.0`;
    expect((await ask(path)).status).to.equal(206);
    world.clock.advance(60_000);
    expect((await ask(path)).status).to.equal(200);
    expect(await status()).to.equal("OPERATIONAL");
  });

  it("lists its object types", async () => {
    const { body } = await ask<Models.DependencyTypeEntityListing>("types?pageSize=100");
    expect(body.total).to.equal(88);
    expect((await ask<Models.DependencyType>("types/COMMONMODULEFLOW")).body).to.include({ versioned: true });
    expect((await ask("types/NOTHING")).body.code).to.equal("architect.dependency.invalid.type");
  });
});
