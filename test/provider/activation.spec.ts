import { expect } from "chai";
import { stringify, parse } from "yaml";
import { startLocalOrg, type LocalOrg } from "../local-org";
import { signIn, type Caller } from "../local-org/spec/caller";
import { speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import type { Resource } from "./faults/resource";
import { hasRequest, callerOf, expectFailure, flowNamed, stateOf, waitFor } from "./providerSteps";

describe("whether a flow is active, where it lies, and which version of it", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  /** Somebody else who may do everything, by the API. */
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

  describe("enabled", () => {
    it("false deactivates a flow without a publish, and true brings it back", async () => {
      const flow = await created("Shop");
      await org.control.clearJournal();
      await flow.up(door, { name: "Shop", document: speaks("Hello."), enabled: false });
      expect(await flowNamed(org, "Shop")).to.include({ active: false, publishedVersion: "1.0" });
      await flow.up(door, { name: "Shop", document: speaks("Hello."), enabled: true });
      expect(await flowNamed(org, "Shop")).to.include({ active: true, publishedVersion: "1.0" });
      expect(await hasRequest(org, "POST", /flows\/jobs/)).to.equal(false);
    });

    it("false publishes too where it is not known that this stack's content is what is published", async () => {
      const flow = await created("Overtaken");
      const { outputs } = stateOf(flow);
      // What a create leaves in state that somebody else's publish has overtaken.
      Object.assign(outputs, { publishedVersion: "", version: 0 });
      await flow.up(door, { name: "Overtaken", document: speaks("Hello."), enabled: false });
      expect(await flowNamed(org, "Overtaken")).to.include({ active: false, publishedVersion: "2.0" });
    });

    it("false is kept through a change of the content", async () => {
      const flow = await created("Closed", { enabled: false });
      expect(await flowNamed(org, "Closed")).to.include({ active: false, publishedVersion: "1.0" });
      await flow.up(door, { name: "Closed", document: speaks("Goodbye."), enabled: false });
      expect(await flowNamed(org, "Closed")).to.include({ active: false, publishedVersion: "2.0" });
    });

    it("shows as drift when somebody deactivates the flow, and the next update brings it back", async () => {
      const flow = await created("Open");
      await deactivated(flow);
      await flow.refresh(door);
      expect(stateOf(flow).inputs).to.include({ enabled: false });
      expect(await flow.up(door, { name: "Open", document: speaks("Hello.") })).to.equal("updated");
      expect(await flowNamed(org, "Open")).to.include({ active: true });
    });

    it("shows as drift when somebody brings the flow back", async () => {
      const flow = await created("Dark", { enabled: false });
      await somebody.call("POST", `/api/v2/flows/actions/publish?flow=${stateOf(flow).id}`);
      await flow.refresh(door);
      expect(stateOf(flow).inputs).to.include({ enabled: true });
      const args = { name: "Dark", document: speaks("Hello."), enabled: false };
      expect(await flow.up(door, args)).to.equal("updated");
      expect(await flowNamed(org, "Dark")).to.include({ active: false });
    });

    describe("where the platform hides the version of a flow that is not active", () => {
      before(() => org.control.settings({ guesses: { deactivatedKeepsPublished: false } }));
      after(() => org.control.settings({ guesses: { deactivatedKeepsPublished: true } }));

      it("false is no drift", async () => {
        const flow = await created("Hidden", { enabled: false });
        const { outputs } = stateOf(flow);
        await flow.refresh(door);
        expect(stateOf(flow).outputs).to.deep.equal(outputs);
        const args = { name: "Hidden", document: speaks("Hello."), enabled: false };
        expect(await flow.up(door, args)).to.equal("same");
      });

      it("shows as drift when somebody deactivates the flow, and the next update brings it back", async () => {
        const flow = await created("Lost");
        await deactivated(flow);
        await flow.refresh(door);
        expect(stateOf(flow).inputs).to.include({ enabled: false });
        expect(await flow.up(door, { name: "Lost", document: speaks("Hello.") })).to.equal("updated");
        expect(await flowNamed(org, "Lost")).to.include({ active: true });
      });
    });
  });

  describe("division", () => {
    const divisions = async (...names: string[]): Promise<string[]> => {
      const made = names.map((name) =>
        somebody.call<{ id: string }>("POST", "/api/v2/authorization/divisions", { name, description: name }),
      );
      return (await Promise.all(made)).map(({ body }) => body.id);
    };

    it("is where a flow is made, and where it is moved to without a publish", async () => {
      await divisions("Sales", "Support");
      const flow = await created("Line", { division: "Sales" });
      expect(await flowNamed(org, "Line")).to.include({ division: "Sales" });
      await flow.up(door, { name: "Line", document: speaks("Hello."), division: "Support" });
      expect(await flowNamed(org, "Line")).to.include({ division: "Support", publishedVersion: "1.0" });
    });

    it("shows as drift when somebody moves the flow, and the next update moves it back", async () => {
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

    it("is nobody's business where the program does not say one", async () => {
      const [sales] = await divisions("Sales");
      const flow = await created("Free");
      await somebody.call("POST", `/api/v2/authorization/divisions/${sales ?? ""}/objects/FLOW`, [
        stateOf(flow).id,
      ]);
      await flow.refresh(door);
      expect(await flow.up(door, { name: "Free", document: speaks("Hello.") })).to.equal("same");
    });

    it("that does not exist leaves the flow in state, and the next update goes on", async () => {
      const flow = await created("Nowhere");
      const args = { name: "Nowhere", document: speaks("Hello."), division: "Sales" };
      expect(await expectFailure(flow.up(door, args))).to.include("division");
      await divisions("Sales");
      await flow.up(door, args);
      expect(await flowNamed(org, "Nowhere")).to.include({ division: "Sales", id: stateOf(flow).id });
    });
  });

  describe("a version of somebody else's", () => {
    it("without a change in content is no drift, and nothing is published because of it", async () => {
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

    it("is still seen by a refresh after an update that published nothing", async () => {
      const flow = await created("Sneaky");
      const { content } = await flowNamed(org, "Sneaky");
      await org.control.edit(stateOf(flow).id, content.replace("Hello.", "Howdy."));
      await flow.up(door, { name: "Sneaky", document: speaks("Hello."), enabled: false });
      await flow.refresh(door);
      expect(JSON.stringify(stateOf(flow).inputs.document)).to.include("Howdy.");
    });
  });
});
