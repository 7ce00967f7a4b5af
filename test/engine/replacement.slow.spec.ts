import { expect } from "chai";
import { errorsOf, idsOf, methodsOf, opsOf, succeed, THING } from "./observations";
import { onEngines } from "./onEngines";

describe("a replacement", () => {
  onEngines("on request passes no old inputs to the provider", async ({ engine, program, stack }) => {
    program('const a = new Thing("a", {}); new Thing("b", { value: a.id });');
    await succeed(engine.up());
    stack.takeCalls();
    const up = await succeed(engine.up({ replace: [`${THING}a`] }));
    expect(up.changes).to.deep.equal({ replace: 1, same: 1, update: 1 });
    const calls = stack.takeCalls().filter(({ name }) => name === "a");
    expect(calls.map(({ method }) => method)).to.deep.equal(["check", "create", "created", "delete"]);
    expect(calls[0]?.olds).to.deep.equal({});
  });

  onEngines("of a protected resource is an error in a preview", async ({ engine, program }) => {
    program('new Thing("a", { value: "1", replaceOn: ["value"] }, { protect: true });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2", replaceOn: ["value"] }, { protect: true });');
    const preview = await engine.preview();
    expect(preview.exitCode).to.equal(1);
    expect(opsOf(preview, "a")).to.include("replace");
    expect(errorsOf(preview)).to.include(`unable to replace resource "${THING}a"`);
    expect((await engine.up()).exitCode).to.equal(1);
  });

  onEngines("that failed keeps the old resource", async ({ engine, program }) => {
    program('new Thing("a", { value: "1", replaceOn: ["value"] });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2", replaceOn: ["value"], failOn: "create" });');
    expect((await engine.up()).exitCode).to.equal(1);
    expect(idsOf(engine)).to.include({ a: "a-1" });
    program('new Thing("a", { value: "1", replaceOn: ["value"] });');
    expect((await succeed(engine.up())).changes).to.deep.equal({ same: 2 });
  });

  onEngines("is completed if it was interrupted after its delete", async ({ engine, program, stack }) => {
    const thing = (value: string, more = "") =>
      `new Thing("a", { value: "${value}", replaceOn: ["value"], deleteBeforeReplace: true${more} });`;
    program(thing("1"));
    await succeed(engine.up());
    program(thing("2", ', failOn: "create"'));
    expect((await engine.up()).exitCode).to.equal(1);
    const left = engine.exportState().deployment.resources?.find(({ urn }) => urn === `${THING}a`);
    expect(left?.pendingReplacement).to.be.true;
    stack.takeCalls();
    program(thing("2"));
    await succeed(engine.up());
    expect(methodsOf(stack).filter((call) => /^(create|delete)/.test(call))).to.deep.equal([
      "create a",
      "created a",
    ]);
  });

  onEngines("is dropped if interrupted and no longer in the program", async ({ engine, program }) => {
    program('new Thing("a", { value: "1", replaceOn: ["value"], deleteBeforeReplace: true });');
    await succeed(engine.up());
    program(
      'new Thing("a", { value: "2", replaceOn: ["value"], deleteBeforeReplace: true, failOn: "create" });',
    );
    await engine.up();
    program("");
    await succeed(engine.up());
    expect(idsOf(engine)).not.to.include.keys("a");
  });

  onEngines("deletes the old resource later if its delete failed", async ({ engine, program, stack }) => {
    program('new Thing("a", { value: "1", replaceOn: ["value"], failOn: "delete" });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2", replaceOn: ["value"] });');
    expect((await engine.up()).exitCode).to.equal(1);
    const olds = engine.exportState().deployment.resources?.filter(({ urn }) => urn === `${THING}a`);
    expect(olds?.map((resource) => [resource.id, resource.delete ?? false])).to.have.deep.members([
      ["a-1", true],
      ["a-2", false],
    ]);
    stack.takeCalls();
    expect((await engine.up()).exitCode).to.equal(1);
    expect(methodsOf(stack)).to.include("delete a");
  });

  onEngines("of a read resource creates a managed one", async ({ engine, program }) => {
    program('new Thing("a", { value: "1" });');
    await succeed(engine.up());
    program('new Thing("a", { value: "1" }); Thing.get("g", "a-1");');
    await succeed(engine.up());
    program('new Thing("a", { value: "1" }); new Thing("g", {});');
    const up = await succeed(engine.up());
    expect(opsOf(up, "g")).to.have.members(["create-replacement", "replace", "discard-replaced"]);
    expect(idsOf(engine)).to.include({ a: "a-1", g: "g-2" });
  });
});
