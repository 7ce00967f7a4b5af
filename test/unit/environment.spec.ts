import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "chai";

describe("the test environment", () => {
  const left = (env: NodeJS.ProcessEnv): string[] => {
    const program = "console.log(JSON.stringify(Object.keys(process.env)))";
    const { stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--require", "./environment.ts", "--eval", program],
      {
        cwd: resolve(__dirname, ".."),
        encoding: "utf8",
        env: {
          PATH: process.env.PATH,
          GENESYSCLOUD_REGION: "eu-central-1",
          GENESYS_CLIENT_ID: "somebody",
          https_proxy: "http://127.0.0.1:1",
          NO_PROXY: "*",
          PULUMI_BACKEND_URL: "file://nowhere",
          PULUMI_CLI: "/nowhere/pulumi",
          ...env,
        },
      },
    );
    return JSON.parse(stdout) as string[];
  };

  it("has the given CLI, but not the user's organization, proxy or backend", () => {
    const names = left({});
    expect(names).to.include.members(["PATH", "PULUMI_CLI"]);
    expect(names.filter((name) => /GENESYS|proxy|PULUMI_BACKEND/i.test(name))).to.deep.equal([]);
  });

  it("has no empty variables", () => {
    const names = left({ PULUMI_CLI: "", TMPDIR: " " });
    expect(names.filter((name) => ["PULUMI_CLI", "TMPDIR"].includes(name))).to.deep.equal([]);
  });
});
