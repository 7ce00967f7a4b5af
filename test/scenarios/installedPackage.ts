import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = resolve(__dirname, "../..");

/** What a command printed, and its exit status. */
export interface Outcome {
  status: number;
  output: string;
}

/** A project as a user sets it up: the package from its tarball, beside a version of Pulumi's SDK. */
export interface InstalledProject {
  folder: string;
  write: (files: Record<string, string>) => Promise<void>;
  /** Runs a script or command of the project's own `node_modules`. */
  node: (...args: string[]) => Promise<Outcome>;
  /** Type-checks with a `tsconfig.json` of these compiler options. */
  tsc: (options: object, files: string[]) => Promise<Outcome>;
  remove: () => Promise<void>;
}

/** Packs the package and installs it in an empty folder, as `npm install` of a release does. */
export async function installPackage(pulumi: string): Promise<InstalledProject> {
  const folder = await mkdtemp(join(tmpdir(), "installed-"));
  const packed = join(folder, "packed");
  await mkdir(packed);
  await npm(ROOT, "pack", "--workspace", "provider", "--pack-destination", packed, "--ignore-scripts");
  const [tarball] = await readdir(packed);
  await writeFile(join(folder, "package.json"), '{ "name": "acme-ivr", "private": true }\n');
  const wanted = [`@pulumi/pulumi@${pulumi}`, `./packed/${tarball}`, "typescript@5", "@types/node@20"];
  await npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", ...wanted);
  const node = (...args: string[]): Promise<Outcome> => outcomeOf(folder, args);
  const write = async (files: Record<string, string>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  };
  return {
    folder,
    write,
    node,
    tsc: async (compilerOptions, files) => {
      await write({ "tsconfig.json": JSON.stringify({ compilerOptions, files }) });
      return node("node_modules/typescript/bin/tsc", "--noEmit", "-p", ".");
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const npm = (folder: string, ...args: string[]): Promise<unknown> => run("npm", args, { cwd: folder });

async function outcomeOf(folder: string, args: string[]): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder });
    return { status: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw error;
    return { status: code, output: `${stdout ?? ""}${stderr ?? ""}` };
  }
}
