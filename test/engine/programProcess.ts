import { createRequire } from "node:module";
import { join } from "node:path";
import { childEnvironment, startNode, type Child, type OnLine } from "./childProcess";
import type { Project } from "./project";

/** What a program needs to find its engine. */
export interface ProgramOptions {
  project: Project;
  stack: string;
  monitorAddress: string;
  engineAddress: string;
  dryRun: boolean;
  parallel: number;
  /** Plain values, by `namespace:name`. */
  config: Record<string, string>;
  secretKeys: string[];
  env: Record<string, string>;
  onLine: OnLine;
}

/** Exit code of a program that has already told the user what went wrong (@pulumi/pulumi/cmd/run). */
export const EXIT_AFTER_LOGGED_ERROR = 32;

/** Starts the user's program as Pulumi's Node language host does. */
export function startProgram(options: ProgramOptions): Child {
  const { project } = options;
  const args = [
    resolveFrom(project.programDir, "@pulumi/pulumi/cmd/run"),
    ...["--monitor", options.monitorAddress],
    ...["--engine", options.engineAddress],
    ...["--organization", "organization"],
    ...["--project", project.name],
    ...["--root-directory", project.root],
    ...["--stack", options.stack],
    ...["--pwd", project.programDir],
    ...(options.dryRun ? ["--dry-run"] : []),
    ...["--parallel", String(options.parallel)],
    project.entryPoint,
  ];
  const env = childEnvironment({
    ...options.env,
    PULUMI_CONFIG: JSON.stringify(options.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.secretKeys),
    ...(project.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
  });
  return startNode(args, project.programDir, env, options.onLine);
}

/** A module of the program's own Pulumi SDK, wherever its package manager has put it. */
export function resolveFrom(dir: string, module: string): string {
  return createRequire(join(dir, "index.js")).resolve(module);
}
