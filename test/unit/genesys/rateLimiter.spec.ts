import { expect } from "chai";
import fc from "fast-check";
import { RateBudget } from "#genesys/http/rateLimiter";
import { RequestGate } from "#genesys/http/rateLimiter";
import { manualClock, type MovableClock } from "../../local-org";

const MINUTE = 60_000;
const limits = (count: number, allowed: number, reset: number): Record<string, string> => ({
  "inin-ratelimit-count": String(count),
  "inin-ratelimit-allowed": String(allowed),
  "inin-ratelimit-reset": String(reset),
});
const flushPromises = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("the request budget of a token", () => {
  let clock: MovableClock;
  let budget: RateBudget;
  let gate: RequestGate;
  let admitted: number;

  beforeEach(() => {
    clock = manualClock();
    budget = new RateBudget();
    gate = new RequestGate(budget, clock);
    admitted = 0;
  });

  const ask = (count: number): void => {
    for (let i = 0; i < count; i++) void gate.enter().then(() => admitted++);
  };
  const answered = (count: number, headers?: Record<string, string>): void => {
    for (let i = 0; i < count; i++) gate.leave(headers);
  };

  it("lets one request out alone, to learn the limit, and then as many as there are", async () => {
    ask(10);
    await flushPromises();
    expect(admitted).to.equal(1);
    answered(1);
    await flushPromises();
    expect(admitted).to.equal(10);
  });

  it("never sends more in a minute than the platform's 300, where answers say nothing", async () => {
    ask(500);
    await flushPromises();
    answered(1);
    await flushPromises();
    expect(admitted).to.equal(300);
    clock.advance(1000);
    answered(299);
    clock.advance(MINUTE - 1000);
    await flushPromises();
    expect(admitted).to.equal(301);
    clock.advance(1000);
    await flushPromises();
    expect(admitted).to.equal(500);
  });

  it("keeps to a lower limit that the first answer tells", async () => {
    ask(50);
    await flushPromises();
    answered(1, limits(1, 20, 60));
    await flushPromises();
    expect(admitted).to.equal(20);
    expect(budget.perMinute).to.equal(20);
  });

  it("counts what others send with the same token", async () => {
    ask(1);
    await flushPromises();
    answered(1, limits(290, 300, 30));
    ask(50);
    await flushPromises();
    expect(admitted).to.equal(11);
    answered(10, limits(300, 300, 30));
    clock.advance(30_000);
    await flushPromises();
    expect(admitted).to.equal(51);
  });

  it("is not misled by an answer that comes late", async () => {
    ask(1);
    await flushPromises();
    answered(1, limits(1, 300, 60));
    ask(2);
    await flushPromises();
    answered(1, limits(300, 300, 60));
    answered(1, limits(150, 300, 61));
    ask(1);
    await flushPromises();
    expect(admitted).to.equal(3);
  });

  it("holds everybody back while the platform asks for a pause", async () => {
    ask(1);
    await flushPromises();
    answered(1);
    budget.refused(clock.now(), 5000);
    ask(3);
    await flushPromises();
    expect(admitted).to.equal(1);
    clock.advance(5000);
    await flushPromises();
    expect(admitted).to.equal(4);
  });

  for (const reset of [61, 3600, 999_999_999]) {
    it(`waits a minute at most where an answer says that the limit resets in ${reset} s`, async () => {
      ask(1);
      await flushPromises();
      answered(1, limits(300, 300, reset));
      ask(1);
      await flushPromises();
      expect(admitted).to.equal(1);
      clock.advance(MINUTE);
      await flushPromises();
      expect(admitted).to.equal(2);
    });
  }

  it("says once a minute that it waits, and for how long", async () => {
    const lines: string[] = [];
    const talking = new RequestGate(budget, clock, { warn: (line) => void lines.push(line), debug: () => 0 });
    await talking.enter();
    talking.leave(limits(300, 300, 30));
    for (let i = 0; i < 5; i++) void talking.enter();
    await flushPromises();
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/rate limit.*300 requests a minute.*30 s/);
    talking.announce(120_000);
    expect(lines).to.have.length(1);
    clock.advance(MINUTE);
    talking.announce(5000);
    expect(lines).to.have.length(1);
    talking.announce(120_000);
    expect(lines[1]).to.include("120 s");
  });

  it("keeps the order in which requests came", async () => {
    const order: number[] = [];
    for (const name of [1, 2, 3, 4]) void gate.enter().then(() => order.push(name));
    await flushPromises();
    answered(1);
    await flushPromises();
    expect(order).to.deep.equal([1, 2, 3, 4]);
  });

  it("fits into every window of a minute, however requests come and however long they take (property)", () => {
    const step = fc.record({ wait: fc.nat(20_000), took: fc.nat(30_000) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(step, { maxLength: 200 }), (allowed, steps) => {
        const own = new RateBudget();
        own.sent();
        own.answered(0, limits(1, allowed, 60));
        const arrivals = [0];
        const flying: { back: number }[] = [];
        let now = 0;
        for (const { wait, took } of steps) {
          now += wait;
          for (const one of flying.filter(({ back }) => back <= now)) {
            own.answered(one.back);
            flying.splice(flying.indexOf(one), 1);
          }
          if (own.wait(now) > 0) continue;
          own.sent();
          // The platform counts a request somewhere between its sending and its answer; the worst case is the answer.
          arrivals.push(now + took);
          flying.push({ back: now + took });
        }
        for (const start of arrivals) {
          const within = arrivals.filter((at) => at >= start && at < start + MINUTE).length;
          expect(within).to.be.at.most(allowed);
        }
      }),
    );
  });
});
