import { join } from "node:path";
import { expect } from "chai";
import type { FaultRule } from "genesyscloud-local-org";
import { SecretScan, secretsOf } from "../provider/faults/secretScan";
import { hasRequest, waitFor } from "../provider/providerSteps";
import type { OperationResult } from "../engine";
import { moduleAndTwoFlows } from "./programs";
import { e2e, type TestStack } from "./testStack";

/** The six most common faults, each in a whole `up` of a module and its two callers. */
export const FAULTS = {
  burst: () =>
    passing("a burst of 429 is waited for", [
      {
        method: "POST",
        path: "/flows/jobs$",
        nth: 1,
        times: 3,
        status: 429,
        headers: { "retry-after": "1" },
      },
    ]),

  unavailable: () =>
    passing("a platform that is not available in mid-publish is asked again", [
      { method: "GET", path: "/flows/jobs/", nth: 1, times: 3, status: 503 },
      {
        method: "GET",
        path: "/api/v2/flows/[0-9a-f-]{36}$",
        nth: 1,
        status: 502,
        body: "<html>nginx</html>",
      },
    ]),

  cutAfter: () =>
    passing("connections that are cut after the platform has acted publish nothing twice", [
      { method: "PUT", path: "^/_storage/flows/", nth: 1, drop: "after" },
      { method: "POST", path: "/flows/jobs$", nth: 1, drop: "after" },
      { method: "GET", path: "/flows/jobs/", nth: 1, drop: "after" },
    ]),

  jobFails: () =>
    e2e("a failed publish job is reported, and the next up succeeds", async (world) => {
      const { org, engine, program } = world;
      await program(moduleAndTwoFlows());
      await org.control.jobs({ flow: "Inbound_1", fail: ["Genesys has hiccups."] });
      const failed = await engine.up();
      expect(failed.exitCode, failed.output).to.not.equal(0);
      expect(failed.output).to.include("Genesys has hiccups.").and.include("inbound-1");

      await ends(world, [failed]);
    }),

  expiredToken: () =>
    e2e("an access token that expires during a run is renewed", async (world) => {
      const { org, engine, program } = world;
      await program(moduleAndTwoFlows());
      await org.control.settings({ jobMs: 600 });
      const running = engine.up();
      await waitFor(() => hasRequest(org, "PUT", /^\/_storage\/flows\//));
      await org.control.expireTokens();
      const up = await running;
      expect(up.exitCode, up.output).to.equal(0);
      const journal = await org.control.journal();
      expect(journal.filter(({ status }) => status === 401)).to.not.deep.equal([]);
      expect(journal.filter(({ path }) => path === "/oauth/token").length).to.be.above(1);
      await ends(world, [up]);
    }),

  laggingIndex: () =>
    e2e("a lagging search delays callers, which get the new version", async (world) => {
      const { org, engine, program } = world;
      await org.control.settings({ indexLagMs: 1_500, dependencyLagMs: 1_500 });
      await program(moduleAndTwoFlows());
      const first = await engine.up();
      expect(first.exitCode, first.output).to.equal(0);
      await program(moduleAndTwoFlows({ maxDigits: 2 }));
      const second = await engine.up();
      expect(second.exitCode, second.output).to.equal(0);
      await ends(world, [first, second], "2.0");
    }),
} as const;

/** A fault that the user does not see, except as a delay. */
function passing(title: string, rules: FaultRule[]): void {
  e2e(title, async (world) => {
    await world.program(moduleAndTwoFlows());
    await world.org.control.faults(...rules);
    const up = await world.engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    await world.org.control.clearFaults();
    await ends(world, [up]);
    const flows = await world.org.control.flows();
    expect(flows.map(({ publishedVersion }) => publishedVersion)).to.deep.equal(["1.0", "1.0", "1.0"]);
  });
}

/**
 * After another `up`: every flow once, callers with the module's version, no changes left, no plain secret.
 */
async function ends(
  { org, engine, folder }: TestStack,
  before: OperationResult[],
  moduleVersion = "1.0",
): Promise<void> {
  const up = await engine.up();
  expect(up.exitCode, up.output).to.equal(0);
  const refresh = await engine.refresh({ expectNoChanges: true });
  expect(refresh.exitCode, refresh.output).to.equal(0);
  const flows = await org.control.flows();
  expect(flows.map(({ name }) => name)).to.have.members(["Collector", "Inbound_1", "Inbound_2"]);
  for (const { modules } of flows.filter(({ type }) => type === "INBOUNDCALL"))
    expect(modules.map(({ version }) => version)).to.deep.equal([moduleVersion]);

  const evidence = new SecretScan();
  for (const { output, state } of [...before, up, refresh]) {
    evidence.add("output", output);
    evidence.add("state", JSON.stringify(state));
  }
  await evidence.addFolder(join(folder, "home"));
  expect(evidence.leaks(await secretsOf(org))).to.deep.equal([]);
}
