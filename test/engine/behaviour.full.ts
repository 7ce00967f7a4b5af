import { expect } from "chai";
import type { Engine, OperationResult } from "./engine";
import { onEngines, saySoWithoutCli, until } from "./onEngines";
import type { RecorderStack } from "./recorderStack";
import { nameOf } from "./urn";

const THING = "urn:pulumi:dev::rec::pulumi-nodejs:dynamic/recorder:Thing::";

const opsOf = ({ operations }: OperationResult, name: string): string[] =>
  operations.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ op }) => op);

const errorsOf = ({ diagnostics }: OperationResult): string =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message)
    .join("\n");

const methodsOf = (stack: RecorderStack): string[] =>
  stack.takeCalls().map(({ method, name }) => (name === undefined ? method : `${method} ${name}`));

async function succeed(run: Promise<OperationResult>): Promise<OperationResult> {
  const result = await run;
  expect(result.exitCode, result.output).to.equal(0);
  return result;
}

const idsOf = (engine: Engine): Record<string, string> => {
  const resources = engine.exportState().deployment.resources ?? [];
  return Object.fromEntries(resources.map(({ urn, id = "" }) => [nameOf(urn), id]));
};

describe("an engine, beyond the recordings", () => {
  saySoWithoutCli();

  onEngines(
    "keeps what was made before the program threw, and says why it threw",
    async ({ engine, program }) => {
      program(
        'const a = new Thing("a", {}); a.id.apply(() => { throw new Error("the program is wrong"); });',
      );
      const up = await engine.up();
      expect(up.exitCode).to.equal(1);
      expect(errorsOf(up)).to.include("the program is wrong");
      expect(idsOf(engine)).to.include({ a: "a-1" });
    },
  );

  onEngines("tells a program that leaves with an exit code of its own", async ({ engine, program }) => {
    program("process.exit(3);");
    const up = await engine.up();
    expect(up.exitCode).to.equal(1);
    expect(errorsOf(up)).to.include("Program exited with non-zero exit code: 3");
  });

  onEngines("shows what the program prints and logs", async ({ engine, program }) => {
    program('console.log("printed"); pulumi.log.warn("warned", new Thing("a", {}));');
    const preview = await succeed(engine.preview());
    expect(preview.diagnostics).to.deep.include({ severity: "warning", urn: `${THING}a`, message: "warned" });
    expect(preview.output).to.include("printed");
  });

  onEngines("refuses two resources of one name", async ({ engine, program }) => {
    program('new Thing("a", {}); new Thing("a", {});');
    const preview = await engine.preview();
    expect(preview.exitCode).to.equal(1);
    expect(errorsOf(preview)).to.include(`Duplicate resource URN '${THING}a'`);
  });

  onEngines("updates the targets only", async ({ engine, program, stack }) => {
    program('new Thing("a", { value: "1" }); new Thing("b", { value: "1" });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2" }); new Thing("b", { value: "2" }); new Thing("c", {});');
    stack.takeCalls();
    const up = await succeed(engine.up({ targets: [`${THING}a`] }));
    expect(opsOf(up, "a")).to.deep.equal(["update"]);
    expect(methodsOf(stack)).to.deep.equal(["configure", "check a", "diff a", "update a"]);
    expect(Object.keys(idsOf(engine))).not.to.include("c");
  });

  onEngines("does not delete a target that others need", async ({ engine, program }) => {
    program('const a = new Thing("a", {}); new Thing("b", { value: a.id });');
    await succeed(engine.up());
    const destroy = await engine.destroy({ targets: [`${THING}a`] });
    expect(destroy.exitCode).to.equal(1);
    expect(errorsOf(destroy)).to.include(`Resource '${THING}b' will be destroyed but was not specified`);
    expect(idsOf(engine)).to.include.keys("a", "b");
  });

  onEngines(
    "replaces what it is told to, and tells the provider no old inputs",
    async ({ engine, program, stack }) => {
      program('const a = new Thing("a", {}); new Thing("b", { value: a.id });');
      await succeed(engine.up());
      stack.takeCalls();
      const up = await succeed(engine.up({ replace: [`${THING}a`] }));
      expect(up.changes).to.deep.equal({ replace: 1, same: 1, update: 1 });
      const calls = stack.takeCalls().filter(({ name }) => name === "a");
      expect(calls.map(({ method }) => method)).to.deep.equal(["check", "create", "created", "delete"]);
      expect(calls[0]?.olds).to.deep.equal({});
    },
  );

  onEngines("ends with 7 where changes were not expected", async ({ engine, program, stack }) => {
    program('new Thing("a", { value: "1" });');
    await succeed(engine.up());
    await succeed(engine.preview({ expectNoChanges: true }));
    await succeed(engine.refresh({ previewOnly: true, expectNoChanges: true }));
    stack.changeCloud({ a: { value: "drifted" } }, []);
    expect((await engine.refresh({ previewOnly: true, expectNoChanges: true })).exitCode).to.equal(7);
    expect((await engine.preview({ refresh: true, expectNoChanges: true })).exitCode).to.equal(7);
    await succeed(engine.preview({ expectNoChanges: true }));
  });

  onEngines("stops at the first failure: nothing that waits is begun", async ({ engine, program, stack }) => {
    program('for (let i = 0; i < 8; i++) new Thing("p" + i, { slowMs: 200, failOn: "create" });');
    expect((await engine.up({ parallel: 2 })).exitCode).to.equal(1);
    expect(stack.takeCalls().filter(({ method }) => method === "create")).to.have.length(2);
  });

  onEngines("runs no more than it may side by side", async ({ engine, program, stack }) => {
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

  onEngines("lets a delete go that another one takes along", async ({ engine, program, stack }) => {
    program('const a = new Thing("a", {}); new Thing("b", {}, { deletedWith: a });');
    await succeed(engine.up());
    stack.takeCalls();
    await succeed(engine.destroy());
    expect(methodsOf(stack)).to.deep.equal(["configure", "delete a"]);
  });

  onEngines("moves what is parented to a renamed component along", async ({ engine, program, stack }) => {
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

  onEngines(
    "does not ask a provider whose settings are not known yet",
    async ({ engine, program, stack }) => {
      program(
        'const a = new Thing("a", {}); const eu = new Provider("eu", { region: a.id }); new Thing("b", {}, { provider: eu });',
      );
      await succeed(engine.preview());
      expect(methodsOf(stack)).to.deep.equal(["configure", "check a"]);
      await succeed(engine.up());
      expect(stack.takeCalls()).to.deep.include({ method: "configure", settings: { region: "a-1" } });
    },
  );

  onEngines(
    "gives the children of a component its provider and its protection",
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

  onEngines(
    "gives a provider the id where the program passes a whole resource",
    async ({ engine, program, stack }) => {
      program('const a = new Thing("a", {}); new Thing("b", { value: a });');
      await succeed(engine.up());
      const create = stack.takeCalls().find(({ method, name }) => method === "create" && name === "b");
      expect(create?.inputs).to.deep.include({ value: "a-1" });
    },
  );

  onEngines("previews the replacement of something protected as an error", async ({ engine, program }) => {
    program('new Thing("a", { value: "1", replaceOn: ["value"] }, { protect: true });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2", replaceOn: ["value"] }, { protect: true });');
    const preview = await engine.preview();
    expect(preview.exitCode).to.equal(1);
    expect(opsOf(preview, "a")).to.include("replace");
    expect(errorsOf(preview)).to.include(`unable to replace resource "${THING}a"`);
    expect((await engine.up()).exitCode).to.equal(1);
  });

  onEngines("keeps an old resource whose replacement failed", async ({ engine, program }) => {
    program('new Thing("a", { value: "1", replaceOn: ["value"] });');
    await succeed(engine.up());
    program('new Thing("a", { value: "2", replaceOn: ["value"], failOn: "create" });');
    expect((await engine.up()).exitCode).to.equal(1);
    expect(idsOf(engine)).to.include({ a: "a-1" });
    program('new Thing("a", { value: "1", replaceOn: ["value"] });');
    expect((await succeed(engine.up())).changes).to.deep.equal({ same: 2 });
  });

  onEngines(
    "finishes a replacement that was interrupted after its delete",
    async ({ engine, program, stack }) => {
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
    },
  );

  onEngines("forgets a half replacement that nobody wants any more", async ({ engine, program }) => {
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

  onEngines(
    "deletes the old one later where the first try to delete it failed",
    async ({ engine, program, stack }) => {
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
    },
  );

  onEngines(
    "takes what was only read into its own hands by making a new one",
    async ({ engine, program }) => {
      program('new Thing("a", { value: "1" });');
      await succeed(engine.up());
      program('new Thing("a", { value: "1" }); Thing.get("g", "a-1");');
      await succeed(engine.up());
      program('new Thing("a", { value: "1" }); new Thing("g", {});');
      const up = await succeed(engine.up());
      expect(opsOf(up, "g")).to.have.members(["create-replacement", "replace", "discard-replaced"]);
      expect(idsOf(engine)).to.include({ a: "a-1", g: "g-2" });
    },
  );

  onEngines(
    "gives program and provider the stack's config, and keeps its secrets",
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

  onEngines(
    "leaves a pending operation when it is killed, and tries again",
    async ({ engine, program, stack }) => {
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
    },
  );
});
