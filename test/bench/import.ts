import { spawnSync } from "node:child_process";

/**
 * Measures the cost of importing the package beyond `@pulumi/pulumi`, which every program loads: in fresh processes,
 * alternating with an import of `@pulumi/pulumi` alone, so that other load affects both alike. Prints a table, the
 * loaded modules, and the same as JSON. Exits with 1 if the median is too high or a heavy module is loaded.
 */

/** Milliseconds. */
const LIMIT = 100;
const ROUNDS = 9;

/** What a program must not load: these belong to the provider process, which loads them on first use. */
const HEAVY = /^(purecloud-platform-client-v2|yaml|jose|dotenv|axios|ajv|zod)$/;

interface Run {
  /** Milliseconds that `@pulumi/pulumi` took. */
  pulumi: number;
  /** Milliseconds that the package took after it. */
  own: number;
  files: string[];
}

function main(): void {
  const alone: number[] = [];
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(run("@pulumi/pulumi").pulumi);
    runs.push(run("pulumi-genesyscloud"));
  }
  const own = median(runs.map((one) => one.own));
  const files = runs[0]?.files ?? [];
  const packages = [...new Set(files.map(packageOf))];
  const heavy = packages.filter((name) => HEAVY.test(name));
  const summary = {
    "@pulumi/pulumi ms": median(alone),
    "pulumi-genesyscloud ms": own,
    limit: LIMIT,
    packages,
  };
  console.table({ ...summary, files: files.length, packages: packages.join(", ") });
  console.log(files.map(shortened).join("\n"));
  console.log(JSON.stringify({ ...summary, runs: runs.map((one) => one.own), files: files.map(shortened) }));

  const missed = [
    ...(own > LIMIT ? [`Importing the package took ${own} ms; the target is ${LIMIT}.`] : []),
    ...heavy.map((name) => `Importing the package loads ${name}.`),
  ];
  for (const sentence of missed) console.error(sentence);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

/** Imports `@pulumi/pulumi` and then the package in a fresh process, so that only the remainder is measured. */
function run(name: string): Run {
  const program = `
    const begin = performance.now();
    require("@pulumi/pulumi");
    const middle = performance.now();
    const before = new Set(Object.keys(require.cache));
    require(${JSON.stringify(name)});
    const end = performance.now();
    const files = Object.keys(require.cache).filter((file) => !before.has(file));
    console.log(JSON.stringify({ pulumi: middle - begin, own: end - middle, files }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--eval", program], {
    cwd: __dirname,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Run;
}

/** The npm package of a file; the package itself is reached through a workspace link. */
function packageOf(file: string): string {
  return /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? "pulumi-genesyscloud";
}

function shortened(file: string): string {
  return file.replace(/^.*[\\/](?=node_modules|provider[\\/]dist)/, "");
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? NaN) * 10) / 10;
}

main();
