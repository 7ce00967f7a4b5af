import { expect } from "chai";
import { connect } from "#genesys/connect";
import { ConflictError, InvalidRequestError, PermissionError } from "#genesys/http/platformErrors";
import type { FlowApi, PublishRequest } from "#genesys/flowApi";
import { startGateway, type Gateway } from "./testGateway";
import { localEnv, settingsOf, skippingClock } from "../genesys/testRuntime";

const collect = {
  content: {
    entries: {
      start: {
        entryType: "action",
        action: {
          action: "collectInput",
          actionType: "collectInput",
          parameters: { inputType: "DTMF", maxDigits: 1, timeout: 5000 },
        },
      },
    },
  },
};
const invoke = (moduleId: string) => ({
  content: {
    entries: {
      start: {
        entryType: "action",
        action: {
          action: "invokeSubFlow",
          actionType: "invokeSubFlow",
          parameters: { moduleId, timeout: 30000 },
        },
        nexts: { default: "end_step" },
      },
      end_step: { entryType: "action", action: { action: "end", actionType: "end" } },
    },
  },
});

describe("gateway flow API", () => {
  let gateway: Gateway;
  let api: FlowApi;
  beforeEach(async () => {
    gateway = await startGateway();
    api = again();
  });
  afterEach(() => gateway.stub.stop());

  const again = (): FlowApi => {
    const env = { ...localEnv(gateway.stub.url), GENESYSCLOUD_FLOW_API: "document", GENESYS_ORG_ID: "org-1" };
    return connect(settingsOf(env), { clock: skippingClock(), random: () => 0.5 });
  };
  const module = (change: Partial<PublishRequest> = {}): PublishRequest => ({
    type: "COMMONMODULE",
    name: "Collector",
    description: "Collects.",
    content: { form: "document", document: collect },
    deadline: Infinity,
    ...change,
  });
  const caller = (moduleId: string, change: Partial<PublishRequest> = {}): PublishRequest =>
    module({
      type: "INBOUNDCALL",
      name: "Line",
      enabled: true,
      content: { form: "document", document: invoke(moduleId) },
      ...change,
    });
  const sent = (method: string): unknown[] =>
    gateway.stub.arrived
      .filter((request) => request.method === method && request.url !== "/oauth/token")
      .map(({ url, body }): unknown => [url, body === "" ? undefined : JSON.parse(body)]);
  const failure = async (act: Promise<unknown>): Promise<Error> => {
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    return error as Error;
  };

  it("creates flows with exactly the given documents, as version 1", async () => {
    const { flowId } = await api.publish(module());
    await api.publish(caller(flowId));
    expect(sent("POST")).to.deep.equal([
      [
        "/api/v2/flows/modules",
        { name: "Collector", description: "Collects.", document: collect, type: "module", version: 1 },
      ],
      [
        "/api/v2/flows",
        {
          name: "Line",
          description: "Collects.",
          document: invoke(flowId),
          type: "voice",
          version: 1,
          enabled: true,
        },
      ],
    ]);
  });

  it("updates to the next version and keeps fields not in the update", async () => {
    const { flowId } = await api.publish(caller("m", { enabled: false }));
    await api.publish(caller("n", { id: flowId, enabled: undefined }));
    expect(gateway.flows.get(flowId)).to.deep.include({ version: 2, enabled: false, document: invoke("n") });
  });

  it("reads flows of both kinds by id and by exact name", async () => {
    const { flowId: id } = await api.publish(module());
    const { flowId: line } = await api.publish(caller(id));
    const fresh = again();
    expect(await fresh.flow(id)).to.deep.equal({
      id,
      name: "Collector",
      type: "COMMONMODULE",
      description: "Collects.",
      active: true,
      published: { id: "1.0", number: 1 },
      selfUri: `/api/v2/flows/modules/${id}`,
    });
    expect(await fresh.flow(line)).to.deep.include({ id: line, type: "INBOUNDCALL" });
    expect(await fresh.flow("nobody")).to.equal(undefined);
    expect(await fresh.flowNamed("COMMONMODULE", "Collector")).to.have.property("id", id);
    expect(await fresh.flowNamed("COMMONMODULE", "Collect")).to.equal(undefined);
    expect(await fresh.content(line, "1.0")).to.deep.equal({ form: "document", document: invoke(id) });
  });

  it("accepts a Genesys Cloud flow that the gateway forwards", async () => {
    const flow = { id: "f", name: "F", type: "INBOUNDCALL", active: false, publishedVersion: { id: "7.0" } };
    gateway.before = ({ url }) => (url.startsWith("/api/v2/flows/f?") ? { body: flow } : undefined);
    expect(await api.flow("f")).to.deep.include({ active: false, published: { id: "7.0", number: 7 } });
  });

  it("references modules live, without storing their versions", async () => {
    const { flowId: id } = await api.publish(module());
    const { flowId: line } = await api.publish(caller(id));
    await api.publish(module({ id }));
    const published = await api.flow(line);
    if (published === undefined) throw new Error("the flow is gone");
    expect(await api.modulesReached(published, "1.0")).to.deep.equal({ [id]: 2 });
    expect(await api.modulesCarried(published, "1.0")).to.deep.equal({});
  });

  it("renames, disables and enables in place", async () => {
    const { flowId: id } = await api.publish(caller("m"));
    await api.rename(id, { name: "Renamed" });
    await api.setActive(id, false);
    expect(gateway.flows.get(id)).to.deep.include({
      name: "Renamed",
      enabled: false,
      version: 3,
      document: invoke("m"),
    });
    await api.setActive(id, true);
    expect(await api.flow(id)).to.have.property("active", true);
  });

  it("deletes a flow, and accepts one that is already deleted", async () => {
    const { flowId: id } = await api.publish(module());
    await api.remove(id);
    await api.remove(id);
    await again().remove("nobody");
    expect(gateway.flows.size).to.equal(0);
  });

  it("takes the organization from the settings if the gateway has none", async () => {
    expect(await api.organization()).to.deep.equal({ id: "org-1", name: "" });
  });

  it("finds the callers of a module in flow documents", async () => {
    const { flowId: id } = await api.publish(module());
    const { flowId: line } = await api.publish(caller(id));
    await api.publish(caller("another", { name: "Other line" }));
    const [used, user] = [await api.flow(id), await api.flow(line)];
    expect(used && (await api.consumers(used))).to.deep.equal([
      { id: line, name: "Line", type: "INBOUNDCALLFLOW" },
    ]);
    expect(user && (await api.consumers(user))).to.deep.equal([]);
  });

  it("ignores flows of other types", async () => {
    const entities = [{ id: "w", name: "Line", type: "WORKFLOW", version: 1 }];
    gateway.before = ({ method }) => (method === "GET" ? { body: { entities, pageCount: 1 } } : undefined);
    expect(await api.flowNamed("INBOUNDCALL", "Line")).to.equal(undefined);
  });

  it("removes a description that is no longer set", async () => {
    const { flowId: id } = await api.publish(module());
    await api.publish(module({ id, description: undefined }));
    expect(await api.flow(id)).to.have.property("description", "");
  });

  it("has no locks, jobs or divisions", async () => {
    const { flowId: id } = await api.publish(module());
    await api.unlock(id);
    expect(await api.earlierPublish("j", 0)).to.equal(undefined);
    expect(await failure(api.moveTo(id, "Sales"))).to.be.instanceOf(InvalidRequestError);
    expect(await failure(api.setActive(id, false))).to.be.instanceOf(InvalidRequestError);
    expect(await failure(api.publish(module({ content: { form: "yaml", yaml: "" } })))).to.be.instanceOf(
      InvalidRequestError,
    );
  });

  describe("after a lost response", () => {
    const once = (method: string, reply: "cut" | { status: number }) => {
      let times = 0;
      return (request: { method: string }) =>
        request.method === method && times++ === 0 ? reply : undefined;
    };

    it("creates a flow only once", async () => {
      gateway.after = once("POST", "cut");
      const { flowId } = await api.publish(module());
      expect([...gateway.flows.keys()]).to.deep.equal([flowId]);
      expect(sent("POST")).to.have.length(1);
    });

    it("creates a flow that was not created", async () => {
      gateway.before = once("POST", { status: 503 });
      const { flowId } = await api.publish(module());
      expect([...gateway.flows.keys()]).to.deep.equal([flowId]);
    });

    it("does not adopt another flow with that name", async () => {
      await api.publish(module({ content: { form: "document", document: invoke("x") } }));
      gateway.before = once("POST", "cut");
      expect(await failure(again().publish(module()))).to.be.instanceOf(ConflictError);
      expect(gateway.flows.size).to.equal(1);
    });

    it("updates exactly once, after a success or failure", async () => {
      const { flowId: id } = await api.publish(caller("m"));
      gateway.after = once("PUT", "cut");
      await api.publish(caller("n", { id }));
      expect(gateway.flows.get(id)).to.deep.include({ version: 2, document: invoke("n") });
      gateway.after = undefined;
      gateway.before = once("PUT", { status: 502 });
      await api.publish(caller("o", { id }));
      expect(gateway.flows.get(id)).to.deep.include({ version: 3, document: invoke("o") });
    });

    it("continues from another client's version", async () => {
      const { flowId: id } = await api.publish(caller("m"));
      const flow = gateway.flows.get(id);
      let times = 0;
      gateway.before = ({ method }) => {
        if (method === "PUT" && times++ === 0 && flow) gateway.flows.set(id, { ...flow, version: 5 });
        return undefined;
      };
      await api.publish(caller("n", { id }));
      expect(gateway.flows.get(id)).to.deep.include({ version: 6, document: invoke("n") });
    });
  });

  describe("after a refusal", () => {
    it("includes the gateway's message", async () => {
      gateway.before = ({ method }) =>
        method === "POST"
          ? {
              status: 400,
              body: {
                message: "Invalid Flow Document",
                details: [{ fieldName: "content.entries.start.nexts.default", errorCode: "unknown.entry" }],
              },
            }
          : undefined;
      const error = await failure(api.publish(module()));
      expect(error).to.be.instanceOf(InvalidRequestError);
      expect(error.message).to.include(
        "Invalid Flow Document; content.entries.start.nexts.default: unknown.entry",
      );
    });

    for (const [act, scope] of [
      [() => api.publish(module()), "flow:module:write"],
      [() => api.publish(caller("m")), "flow:flow:write"],
      [() => api.flowNamed("COMMONMODULE", "x"), "flow:module:read"],
      [() => api.flowNamed("INBOUNDCALL", "x"), "flow:flow:read"],
    ] as const) {
      it(`names the missing scope ${scope}, whether the gateway does or not`, async () => {
        for (const body of [undefined, { message: `Missing scope ${scope}.` }]) {
          gateway.before = () => ({ status: 403, body });
          const error = await failure(act());
          expect(error).to.be.instanceOf(PermissionError).with.property("missing").that.deep.equals([scope]);
          expect(error.message).to.include(scope);
        }
      });
    }

    it("reports a name conflict on create and on rename", async () => {
      await api.publish(module());
      const { flowId } = await api.publish(module({ name: "Other" }));
      for (const act of [api.publish(module()), api.rename(flowId, { name: "Collector" })]) {
        expect(await failure(act))
          .to.be.instanceOf(ConflictError)
          .with.property("code", "flow.name.taken");
      }
    });
  });
});
