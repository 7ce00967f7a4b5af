import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { witnessExchanges } from "../../src/index";
import { reportOf, ExchangeRecorder, type Seen } from "./exchangeRecorder";

/**
 * Mocha root hooks: every exchange of a run, across files and processes, must satisfy Genesys Cloud's contract. Each
 * process writes a record; the end of the run combines them.
 */

/** The folder for the records, shared by all processes of the run. */
const FOLDER = "MOCHA_WITNESS";

export async function mochaGlobalSetup(): Promise<void> {
  process.env[FOLDER] = await mkdtemp(join(tmpdir(), "witness-"));
}

// Creating the contract's validators takes a second, so they are created only when an organization is used.
let witness: ExchangeRecorder | undefined;

export const mochaHooks = {
  beforeAll() {
    witnessExchanges((exchange) => (witness ??= new ExchangeRecorder()).see(exchange));
  },

  // For the run; in a run of several processes, for each file.
  async afterAll() {
    if (witness === undefined) return;
    const seen = witness.take();
    await writeFile(join(process.env[FOLDER] ?? tmpdir(), `${randomUUID()}.json`), JSON.stringify(seen));
    expect(seen.violations, "exchanges that the platform's contract does not allow").to.deep.equal([]);
  },
};

export async function mochaGlobalTeardown(): Promise<void> {
  const folder = process.env[FOLDER];
  if (folder === undefined) return;
  const files = await readdir(folder);
  const all = await Promise.all(files.map(async (file) => readFile(join(folder, file), "utf8")));
  await rm(folder, { recursive: true });
  if (all.length === 0) return;
  const report = reportOf(all.map((one) => JSON.parse(one) as Seen));
  console.log(`\n  contract: ${report.replaceAll("\n", "\n  ")}\n`);
}
