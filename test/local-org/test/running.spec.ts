import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { controlClient } from "../src/index";
import type { LogLine } from "../src/index";
import { send } from "./caller";

describe("genesyscloud-local-org", () => {
  let child: ChildProcess | undefined;
  afterEach(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  });

  /** Starts the command from its sources. */
  const start = (...args: string[]) => {
    child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "../src/main.ts"), ...args]);
    return reading(child);
  };
  const urlIn = (line: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";

  /** The output lines of a process. */
  const reading = (process: ChildProcess) => {
    const lines: string[] = [];
    const errors: string[] = [];
    let heard = (): void => undefined;
    const note = (list: string[]) => (line: string) => {
      list.push(line);
      heard();
    };
    if (process.stdout) createInterface(process.stdout).on("line", note(lines));
    if (process.stderr) createInterface(process.stderr).on("line", note(errors));
    const line = async (number: number): Promise<string> => {
      for (;;) {
        const found = lines[number];
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (heard = resolve));
      }
    };
    return { line, lines, errors, exit: once(process, "exit") };
  };

  it("prints its URL, answers health checks, and stops on SIGTERM", async () => {
    const { line, exit } = start("--name", "Shop", "--job-ms", "0");
    const url = urlIn(await line(0));
    expect(await controlClient(url).health()).to.deep.equal({ status: "ok", organizations: ["Shop"] });
    child?.kill("SIGTERM");
    expect(await exit).to.deep.equal([0, null]);
  });

  it("stops when the npx that started it ends", async () => {
    const main = join(__dirname, "../src/main.ts");
    // npx starts the process through a shell, and SIGTERM ends only npx.
    const starter = `require("node:child_process").spawn(process.execPath, ["--import", "tsx", ${JSON.stringify(main)}],
      { stdio: "inherit", env: { ...process.env, npm_lifecycle_event: "npx" } }); setInterval(() => {}, 1000);`;
    child = spawn(process.execPath, ["-e", starter], { cwd: join(__dirname, "../..") });
    const { line, exit } = reading(child);
    const control = controlClient(urlIn(await line(0)));
    await control.health();
    child.kill("SIGTERM");
    await exit;
    for (;;) {
      const alive = await control.health().then(
        () => true,
        () => false,
      );
      if (!alive) return;
    }
  });

  it("logs one JSON line per request with --log, without secrets", async () => {
    const { line, lines } = start("--log");
    const url = urlIn(await line(0));
    await send(`${url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from("local:local-secret").toString("base64")}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    const logged = JSON.parse(await line(1)) as LogLine;
    expect(logged).to.include({ method: "POST", path: "/oauth/token", status: 200, client: "local" });
    expect(logged.correlationId).to.match(/^[0-9a-f-]{36}$/);
    expect(lines.slice(1).join()).not.to.contain("local-secret");
  });

  it("reports an invalid option and prints its usage", async () => {
    for (const args of [["--port", "many"], ["--color"]]) {
      const { errors, exit } = start(...args);
      expect(await exit).to.deep.equal([1, null]);
      expect(errors.join("\n")).to.contain("genesyscloud-local-org [--port N]");
    }
  });
});
