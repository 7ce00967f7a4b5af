import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a provider process reports about itself. */
export interface ProcessFacts {
  /** Its peak memory so far, in KiB. */
  peakKb: number;
  /** The npm packages that it has loaded any file of. */
  packages: string[];
}

/** Makes one provider process report about itself. */
export interface FactsWatch {
  /** Environment for the start of the process. */
  env: Record<string, string>;
  /** The current facts; the process must be running. */
  facts: () => Promise<ProcessFacts>;
  close(): Promise<void>;
}

/** Milliseconds. A busy process is late; one that is silent for so long has ended. */
const PATIENCE = 20_000;

/**
 * @example
 * const watch = await watchFacts();
 * const door = await startProvider(org, { env: watch.env });
 * const { packages } = await watch.facts();
 */
export async function watchFacts(): Promise<FactsWatch> {
  const folder = await mkdtemp(join(tmpdir(), "facts-"));
  const file = join(folder, "facts.json");
  return {
    env: {
      NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "processFacts.cjs"))}`,
      PROCESS_FACTS: file,
    },
    facts: async () => {
      const asked = Date.now();
      for (;;) {
        const told = await readFile(file, "utf8").then(
          (text) => JSON.parse(text) as ProcessFacts & { at: number },
          () => undefined, // Not yet written.
        );
        if (told !== undefined && told.at > asked) return told;
        if (Date.now() > asked + PATIENCE) throw new Error("The provider process tells nothing of itself.");
        await new Promise((done) => setTimeout(done, 20));
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
