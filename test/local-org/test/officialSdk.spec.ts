import { expect } from "chai";
import {
  ApiClient,
  ArchitectApi,
  AuthorizationApi,
  GroupsApi,
  IntegrationsApi,
  OrganizationApi,
  RoutingApi,
  ScriptsApi,
  TokensApi,
  UsersApi,
} from "purecloud-platform-client-v2";
import type { Models } from "purecloud-platform-client-v2";
import { routes } from "../src/http/routes";
import { localClient, startLocalOrg } from "../src/index";
import type { LocalOrg } from "../src/index";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";

describe("the official JavaScript SDK", () => {
  let org: LocalOrg;
  const called = new Set<string>();
  const architect = recording(new ArchitectApi(), called);
  const authorization = recording(new AuthorizationApi(), called);
  const groups = recording(new GroupsApi(), called);
  const integrations = recording(new IntegrationsApi(), called);
  const organization = recording(new OrganizationApi(), called);
  const routing = recording(new RoutingApi(), called);
  const scripts = recording(new ScriptsApi(), called);
  const users = recording(new UsersApi(), called);
  const tokens = recording(new TokensApi(), called);

  before(async () => {
    org = await startLocalOrg({ jobMs: 0, ratePerMinute: 10_000 });
    const client = ApiClient.instance;
    // The user's SDK configuration file must not redirect the calls.
    client.config.live_reload_config = false;
    client.setGateway({ host: "127.0.0.1", protocol: "http", port: org.port });
    await client.loginClientCredentialsGrant(localClient.id, localClient.secret);
  });
  after(async () => {
    ApiClient.instance.clearAuthData();
    await org.stop();
  });

  const publish = async (yaml: string): Promise<string> => {
    const job = await architect.postFlowsJobs();
    const put = await fetch(job.presignedUrl ?? "", { method: "PUT", headers: job.headers, body: yaml });
    expect(put.status).to.equal(200);
    const state = await architect.getFlowsJob(job.id ?? "", { expand: ["messages"] });
    expect(state.status, JSON.stringify(state.messages)).to.equal("Success");
    return state.flow?.id ?? "";
  };
  /** What the SDK rejects with: the unchanged error body. */
  const refused = (answer: Promise<unknown>): Promise<Models.ErrorBody> =>
    answer.then(
      () => ({}),
      (error: unknown) => error as Models.ErrorBody,
    );

  it("lists the objects that flows refer to", async () => {
    await org.control.objects({
      queues: ["Sales"],
      prompts: ["Welcome"],
      dataTables: ["Shops"],
      schedules: ["Weekdays"],
      scheduleGroups: ["Shop hours"],
      emergencyGroups: ["Storm"],
      scripts: ["Greeting"],
      users: ["ada@example.com"],
      groups: ["Support"],
      skills: ["Billing"],
      languages: ["English"],
    });
    const listings: Record<string, Promise<{ entities?: { name?: string }[] }>> = {
      Sales: routing.getRoutingQueues({ name: "Sales" }),
      Welcome: architect.getArchitectPrompts({ name: ["Welcome"] }),
      Shops: architect.getFlowsDatatables({ name: "Shops" }),
      Weekdays: architect.getArchitectSchedules({ name: "Weekdays" }),
      "Shop hours": architect.getArchitectSchedulegroups({ name: "Shop hours" }),
      Storm: architect.getArchitectEmergencygroups({ name: "Storm" }),
      Greeting: scripts.getScripts({ name: "Greeting" }),
      Support: groups.getGroups(),
      Billing: routing.getRoutingSkills({ name: "Billing" }),
      English: routing.getRoutingLanguages({ name: "English" }),
    };
    for (const [name, listing] of Object.entries(listings)) {
      expect((await listing).entities?.map((found) => found.name)).to.deep.equal([name]);
    }
    expect((await integrations.getIntegrationsActions()).entities).to.deep.equal([]);
    const search = await users.postUsersSearch({
      query: [{ type: "EXACT", fields: ["email"], values: ["ada@example.com"] }],
    });
    expect(search.results?.map(({ email }) => email)).to.deep.equal(["ada@example.com"]);
  });

  it("publishes, finds, reads and exports flows", async () => {
    const module = await publish(moduleYaml("Digit"));
    const line = await publish(callerYaml("Line", "Digit"));
    const listing = await architect.getFlows({
      type: ["inboundcall", "commonmodule"],
      pageSize: 500,
      sortBy: "name",
    });
    expect(listing.entities?.map(({ id }) => id)).to.deep.equal([module, line]);
    expect((await architect.getFlowsLookup([module, line], { pageSize: 100 })).total).to.equal(2);
    expect((await architect.getFlowsDivisionviews({ name: "Digit", includeSchemas: true })).total).to.equal(
      1,
    );
    expect(await architect.getFlow(line)).to.include({ name: "Line", active: true });
    const [version] = (await architect.getFlowVersions(line)).entities ?? [];
    expect((await architect.getFlowVersion(line, version?.id ?? "")).type).to.equal("PUBLISH");
    for (const configuration of [
      await architect.getFlowVersionConfiguration(line, "1.0"),
      await architect.getFlowLatestconfiguration(line),
    ]) {
      expect(configuration).to.have.nested.property("commonModules[0].version", "1.0");
    }
    const job = await architect.postFlowsExportJobs({ flows: [{ flow: { id: line, version: "1.0" } }] });
    const { downloadUrl } = await architect.getFlowsExportJob(job.id ?? "", { expand: ["messages"] });
    expect(await (await fetch(downloadUrl ?? "")).text()).to.match(/^inboundCall:\n {2}name: Line\n/);
  });

  it("renames, saves, publishes, deactivates and unlocks flows", async () => {
    const { id = "" } = await architect.postFlows({
      name: "Drafted",
      type: "INBOUNDCALL",
      description: "new",
    });
    await architect.postFlowVersions(id, { configuration: { name: "Drafted" } });
    expect(await architect.postFlowsActionsCheckin(id)).to.include({ actionName: "CHECKIN", complete: true });
    await architect.postFlowsActionsCheckout(id);
    await architect.putFlow(id, { name: "Renamed", type: "INBOUNDCALL" });
    await architect.postFlowsActionsRevert(id);
    expect(await architect.postFlowsActionsPublish(id, { version: "1.0" })).to.include({
      actionName: "PUBLISH",
    });
    expect(await architect.postFlowsActionsDeactivate(id)).to.include({ name: "Renamed", active: false });
    await org.control.lock(id, "Ada");
    expect(await refused(architect.postFlowsActionsCheckout(id))).to.include({
      code: "architect.flow.locked.by.user",
      status: 409,
    });
    expect(await architect.postFlowsActionsUnlock(id)).not.to.have.property("lockedUser");
  });

  it("requests history and validation", async () => {
    const id = await publish(inboundYaml("Line"));
    const history = await architect.postFlowHistory(id);
    const listing = await architect.getFlowHistoryHistoryId(id, history.id ?? "", { action: ["publish"] });
    expect(listing.entities).to.have.length(2);
    const job = await architect.postFlowsValidateJobs({
      flows: [{ flow: { name: "Line", type: "INBOUNDCALL" } }],
    });
    expect(await architect.getFlowsValidateJob(job.id ?? "", { expand: ["messages"] })).to.include({
      status: "Success",
    });
  });

  it("queries dependency tracking", async () => {
    const module = await publish(moduleYaml("Digit"));
    const line = await publish(callerYaml("Line", "Digit"));
    const version = (await architect.getFlow(module)).publishedVersion?.id ?? "";
    const type = "COMMONMODULEFLOW";
    const consuming = await architect.getArchitectDependencytrackingConsumingresources(module, type, {
      version,
    });
    expect(consuming.entities?.map(({ name }) => name)).to.deep.equal(["Line"]);
    const own = (await architect.getFlow(line)).publishedVersion?.id ?? "";
    const consumed = await architect.getArchitectDependencytrackingConsumedresources(
      line,
      own,
      "INBOUNDCALLFLOW",
      {
        resourceType: [type],
      },
    );
    expect(consumed.entities?.map(({ name }) => name)).to.deep.equal(["Digit"]);
    expect((await architect.getArchitectDependencytracking("Digit", { objectType: [type] })).entities).not.to
      .be.empty;
    const object = await architect.getArchitectDependencytrackingObject(module, {
      version,
      consumingResources: true,
    });
    expect(object.consumingResources).to.have.length(1);
    await publish(moduleYaml("Digit", "Other words."));
    const updated = await architect.getArchitectDependencytrackingUpdatedresourceconsumers({
      consumedResources: true,
    });
    expect(updated.entities?.map(({ name }) => name)).to.deep.equal(["Line"]);
    const deleted = await architect.getArchitectDependencytrackingDeletedresourceconsumers({
      flowFilter: "published",
    });
    expect(deleted.entities).to.deep.equal([]);
    expect((await architect.getArchitectDependencytrackingTypes({ pageSize: 10 })).entities).to.have.length(
      10,
    );
    expect(await architect.getArchitectDependencytrackingType(type)).to.include({ versioned: true });
    await architect.postArchitectDependencytrackingBuild();
    expect((await architect.getArchitectDependencytrackingBuild()).status).to.equal("BUILDINPROGRESS");
  });

  it("manages divisions and moves flows between them", async () => {
    const id = await publish(inboundYaml("Line"));
    const made = await authorization.postAuthorizationDivisions({ name: "Sales", description: "" });
    await authorization.postAuthorizationDivisionObject(made.id ?? "", "FLOW", [id]);
    expect((await architect.getFlow(id)).division).to.include({ name: "Sales" });
    const home = await authorization.getAuthorizationDivisionsHome();
    await authorization.postAuthorizationDivisionObject(home.id ?? "", "FLOW", [id]);
    await authorization.putAuthorizationDivision(made.id ?? "", { name: "Selling", description: "" });
    expect((await authorization.getAuthorizationDivision(made.id ?? "")).name).to.equal("Selling");
    await authorization.deleteAuthorizationDivision(made.id ?? "");
    expect((await authorization.getAuthorizationDivisions({ pageSize: 100 })).total).to.equal(1);
  });

  it("deletes one or several flows and receives the errors", async () => {
    const module = await publish(moduleYaml("Digit"));
    const line = await publish(callerYaml("Line", "Digit"));
    expect(await refused(architect.deleteFlow(module))).to.include({ status: 409 });
    expect(await architect.deleteFlow(line)).to.equal(undefined);
    expect(await architect.deleteFlows([module])).to.include({ actionName: "DELETE" });
    expect(await refused(architect.getFlow(module))).to.include({
      status: 410,
      code: "architect.flow.deleted",
    });
  });

  it("reads its organization and token", async () => {
    const me = await organization.getOrganizationsMe();
    expect((await tokens.getTokensMe()).organization).to.deep.equal({ id: me.id, name: me.name });
    expect((await authorization.getAuthorizationProducts()).entities).not.to.be.empty;
    const subject = await authorization.getAuthorizationSubjectsMe();
    expect(subject.grants?.[0]?.role?.policies).to.deep.equal([
      { domain: "*", entityName: "*", actions: ["*"] },
    ]);
    await tokens.headTokensMe();
    await tokens.deleteTokensMe();
    expect(await refused(organization.getOrganizationsMe())).to.include({
      status: 401,
      code: "bad.credentials",
    });
  });

  after("every operation that the organization offers was asked for", () => {
    expect(
      routes.map(({ operation }) => operation).filter((operation) => !called.has(operation)),
    ).to.deep.equal([]);
  });
});

/** A proxy of the object that records the names of called methods. */
function recording<T extends object>(api: T, called: Set<string>): T {
  return new Proxy(api, {
    get(target, name, receiver) {
      if (typeof name === "string") called.add(name);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}
