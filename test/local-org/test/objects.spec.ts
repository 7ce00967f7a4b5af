import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { signIn } from "./caller";
import { useTestOrganization } from "./testOrganization";

describe("objects that flows refer to", () => {
  const world = useTestOrganization();
  beforeEach(() =>
    world.org.control.objects({
      queues: ["Sales", "Support", "Presales"],
      prompts: ["Prompt.Welcome"],
      dataActions: [{ integration: "Orders", name: "Get Order" }, "Any"],
      dataTables: ["Shops"],
      schedules: ["Lunch"],
      scheduleGroups: ["Hours"],
      emergencyGroups: ["Fire"],
      groups: ["Team"],
      skills: ["Billing"],
      languages: ["English"],
      scripts: ["Desk"],
      users: ["ada@example.com", "Grace Hopper"],
    }),
  );

  for (const [path, names] of [
    ["routing/queues", ["Presales", "Sales", "Support"]],
    ["architect/prompts", ["Welcome"]],
    ["integrations/actions", ["Any", "Get Order"]],
    ["flows/datatables", ["Shops"]],
    ["architect/schedules", ["Lunch"]],
    ["architect/schedulegroups", ["Hours"]],
    ["architect/emergencygroups", ["Fire"]],
    ["groups", ["Team"]],
    ["routing/skills", ["Billing"]],
    ["routing/languages", ["English"]],
    ["scripts", ["Desk"]],
  ] as const) {
    it(`are listed: ${path}`, async () => {
      const { status, body } = await world.me.call<Models.QueueEntityListing>("GET", `/api/v2/${path}`);
      expect(status).to.equal(200);
      expect(body.entities?.map(({ name }) => name).sort()).to.deep.equal(names);
      expect(body).to.include({ pageNumber: 1, pageCount: 1, total: names.length });
    });
  }

  it("are found by part of their name, in pages", async () => {
    const named = await world.me.call<Models.QueueEntityListing>("GET", "/api/v2/routing/queues?name=SALES");
    expect(named.body.entities?.map(({ name }) => name).sort()).to.deep.equal(["Presales", "Sales"]);
    const path = "/api/v2/routing/queues?pageSize=2&pageNumber=2";
    const second = await world.me.call<Models.QueueEntityListing>("GET", path);
    expect(second.body).to.include({ pageCount: 2, total: 3 });
    expect(second.body.entities).to.have.length(1);
  });

  it("show a data action's integration as its category", async () => {
    const { body } = await world.me.call<Models.ActionEntityListing>(
      "GET",
      "/api/v2/integrations/actions?name=Get%20Order",
    );
    expect(body.entities?.[0]).to.include({ name: "Get Order", category: "Orders" });
  });

  it("are searched by email address or name for users", async () => {
    const values = ["ADA@example.com", "Grace Hopper", "Nobody"];
    const { body } = await world.me.call<Models.UsersSearchResponse>("POST", "/api/v2/users/search", {
      pageSize: 100,
      query: [{ type: "EXACT", fields: ["email", "name"], values }],
    });
    expect(body.results.map(({ name, email }) => [name, email])).to.deep.equal([
      ["ada@example.com", "ada@example.com"],
      ["Grace Hopper", undefined],
    ]);
  });

  it("are visible only to clients with the permission", async () => {
    await world.org.control.client({ id: "blind", secret: "s", permissions: ["architect:flow:view"] });
    const blind = await signIn(world.org, { id: "blind", secret: "s" });
    const { status, body } = await blind.call("GET", "/api/v2/routing/queues");
    expect(status).to.equal(403);
    expect(body.message).to.contain("routing:queue:view");
  });
});
