import { expect } from "chai";
import fc from "fast-check";
import { RateBudget } from "#genesys/http/rateLimiter";
import { RequestGate } from "#genesys/http/rateLimiter";
import { manualClock, type MovableClock } from "genesyscloud-local-org";

const MINUTE = 60_000;
const limits = (count: number, allowed: number, reset: number): Record<string, string> => ({
  "inin-ratelimit-count": String(count),
  "inin-ratelimit-allowed": String(allowed),
  "inin-ratelimit-reset": String(reset),
});
const flushPromises = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("the rate limit", () => {
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

  it("is learned from one request before others are sent", async () => {
    ask(10);
    await flushPromises();
    expect(admitted).to.equal(1);
    answered(1);
    await flushPromises();
    expect(admitted).to.equal(10);
  });

  it("is at most 300 requests a minute if responses contain none", async () => {
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

  it("is lower if the first response contains a lower one", async () => {
    ask(50);
    await flushPromises();
    answered(1, limits(1, 20, 60));
    await flushPromises();
    expect(admitted).to.equal(20);
    expect(budget.perMinute).to.equal(20);
  });

  it("includes requests that others send with the same token", async () => {
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

  it("ignores outdated values of late responses", async () => {
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

  it("pauses all requests while Genesys Cloud asks for it", async () => {
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

  it("logs once a minute how long it waits", async () => {
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

  it("keeps the order of requests", async () => {
    const order: number[] = [];
    for (const name of [1, 2, 3, 4]) void gate.enter().then(() => order.push(name));
    await flushPromises();
    answered(1);
    await flushPromises();
    expect(order).to.deep.equal([1, 2, 3, 4]);
  });

  it("holds in every one-minute window, for any timing (property)", () => {
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
          // The request counts at some time between sending and response. The response is the worst case.
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
