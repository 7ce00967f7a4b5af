import { expect } from "chai";
import fc from "fast-check";
import { PollSchedule, type JobPoll } from "#genesys/pollSchedule";

const roomy = { perMinute: 300, remaining: () => 300 };

/**
 * Simulates jobs that start together and returns the times at which each was polled, from their start.
 * With `spread`, each job starts that much later than the one before.
 */
function live(timing: PollSchedule, durations: number[], spread = 0): number[][] {
  const start = 1_000_000;
  const jobs = durations.map((duration, i) => ({
    startsAt: start + i * spread,
    duration,
    asked: [] as number[],
    wake: start + i * spread,
    ask: false,
    watch: undefined as JobPoll | undefined,
  }));
  for (;;) {
    const [job] = jobs.filter(({ wake }) => wake < Infinity).sort((a, b) => a.wake - b.wake);
    if (job === undefined) return jobs.map(({ asked }) => asked);
    const now = job.wake;
    job.watch ??= timing.start(now);
    if (job.ask) {
      const elapsed = now - job.startsAt;
      job.asked.push(elapsed);
      job.watch.asked(now, elapsed >= job.duration);
      if (elapsed >= job.duration) {
        job.watch.end();
        job.wake = Infinity;
        continue;
      }
    }
    const step = job.watch.next(now);
    job.ask = step.ask;
    job.wake = now + step.wait;
  }
}
const one = (timing: PollSchedule, duration: number): number[] => live(timing, [duration])[0] ?? [];
const questions = (jobs: number[][]): number => jobs.reduce((sum, asked) => sum + asked.length, 0);
const lost = (jobs: number[][], duration: number): number[] =>
  jobs.map((asked) => (asked.at(-1) ?? 0) - duration);

describe("job polling", () => {
  for (const duration of [500, 2000, 5000, 15_000, 60_000]) {
    it(`learns that jobs take ${duration} ms: soon two questions are enough, and hardly any time is lost`, () => {
      const timing = new PollSchedule(roomy);
      const learned = Array.from({ length: 30 }, () => one(timing, duration)).slice(5);
      expect(questions(learned) / learned.length).to.be.at.most(2);
      expect(Math.max(...lost(learned, duration))).to.be.at.most(Math.max(110, duration * 0.06));
    });
  }

  for (const duration of [2000, 5000, 15_000]) {
    it(`follows a first wave of sixteen jobs of ${duration} ms by asking about one of them`, () => {
      const wave = live(new PollSchedule(roomy), Array<number>(16).fill(duration), 10);
      expect(questions(wave)).to.be.at.most(110);
      expect(Math.max(...lost(wave, duration))).to.be.at.most(duration * 0.08 + 200);
    });
  }

  it("does not delay short jobs because the first one is long", () => {
    const [, ...short] = live(new PollSchedule(roomy), [60_000, 2000, 2000, 2000]);
    expect(Math.max(...lost(short, 2000))).to.be.at.most(600);
  });

  it("keeps its estimate over waves of parallel jobs", () => {
    const timing = new PollSchedule(roomy);
    for (let wave = 0; wave < 5; wave++) live(timing, Array<number>(16).fill(5000));
    const asked = live(timing, Array<number>(16).fill(5000));
    expect(questions(asked)).to.be.at.most(32);
    expect(Math.max(...lost(asked, 5000))).to.be.at.most(300);
  });

  it("asks once about nearly every job of a large stack, in every wave", () => {
    for (const duration of [2000, 5000, 15_000]) {
      const timing = new PollSchedule(roomy);
      live(timing, Array<number>(8).fill(duration));
      const waves = Array.from({ length: 20 }, () => live(timing, Array<number>(8).fill(duration)));
      expect(questions(waves.flat()) / 160, String(duration)).to.be.at.most(1.25);
      expect(Math.max(...waves.flatMap((wave) => lost(wave, duration)))).to.be.at.most(duration * 0.07 + 50);
    }
  });

  it("keeps its estimate after one very long job", () => {
    const timing = new PollSchedule(roomy);
    for (let count = 0; count < 5; count++) one(timing, 5000);
    one(timing, 60_000);
    expect(Math.max(...lost([one(timing, 5000)], 5000))).to.be.at.most(5000 * 0.2);
  });

  it("adapts quickly to slower or faster jobs", () => {
    const timing = new PollSchedule(roomy);
    for (let count = 0; count < 5; count++) one(timing, 4000);
    for (let count = 0; count < 12; count++) one(timing, 8000);
    expect(one(timing, 8000)).to.have.length.at.most(2);
    for (let count = 0; count < 60; count++) one(timing, 6000);
    expect(lost([one(timing, 6000)], 6000)[0]).to.be.at.most(6000 * 0.07);
  });

  it("starts from the duration of jobs of another kind", () => {
    const modules = new PollSchedule(roomy);
    one(modules, 5000);
    const callers = new PollSchedule(roomy, () => modules.expectedMs);
    const asked = one(callers, 5000);
    expect(asked[0]).to.be.within(3500, 4500);
    expect(asked).to.have.length.at.most(6);
    expect(one(new PollSchedule(roomy, () => undefined), 5000)[0]).to.equal(400);
  });

  it("shares the remaining rate limit among all running jobs", () => {
    const timing = new PollSchedule({ perMinute: 300, remaining: () => 20 });
    const watches = Array.from({ length: 20 }, () => timing.start(0));
    const [first] = watches;
    first?.asked(400, false);
    expect(first?.next(400)).to.deep.equal({ wait: 4000, ask: true });
    watches.slice(1).forEach((watch) => watch.end());
    expect(first?.next(400).wait).to.be.below(300);
  });

  it("waits at most five seconds at a time, and always ends (property)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 20 }),
        (durations) => {
          const timing = new PollSchedule(roomy);
          for (const duration of durations) {
            const asked = one(timing, duration);
            for (const [i, at] of asked.slice(1).entries()) expect(at - (asked[i] ?? 0)).to.be.at.most(5000);
          }
        },
      ),
    );
  });
});
