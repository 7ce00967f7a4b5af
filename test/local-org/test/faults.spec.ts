import { expect } from "chai";
import type { FaultRule } from "../src/index";
import { send, signIn } from "./caller";
import { inboundYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

describe("a fault rule", () => {
  const world = useTestOrganization();
  const get = (path = "/api/v2/organizations/me") => world.me.call("GET", path);
  const order = (rule: FaultRule) => world.org.control.faults(rule);
  const organization = "/organizations/me$";

  it("answers with the platform's error body for the status", async () => {
    await order({ method: "GET", path: organization, status: 503 });
    const heard = await get();
    expect([heard.status, heard.body.code]).to.deep.equal([503, "service.unavailable"]);
    expect((await get("/api/v2/flows")).status).to.equal(200);
    await world.org.control.clearFaults();
    expect((await get()).status).to.equal(200);
  });

  it("applies to the nth request, or to a number of requests", async () => {
    await order({ path: organization, nth: 2, status: 500 });
    const first = [(await get()).status, (await get()).status, (await get()).status];
    expect(first).to.deep.equal([200, 500, 200]);
    await world.org.control.clearFaults();
    await order({ path: organization, times: 2, status: 429, headers: { "Retry-After": "5" } });
    const heard = await get();
    expect([heard.status, heard.headers.get("retry-after")]).to.deep.equal([429, "5"]);
    expect([(await get()).status, (await get()).status]).to.deep.equal([429, 200]);
  });

  it("applies with a probability repeatable by seed", async () => {
    await order({ path: organization, probability: 0.5, status: 500 });
    const statuses: number[] = [];
    for (let count = 0; count < 40; count++) statuses.push((await get()).status);
    expect(statuses.filter((status) => status === 500).length).to.be.within(8, 32);
  });

  it("sends any body: HTML, nothing or another object", async () => {
    await order({ path: organization, times: 1, status: 502, body: "<html>Bad gateway</html>" });
    const html = await get();
    expect([html.headers.get("content-type"), html.text]).to.deep.equal([
      "text/html",
      "<html>Bad gateway</html>",
    ]);
    await order({ path: organization, times: 1, status: 500, body: "" });
    expect((await get()).text).to.equal("");
    await order({ path: organization, status: 200, body: { name: "Another" } });
    expect((await get()).body).to.deep.equal({ name: "Another" });
  });

  it("cuts the connection before or after the organization acts", async () => {
    const id = await world.publish(inboundYaml("Line"));
    const remove = () =>
      world.me.call("DELETE", `/api/v2/flows/${id}`).then(
        () => "answered",
        () => "cut",
      );
    await order({ method: "DELETE", path: "/flows/", times: 1, drop: "before" });
    expect(await remove()).to.equal("cut");
    expect(await world.org.control.flows()).to.have.length(1);
    await order({ method: "DELETE", path: "/flows/", times: 1, drop: "after" });
    expect(await remove()).to.equal("cut");
    expect(await world.org.control.flows()).to.have.length(0);
    const journal = await world.org.control.journal();
    expect(journal.filter(({ method }) => method === "DELETE").map(({ status }) => status)).to.deep.equal([
      0, 0,
    ]);
  });

  it("sends half of the body, or a number of bytes, as a complete response", async () => {
    const whole = (await get("/api/v2/authorization/divisions/home")).text;
    await order({ path: "/home$", times: 1, truncate: true });
    await order({ path: "/home$", nth: 2, truncate: 5 });
    const read = async () => {
      const path = `${world.org.url}/api/v2/authorization/divisions/home`;
      const response = await fetch(path, { headers: { authorization: `Bearer ${world.me.token}` } });
      return response.text();
    };
    expect(await read()).to.equal(whole.slice(0, Math.floor(whole.length / 2)));
    expect(await read()).to.equal(whole.slice(0, 5));
  });

  it("delays by the organization's clock", async () => {
    await order({ path: organization, delayMs: 30_000 });
    let answered = false;
    const waiting = get().then(() => (answered = true));
    await get("/api/v2/flows");
    expect(answered).to.equal(false);
    world.clock.advance(30_000);
    await waiting;
  });

  it("applies to sign-in, uploads and queries", async () => {
    await order({ path: "^/oauth/token", times: 1, status: 500 });
    expect(await signIn(world.org).catch((error: Error) => error.message)).to.contain("sign-in failed");
    await order({ method: "PUT", path: "^/_storage/", times: 1, status: 403, body: "<Error/>" });
    expect(await world.me.upload(inboundYaml("Line")).catch((error: Error) => error.message)).to.contain(
      "<Error/>",
    );
    await order({ path: "name=Line", status: 500 });
    expect((await get("/api/v2/flows?name=Line")).status).to.equal(500);
    expect((await get("/api/v2/flows?name=Other")).status).to.equal(200);
  });

  it("requires a valid regular expression as its path", async () => {
    const answer = await send<{ error: string }>(`${world.org.url}/_control/faults`, {
      method: "POST",
      body: JSON.stringify({ path: "(" }),
    });
    expect(answer.status).to.equal(400);
    expect(answer.body.error).to.contain("Invalid regular expression");
  });
});
