import { expect } from "chai";
import { stringify, parse } from "yaml";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn, type Caller } from "../local-org/test/caller";
import { speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import type { Resource } from "./faults/resource";
import { hasRequest, callerOf, expectFailure, flowNamed, stateOf, waitFor } from "./providerSteps";

describe("flow settings", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  /** Another user with all permissions, through the API. */
  let somebody: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20 });
    door = await startProvider(org);
    await org.control.client({ id: "somebody", secret: "somebody-secret" });
    somebody = await signIn(org, { id: "somebody", secret: "somebody-secret" });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });
  afterEach(() => org.control.reset());

  const created = async (name: string, more = {}): Promise<Resource> => {
    const flow = callerOf(name);
    await flow.up(door, { name, document: speaks("Hello."), ...more });
    return flow;
  };
  const deactivated = (flow: Resource) =>
    somebody.call("POST", `/api/v2/flows/actions/deactivate?flow=${stateOf(flow).id}`);

  describe("enabled:", () => {
    it("deactivates and reactivates without a publish", async () => {
      const flow = await created("Shop");
      await org.control.clearJournal();
      await flow.up(door, { name: "Shop", document: speaks("Hello."), enabled: false });
      expect(await flowNamed(org, "Shop")).to.include({ active: false, publishedVersion: "1.0" });
      await flow.up(door, { name: "Shop", document: speaks("Hello."), enabled: true });
      expect(await flowNamed(org, "Shop")).to.include({ active: true, publishedVersion: "1.0" });
      expect(await hasRequest(org, "POST", /flows\/jobs/)).to.equal(false);
    });

    it("false also publishes if other content may be published", async () => {
      const flow = await created("Overtaken");
      const { outputs } = stateOf(flow);
      // State after a create that someone else's publish has overtaken.
      Object.assign(outputs, { publishedVersion: "", version: 0 });
      await flow.up(door, { name: "Overtaken", document: speaks("Hello."), enabled: false });
      expect(await flowNamed(org, "Overtaken")).to.include({ active: false, publishedVersion: "2.0" });
    });

    it("false is kept when the content changes", async () => {
      const flow = await created("Closed", { enabled: false });
      expect(await flowNamed(org, "Closed")).to.include({ active: false, publishedVersion: "1.0" });
      await flow.up(door, { name: "Closed", document: speaks("Goodbye."), enabled: false });
      expect(await flowNamed(org, "Closed")).to.include({ active: false, publishedVersion: "2.0" });
    });

    it("reports a deactivation as drift, and the next update reactivates", async () => {
      const flow = await created("Open");
      await deactivated(flow);
      await flow.refresh(door);
      expect(stateOf(flow).inputs).to.include({ enabled: false });
      expect(await flow.up(door, { name: "Open", document: speaks("Hello.") })).to.equal("updated");
      expect(await flowNamed(org, "Open")).to.include({ active: true });
    });

    it("reports a reactivation as drift", async () => {
      const flow = await created("Dark", { enabled: false });
      await somebody.call("POST", `/api/v2/flows/actions/publish?flow=${stateOf(flow).id}`);
      await flow.refresh(door);
      expect(stateOf(flow).inputs).to.include({ enabled: true });
      const args = { name: "Dark", document: speaks("Hello."), enabled: false };
      expect(await flow.up(door, args)).to.equal("updated");
      expect(await flowNamed(org, "Dark")).to.include({ active: false });
    });

    describe("version hidden:", () => {
      before(() => org.control.settings({ guesses: { deactivatedKeepsPublished: false } }));
      after(() => org.control.settings({ guesses: { deactivatedKeepsPublished: true } }));

      it("false is not drift", async () => {
        const flow = await created("Hidden", { enabled: false });
        const { outputs } = stateOf(flow);
        await flow.refresh(door);
        expect(stateOf(flow).outputs).to.deep.equal(outputs);
        const args = { name: "Hidden", document: speaks("Hello."), enabled: false };
        expect(await flow.up(door, args)).to.equal("same");
      });

      it("reports a deactivation as drift, and the next update reactivates", async () => {
        const flow = await created("Lost");
        await deactivated(flow);
        await flow.refresh(door);
        expect(stateOf(flow).inputs).to.include({ enabled: false });
        expect(await flow.up(door, { name: "Lost", document: speaks("Hello.") })).to.equal("updated");
        expect(await flowNamed(org, "Lost")).to.include({ active: true });
      });
    });
  });

  describe("division:", () => {
    const divisions = async (...names: string[]): Promise<string[]> => {
      const made = names.map((name) =>
        somebody.call<{ id: string }>("POST", "/api/v2/authorization/divisions", { name, description: name }),
      );
      return (await Promise.all(made)).map(({ body }) => body.id);
    };

    it("is set at creation, and changed without a publish", async () => {
      await divisions("Sales", "Support");
      const flow = await created("Line", { division: "Sales" });
      expect(await flowNamed(org, "Line")).to.include({ division: "Sales" });
      await flow.up(door, { name: "Line", document: speaks("Hello."), division: "Support" });
      expect(await flowNamed(org, "Line")).to.include({ division: "Support", publishedVersion: "1.0" });
    });

    it("reports a move as drift, and the next update moves back", async () => {
      const [, support] = await divisions("Sales", "Support");
      const flow = await created("Drifter", { division: "Sales" });
      const move = `/api/v2/authorization/divisions/${support ?? ""}/objects/FLOW`;
      await somebody.call("POST", move, [stateOf(flow).id]);
      await flow.refresh(door);
      expect(stateOf(flow).inputs).to.include({ division: "Support" });
      const args = { name: "Drifter", document: speaks("Hello."), division: "Sales" };
      expect(await flow.up(door, args)).to.equal("updated");
      expect(await flowNamed(org, "Drifter")).to.include({ division: "Sales", publishedVersion: "1.0" });
    });

    it("is ignored if not set", async () => {
      const [sales] = await divisions("Sales");
      const flow = await created("Free");
      await somebody.call("POST", `/api/v2/authorization/divisions/${sales ?? ""}/objects/FLOW`, [
        stateOf(flow).id,
      ]);
      await flow.refresh(door);
      expect(await flow.up(door, { name: "Free", document: speaks("Hello.") })).to.equal("same");
    });

    it("a missing one keeps the flow in state for the next update", async () => {
      const flow = await created("Nowhere");
      const args = { name: "Nowhere", document: speaks("Hello."), division: "Sales" };
      expect(await expectFailure(flow.up(door, args))).to.include("division");
      await divisions("Sales");
      await flow.up(door, args);
      expect(await flowNamed(org, "Nowhere")).to.include({ division: "Sales", id: stateOf(flow).id });
    });
  });

  describe("other publishers:", () => {
    it("the same content is not drift, and is not published", async () => {
      const flow = await created("Calm");
      const { content } = await flowNamed(org, "Calm");
      const again = stringify(parse(content), { defaultStringType: "QUOTE_DOUBLE" });
      const job = await somebody.upload(again);
      await waitFor(async () => (await somebody.job(job)).status === "Success");
      const { inputs } = stateOf(flow);
      await flow.refresh(door);
      expect(stateOf(flow).inputs).to.deep.equal(inputs);
      expect(stateOf(flow).outputs).to.include({ publishedVersion: "2.0" });
      expect(await flow.up(door, { name: "Calm", document: speaks("Hello.") })).to.equal("same");
    });

    it("a version is found by refresh after an update without a publish", async () => {
      const flow = await created("Sneaky");
      const { content } = await flowNamed(org, "Sneaky");
      await org.control.edit(stateOf(flow).id, content.replace("Hello.", "Howdy."));
      await flow.up(door, { name: "Sneaky", document: speaks("Hello."), enabled: false });
      await flow.refresh(door);
      expect(JSON.stringify(stateOf(flow).inputs.document)).to.include("Howdy.");
    });
  });
});
