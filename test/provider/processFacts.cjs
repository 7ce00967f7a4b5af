// Loaded into a provider process ahead of everything else: says again and again, in a file, what only the process knows of
// itself. It cannot be asked, for its only door is the engine's protocol; nor at its end, for it is killed.
const { renameSync, writeFileSync } = require("node:fs");
const { setInterval } = require("node:timers");

const file = process.env.PROCESS_FACTS;
const packageOf = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)(?!.*node_modules)/;

function tell() {
  const packages = new Set(Object.keys(require.cache).map((path) => packageOf.exec(path)?.[1]));
  packages.delete(undefined);
  const { maxRSS } = process.resourceUsage();
  writeFileSync(`${file}.new`, JSON.stringify({ at: Date.now(), peakKb: maxRSS, packages: [...packages] }));
  renameSync(`${file}.new`, file);
}

setInterval(tell, 100).unref();
