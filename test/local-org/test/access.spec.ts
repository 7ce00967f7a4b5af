import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { login, send, signIn } from "./caller";
import { inboundYaml } from "./flowTexts";
import { useTestOrganization } from "./testOrganization";

describe("access", () => {
  const world = useTestOrganization({ ratePerMinute: 300 });
  const asking = (token?: string) =>
    send<Models.ErrorBody>(`${world.org.url}/api/v2/organizations/me`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  describe("signing in", () => {
    it("accepts credentials in the header or the form body", async () => {
      const { status, body } = await login(world.org, "local", "local-secret");
      expect(status).to.equal(200);
      expect(body).to.include({ token_type: "bearer", expires_in: 86_400 });
      const form = await send<{ access_token: string }>(`${world.org.url}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: "local",
          client_secret: "local-secret",
        }),
      });
      expect((await asking(form.body.access_token)).status).to.equal(200);
    });

    it("answers any wrong credentials with 400", async () => {
      for (const [id, secret] of [
        ["local", "guess"],
        ["nobody", "local-secret"],
      ] as const) {
        const { status, body } = await login(world.org, id, secret);
        expect(status).to.equal(400);
        expect(body).to.include({ error: "invalid_client", error_description: "authentication failed" });
      }
      const { body } = await login(world.org, "local", "local-secret", { grant_type: "password" });
      expect(body).to.include({ error: "unsupported_grant_type" });
    });
  });

  describe("access tokens", () => {
    it("are required and must be valid", async () => {
      const none = await asking();
      expect([none.status, none.body.code]).to.deep.equal([401, "authentication.required"]);
      const wrong = await asking("guess");
      expect([wrong.status, wrong.body.code]).to.deep.equal([401, "bad.credentials"]);
    });

    it("end when they expire, are revoked, or all are revoked", async () => {
      await world.org.control.client({ id: "short", secret: "s", tokenSeconds: 300 });
      const { token } = await signIn(world.org, { id: "short", secret: "s" });
      world.clock.advance(299_000);
      expect((await asking(token)).status).to.equal(200);
      world.clock.advance(1_000);
      expect((await asking(token)).status).to.equal(401);
      const mine = await signIn(world.org);
      expect((await mine.call("DELETE", "/api/v2/tokens/me")).status).to.equal(200);
      expect((await asking(mine.token)).status).to.equal(401);
      const last = await signIn(world.org);
      await world.org.control.expireTokens();
      expect((await asking(last.token)).status).to.equal(401);
      world.me = await signIn(world.org);
    });

    it("identify their client and organization", async () => {
      const { body } = await world.me.call<Models.TokenInfo>("GET", "/api/v2/tokens/me");
      const { body: org } = await world.me.call<Models.Organization>("GET", "/api/v2/organizations/me");
      expect(org).to.include({ name: "Local Organization", state: "active" });
      expect(body.organization).to.deep.equal({ id: org.id, name: org.name });
      expect(body.OAuthClient).to.include({ id: "local", authorizedGrantType: "CLIENT-CREDENTIALS" });
      const head = await world.me.call("HEAD", "/api/v2/tokens/me");
      expect([head.status, head.text]).to.deep.equal([200, ""]);
    });
  });

  describe("permissions", () => {
    it("are named in errors if missing", async () => {
      await world.org.control.client({ id: "reader", secret: "s", permissions: ["architect:flow:view"] });
      const reader = await signIn(world.org, { id: "reader", secret: "s" });
      expect((await reader.call("GET", "/api/v2/flows")).status).to.equal(200);
      const one = await reader.call("DELETE", "/api/v2/flows/x");
      expect([one.status, one.body.code]).to.deep.equal([403, "missing.any.permissions"]);
      expect(one.body.message).to.contain("[architect:flow:delete]");
      const all = await reader.call("POST", "/api/v2/flows/jobs");
      expect([all.status, all.body.code]).to.deep.equal([403, "missing.permissions"]);
      expect(all.body.message).to.contain("architect:job:create");
    });

    it("are checked inside jobs too", async () => {
      const permissions = ["architect:job:create", "architect:job:view", "architect:flow:edit"];
      await world.org.control.client({ id: "publisher", secret: "s", permissions });
      const publisher = await signIn(world.org, { id: "publisher", secret: "s" });
      const job = await publisher.job(await publisher.upload(inboundYaml("Line")));
      expect(job.status).to.equal("Failure");
      expect(JSON.stringify(job.messages)).to.contain("the 'architect:flow:add' permission is required");
    });

    it("apply only in the client's divisions", async () => {
      const id = await world.publish(inboundYaml("Line"));
      const { body: division } = await world.me.call<Models.AuthzDivision>(
        "POST",
        "/api/v2/authorization/divisions",
        {
          name: "Sales",
          description: "",
        },
      );
      await world.org.control.client({ id: "seller", secret: "s", divisions: ["Sales"] });
      const seller = await signIn(world.org, { id: "seller", secret: "s" });
      const listed = async () =>
        (await seller.call<Models.FlowEntityListing>("GET", "/api/v2/flows")).body.total;
      expect(await listed()).to.equal(0);
      const refused = await seller.call("GET", `/api/v2/flows/${id}`);
      expect([refused.status, refused.body.code]).to.deep.equal([403, "missing.any.division.permissions"]);
      expect(refused.body.message).to.contain("division(s): [Home]");
      const move = `/api/v2/authorization/divisions/${division.id ?? ""}/objects/FLOW`;
      expect((await world.me.call("POST", move, [id])).status).to.equal(204);
      expect(await listed()).to.equal(1);
    });
  });

  describe("divisions", () => {
    const divisions = "/api/v2/authorization/divisions";
    it("are listed, created, renamed and deleted", async () => {
      const made = await world.me.call<Models.AuthzDivision>("POST", divisions, {
        name: "Sales",
        description: "d",
      });
      const path = `${divisions}/${made.body.id ?? ""}`;
      const again = await world.me.call("POST", divisions, { name: "sales", description: "" });
      expect([again.status, again.body.code]).to.deep.equal([409, "resource.already.exists"]);
      const { body } = await world.me.call<Models.AuthzDivisionEntityListing>("GET", `${divisions}?name=S*`);
      expect(body.entities?.map(({ name }) => name)).to.deep.equal(["Sales"]);
      await world.me.call("PUT", path, { name: "Selling", description: "" });
      expect((await world.me.call<Models.AuthzDivision>("GET", path)).body).to.include({ name: "Selling" });
      expect((await world.me.call("DELETE", path)).status).to.equal(204);
      expect((await world.me.call("GET", path)).status).to.equal(404);
      const home = await world.me.call<Models.AuthzDivision>("GET", `${divisions}/home`);
      expect(home.body).to.include({ name: "Home", homeDivision: true });
      expect((await world.me.call("DELETE", `${divisions}/${home.body.id ?? ""}`)).status).to.equal(409);
    });

    it("named in YAML must exist", async () => {
      await world.me.call("POST", divisions, { name: "Sales", description: "" });
      await world.publish(inboundYaml("Line", undefined, { division: "Sales" }));
      expect((await world.org.control.flows())[0]).to.include({ division: "Sales" });
      const { body } = await world.me.call<Models.AuthzDivisionEntityListing>(
        "GET",
        `${divisions}?objectCount=true`,
      );
      expect(body.entities?.find(({ name }) => name === "Sales")?.objectCounts).to.deep.equal({ FLOW: 1 });
      const job = await world.me.job(
        await world.me.upload(inboundYaml("Other", undefined, { division: "None" })),
      );
      expect(JSON.stringify(job.messages)).to.contain("find 'division' by value of 'None' - no matches");
    });

    it("of existing flows change by API, and by YAML only if configured", async () => {
      await world.me.call("POST", divisions, { name: "Sales", description: "" });
      const division = async () => (await world.org.control.flows())[0]?.division;
      await world.publish(inboundYaml("Line"));
      await world.publish(inboundYaml("Line", undefined, { division: "Sales" }));
      expect(await division()).to.equal("Home");
      await world.guessing({ yamlMovesDivision: true }, async () => {
        await world.publish(inboundYaml("Line", undefined, { division: "Sales" }));
        expect(await division()).to.equal("Sales");
      });
    });
  });

  describe("rate limit", () => {
    it("is in every response and refuses excess requests", async () => {
      const mine = await signIn(world.org);
      const heard = await mine.call("GET", "/api/v2/organizations/me");
      expect(heard.headers.get("inin-ratelimit-count")).to.equal("1");
      expect(heard.headers.get("inin-ratelimit-allowed")).to.equal("300");
      expect(heard.headers.get("inin-ratelimit-reset")).to.equal("60");
      world.clock.advance(20_000);
      for (let count = 1; count < 300; count++) {
        expect((await mine.call("GET", "/api/v2/organizations/me")).status).to.equal(200);
      }
      const refused = await mine.call("GET", "/api/v2/organizations/me");
      expect(refused.status).to.equal(429);
      expect(refused.headers.get("retry-after")).to.equal("40");
      expect(refused.body).to.include({
        code: "too.many.requests.retry.after",
        message: "Rate limit exceeded the maximum. Retry the request in [40] seconds",
      });
      const other = await signIn(world.org);
      expect((await other.call("GET", "/api/v2/organizations/me")).status, "another token").to.equal(200);
      world.clock.advance(40_000);
      expect((await mine.call("GET", "/api/v2/organizations/me")).status).to.equal(200);
    });
  });

  describe("requests", () => {
    it("get a correlation id in every response and error body", async () => {
      const heard = await world.me.call("GET", "/api/v2/flows/nobody");
      expect(heard.headers.get("inin-correlation-id")).to.match(/^[0-9a-f-]{36}$/);
      expect(heard.body.contextId).to.equal(heard.headers.get("inin-correlation-id"));
    });

    it("that only Genesys Cloud supports get 501 with their name", async () => {
      const heard = await world.me.call("GET", "/api/v2/routing/wrapupcodes?name=x");
      expect(heard.status).to.equal(501);
      expect(heard.body.message).to.contain("GET /api/v2/routing/wrapupcodes");
      expect((await world.me.call("PATCH", "/api/v2/flows")).status).to.equal(501);
    });

    it("to unknown paths get a 404 in Genesys Cloud's format", async () => {
      for (const path of ["/api/v2/nonsense", "/favicon.ico", "/api/v1/flows"]) {
        const heard = await world.me.call("GET", path);
        expect([heard.status, heard.body.code], path).to.deep.equal([404, "not.found"]);
      }
    });

    it("may have an empty JSON body, but no invalid or oversized one", async () => {
      expect((await world.me.call("POST", "/api/v2/flows/jobs")).status).to.equal(202);
      const post = (body: string, type = "application/json") =>
        send<Models.ErrorBody>(`${world.org.url}/api/v2/flows`, {
          method: "POST",
          headers: { authorization: `Bearer ${world.me.token}`, "content-type": type },
          body,
        });
      expect((await post("{")).body.code).to.equal("bad.request");
      expect((await post("[]")).body.code).to.equal("bad.request");
      expect((await post("{}", "text/plain")).status).to.equal(415);
      const large = await post(JSON.stringify({ name: "x".repeat(17 * 1024 * 1024) }));
      expect([large.status, large.body.code]).to.deep.equal([413, "request.entity.too.large"]);
    });
  });
});
