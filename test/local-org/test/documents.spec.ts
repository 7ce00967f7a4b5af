import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { signIn } from "./caller";
import { callerYaml, inboundYaml, moduleYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

interface Kept {
  id: string;
  name: string;
  description: string;
  type: string;
  version: number;
  enabled?: boolean;
  document?: unknown;
  selfUri: string;
}
interface Failure {
  status: number;
  code: string;
  message: string;
  details: { fieldName: string; errorCode: string; message: string }[];
}

const step = (actionType: string, parameters?: object, nexts?: object) => ({
  entryType: "action",
  action: { action: actionType, actionType, ...(parameters ? { parameters } : {}) },
  ...(nexts ? { nexts } : {}),
});
const documentOf = (entries: object, more: object = {}) => ({ content: { entries, ...more } });
const collect = documentOf({
  start: step("collectInput", { inputType: "DTMF", maxDigits: 1, timeout: 5000 }),
});
const invoke = (moduleId: string) =>
  documentOf({
    start: step("invokeSubFlow", { moduleId, timeout: 30000 }, { default: "end_step" }),
    end_step: step("end"),
  });
const moduleBody = (change: object = {}) => ({
  name: "Collector",
  description: "Collects.",
  document: collect,
  type: "module",
  version: 1,
  ...change,
});
const flowBody = (moduleId: string, change: object = {}) => ({
  name: "Line",
  description: "",
  document: invoke(moduleId),
  type: "voice",
  version: 1,
  enabled: true,
  ...change,
});
const MODULES = "/api/v2/flows/modules";
const FLOWS = "/api/v2/flows";

describe("the document API", () => {
  const world = useTestOrganization();
  const make = async (path: string, body: object): Promise<Kept> => {
    const made = await world.me.call<Kept>("POST", path, body);
    expect(made.status, made.text).to.equal(201);
    return made.body;
  };
  const refused = async (method: string, path: string, body?: object): Promise<Failure> => {
    const heard = await world.me.call<Failure>(method, path, body);
    expect(heard.status, heard.text).to.be.within(400, 499);
    return heard.body;
  };

  it("returns modules and flows as they were submitted", async () => {
    const module = await make(MODULES, moduleBody());
    const line = await make(FLOWS, flowBody(module.id));
    expect(module).to.deep.equal({ ...moduleBody(), id: module.id, selfUri: `${MODULES}/${module.id}` });
    const again = await world.me.call<Kept>("GET", `${FLOWS}/${line.id}?expand=document`);
    expect(again.body).to.deep.equal({
      ...flowBody(module.id),
      id: line.id,
      selfUri: `${FLOWS}/${line.id}`,
    });
    const bare = await world.me.call<Kept>("GET", `${MODULES}/${module.id}`);
    expect(bare.body).not.to.have.property("document");
  });

  it("lists modules by part of a name, in pages", async () => {
    for (const name of ["Collector A", "Collector B", "Greeter"]) await make(MODULES, moduleBody({ name }));
    const { body } = await world.me.call<{ entities: Kept[]; total: number; pageCount: number }>(
      "GET",
      `${MODULES}?name=collector&pageSize=1&pageNumber=2&sortBy=name`,
    );
    expect([body.total, body.pageCount]).to.deep.equal([2, 2]);
    expect(body.entities.map(({ name }) => name)).to.deep.equal(["Collector B"]);
  });

  it("publishes a change immediately as the next version", async () => {
    const { id } = await make(MODULES, moduleBody());
    const change = moduleBody({ version: 2, name: "Renamed", description: "Other." });
    const { status, body } = await world.me.call<Kept>("PUT", `${MODULES}/${id}`, change);
    expect([status, body.version, body.name]).to.deep.equal([200, 2, "Renamed"]);
    const [flow] = await world.org.control.flows();
    expect(flow).to.deep.include({ id, name: "Renamed", publishedVersion: "2.0", document: collect });
  });

  it('activates and deactivates with "enabled"', async () => {
    const module = await make(MODULES, moduleBody());
    const { id, enabled } = await make(FLOWS, flowBody(module.id, { enabled: false }));
    expect(enabled).to.equal(false);
    const on = await world.me.call<Kept>("PUT", `${FLOWS}/${id}`, flowBody(module.id, { version: 2 }));
    expect(on.body.enabled).to.equal(true);
  });

  it("applies a new module version to its callers immediately", async () => {
    const module = await make(MODULES, moduleBody());
    const { id } = await make(FLOWS, flowBody(module.id));
    await world.me.call("PUT", `${MODULES}/${module.id}`, moduleBody({ version: 2 }));
    const caller = (await world.org.control.flows()).find((flow) => flow.id === id);
    expect(caller?.publishedVersion).to.equal("1.0");
    expect(caller?.modules).to.deep.equal([{ id: module.id, name: "Collector", version: "2.0" }]);
  });

  it("deletes flows, except a module that a flow calls", async () => {
    const module = await make(MODULES, moduleBody());
    const line = await make(FLOWS, flowBody(module.id));
    expect((await refused("DELETE", `${MODULES}/${module.id}`)).code).to.equal(
      "architect.flow.cannot.delete.used.in.flows",
    );
    expect((await world.me.call("DELETE", `${FLOWS}/${line.id}`)).status).to.equal(204);
    expect((await world.me.call("DELETE", `${MODULES}/${module.id}`)).status).to.equal(204);
    expect((await refused("GET", `${MODULES}/${module.id}`)).status).to.equal(404);
  });

  it("finds a flow only under the path of its type", async () => {
    const module = await make(MODULES, moduleBody());
    const line = await make(FLOWS, flowBody(module.id));
    expect((await refused("GET", `${MODULES}/${line.id}`)).status).to.equal(404);
    expect((await refused("GET", `${FLOWS}/${module.id}?expand=document`)).status).to.equal(404);
  });

  describe("refuses", () => {
    const nobody = "3f2f0c7e-0000-4000-8000-000000000000";
    const tells = [
      ["nothing but a name", MODULES, { name: "A" }, ["document.content.entries", "type", "version"]],
      ["the type of the other address", FLOWS, moduleBody(), ["type"]],
      ["a first version that is not 1", MODULES, moduleBody({ version: 2 }), ["version"]],
      ["a field that it does not know", MODULES, moduleBody({ enabled: true }), ["enabled"]],
      [
        "a path to an entry that is not there",
        MODULES,
        moduleBody({
          document: documentOf({ start: step("playAudio", { audio: "Hi" }, { default: "bye" }) }),
        }),
        ["document.content.entries.start.nexts.default"],
      ],
      [
        "an action that it does not know",
        MODULES,
        moduleBody({ document: documentOf({ start: step("sing") }) }),
        ["document.content.entries.start.action.actionType"],
      ],
      [
        "an action of two names",
        MODULES,
        moduleBody({
          document: documentOf({
            start: { entryType: "action", action: { action: "end", actionType: "disconnect" } },
          }),
        }),
        ["document.content.entries.start.action.action"],
      ],
      [
        "a module that is none",
        FLOWS,
        flowBody(nobody),
        ["document.content.entries.start.action.parameters.moduleId"],
      ],
      [
        "a parameter that it does not know",
        MODULES,
        moduleBody({ document: documentOf({ start: step("playAudio", { audio: "Hi", volume: 11 }) }) }),
        ["document.content.entries.start.action.parameters.volume"],
      ],
      [
        "a document without start",
        MODULES,
        moduleBody({ document: documentOf({ begin: step("end") }) }),
        ["document.content.entries.start"],
      ],
      [
        "a module that leads back to itself",
        MODULES,
        moduleBody({
          document: documentOf({ start: step("playAudio", { audio: "Hi" }, { default: "start" }) }),
        }),
        ["document.content.entries.start"],
      ],
    ] as [string, string, object, string[]][];
    for (const [title, path, body, places] of tells) {
      it(title, async () => {
        const failure = await refused("POST", path, body);
        expect(failure).to.include({
          status: 400,
          code: "invalid.flow.document",
          message: "Invalid Flow Document",
        });
        expect(failure.details.map(({ fieldName }) => fieldName)).to.have.members(places);
        expect(await world.org.control.flows()).to.deep.equal([]);
      });
    }

    it("a taken name, and a version that is not the next", async () => {
      await make(MODULES, moduleBody());
      const { id } = await make(MODULES, moduleBody({ name: "Other" }));
      const codes = [
        await refused("POST", MODULES, moduleBody()),
        await refused("PUT", `${MODULES}/${id}`, moduleBody({ version: 2 })),
        await refused("PUT", `${MODULES}/${id}`, moduleBody({ name: "Other", version: 1 })),
      ].map(({ status, code }) => `${status} ${code}`);
      expect(codes).to.deep.equal([
        "409 architect.flow.already.exists",
        "409 architect.flow.already.exists",
        "409 flow.version.conflict",
      ]);
    });

    it("a change while the flow is locked in Architect", async () => {
      const { id } = await make(MODULES, moduleBody());
      await world.org.control.lock(id, "Ann");
      expect((await refused("PUT", `${MODULES}/${id}`, moduleBody({ version: 2 }))).code).to.equal(
        "architect.flow.locked.by.user",
      );
    });

    it("a client without the scope, and names the scope", async () => {
      const scopes = ["flow:module:read", "flow:flow:read"];
      await world.org.control.client({ id: "reader", secret: "s", permissions: scopes });
      const reader = await signIn(world.org, { id: "reader", secret: "s" });
      expect((await reader.call("GET", MODULES)).status).to.equal(200);
      expect((await reader.call("GET", FLOWS)).status).to.equal(200);
      for (const [method, path, scope] of [
        ["POST", MODULES, "flow:module:write"],
        ["DELETE", `${FLOWS}/x`, "flow:flow:write"],
      ] as const) {
        const { status, body } = await reader.call<Failure>(method, path);
        expect([status, body.code]).to.deep.equal([403, "missing.scope"]);
        expect(body.message).to.contain(scope);
      }
      await world.org.control.client({ id: "writer", secret: "s", permissions: ["flow:module:write"] });
      const writer = await signIn(world.org, { id: "writer", secret: "s" });
      expect((await writer.call<Failure>("GET", `${FLOWS}?name=x`)).body.message).to.contain(
        "flow:flow:read",
      );
    });

    it("a request without a token", async () => {
      const { status } = await fetch(`${world.org.url}${MODULES}`);
      expect(status).to.equal(401);
    });
  });

  describe("and Genesys Cloud's API", () => {
    it("keep their own paths", async () => {
      const { body, status } = await world.me.call<Models.Flow>("POST", FLOWS, {
        name: "Line",
        type: "INBOUNDCALL",
      });
      expect([status, body.type]).to.deep.equal([200, "INBOUNDCALL"]);
      const own = await world.me.call<Models.Flow>("GET", `${FLOWS}/${body.id ?? ""}`);
      expect(own.body).to.have.nested.property("division.name", "Home");
      const renamed = await world.me.call<Models.Flow>("PUT", `${FLOWS}/${body.id ?? ""}`, {
        name: "Renamed",
        type: "INBOUNDCALL",
      });
      expect(renamed.body.name).to.equal("Renamed");
    });

    it("share flows: listed, exported and called by name there", async () => {
      const module = await make(MODULES, moduleBody());
      const line = await make(FLOWS, flowBody(module.id));
      const listed = await world.me.call<Models.FlowEntityListing>("GET", `${FLOWS}?type=inboundcall`);
      expect(listed.body.entities?.[0]).to.deep.include({ id: line.id, type: "INBOUNDCALL", active: true });
      expect(await world.me.exported({ id: line.id })).to.match(/callCommonModule:.*Collector:/s);
      const caller = await world.publish(callerYaml("Other line", "Collector"));
      const flows = await world.org.control.flows();
      expect(flows.find(({ id }) => id === caller)?.modules).to.deep.equal([
        { id: module.id, name: "Collector", version: "1.0" },
      ]);
    });

    it("exchange YAML that Architect accepts", async () => {
      const module = await make(MODULES, moduleBody());
      const menu = documentOf(
        {
          start: step("playAudio", { audio: "Welcome." }, { default: "ask" }),
          ask: step(
            "collectInput",
            { maxDigits: 2, minDigits: 1, timeout: 5000, interDigitTimeout: 2000, variable: "Flow.Digits" },
            { success: "call", failure: "start" },
          ),
          call: step(
            "invokeSubFlow",
            { moduleId: module.id, outputs: { Input: "Flow.Digits" } },
            { default: "bye" },
          ),
          bye: step("disconnect"),
        },
        { variables: { "Flow.Digits": { type: "string", initialValue: "0" } }, initialGreeting: "Hello." },
      );
      const line = await make(FLOWS, flowBody("", { document: menu }));
      const written = (await world.org.control.flows()).filter(({ id }) => [module.id, line.id].includes(id));
      for (const { content, id } of written) await world.org.control.edit(id, content);
      expect((await world.org.control.flows()).map(({ publishedVersion }) => publishedVersion)).to.deep.equal(
        ["2.0", "2.0"],
      );
    });

    it("both show flows with simple actions", async () => {
      const module = await world.publish(moduleYaml("Collector"));
      const line = await world.publish(callerYaml("Line", "Collector"));
      const kept = await world.me.call<Kept>("GET", `${MODULES}/${module}?expand=document`);
      expect(kept.body).to.include({ name: "Collector", type: "module", version: 1 });
      expect(kept.body.document).to.deep.equal({
        content: {
          entries: {
            start: step(
              "collectInput",
              {
                inputType: "DTMF",
                minDigits: 1,
                maxDigits: 1,
                variable: "Common.Digit",
                audio: "Press a digit.",
              },
              { success: "Done", failure: "Done" },
            ),
            Done: step("end"),
          },
          variables: { "Common.Digit": { type: "string", input: false, output: true } },
        },
      });
      const caller = await world.me.call<Kept>("GET", `${FLOWS}/${line}?expand=document`);
      expect(caller.body.document).to.deep.include({
        content: {
          entries: {
            start: step("invokeSubFlow", { moduleId: module }, { default: "Bye" }),
            Bye: step("disconnect"),
          },
          initialGreeting: { tts: "Welcome." },
        },
      });
    });

    it("do not share a document for a flow with other actions", async () => {
      const id = await world.publish(
        inboundYaml("Line", [
          { loop: { name: "Round", loopCount: { lit: 2 } } },
          { disconnect: { name: "Bye" } },
        ]),
      );
      const { body } = await world.me.call<Kept>("GET", `${FLOWS}/${id}?expand=document`);
      expect(body).to.include({ name: "Line", version: 1 });
      expect(body).not.to.have.property("document");
    });

    it("continue each other's version numbers", async () => {
      const id = await world.publish(moduleYaml("Collector"));
      const changed = await world.me.call<Kept>("PUT", `${MODULES}/${id}`, moduleBody({ version: 2 }));
      expect(changed.body.version).to.equal(2);
      expect(await world.publish(moduleYaml("Collector", "Again."))).to.equal(id);
      expect((await world.me.call<Kept>("GET", `${MODULES}/${id}`)).body.version).to.equal(3);
    });

    it("show another document published at the gateway", async () => {
      const { id } = await make(MODULES, moduleBody());
      const other = documentOf({ start: step("collectInput", { maxDigits: 4 }) });
      expect((await world.org.control.editDocument(id, other)).publishedVersion).to.equal("2.0");
      const { body } = await world.me.call<Kept>("GET", `${MODULES}/${id}?expand=document`);
      expect(body).to.deep.include({ version: 2, document: other });
    });
  });

  describe("without Genesys Cloud's API", () => {
    before(() => world.org.control.settings({ flowApi: "document" }));
    after(() => world.org.control.settings({ flowApi: "both" }));

    it("answers only on document paths and organizations/me", async () => {
      const module = await make(MODULES, moduleBody());
      const line = await make(FLOWS, flowBody(module.id));
      const { body } = await world.me.call<{ entities: Kept[] }>("GET", FLOWS);
      expect(body.entities.map(({ id, type }) => [id, type])).to.deep.equal([[line.id, "voice"]]);
      expect((await world.me.call("GET", "/api/v2/organizations/me")).status).to.equal(200);
      for (const [method, path] of [
        ["POST", "/api/v2/flows/jobs"],
        ["GET", `/api/v2/flows/${line.id}/versions`],
        ["GET", "/api/v2/flows/lookup?id=x"],
      ] as const)
        expect((await refused(method, path)).status, path).to.equal(404);
    });
  });
});
