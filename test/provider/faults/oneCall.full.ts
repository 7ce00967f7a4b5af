import { passing } from "./oneCall";
import { storiesOf } from "./stories";
import { suiteOfStrikes } from "./strike";

const HTML = "<html><head><title>Bad gateway</title></head><body>nginx</body></html>";

describe("one struck call", () => {
  suiteOfStrikes([
    passing("429 with Retry-After 1", { status: 429, headers: { "retry-after": "1" } }),
    passing("429 without Retry-After", { status: 429, headers: { "retry-after": "" } }),
    passing("408 Request Timeout", { status: 408 }),
    passing("500 Internal Server Error", { status: 500 }),
    passing("502 Bad Gateway, as a proxy's page", { status: 502, body: HTML }),
    passing("503 Service Unavailable", { status: 503 }),
    passing("504 Gateway Timeout, without a body", { status: 504, body: "" }),
    passing("a connection that is cut before the platform has acted", { drop: "before" }),
    passing("a connection that is cut after the platform has acted", { drop: "after" }),
    passing("an answer that is cut off half-way", { truncate: true }),
    passing("an answer with an empty body", { truncate: 0 }),
    passing("a proxy's page in place of the answer, with status 200", { status: 200, body: HTML }),
  ]);
});

describe("one struck call that has to wait", () => {
  suiteOfStrikes(
    [passing("429 with Retry-After 5", { status: 429, headers: { "retry-after": "5" } })],
    storiesOf("creating a flow that invokes it", "renaming a module", "deleting a flow"),
  );
});
