import { expect } from "chai";
import { e2e } from "./testStack";

const CLIENT = { id: "client-of-apac", secret: "secret-of-apac" };
const OPTIONS = { organizationName: "EMEA", others: [{ name: "APAC", clients: [CLIENT] }] };

/**
 * A greeting in the organization of the default provider or of an explicit one, and another that stays in
 * the latter.
 */
const program = (where: "default" | "apac"): string => `
const apac = new Provider("apac", {
  clientId: ${JSON.stringify(CLIENT.id)},
  clientSecret: ${JSON.stringify(CLIENT.secret)},
});
const document = flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) });
new FlowModule("greeting", { name: "Greeting", document }, ${where === "apac" ? "{ provider: apac }" : "{}"});
new FlowModule("closing", { name: "Closing", document }, { provider: apac });`;

describe("two organizations in one stack", () => {
  e2e(
    "have separate flows, and replace a resource that moves",
    async ({ org, engine, program: write }) => {
      const apac = org.control.of("APAC");
      const names = async (control: typeof apac): Promise<string[]> =>
        (await control.flows()).map(({ name }) => name).sort();
      await write(program("default"));
      const up = await engine.up();
      expect(up.exitCode, up.output).to.equal(0);
      expect(await names(org.control)).to.deep.equal(["Greeting"]);
      expect(await names(apac)).to.deep.equal(["Closing"]);

      await write(program("apac"));
      const preview = await engine.preview();
      expect(preview.changes, preview.output).to.include({ replace: 1 });
      expect(preview.output).to.include("Greeting: moves to another organization").and.include('"APAC"');
      const moved = await engine.up();
      expect(moved.exitCode, moved.output).to.equal(0);
      expect(await names(org.control)).to.deep.equal([]);
      expect(await names(apac)).to.deep.equal(["Closing", "Greeting"]);
      expect((await engine.preview()).exitCode).to.equal(0);
    },
    OPTIONS,
  );

  e2e(
    "stop all operations on wrong credentials, with both names",
    async ({ org, engine, stack, program: write }) => {
      await write(program("default"));
      expect((await engine.up()).exitCode).to.equal(0);
      const before = await org.control.flows();
      const wrong = stack("dev", {
        GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
      });
      for (const act of [() => wrong.preview(), () => wrong.up()]) {
        const result = await act();
        expect(result.exitCode, result.output).to.not.equal(0);
        expect(result.output).to.include('"EMEA"').and.include('"APAC"');
      }
      expect(await org.control.flows()).to.deep.equal(before);
    },
    OPTIONS,
  );
});
