import { expect } from "chai";
import fc from "fast-check";
import { JobTiming } from "../../../provider/src/cloud/jobTiming";

const roomy = { perMinute: 300, remaining: () => 300 };

/** Lives through one job that takes `duration`, and tells when it was asked about, counted from its start. */
function live(timing: JobTiming, duration: number): number[] {
  const start = 1_000_000;
  const watch = timing.start(start);
  const asked: number[] = [];
  for (let now = start; ;) {
    now += watch.wait(now);
    asked.push(now - start);
    const done = now - start >= duration;
    watch.asked(now, done);
    if (done) break;
  }
  watch.end();
  return asked;
}

describe("when to ask about a publish job", () => {
  for (const duration of [500, 2000, 5000, 15_000, 60_000]) {
    it(`learns that jobs take ${duration} ms: soon two questions are enough, and hardly any time is lost`, () => {
      const timing = new JobTiming(roomy);
      const jobs = Array.from({ length: 30 }, () => live(timing, duration));
      const learned = jobs.slice(5);
      const questions = learned.reduce((sum, asked) => sum + asked.length, 0) / learned.length;
      const lost = learned.map((asked) => (asked.at(-1) ?? 0) - duration);
      expect(questions).to.be.at.most(2.2);
      expect(Math.max(...lost)).to.be.at.most(Math.max(120, duration * 0.1));
    });
  }

  it("is patient with the first job, and asks less and less often", () => {
    const asked = live(new JobTiming(roomy), 60_000);
    expect(asked[0]).to.equal(400);
    expect(asked).to.have.length.below(25);
  });

  it("shares what is left of the budget among all running jobs", () => {
    const timing = new JobTiming({ perMinute: 300, remaining: () => 20 });
    const watches = Array.from({ length: 20 }, () => timing.start(0));
    const [first] = watches;
    first?.asked(400, false);
    expect(first?.wait(400)).to.equal(4000);
    watches.slice(1).forEach((watch) => watch.end());
    expect(first?.wait(400)).to.be.below(300);
  });

  it("never waits longer than five seconds between two questions, and always comes to the end (property)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 20 }),
        (durations) => {
          const timing = new JobTiming(roomy);
          for (const duration of durations) {
            const asked = live(timing, duration);
            for (const [i, at] of asked.slice(1).entries()) expect(at - (asked[i] ?? 0)).to.be.at.most(5000);
          }
        },
      ),
    );
  });
});
