import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { likelyGuesses } from "../src/organization/settings";

describe("each setting for an assumption", () => {
  const readme = readFileSync(join(__dirname, "../README.md"), "utf8");
  const specs = readdirSync(__dirname)
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => readFileSync(join(__dirname, file), "utf8"))
    .join("\n");

  for (const [name, preset] of Object.entries(likelyGuesses)) {
    it(`stands in the README with its default first, and in a spec: ${name}`, () => {
      expect(readme).to.contain(`\`${name}: ${preset}\``);
      expect(specs).to.match(new RegExp(`\\b${name}\\b`));
    });
  }
});
