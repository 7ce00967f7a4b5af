import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Clock } from "genesyscloud-local-org";
import { FaultRunner } from "./faultRunner";
import type { Row } from "./platformRows";
import type { Operation } from "./operations";

const HOUR = 3_600_000;

/** Runs rows in sequence, in one organization with a publish timeout of four seconds. */
export function suiteOfRows(rows: readonly Row[]): void {
  let lane: FaultRunner;
  before(async () => {
    lane = await FaultRunner.open({ env: { GENESYSCLOUD_PUBLISH_TIMEOUT: "4" } });
  });
  after(() => lane.close());

  for (const row of rows) it(`loses and doubles nothing: ${row.title}`, () => play(lane, row));

  it("leaks no secret", async () => {
    const { found, looked } = await lane.leaks();
    expect(found).to.deep.equal([]);
    expect(looked, "something was left behind to look through").to.be.above(1_000);
  });
}

/** Runs operations without faults while the platform's clock is an hour ahead or behind. */
export function suiteOfClocks(stories: readonly Operation[]): void {
  for (const ms of [HOUR, -HOUR]) {
    describe(`a platform whose clock is an hour ${ms > 0 ? "ahead" : "behind"}`, () => {
      let lane: FaultRunner;
      before(async () => {
        const clock: Clock = { now: () => Date.now() + ms, sleep: (time) => sleep(time) };
        lane = await FaultRunner.open({ organization: { clock } });
      });
      after(() => lane.close());

      for (const one of stories) {
        it(`makes no difference to ${one.title}`, () => play(lane, { title: "", story: one }));
      }
    });
  }
}

async function play(
  lane: FaultRunner,
  { story: played, says, then, last, ...disturbance }: Row,
): Promise<void> {
  const { scene, error } = await lane.play(played, disturbance);
  await then?.(lane.org.control);
  if (says === undefined) expect(error).to.equal(undefined);
  for (const one of says ?? []) expect(error).to.match(one);
  if (says !== undefined) await played.act(scene);
  await last?.(lane.org.control);
  expect(await lane.disagreements(played, scene)).to.deep.equal([]);
  await lane.clear(scene);
}
