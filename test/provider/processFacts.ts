import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a provider process knows of itself. */
export interface ProcessFacts {
  /** The most memory that it has held so far, in KiB. */
  peakKb: number;
  /** The npm packages that it has loaded anything of. */
  packages: string[];
}

/** Lets one provider process tell of itself. */
export interface FactsWatch {
  /** What the process has to be started with. */
  env: Record<string, string>;
  /** The facts as they are now; the process must run. */
  facts: () => Promise<ProcessFacts>;
  close(): Promise<void>;
}

/** Milliseconds: a busy process is late, one that says nothing for so long has ended. */
const PATIENCE = 20_000;

/**
 * @example
 * const watch = await watchFacts();
 * const door = await openDoor(org, { env: watch.env });
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
