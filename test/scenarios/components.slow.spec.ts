import { expect } from "chai";
import { dependenciesByName, idsByName, LINE, round } from "./components";
import { e2e } from "./testStack";

const CLIENT = { id: "client-of-apac", secret: "secret-of-apac" };
const DOCUMENT = 'const document = flow.document({ start: flow.playAudio({ audio: "Hello." }) });';

describe("components", () => {
  e2e("are created before a flow that depends on the component", async (world) => {
    await world.program(
      `${LINE} ${DOCUMENT} new InboundFlow("last", { name: "Last", document }, { dependsOn: new Line("acme") });`,
    );
    await round(world);
    expect(dependenciesByName(world.engine.exportState()).last).to.deep.equal([
      "acme-collector",
      "acme-day",
      "acme-farewell",
      "acme-greeting",
      "acme-night",
    ]);
  });

  e2e("pass dependsOn to the flows inside", async (world) => {
    await world.program(
      `${LINE} ${DOCUMENT}
       const first = new InboundFlow("first", { name: "First", document });
       new Line("acme", { dependsOn: first });`,
    );
    await round(world);
  });

  e2e("may contain any resource that uses a flow's id", async (world) => {
    await world.program(
      `${DOCUMENT}
       class Number extends pulumi.ComponentResource {
         constructor(name) {
           super("acme:flows:Number", name);
           const main = new InboundFlow("main", { name: "Main", document }, { parent: this });
           const second = pulumi.interpolate\`After \${main.id}\`;
           new InboundFlow("other", { name: "Other", description: second, document }, { parent: this });
         }
       }
       new Number("sales");`,
    );
    await round(world);
    expect(dependenciesByName(world.engine.exportState())).to.deep.equal({ main: [], other: ["main"] });
  });

  e2e(
    "pass the provider of another organization to their flows",
    async (world) => {
      await world.program(
        `${LINE}
         const apac = new Provider("apac", { clientId: "${CLIENT.id}", clientSecret: "${CLIENT.secret}" });
         new Line("acme", { providers: [apac] });
         new Line("other", { provider: apac });`,
      );
      await round(world);
      expect(await world.org.control.flows()).to.deep.equal([]);
      expect(await world.org.control.of("APAC").flows()).to.have.length(10);
    },
    { organizationName: "EMEA", others: [{ name: "APAC", clients: [CLIENT] }] },
  );

  for (const [where, program] of Object.entries({
    "a component": `${LINE} new Line("acme", { transforms: [describe] });`,
    "the stack": `pulumi.runtime.registerResourceTransform(describe); ${LINE} new Line("acme");`,
    "the older kind": `${LINE} new Line("acme", { transformations: [describe] });`,
  })) {
    e2e(`take the transforms of ${where}`, async (world) => {
      await world.program(
        `const describe = ({ type, props, opts }) =>
           type.includes("genesyscloud:") ? { props: { ...props, description: "Ours." }, opts } : undefined;
         ${program}`,
      );
      await round(world);
      const flows = await world.org.control.flows();
      expect(flows).to.have.length(5);
      const { deployment } = world.engine.exportState();
      const described = (deployment.resources ?? []).filter(({ inputs }) => inputs?.description === "Ours.");
      expect(described).to.have.length(5);
      expect(dependenciesByName(world.engine.exportState())["acme-day"]).to.deep.equal(["acme-collector"]);
    });
  }

  e2e("apply the transforms of a flow, whose modules stay known", async (world) => {
    await world.program(
      `const m = new FlowModule("m", { document: flow.document({ start: flow.collectInput() }) });
       new InboundFlow("main", { document: flow.document({ start: flow.invokeSubFlow({ module: m }) }) }, {
         transforms: [({ props, opts }) => ({ props: { ...props, description: "Ours." }, opts })],
       });`,
    );
    await round(world);
    expect(dependenciesByName(world.engine.exportState())).to.deep.equal({ m: [], main: ["m"] });
  });

  e2e("are renamed with an alias: no flow is published, renamed or deleted", async (world) => {
    await world.program(`${LINE} new Line("acme");`);
    await round(world);
    const before = await world.org.control.flows();
    const ids = Object.values(idsByName(world.engine.exportState())).sort();
    await world.program(
      `${LINE.replaceAll('name + "-', '"acme-').replaceAll('name + " ', '"acme ').replace("new Greeting(name,", 'new Greeting("acme",')}
       new Line("main", { aliases: [{ name: "acme" }] });`,
    );
    const up = await world.engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.changes, up.output).to.deep.equal({ same: 8 });
    expect(await world.org.control.flows()).to.deep.equal(before);
    expect(Object.values(idsByName(world.engine.exportState())).sort()).to.deep.equal(ids);
  });

  e2e("can include an existing flow by its alias", async (world) => {
    const outside = `${DOCUMENT} new InboundFlow("main", { document });`;
    await world.program(outside);
    await round(world);
    const before = await world.org.control.flows();
    await world.program(
      `${DOCUMENT}
       class Line extends pulumi.ComponentResource {
         constructor(name) {
           super("acme:flows:Line", name);
           const aliases = [{ parent: pulumi.rootStackResource, name: "main" }];
           new InboundFlow("inside", { document }, { parent: this, aliases });
           new InboundFlow("second", { document }, { parent: this });
         }
       }
       new Line("acme");`,
    );
    await round(world);
    const after = await world.org.control.flows();
    expect(after.filter(({ id }) => id === before[0]?.id)).to.deep.equal(before);
    expect(after).to.have.length(2);
  });
});
