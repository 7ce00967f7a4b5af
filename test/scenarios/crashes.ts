import { join } from "node:path";
import { expect } from "chai";
import { StoppingClock } from "../provider/faults/stoppingClock";
import { cutOff, type CutAt, type Victim } from "./cutOff";
import { e2e } from "./testStack";

/** The steps of a publish. */
export const STEPS = {
  "before the job": { method: "POST", path: "/flows/jobs$", lost: true },
  "after the upload": { method: "PUT", path: "^/_storage/flows/" },
  "while the job runs": { method: "GET", path: "/flows/jobs/[^/]+$" },
  "after success, before it is recorded": { method: "GET", path: "/api/v2/flows/[0-9a-f-]{36}$" },
} as const satisfies Record<string, CutAt>;

const oneModule = (name = "Collector"): string => `
new FlowModule("collector", {
  name: ${JSON.stringify(name)},
  document: flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) }),
});`;

/**
 * `kill -9` in a create. The next `up` on this machine ends with exactly one flow; on a machine without the
 * journal, the flow is reported as a conflict.
 */
export function crashInCreate(victim: Victim, step: keyof typeof STEPS, elsewhere = false): void {
  const clock = new StoppingClock();
  const title = `${victim} is killed in a create, ${step}`;
  const ending = elsewhere
    ? "another machine reports the conflict, and this one ends with one flow"
    : "the next up ends with one flow";
  e2e(
    `${title}: ${ending}`,
    async ({ org, engine, stack, folder, program }) => {
      await program(oneModule());
      const cut = await cutOff(org, clock, STEPS[step], victim, (options) => engine.up(options));
      expect(cut.exitCode, cut.output).to.not.equal(0);

      if (elsewhere) {
        const outsider = await stack("dev", { PULUMI_HOME: join(folder, "elsewhere") }).up();
        expect(outsider.exitCode, outsider.output).to.not.equal(0);
        const [flow] = await org.control.flows();
        for (const said of ["There is already", flow?.id ?? "no flow", "cut off", 'onConflict: "adopt"'])
          expect(outsider.output).to.include(said);
      }

      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      const flows = await org.control.flows();
      expect(flows.map(({ name, lockedBy }) => ({ name, lockedBy }))).to.deep.equal([
        { name: "Collector", lockedBy: null },
      ]);
      expect(flows[0]?.content).to.include("exact: 1");
      expect((await engine.preview({ expectNoChanges: true })).exitCode).to.equal(0);
    },
    { clock },
  );
}

/** `kill -9` in a rename, when the flow has its new name but not its new version. */
export function crashInRename(victim: Victim): void {
  const clock = new StoppingClock();
  e2e(
    `${victim} is killed in a rename: the next up completes it, in the same flow`,
    async ({ org, engine, program }) => {
      await program(oneModule());
      expect((await engine.up()).exitCode).to.equal(0);
      const [before] = await org.control.flows();
      await program(oneModule("Digits"));
      const at = { method: "POST", path: "/flows/jobs$", lost: true } as const;
      const cut = await cutOff(org, clock, at, victim, (options) => engine.up(options));
      expect(cut.exitCode, cut.output).to.not.equal(0);

      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      const flows = await org.control.flows();
      expect(flows.map(({ id, name, lockedBy }) => ({ id, name, lockedBy }))).to.deep.equal([
        { id: before?.id, name: "Digits", lockedBy: null },
      ]);
      expect(flows[0]?.content).to.include("name: Digits");
      expect((await engine.preview({ expectNoChanges: true })).exitCode).to.equal(0);
    },
    { clock },
  );
}

/**
 * `kill -9` in an update that takes effect, after which the program is restored: state and program agree,
 * and the flow differs.
 */
export function crashInUpdate(victim: Victim): void {
  const clock = new StoppingClock();
  e2e(
    `${victim} is killed in an update and the program is put back: the next up publishes what it says`,
    async ({ org, engine, program }) => {
      const write = (digits: number): Promise<void> =>
        program(`
new FlowModule("collector", {
  name: "Collector",
  document: flow.document({ start: flow.collectInput({ maxDigits: ${digits}, timeout: 5000 }) }),
});`);
      await write(1);
      expect((await engine.up()).exitCode).to.equal(0);
      await write(7);
      const at = STEPS["while the job runs"];
      const cut = await cutOff(org, clock, at, victim, (options) => engine.up(options));
      expect(cut.exitCode, cut.output).to.not.equal(0);

      await write(1);
      const preview = await engine.preview();
      expect(preview.changes, preview.output).to.include({ update: 1 });
      expect(preview.output).to.include("an earlier update was cut off");
      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      const [flow] = await org.control.flows();
      expect(flow).to.include({ publishedVersion: "3.0" });
      expect(flow?.content).to.include("exact: 1");
      await org.control.clearJournal();
      expect((await engine.preview({ expectNoChanges: true })).exitCode).to.equal(0);
      expect(await org.control.journal()).to.deep.equal([]);
    },
    { clock },
  );
}

/** `kill -9` in a delete: the platform has deleted the flow, but the state still has it. */
export function crashInDelete(victim: Victim): void {
  const clock = new StoppingClock();
  e2e(
    `${victim} is killed in a delete: the next destroy finds it done`,
    async ({ org, engine, program }) => {
      await program(oneModule());
      expect((await engine.up()).exitCode).to.equal(0);
      const at = { method: "DELETE", path: "^/api/v2/flows/" };
      const cut = await cutOff(org, clock, at, victim, (options) => engine.destroy(options));
      expect(cut.exitCode, cut.output).to.not.equal(0);

      const destroy = await engine.destroy();
      expect(destroy.exitCode, destroy.output).to.equal(0);
      expect(await org.control.flows()).to.deep.equal([]);
      expect(engine.exportState().deployment.resources ?? []).to.deep.equal([]);
    },
    { clock },
  );
}
