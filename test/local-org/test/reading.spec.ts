import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

describe("reading flows", () => {
  const world = useTestOrganization();
  const list = async (query: string, path = "/api/v2/flows") => {
    const { status, body, text } = await world.me.call<Models.FlowEntityListing>("GET", `${path}?${query}`);
    expect(status, text).to.equal(200);
    return body;
  };
  const names = async (query: string) => ((await list(query)).entities ?? []).map(({ name }) => name).sort();

  it("returns a flow with its versions, languages and division", async () => {
    const id = await world.publish(inboundYaml("Shop Line", undefined, { description: "For shops" }));
    const { body } = await world.me.call<Models.Flow>("GET", `/api/v2/flows/${id}`);
    expect(body).to.include({
      id,
      name: "Shop Line",
      type: "INBOUNDCALL",
      active: true,
      description: "For shops",
    });
    expect(body.publishedVersion).to.include({ id: "1.0", commitVersion: "1.0", type: "PUBLISH" });
    expect(body.publishedVersion?.createdByClient).to.include({ id: "local" });
    expect(body.division).to.include({ name: "Home" });
    expect(body.supportedLanguages).to.deep.equal([{ language: "en-us", isDefault: true }]);
    expect(body.currentOperation).to.include({
      actionName: "PUBLISH",
      actionStatus: "SUCCESS",
      complete: true,
    });
  });

  it("returns a module with compatible flow types and interface schema", async () => {
    const id = await world.publish(moduleYaml("Digit"));
    const { body } = await world.me.call<Models.Flow>("GET", `/api/v2/flows/${id}`);
    expect(body.compatibleFlowTypes).to.deep.equal(["INBOUNDCALL"]);
    expect(body.outputSchema).to.deep.equal({
      type: "object",
      properties: { "Common.Digit": { type: "string" } },
    });
  });

  it("answers 404 with the platform's code for an unknown id", async () => {
    const { status, body, headers } = await world.me.call(
      "GET",
      "/api/v2/flows/00000000-0000-4000-8000-000000000000",
    );
    expect(status).to.equal(404);
    expect(body).to.include({
      code: "architect.flow.not.found",
      message: "Could not find flow with specified ID.",
      status: 404,
      contextId: headers.get("inin-correlation-id") ?? "",
    });
    expect(body).to.deep.include({ details: [], errors: [] });
  });

  it("lists pages of 25 starting at 1, with links to other pages", async () => {
    for (let number = 1; number <= 30; number++) await world.publish(inboundYaml(`Line ${number}`));
    const first = await list("type=inboundcall");
    expect(first).to.include({ total: 30, pageCount: 2, pageNumber: 1, pageSize: 25 });
    expect(first.entities).to.have.length(25);
    expect(first).not.to.have.property("previousUri");
    const { body: second } = await world.me.call<Models.FlowEntityListing>("GET", first.nextUri ?? "");
    expect(second.entities).to.have.length(5);
    expect(second).to.include({ pageNumber: 2, previousUri: "/api/v2/flows?type=inboundcall&pageNumber=1" });
    expect((await list("pageSize=500")).entities).to.have.length(30);
    const descending = (await list("sortBy=name&sortOrder=desc&pageSize=2")).entities ?? [];
    expect(descending.map(({ name }) => name)).to.deep.equal(["Line 9", "Line 8"]);
  });

  it("accepts lists joined by commas or repeated", async () => {
    const ids = [await world.publish(inboundYaml("Line")), await world.publish(moduleYaml("Digit"))];
    expect(await names("type=inboundcall,commonmodule")).to.deep.equal(["Digit", "Line"]);
    expect(await names("type=inboundcall&type=commonmodule")).to.deep.equal(["Digit", "Line"]);
    expect(await names("type=commonmodule")).to.deep.equal(["Digit"]);
    expect(await names(`id=${ids.join(",")}`)).to.deep.equal(["Digit", "Line"]);
    expect(await names(`id=${ids.join("&id=")}&name=Digit`), "ids alone count").to.deep.equal([
      "Digit",
      "Line",
    ]);
  });

  it("refuses an unknown type, division or page", async () => {
    const code = async (query: string) => (await world.me.call("GET", `/api/v2/flows?${query}`)).body.code;
    expect(await code("type=ivr")).to.equal("architect.invalid.flow.type");
    expect(await code("divisionId=none")).to.equal("architect.division.invalid");
    expect(await code("pageSize=many")).to.equal("invalid.query.param.value");
    expect(await code("publishedAfter=yesterday")).to.equal("invalid.date");
    expect(await code("deleted=perhaps")).to.equal("invalid.query.param.value");
  });

  it("searches names case-insensitively and matches as configured", async () => {
    for (const name of ["Shop", "Shop Line", "The Shop"]) await world.publish(inboundYaml(name));
    expect(await names("name=shop")).to.deep.equal(["Shop", "Shop Line", "The Shop"]);
    await world.guessing({ nameFilter: "prefix" }, async () => {
      expect(await names("name=shop")).to.deep.equal(["Shop", "Shop Line"]);
    });
    await world.guessing({ nameFilter: "exact" }, async () => {
      expect(await names("name=shop")).to.deep.equal(["Shop"]);
    });
  });

  it("filters by description, division, lock, version and publish date", async () => {
    const id = await world.publish(inboundYaml("Line", undefined, { description: "for shops" }));
    await world.publish(inboundYaml("Other"));
    await world.publish(inboundYaml("Other"));
    await world.org.control.lock(id, "Ada");
    const { body } = await world.me.call<Models.Flow>("GET", `/api/v2/flows/${id}`);
    expect(await names("description=shop")).to.deep.equal(["Line"]);
    expect(await names("nameOrDescription=shop")).to.deep.equal(["Line"]);
    expect(await names(`divisionId=${body.division?.id ?? ""}`)).to.deep.equal(["Line", "Other"]);
    expect(await names(`lockedBy=${body.lockedUser?.id ?? ""}`)).to.deep.equal(["Line"]);
    expect(await names("lockedByClientId=local")).to.deep.equal([]);
    expect(await names("publishVersionId=2.0")).to.deep.equal(["Other"]);
    const now = new Date(world.clock.now()).toISOString();
    expect(await names(`publishedAfter=${now}`)).to.deep.equal([]);
    expect(await names(`publishedBefore=${new Date(world.clock.now() + 1).toISOString()}`)).to.have.length(2);
  });

  it("finds by name only indexed flows, and by id immediately", async () => {
    await world.org.control.settings({ indexLagMs: 3_000 });
    const id = await world.publish(inboundYaml("Line"));
    expect(await names("name=Line")).to.deep.equal([]);
    expect(await names("type=inboundcall")).to.deep.equal([]);
    expect(await names(`id=${id}`)).to.deep.equal(["Line"]);
    expect((await list(`id=${id}`, "/api/v2/flows/lookup")).total).to.equal(1);
    world.clock.advance(3_000);
    expect(await names("name=Line")).to.deep.equal(["Line"]);
    await world.org.control.settings({ indexLagMs: 0 });
  });

  it("looks up many flows by id in pages and omits missing ones", async () => {
    const ids: string[] = [];
    for (let number = 0; number < 30; number++) ids.push(await world.publish(inboundYaml(`Line ${number}`)));
    const asked = `id=${[...ids, "nobody"].join(",")}`;
    expect((await list(asked, "/api/v2/flows/lookup")).entities).to.have.length(25);
    expect((await list(`${asked}&pageSize=100`, "/api/v2/flows/lookup")).entities).to.have.length(30);
    expect(await list("id=nobody", "/api/v2/flows/lookup")).to.deep.include({ total: 0, entities: [] });
    expect((await world.me.call("GET", "/api/v2/flows/lookup")).status).to.equal(400);
  });

  it("returns the short view to clients that may only search", async () => {
    await world.publish(moduleYaml("Digit"));
    const { body } = await world.me.call<Models.FlowDivisionViewEntityListing>(
      "GET",
      "/api/v2/flows/divisionviews?name=digit&includeSchemas=true",
    );
    const [only] = body.entities ?? [];
    expect(only).to.include({ name: "Digit", type: "COMMONMODULE" });
    expect(only?.outputSchema?.properties).to.have.property("Common.Digit");
    expect(only).not.to.have.property("active");
  });

  it("returns every version and its content", async () => {
    await world.publish(moduleYaml("Digit"));
    const id = await world.publish(callerYaml("Line", "Digit"));
    await world.publish(inboundYaml("Line"));
    const { body } = await world.me.call<Models.FlowVersionEntityListing>(
      "GET",
      `/api/v2/flows/${id}/versions`,
    );
    expect((body.entities ?? []).map((version) => version.id)).to.deep.equal(["1.0", "2.0"]);
    const [first, second] = body.entities ?? [];
    expect(first).to.have.property("datePublishedEnd");
    expect(second).not.to.have.property("datePublishedEnd");
    interface Configuration {
      name: string;
      commonModules: { name: string; version: string; actionReferences: number[] }[];
      manifest: Record<string, unknown>;
    }
    const { body: old } = await world.me.call<Configuration>("GET", first?.configurationUri ?? "");
    expect(old.commonModules.map(({ name, version }) => [name, version])).to.deep.equal([["Digit", "1.0"]]);
    expect(old.commonModules[0]?.actionReferences).to.deep.equal([11]);
    expect(old.manifest).to.have.property("commonModuleFlow");
    const latest = `/api/v2/flows/${id}/latestconfiguration`;
    expect((await world.me.call<Configuration>("GET", latest)).body.commonModules).to.deep.equal([]);
    const missing = await world.me.call("GET", `/api/v2/flows/${id}/versions/9.0`);
    expect([missing.status, missing.body.code]).to.deep.equal([404, "architect.flow.version.missing"]);
  });
});
