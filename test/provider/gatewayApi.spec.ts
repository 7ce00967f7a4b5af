import { expect } from "chai";
import { flow } from "pulumi-genesyscloud";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { BY_NATURE, envFor, orgFor } from "./flowApis";
import { hasRequest, expectFailure, waitFor } from "./providerSteps";

describe("the document API", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  /** Another run, which has created nothing. */
  let later: ProviderClient;
  const open = (): Promise<ProviderClient> => startProvider(org, { env: envFor("document") });
  before(async () => {
    org = await startLocalOrg(orgFor("document"));
    [door, later] = await Promise.all([open(), open()]);
  });
  after(async () => {
    await Promise.all([door.close(), later.close()]);
    await org.stop();
  });

  const flowOf = async (id: string) => (await org.control.flows()).find((one) => one.id === id);
  const checked = async (verbs: ProviderClient["module"], news: PropertyMap): Promise<PropertyMap> => {
    const { inputs, failures } = await verbs.check(news);
    expect(failures).to.deep.equal([]);
    return inputs;
  };
  const makeModule = async (name: string, document = collects()) =>
    door.module.create(await checked(door.module, { name, document }));
  const makeCaller = async (name: string, moduleId: string) =>
    door.inboundFlow.create(await checked(door.inboundFlow, { name, document: invokes(moduleId) }));

  it("keeps every field of a program's document", async () => {
    const { id } = await makeModule("Exact");
    expect((await flowOf(id))?.document).to.deep.equal(collects());
    const caller = await makeCaller("Exact caller", id);
    expect((await flowOf(caller.id))?.document).to.deep.equal(invokes(id));
  });

  it("receives no package-only fields, and modules by id", async () => {
    const { id } = await makeModule("By name");
    const declared = { inputs: {}, outputs: { "Common.Input": "string" } };
    const byId = flow.invokeSubFlow(
      { module: { id, interface: declared }, moduleVersion: 1 },
      { default: "next" },
    );
    const byName = flow.invokeSubFlow({ moduleName: "By name" }, { default: "bye" });
    const document = flow.document({ start: byId, next: byName, bye: flow.end() }) as unknown as PropertyMap;
    const inputs = await checked(door.inboundFlow, { name: "Lean", document });
    const { id: lean, outputs } = await door.inboundFlow.create(inputs);
    const sent = (await flowOf(lean))?.document;
    expect(sent)
      .to.have.nested.property("content.entries.start.action.parameters")
      .that.deep.equals({ moduleId: id });
    expect(sent)
      .to.have.nested.property("content.entries.next.action.parameters")
      .that.deep.equals({ moduleId: id });

    await org.control.editDocument(lean, sent);
    const read = await door.inboundFlow.read(lean, outputs);
    expect(read.outputs.publishedVersion).to.equal("2.0");
    expect(read.outputs.document, "what came back means the same").to.deep.equal(outputs.document);
  });

  it("reports a field edited by hand, and the next up restores it", async () => {
    const { id } = await makeModule("Reached");
    const { id: line, outputs } = await makeCaller("Edited", id);
    const edited = invokes(id);
    const { entries } = edited.content as { entries: { start: { action: { parameters: PropertyMap } } } };
    delete entries.start.action.parameters.timeout;
    await org.control.editDocument(line, edited);

    const read = await door.inboundFlow.read(line, outputs);
    expect(read.inputs?.document).to.deep.equal(edited);
    expect(door.lines.join("\n"))
      .to.include("Edited: changed in the organization")
      .and.include('entry "start", parameters.timeout');
    const news = await checked(door.inboundFlow, { name: "Edited", document: invokes(id) });
    expect((await door.inboundFlow.diff(line, read.outputs, news)).changes).to.equal(undefined);
    await door.inboundFlow.update(line, read.outputs, news);
    expect(await flowOf(line)).to.deep.include({ publishedVersion: "3.0", document: invokes(id) });
  });

  it("needs three requests per flow at most", async () => {
    const seen = (await org.control.journal()).length;
    const { id } = await makeModule("Cheap");
    const calls = async (): Promise<string[]> =>
      (await org.control.journal()).slice(seen).map(({ method, path }) => `${method} ${path}`);
    expect(await calls()).to.deep.equal([
      "GET /api/v2/flows/modules",
      "POST /api/v2/flows/modules",
      `GET /api/v2/flows/modules/${id}`,
    ]);
    await makeCaller("Cheap caller", id);
    expect(await calls()).to.have.length(6);
  });

  describe("differs:", () => {
    it(BY_NATURE.snapshots, async () => {
      const module = await makeModule("Live");
      const caller = await makeCaller("Live caller", module.id);
      expect(caller.outputs.moduleVersions).to.deep.equal({});
      const news = await checked(door.module, { name: "Live", document: collects(2) });
      await door.module.update(module.id, module.outputs, news);
      expect((await flowOf(caller.id))?.modules[0]?.version).to.equal("2.0");
      const wanted = await checked(door.inboundFlow, {
        name: "Live caller",
        document: invokes(module.id),
        moduleVersions: { [module.id]: 2 },
      });
      expect((await door.inboundFlow.diff(caller.id, caller.outputs, wanted)).changes).to.equal(false);
    });

    it(BY_NATURE.jobs, async () => {
      const victim = await open();
      try {
        const inputs = await checked(victim.module, { name: "Unrecorded", document: collects() });
        await org.control.clearJournal();
        await org.control.faults({ method: "POST", path: "^/api/v2/flows/modules$", drop: "after" });
        const cut = expectFailure(victim.module.create(inputs));
        await waitFor(() => hasRequest(org, "POST", /modules$/));
        await victim.kill();
        await cut;
        await org.control.clearFaults();
        const message = await expectFailure(later.module.create(inputs));
        expect(message).to.match(
          /already a flow module named "Unrecorded".*another name.*onConflict: "adopt"/s,
        );
        const adopted = await later.module.create({ ...inputs, onConflict: "adopt" });
        expect((await org.control.flows()).filter(({ name }) => name === "Unrecorded")).to.have.length(1);
        expect(await flowOf(adopted.id)).to.include({ name: "Unrecorded" });
      } finally {
        await victim.close();
      }
    });

    it(BY_NATURE.locks, async () => {
      const { id, outputs } = await makeModule("Held");
      // Someone edits it in Architect, behind the gateway.
      await org.control.lock(id, "Jane Doe");
      const news = { name: "Held", document: collects(2), forceUnlock: true };
      const message = await expectFailure(door.module.update(id, outputs, await checked(door.module, news)));
      expect(message).to.include("locked by somebody else").and.include("HTTP 409");
      await org.control.lock(id, null);
    });

    it(BY_NATURE.publishers, async () => {
      const { id, outputs } = await makeModule("Shared");
      await org.control.editDocument(id, collects(3));
      const message = await expectFailure(later.module.delete(id, outputs));
      expect(message).to.match(
        /was not deleted: version 2\.0 was published by somebody else.*pulumi refresh/s,
      );
      const { outputs: refreshed } = await later.module.read(id, outputs);
      await later.module.delete(id, refreshed);
      expect(await flowOf(id)).to.equal(undefined);
    });

    it(BY_NATURE.lag, async () => {
      await org.control.settings({ indexLagMs: 60_000 });
      try {
        const { id } = await makeModule("Found at once");
        const caller = await makeCaller("Calls at once", id);
        expect(await flowOf(caller.id)).to.include({ publishedVersion: "1.0" });
      } finally {
        await org.control.settings({ indexLagMs: 0 });
      }
    });

    it(BY_NATURE.files, async () => {
      door.lines.splice(0);
      const file = await door.inboundFlow.check({ name: "File", yaml: "inboundCall:\n  name: File\n" });
      expect(file.failures.join("\n")).to.match(/yaml.*the document API takes no Architect files/s);
      await checked(door.module, {
        name: "Placed",
        document: collects(),
        division: "Sales",
        supportedLanguages: ["en-us"],
      });
      const warnings = door.lines.join("\n");
      expect(warnings).to.match(/warning: .*division.*no place in the document API/);
      expect(warnings).to.match(/warning: .*supportedLanguages.*no place in the document API/);
    });
  });

  // A separate suite, so that it runs after all others.
  describe("in these specs", () =>
    it("only receives requests at its own paths", async () => {
      expect(await org.control.journal()).to.have.length.greaterThan(20);
      for (const { path, status } of await org.control.journal()) {
        expect(path).to.match(
          /^\/oauth\/token$|^\/api\/v2\/(organizations\/me|flows(\/modules)?(\/[^/]+)?)$/,
        );
        expect(status, path).to.not.equal(501);
      }
    }));
});
