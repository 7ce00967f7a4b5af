import { createInterface } from "node:readline";
import { run } from "./run";

// A reader that has read enough ("| head") closes the pipe. That is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

void run(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (line) => process.stderr.write(`${line}\n`),
  lines: () => createInterface({ input: process.stdin }),
  env: process.env,
  folder: process.cwd(),
}).then((code) => {
  process.exitCode = code;
});
