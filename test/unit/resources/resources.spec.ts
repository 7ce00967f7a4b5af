import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import type * as Genesys from "pulumi-genesyscloud";

interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

const registered: Registered[] = [];

/** Mocks must exist before the resources. Callers must use the versions that they return. */
async function mocks(): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: { ...(inputs as object), version: 4 } };
      },
      call: () => ({}),
    },
    "project",
    "stack",
    false,
  );
}

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((done) => output.apply(done));

const document = { content: { entries: {} } };

describe("resources", () => {
  let genesys: typeof Genesys;

  before(async () => {
    await mocks();
    genesys = await import("pulumi-genesyscloud");
  });
  beforeEach(() => {
    registered.length = 0;
  });

  it("have type tokens and a provider source that never change", async () => {
    await valueOf(new genesys.FlowModule("collector", { name: "Collector", document }).urn);
    await valueOf(new genesys.InboundFlow("main", { name: "Main", document }).urn);
    expect(registered.map(({ type }) => type)).to.deep.equal([
      "pulumi-nodejs:dynamic/genesyscloud:FlowModule",
      "pulumi-nodejs:dynamic/genesyscloud:InboundFlow",
    ]);
    expect(registered.map(({ inputs }) => inputs.__provider)).to.deep.equal([
      'exports.handler = () => require("pulumi-genesyscloud/provider").flowModule;',
      'exports.handler = () => require("pulumi-genesyscloud/provider").inboundFlow;',
    ]);
  });

  it("depend on a module's version wherever a document uses its output", async () => {
    const module = new genesys.FlowModule("collector", { name: "Collector", document });
    const caller = new genesys.InboundFlow("main", {
      document: {
        content: {
          entries: {
            start: {
              entryType: "action",
              action: {
                action: "invokeSubFlow",
                actionType: "invokeSubFlow",
                parameters: { moduleId: module.id },
              },
            },
          },
        },
      },
    });
    await valueOf(caller.urn);
    expect(registered.at(-1)?.inputs.moduleVersions).to.deep.equal({ "collector-id": 4 });
  });

  it("depend on a module's version if yaml refers to it", async () => {
    const module = new genesys.FlowModule("collector", { name: "Collector", document });
    await valueOf(new genesys.InboundFlow("main", { yaml: "inboundCall: {}", modules: [module.id] }).urn);
    expect(registered.at(-1)?.inputs.moduleVersions).to.deep.equal({ "collector-id": 4 });
  });

  it("have a default name with a suffix that is the same on every run", async () => {
    await valueOf(new genesys.FlowModule("a", { document }).urn);
    await valueOf(
      new genesys.FlowModule("a", { document }, { parent: new pulumi.ComponentResource("x:y:Z", "p") }).urn,
    );
    const names = registered.map(({ inputs }) => inputs.__defaultName).filter((name) => name !== undefined);
    expect(names[0]).to.match(/^a-[0-9a-f]{7}$/);
    expect(names[1]).to.match(/^a-[0-9a-f]{7}$/);
    expect(names[0]).to.not.equal(names[1]);
  });

  it("may be nested in components without a deadlock", async () => {
    const { FlowModule, InboundFlow, flow } = genesys;
    const bye = flow.document({ start: flow.disconnect() });
    class Line extends pulumi.ComponentResource {
      readonly ids: pulumi.Output<string>[];
      constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("acme:flows:Line", name, {}, opts);
        const module = new FlowModule(`${name}-m`, { document }, { parent: this });
        const caller = flow.document({ start: flow.invokeSubFlow({ module }) });
        const first = new InboundFlow(`${name}-a`, { document: caller }, { parent: this });
        const description = pulumi.interpolate`After ${first.id}`;
        const second = new InboundFlow(`${name}-b`, { document: bye, description }, { parent: this });
        const inner = opts?.parent ? [] : new Line(`${name}-in`, { parent: this }).ids;
        this.ids = [module.id, first.id, second.id, ...inner];
      }
    }
    const { ids } = new Line("acme");
    expect(await valueOf(pulumi.all(ids))).to.have.length(6);
  });

  it("have no dependencies in internal inputs, with any parent", async () => {
    const parent = new pulumi.ComponentResource("x:y:Z", "with-children");
    const module = new genesys.FlowModule("child", { document }, { parent });
    await valueOf(module.urn);
    const { __owner, __defaultName } = registered.at(-1)?.inputs ?? {};
    expect(__owner).to.equal(
      "urn:pulumi:stack::project::x:y:Z$pulumi-nodejs:dynamic/genesyscloud:FlowModule::child",
    );
    expect(__defaultName).to.match(/^child-[0-9a-f]{7}$/);
  });

  it("refuse values that the engine would drop or change", () => {
    const endless: Record<string, unknown> = {};
    endless.again = endless;
    const module = new genesys.FlowModule("taken", { document });
    const refused: [string, unknown, RegExp][] = [
      ["NaN", NaN, /must be a finite number, not NaN$/],
      ["infinity", Infinity, /must be a finite number, not Infinity$/],
      ["minus zero", -0, /must not be -0; write 0$/],
      ["a function", () => "x", /must be a plain value, not a function$/],
      ["a symbol", Symbol("x"), /not a symbol$/],
      ["a BigInt", 5n, /not a BigInt/],
      ["a date", new Date(), /not an instance of Date$/],
      ["a map", new Map([["a", 1]]), /not an instance of Map$/],
      ["a resource", module, /not a resource; use an output of it/],
      ["an object in itself", endless, /contains itself/],
      ["half a character", "\ud800", /unpaired surrogate/],
    ];
    for (const [what, value, message] of refused) {
      // Types refuse these, but plain JavaScript does not.
      const parameters = { attributes: { a: value as string } };
      const make = () =>
        new genesys.InboundFlow("a", {
          document: genesys.flow.document({ start: genesys.flow.setParticipantData(parameters) }),
        });
      expect(make, what).to.throw(
        pulumi.RunError,
        /^a: entry "start", parameters\.attributes\.a(\.again)?: /,
      );
      expect(make, what).to.throw(message);
      expect(() => new genesys.FlowModule("b", { document, description: value as string }), what).to.throw(
        /^b: description(\.again)?: /,
      );
    }
    const inputs = JSON.parse('{"__proto__": 1}') as Record<string, number>;
    expect(
      () =>
        new genesys.InboundFlow("c", {
          document: genesys.flow.document({ start: genesys.flow.invokeSubFlow({ moduleName: "x", inputs }) }),
        }),
    ).to.throw(/^c: entry "start", parameters\.inputs\.__proto__: /);
  });

  it("accept outputs and promises", async () => {
    const description = pulumi.output("x");
    const name = Promise.resolve("Main");
    await valueOf(new genesys.InboundFlow("main", { name, description, document }).urn);
    expect(registered.at(-1)?.inputs).to.include({ name: "Main", description: "x" });
  });

  it("refuse the import option, and list the alternatives", () => {
    expect(() => new genesys.FlowModule("a", { document }, { import: "id" })).to.throw(
      /a: the "import" option .* onConflict: "adopt".*get\(name, id\).*pulumi import --file/s,
    );
  });

  it("refuse customTimeouts, and suggest the timeouts argument", () => {
    const options = { customTimeouts: { create: "5m" } };
    expect(() => new genesys.FlowModule("a", { document }, options)).to.throw(/"customTimeouts".*"timeouts"/);
    expect(() => new genesys.InboundFlow("b", { document }, options)).to.throw(
      /"customTimeouts".*"timeouts"/,
    );
  });

  it("pass the name of an explicit provider and keep its secrets", async () => {
    const emea = new genesys.Provider("emea", { region: "eu-central-1", clientSecret: "hush" });
    await valueOf(emea.urn);
    expect(registered.at(-1)?.inputs).to.include({
      "genesyscloud:region": "eu-central-1",
      "genesyscloud:providerName": "emea",
    });
  });

  it("refuse an unknown provider setting", () => {
    const args = { region: "eu-central-1", client_secret: "hush" };
    expect(() => new genesys.Provider("emea", args))
      .to.throw()
      .with.property("message")
      .that.matches(/Provider "emea".*"client_secret".*did you mean "clientSecret"\?/)
      .and.does.not.include("hush");
    expect(() => genesys.verifyFlowReferencesModule("f", "m", { regoin: "x" } as object)).to.throw(/regoin/);
  });

  it("leave out a provider setting with an undefined output", async () => {
    const orgId = pulumi.output(undefined) as unknown as pulumi.Output<string>;
    const emea = new genesys.Provider("emea", { region: "eu-central-1", orgId, publishTimeout: 60 });
    await valueOf(emea.urn);
    expect(registered.at(-1)?.inputs)
      .to.include({ "genesyscloud:publishTimeout": "60" })
      .and.not.have.property("genesyscloud:orgId");
  });
});
