import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";

/** What `Pulumi.yaml` says about a project, as far as a Node program needs it. */
export interface Project {
  name: string;
  root: string;
  /** The folder of `main`: the program's and the providers' working directory. */
  programDir: string;
  /** What is run in `programDir`; `"."` leaves the choice to its `package.json`. */
  entryPoint: string;
  typescript: boolean;
  /** The `runtime.options`, which the provider process gets as `PULUMI_RUNTIME_<NAME>`. */
  runtimeOptions: Record<string, unknown>;
}

interface ProjectFile {
  name?: string;
  main?: string;
  runtime?: string | { name?: string; options?: Record<string, unknown> };
}

/** @throws Where there is no `Pulumi.yaml`, or it is not that of a Node program. */
export function readProject(projectDir: string): Project {
  const root = resolve(projectDir);
  const file = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as ProjectFile;
  const { name: runtime, options = {} } =
    typeof file.runtime === "object" ? file.runtime : { name: file.runtime };
  if (file.name === undefined) throw new Error(`${join(root, "Pulumi.yaml")} has no name.`);
  if (runtime !== "nodejs") {
    throw new Error(`${join(root, "Pulumi.yaml")}: the stand-in engine runs nodejs programs only.`);
  }
  return {
    name: file.name,
    root,
    ...locateMain(root, file.main),
    typescript: options.typescript !== false,
    runtimeOptions: options,
  };
}

function locateMain(root: string, main: string | undefined): Pick<Project, "programDir" | "entryPoint"> {
  if (main === undefined) return { programDir: root, entryPoint: "." };
  const path = resolve(root, main);
  // It may still have to be written: whoever runs it will hear of it.
  return statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? { programDir: path, entryPoint: "." }
    : { programDir: dirname(path), entryPoint: basename(path) };
}
