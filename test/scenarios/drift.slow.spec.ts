import { expect } from "chai";
import { parse, stringify } from "yaml";
import type { LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../local-org/test/caller";
import { moduleAndTwoFlows } from "./programs";
import { e2e } from "./testStack";

/** Someone opens the flow in Architect, changes it, and publishes. */
async function editInTheUi(
  org: LocalOrg,
  name: string,
  change: (root: Record<string, unknown>) => void,
): Promise<string> {
  const flow = (await org.control.flows()).find((one) => one.name === name);
  if (flow === undefined) throw new Error(`there is no flow ${name}`);
  const file = parse(flow.content) as Record<string, Record<string, unknown>>;
  for (const root of Object.values(file)) change(root);
  await org.control.edit(flow.id, stringify(file));
  return flow.id;
}

const bodyOf = (root: Record<string, unknown>): Record<string, unknown> => {
  const [first] = root.startUpTaskActions as { collectInput: Record<string, unknown> }[];
  if (first === undefined) throw new Error("the module has no actions");
  return first.collectInput;
};

const AFTER_HOURS = `
inboundCall:
  name: After hours
  description: What callers hear after hours
  startUpRef: ./tasks/task[m]
  defaultLanguage: en-us
  initialGreeting:
    tts: Welcome.
  tasks:
    - task:
        name: Main
        refId: m
        actions:
          - disconnect:
              name: Bye
`;

describe("drift", () => {
  e2e("is not reported without changes", async ({ engine, program }) => {
    await program(moduleAndTwoFlows());
    expect((await engine.up()).exitCode).to.equal(0);
    const check = await engine.refresh({ previewOnly: true, expectNoChanges: true });
    expect(check.exitCode, check.output).to.equal(0);
    const refresh = await engine.refresh();
    expect(refresh.exitCode, refresh.output).to.equal(0);
    expect((await engine.preview()).changes).to.deep.equal({ same: 4 });
  });

  e2e("of content is reported by refresh and fixed by up", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    expect((await engine.up()).exitCode).to.equal(0);
    await editInTheUi(org, "Collector", (root) => {
      bodyOf(root).digits = { exact: 7 };
    });

    const nightly = await engine.refresh({ previewOnly: true, expectNoChanges: true });
    expect(nightly.exitCode, "the exit status of a nightly drift check").to.equal(7);
    const refresh = await engine.refresh();
    expect(refresh.exitCode, refresh.output).to.equal(0);
    expect(refresh.output).to.include("document");

    const preview = await engine.preview();
    expect(preview.changes).to.include({ update: 3 });
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    const module = (await org.control.flows()).find(({ name }) => name === "Collector");
    expect(
      bodyOf((parse(module?.content ?? "") as Record<string, Record<string, unknown>>).commonModule ?? {}),
    ).to.have.deep.property("digits", { exact: 1 });
    expect((await engine.preview()).changes).to.deep.equal({ same: 4 });
  });

  e2e("of the description is reported by refresh and fixed by up", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    expect((await engine.up()).exitCode).to.equal(0);
    const id = await editInTheUi(org, "Collector", (root) => {
      root.description = "Somebody was here.";
    });
    const refresh = await engine.refresh();
    expect(refresh.output).to.include("description");
    expect((await engine.up()).exitCode).to.equal(0);
    const healed = (await org.control.flows()).find((flow) => flow.id === id);
    expect(healed?.content).to.include("Collects a digit.");
  });

  e2e("is not reported for a description from a file, or a removed one", async ({ org, engine, program }) => {
    const write = (args: string): Promise<void> =>
      program(`
const yaml = ${JSON.stringify(AFTER_HOURS)};
new InboundFlow("file", { yaml });
new InboundFlow("line", { name: "Line", ${args} document: flow.document({ start: flow.disconnect() }) });`);
    const quiet = async (): Promise<void> => {
      const check = await engine.refresh({ previewOnly: true, expectNoChanges: true });
      expect(check.exitCode, check.output).to.equal(0);
      expect((await engine.preview()).changes).to.deep.equal({ same: 3 });
    };
    await write('description: "hello",');
    expect((await engine.up()).exitCode).to.equal(0);
    await quiet();
    await write("");
    expect((await engine.preview()).changes).to.deep.equal({ same: 2, update: 1 });
    expect((await engine.up()).exitCode).to.equal(0);
    await quiet();
    const shown = (await org.control.flows()).map(({ name, description }) => [name, description ?? ""]);
    expect(shown).to.have.deep.members([
      ["After hours", "What callers hear after hours"],
      ["Line", ""],
    ]);
  });

  e2e("of name, division and enabled is reported, and fixed by up", async ({ org, engine, program }) => {
    const somebody = await signIn(org);
    const division = async (name: string): Promise<string> => {
      const made = await somebody.call<{ id: string }>("POST", "/api/v2/authorization/divisions", {
        name,
        description: name,
      });
      return made.body.id;
    };
    await division("Sales");
    const support = await division("Support");
    const line = (n: number, enabled: boolean): string => `
new InboundFlow("line-${n}", {
  name: "Line ${n}",
  division: "Sales",
  enabled: ${enabled},
  document: flow.document({ start: flow.disconnect() }),
});`;
    await program(line(1, true) + line(2, false));
    const first = await engine.up();
    expect(first.exitCode, first.output).to.equal(0);
    const before = await org.control.flows();
    const [on, off] = ["Line 1", "Line 2"].map((name) => before.find((flow) => flow.name === name)?.id ?? "");

    const act = async (path: string, body?: unknown, method = "POST"): Promise<void> => {
      const { status, text } = await somebody.call(method, `/api/v2/${path}`, body);
      expect(status, `${path}: ${text}`).to.be.below(300);
    };
    await act(`flows/actions/deactivate?flow=${on ?? ""}`);
    await act(`flows/actions/publish?flow=${off ?? ""}&version=1.0`);
    await act(`authorization/divisions/${support}/objects/FLOW`, [on]);
    await act(`flows/actions/checkout?flow=${off ?? ""}`);
    await act(`flows/${off ?? ""}`, { name: "Somebody's line", type: "INBOUNDCALL" }, "PUT");
    await act(`flows/actions/revert?flow=${off ?? ""}`);

    const refresh = await engine.refresh();
    expect(refresh.exitCode, refresh.output).to.equal(0);
    for (const property of ["enabled", "division", "name"]) expect(refresh.output).to.include(property);
    const preview = await engine.preview();
    expect(preview.changes, preview.output).to.include({ update: 2 });
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    const shown = (await org.control.flows()).map(({ id, name, division, active, lockedBy }) => ({
      id,
      name,
      division,
      active,
      lockedBy,
    }));
    expect(shown).to.have.deep.members([
      { id: on, name: "Line 1", division: "Sales", active: true, lockedBy: null },
      { id: off, name: "Line 2", division: "Sales", active: false, lockedBy: null },
    ]);
    expect((await engine.preview()).changes).to.deep.equal({ same: 3 });
  });

  e2e("by deletion is fixed by a new create", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    expect((await engine.up()).exitCode).to.equal(0);
    const gone = (await org.control.flows()).find(({ name }) => name === "Inbound_2");
    await org.control.deleteFlow(gone?.id ?? "");
    expect((await engine.refresh()).exitCode).to.equal(0);
    expect((await engine.preview()).changes).to.include({ create: 1 });
    expect((await engine.up()).exitCode).to.equal(0);
    expect((await org.control.flows()).map(({ name }) => name)).to.include("Inbound_2");
  });
});
