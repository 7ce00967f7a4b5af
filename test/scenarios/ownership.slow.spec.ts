import { expect } from "chai";
import { e2e } from "./testStack";

/** A program with one module. */
const oneModule = (options: { logicalName?: string; args?: string; opts?: string } = {}): string => `
new FlowModule(${JSON.stringify(options.logicalName ?? "collector")}, {
  name: "Collector",
  document: flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) }),
  ${options.args ?? ""}
}, { ${options.opts ?? ""} });`;

const URN = "urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:FlowModule::collector";

describe("a flow is not lost", () => {
  e2e("if its resource is renamed, with or without an alias", async ({ org, engine, program }) => {
    await program(oneModule());
    expect((await engine.up()).exitCode).to.equal(0);
    const before = await org.control.flows();

    await program(oneModule({ logicalName: "digits" }));
    const refused = await engine.up();
    expect(refused.exitCode, refused.output).to.not.equal(0);
    expect(refused.output).to.include("aliases: [{ name:");
    expect(await org.control.flows()).to.deep.equal(before);

    await program(oneModule({ logicalName: "digits", opts: 'aliases: [{ name: "collector" }]' }));
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.changes.same).to.equal(2);
    expect(await org.control.flows()).to.deep.equal(before);
  });

  e2e("by up --replace, with or without adoption", async ({ org, engine, program }) => {
    await program(oneModule());
    expect((await engine.up()).exitCode).to.equal(0);
    const [before] = await org.control.flows();
    // A create with its result in state is completed by the next read of it; until then the flow could
    // still be claimed.
    expect((await engine.preview()).changes).to.deep.equal({ same: 2 });
    const refused = await engine.up({ replace: [URN] });
    expect(refused.exitCode, refused.output).to.not.equal(0);
    expect(refused.output).to.include("leave out --replace");

    await program(oneModule({ args: 'onConflict: "adopt",' }));
    const up = await engine.up({ replace: [URN] });
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.output).to.include("kept the flow");
    const [after] = await org.control.flows();
    expect(after?.id).to.equal(before?.id);
  });

  e2e("by options that force a replacement", async ({ org, engine, program }) => {
    await program(oneModule());
    expect((await engine.up()).exitCode).to.equal(0);
    const before = await org.control.flows();
    const opts = 'replaceOnChanges: ["description"], deleteBeforeReplace: true';
    await program(oneModule({ args: 'description: "New.",', opts }));
    const refused = await engine.up();
    expect(refused.exitCode, refused.output).to.not.equal(0);
    expect(refused.output).to.include("cannot be replaced");
    expect(await org.control.flows()).to.deep.equal(before);

    await program(oneModule({ args: 'description: "New.",' }));
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    expect((await org.control.flows()).map(({ id }) => id)).to.deep.equal(before.map(({ id }) => id));
  });

  e2e("between two stacks that both adopt it", async ({ org, engine, stack, program }) => {
    const prod = stack("prod");
    await program(oneModule());
    expect((await engine.up()).exitCode).to.equal(0);
    const refused = await prod.up();
    expect(refused.exitCode, refused.output).to.not.equal(0);
    expect(refused.output).to.include('onConflict: "adopt"');

    await program(oneModule({ args: 'onConflict: "adopt",' }));
    const adopted = await prod.up();
    expect(adopted.exitCode, adopted.output).to.equal(0);
    expect(adopted.output).to.include("took over the existing flow");
    const [flow] = await org.control.flows();

    const first = await engine.destroy();
    expect(first.exitCode, first.output).to.not.equal(0);
    expect(first.output).to.include("Another stack may manage the flow too");
    const second = await prod.destroy();
    expect(second.exitCode, second.output).to.equal(0);
    expect(second.output).to.include("kept the flow");
    expect((await org.control.flows()).map(({ id }) => id)).to.deep.equal([flow?.id]);
  });
});

describe("a destroy with --refresh", () => {
  e2e("deletes the refreshed flow", async ({ org, engine, program }) => {
    await program(oneModule());
    expect((await engine.up()).exitCode).to.equal(0);
    const destroy = await engine.destroy({ refresh: true });
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(await org.control.flows()).to.deep.equal([]);
  });
});
