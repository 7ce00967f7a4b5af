import { expect } from "chai";
import { errorsOf, idsOf, methodsOf, opsOf, succeed, THING } from "./observations";
import { onEngines, saySoWithoutCli, until } from "./onEngines";

describe("an engine", () => {
  saySoWithoutCli();

  onEngines("keeps what was created before the program threw", async ({ engine, program }) => {
    program('const a = new Thing("a", {}); a.id.apply(() => { throw new Error("the program is wrong"); });');
    const up = await engine.up();
    expect(up.exitCode).to.equal(1);
    expect(errorsOf(up)).to.include("the program is wrong");
    expect(idsOf(engine)).to.include({ a: "a-1" });
  });

  onEngines("reports the exit code of a program", async ({ engine, program }) => {
    program("process.exit(3);");
    const up = await engine.up();
    expect(up.exitCode).to.equal(1);
    expect(errorsOf(up)).to.include("Program exited with non-zero exit code: 3");
  });

  onEngines("shows a program's output and logs", async ({ engine, program }) => {
    program('console.log("printed"); pulumi.log.warn("warned", new Thing("a", {}));');
    const preview = await succeed(engine.preview());
    expect(preview.diagnostics).to.deep.include({ severity: "warning", urn: `${THING}a`, message: "warned" });
    expect(preview.output).to.include("printed");
  });

  onEngines("rejects two resources of one name", async ({ engine, program }) => {
    program('new Thing("a", {}); new Thing("a", {});');
    const preview = await engine.preview();
    expect(preview.exitCode).to.equal(1);
    expect(errorsOf(preview)).to.include(`Duplicate resource URN '${THING}a'`);
  });

  onEngines("updates only the targets", async ({ engine, program, stack }) => {
    program('new Thing("a", { value: "1" }); new Thing("b", { value: "1" });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2" }); new Thing("b", { value: "2" }); new Thing("c", {});');
    stack.takeCalls();
    const up = await succeed(engine.up({ targets: [`${THING}a`] }));
    expect(opsOf(up, "a")).to.deep.equal(["update"]);
    expect(methodsOf(stack)).to.deep.equal(["configure", "check a", "diff a", "update a"]);
    expect(Object.keys(idsOf(engine))).not.to.include("c");
  });

  onEngines("does not delete a target that others depend on", async ({ engine, program }) => {
    program('const a = new Thing("a", {}); new Thing("b", { value: a.id });');
    await succeed(engine.up());
    const destroy = await engine.destroy({ targets: [`${THING}a`] });
    expect(destroy.exitCode).to.equal(1);
    expect(errorsOf(destroy)).to.include(`Resource '${THING}b' will be destroyed but was not specified`);
    expect(idsOf(engine)).to.include.keys("a", "b");
  });

  onEngines("exits with code 7 on unexpected changes", async ({ engine, program, stack }) => {
    program('new Thing("a", { value: "1" });');
    await succeed(engine.up());
    await succeed(engine.preview({ expectNoChanges: true }));
    await succeed(engine.refresh({ previewOnly: true, expectNoChanges: true }));
    stack.changeCloud({ a: { value: "drifted" } }, []);
    expect((await engine.refresh({ previewOnly: true, expectNoChanges: true })).exitCode).to.equal(7);
    expect((await engine.preview({ refresh: true, expectNoChanges: true })).exitCode).to.equal(7);
    await succeed(engine.preview({ expectNoChanges: true }));
  });

  onEngines("starts no waiting step after the first failure", async ({ engine, program, stack }) => {
    program('for (let i = 0; i < 8; i++) new Thing("p" + i, { slowMs: 200, failOn: "create" });');
    expect((await engine.up({ parallel: 2 })).exitCode).to.equal(1);
    expect(stack.takeCalls().filter(({ method }) => method === "create")).to.have.length(2);
  });

  onEngines("limits parallel steps", async ({ engine, program, stack }) => {
    program('for (let i = 0; i < 6; i++) new Thing("p" + i, { slowMs: 100 });');
    await succeed(engine.up({ parallel: 2 }));
    let running = 0;
    const most = stack.takeCalls().reduce((max, { method }) => {
      if (method === "create") running++;
      if (method === "created") running--;
      return Math.max(max, running);
    }, 0);
    expect(most).to.equal(2);
  });

  onEngines("skips a delete because of deletedWith", async ({ engine, program, stack }) => {
    program('const a = new Thing("a", {}); new Thing("b", {}, { deletedWith: a });');
    await succeed(engine.up());
    stack.takeCalls();
    await succeed(engine.destroy());
    expect(methodsOf(stack)).to.deep.equal(["configure", "delete a"]);
  });

  onEngines("renames children with their component", async ({ engine, program, stack }) => {
    const box = (name: string, options = "{}") =>
      `class Box extends pulumi.ComponentResource { constructor(n, o) { super("recorder:index:Box", n, {}, o); new Thing(n + "-t", { name: "t" }, { parent: this }); } }
       new Box("${name}", ${options});`;
    program(box("old"));
    await succeed(engine.up());
    stack.takeCalls();
    program(box("new", '{ aliases: [{ name: "old" }] }'));
    const up = await succeed(engine.up());
    expect(up.changes).to.deep.equal({ same: 3 });
    expect(methodsOf(stack)).to.deep.equal(["configure", "check t", "diff t"]);
    expect(idsOf(engine)).to.include({ "new-t": "t-1" });
  });

  onEngines("makes no call to a provider with unknown settings", async ({ engine, program, stack }) => {
    program(
      'const a = new Thing("a", {}); const eu = new Provider("eu", { region: a.id }); new Thing("b", {}, { provider: eu });',
    );
    await succeed(engine.preview());
    expect(methodsOf(stack)).to.deep.equal(["configure", "check a"]);
    await succeed(engine.up());
    expect(stack.takeCalls()).to.deep.include({ method: "configure", settings: { region: "a-1" } });
  });

  onEngines(
    "applies a component's provider and protection to children",
    async ({ engine, program, stack }) => {
      program(
        `class Box extends pulumi.ComponentResource { constructor(n, o) { super("recorder:index:Box", n, {}, o); new Thing("t", {}, { parent: this }); } }
       new Box("box", { providers: [new Provider("eu", { region: "eu" })], protect: true });`,
      );
      await succeed(engine.up());
      expect(stack.takeCalls()).to.deep.include({ method: "configure", settings: { region: "eu" } });
      const child = engine.exportState().deployment.resources?.find(({ id }) => id === "t-1");
      expect(child?.provider).to.include("::eu::");
      expect(child?.protect).to.be.true;
    },
  );

  onEngines("passes the id of a resource that is an input", async ({ engine, program, stack }) => {
    program('const a = new Thing("a", {}); new Thing("b", { value: a });');
    await succeed(engine.up());
    const create = stack.takeCalls().find(({ method, name }) => method === "create" && name === "b");
    expect(create?.inputs).to.deep.include({ value: "a-1" });
  });

  onEngines(
    "passes the stack's config, and keeps its secrets",
    async ({ engine, program, stack }) => {
      program('exports.token = new pulumi.Config("recorder").requireSecret("token"); new Thing("a", {});');
      const up = await succeed(engine.up());
      expect(up.outputs).to.deep.equal({ token: "[secret]" });
      expect(stack.takeCalls()[0]).to.deep.equal({
        method: "configure",
        settings: { region: "eu", token: "s3same" },
      });
      expect(JSON.stringify(engine.exportState())).not.to.include("s3same");
      expect(up.output).not.to.include("s3same");
    },
    { "recorder:region": "eu", "recorder:token": { secret: "s3same" } },
  );

  onEngines("leaves a pending operation when killed, and retries it", async ({ engine, program, stack }) => {
    program('new Thing("a", { slowMs: 1500 });');
    const killer = new AbortController();
    const killed = engine.up({ signal: killer.signal });
    await until(() => stack.sawCall("create"));
    killer.abort();
    expect((await killed).exitCode).to.equal(137);
    const pending = engine.exportState().deployment.pending_operations ?? [];
    expect(pending.map(({ type, resource }) => [type, resource.urn])).to.deep.equal([
      ["creating", `${THING}a`],
    ]);
    expect(Object.keys(stack.cloud), "what the provider finished").to.deep.equal(["a-1"]);
    const again = await succeed(engine.up());
    expect(again.diagnostics.map(({ message }) => message).join()).to.include("interrupted while creating");
    expect(idsOf(engine)).to.include({ a: "a-2" });
  });
});
