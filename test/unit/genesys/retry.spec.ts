import { expect } from "chai";
import type { HttpResult } from "#genesys/http/sdk";
import { retryAfter, retryDelay } from "#genesys/http/retry";

const answer = (status: number, headers: Record<string, string> = {}, body: unknown = {}): HttpResult => ({
  kind: "answer",
  status,
  headers,
  body,
});
const none = (cause: string): HttpResult => ({ kind: "none", cause });

/** Attempts until the final result, for a repeatable call and for one that must not be repeated. */
const attempts = (outcome: HttpResult, repeatable: boolean): number => {
  let attempt = 1;
  while (retryDelay(attempt, outcome, { repeatable }, 0.5) !== undefined) attempt++;
  return attempt;
};

describe("the retry decision", () => {
  const table: [title: string, outcome: HttpResult, repeatable: number, other: number][] = [
    ["429: nothing was done, so anything may be repeated", answer(429, { "retry-after": "1" }), 8, 8],
    ["429 without a time", answer(429), 8, 8],
    [
      "429 that asks for more than three minutes: a quota, not a burst",
      answer(429, { "retry-after": "181" }),
      1,
      1,
    ],
    ["500", answer(500), 6, 1],
    ["502", answer(502), 6, 1],
    ["503", answer(503), 6, 1],
    ["504", answer(504), 6, 1],
    ["408, the platform's own time-out", answer(408), 6, 1],
    ["501: never implemented", answer(501), 1, 1],
    ["a success that is cut off or no JSON", answer(200), 4, 1],
    ["a cut connection", none("ECONNRESET"), 5, 1],
    ["a time-out", none("ECONNABORTED"), 5, 1],
    ["a gateway that restarts: the request never left", none("ECONNREFUSED"), 4, 4],
    ["a name service that is busy", none("EAI_AGAIN"), 4, 4],
    ["a host that does not exist", none("ENOTFOUND"), 1, 1],
    ["a certificate that nobody trusts", none("DEPTH_ZERO_SELF_SIGNED_CERT"), 1, 1],
    [
      "another operation that still runs",
      answer(409, {}, { code: "architect.operation.already.in.progress" }),
      6,
      6,
    ],
    ["any other conflict", answer(409, {}, { code: "architect.flow.already.exists" }), 1, 1],
    ...[400, 401, 403, 404, 405, 410, 413].map((status): [string, HttpResult, number, number] => [
      `${status}: the platform's last word`,
      answer(status),
      1,
      1,
    ]),
  ];
  for (const [title, outcome, repeatable, other] of table) {
    it(`${title} (${repeatable} attempts, ${other} where twice would do harm)`, () => {
      expect([attempts(outcome, true), attempts(outcome, false)]).to.deep.equal([repeatable, other]);
    });
  }

  it("waits at least as long as Genesys Cloud asks, with jitter", () => {
    const limited = answer(429, { "retry-after": "42" });
    expect(retryDelay(1, limited, { repeatable: false }, 0)).to.equal(42_000);
    expect(retryDelay(7, limited, { repeatable: false }, 1)).to.equal(42_250);
  });

  it("uses exponential backoff with jitter, up to about 15 seconds", () => {
    const delays = [1, 2, 3, 4, 5].map((attempt) =>
      retryDelay(attempt, answer(503), { repeatable: true }, 0.5),
    );
    expect(delays).to.deep.equal([500, 1000, 2000, 4000, 8000]);
    expect(retryDelay(1, answer(503), { repeatable: true }, 0)).to.equal(375);
    expect(retryDelay(1, answer(503), { repeatable: true }, 1)).to.equal(625);
    expect(retryDelay(7, answer(429), { repeatable: true }, 1)).to.be.at.most(18_750);
  });

  it("reads Retry-After as seconds and as a date", () => {
    expect(retryAfter("5")).to.equal(5000);
    // The server's clock may differ from this machine's.
    expect(retryAfter("Thu, 01 Jan 2026 00:00:07 GMT", "Thu, 01 Jan 2026 00:00:00 GMT")).to.equal(7000);
    expect(retryAfter("Thu, 01 Jan 2026 00:00:00 GMT", "Fri, 02 Jan 2026 00:00:00 GMT")).to.equal(0);
    expect(retryAfter(new Date(Date.now() + 60_000).toUTCString())).to.be.within(50_000, 60_000);
    expect([retryAfter(undefined), retryAfter(" "), retryAfter("soon")]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
