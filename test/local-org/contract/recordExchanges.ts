import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { witnessExchanges } from "../index";
import { reportOf, ExchangeRecorder, type Seen } from "./exchangeRecorder";

/**
 * Mocha's root: every exchange of a run, whichever files it has and however many processes it runs them in, has to be one
 * that the platform's contract allows. Each process writes down what it has seen; the run's end sums it up.
 */

/** Names, to all processes of the run, the folder in which they write. */
const FOLDER = "MOCHA_WITNESS";

export async function mochaGlobalSetup(): Promise<void> {
  process.env[FOLDER] = await mkdtemp(join(tmpdir(), "witness-"));
}

// Making the contract's validators takes a second: they are made where an organization is spoken with at all.
let witness: ExchangeRecorder | undefined;

export const mochaHooks = {
  beforeAll() {
    witnessExchanges((exchange) => (witness ??= new ExchangeRecorder()).see(exchange));
  },

  // Of the run, and in a run of several processes of each file.
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
