import { expect } from "chai";
import { moduleAndTwoFlows } from "./programs";
import { e2e } from "./testStack";

const times = (output: string, text: string): number => output.split(text).length - 1;

describe("preview messages", () => {
  e2e(
    "show the command to encrypt a plain-text secret",
    async ({ engine, program }) => {
      await program(moduleAndTwoFlows());
      const preview = await engine.preview();
      expect(preview.exitCode, preview.output).to.equal(0);
      const warnings = preview.diagnostics.filter(({ message }) =>
        message.includes("pulumi config set --secret genesyscloud:clientSecret"),
      );
      expect(warnings.map(({ severity }) => severity)).to.deep.equal(["warning"]);
      expect(preview.output).to.not.include("genesyscloud:accessToken").and.not.include("local-secret");
    },
    {
      config: {
        "genesyscloud:clientSecret": "local-secret",
        "genesyscloud:privateKey": { secret: "unused" },
      },
    },
  );

  e2e(
    "suggest the right key for a misspelled config key",
    async ({ engine, program }) => {
      await program(moduleAndTwoFlows());
      const preview = await engine.preview();
      expect(preview.exitCode).to.not.equal(0);
      expect(preview.output)
        .to.match(/genesyscloud:client_secret .*did you mean "genesyscloud:clientSecret"\?/)
        .and.not.include("in plain text");
    },
    { config: { "genesyscloud:client_secret": { secret: "local-secret" } } },
  );

  e2e("name the gateway and the setting that configures it", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    const preview = await engine.preview();
    expect(times(preview.output, `gateway ${org.url}, given by GENESYSCLOUD_GATEWAY_URL`)).to.be.within(1, 2);
    expect(preview.output).to.not.include("plain text");
  });
});
