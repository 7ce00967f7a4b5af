import { passingFault } from "./singleFault";
import { operationsOf } from "./operations";
import { faultAtEveryCall } from "./everyCall";

const HTML = "<html><head><title>Bad gateway</title></head><body>nginx</body></html>";

describe("one failing request", () => {
  faultAtEveryCall([
    passingFault("429 with Retry-After 1", { status: 429, headers: { "retry-after": "1" } }),
    passingFault("429 without Retry-After", { status: 429, headers: { "retry-after": "" } }),
    passingFault("408 Request Timeout", { status: 408 }),
    passingFault("500 Internal Server Error", { status: 500 }),
    passingFault("502 Bad Gateway, as a proxy's page", { status: 502, body: HTML }),
    passingFault("503 Service Unavailable", { status: 503 }),
    passingFault("504 Gateway Timeout, without a body", { status: 504, body: "" }),
    passingFault("a connection that is cut before the platform has acted", { drop: "before" }),
    passingFault("a connection that is cut after the platform has acted", { drop: "after" }),
    passingFault("an answer that is cut off half-way", { truncate: true }),
    passingFault("an answer with an empty body", { truncate: 0 }),
    passingFault("a proxy's page in place of the answer, with status 200", { status: 200, body: HTML }),
  ]);
});

describe("one failing request with a wait", () => {
  faultAtEveryCall(
    [passingFault("429 with Retry-After 5", { status: 429, headers: { "retry-after": "5" } })],
    operationsOf("creating a flow that invokes it", "renaming a module", "deleting a flow"),
  );
});
