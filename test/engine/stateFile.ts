import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Deployment } from "./deployment";

/** Where a stack is kept: one file, which is always either the old or the new state, never half of one. */
export class StateFile {
  private readonly path: string;

  constructor(stateDir: string, project: string, stack: string) {
    this.path = join(stateDir, project, `${stack}.json`);
  }

  read(): Deployment | undefined {
    if (!existsSync(this.path)) return undefined;
    return JSON.parse(readFileSync(this.path, "utf8")) as Deployment;
  }

  async write(deployment: Deployment): Promise<void> {
    mkdirSync(dirname(this.path), { recursive: true });
    await writeFile(this.unfinished, JSON.stringify(deployment, undefined, 1));
    await rename(this.unfinished, this.path);
  }

  writeSync(deployment: Deployment): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.unfinished, JSON.stringify(deployment, undefined, 1));
    renameSync(this.unfinished, this.path);
  }

  private get unfinished(): string {
    return `${this.path}.unfinished`;
  }
}
