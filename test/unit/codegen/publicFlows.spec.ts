import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { check } from "prettier";
import { flowFromYaml } from "#codegen/fromYaml";
import { programOf } from "#codegen/program";
import { askDigitYaml, greetingYaml, mainLineYaml } from "./flowFiles";
import { typeErrors } from "./typeCheck";

const everyAction = join(__dirname, "../../local-org/test/flows/everyAction.yaml");
// Files of other authors, which are not part of this repository, in the folder that FLOW_FILES names.
const folder = process.env.FLOW_FILES;

/** Files that Architect would also reject, with the message to the user. */
const wrong: Record<string, string> = {
  // Handwritten: inbound call flows have no states.
  "inboundCall-CrossOrgMainFlow.yaml":
    'line 4, column 3, startUpRef: no state has the refId "Initial State_1"; there are none',
};

const programFor = (...yamls: string[]): string =>
  programOf(yamls.map((yaml) => flowFromYaml(yaml, { origin: "a file" }))).program;

describe("generated programs", () => {
  const own = [
    programFor(askDigitYaml, mainLineYaml, greetingYaml),
    programFor(readFileSync(everyAction, "utf8")),
    programFor(mainLineYaml),
  ];
  const names = folder
    ? readdirSync(folder).filter((name) => /^(inboundCall|commonModule)-/.test(name) && !(name in wrong))
    : [];
  const others = names.map((name) => programFor(readFileSync(join(folder ?? "", name), "utf8")));
  let errors: string[] = [];

  before("compile all programs at once, because the compiler is slow to start", () => {
    // The last one is wrong, to prove that the compiler checks such programs.
    errors = typeErrors([...own, ...others, programFor(mainLineYaml).replace("queue:", "quue:")]);
  });

  it("type-check: a module and its caller, every action, substitution keys", () => {
    expect(errors.filter((error) => Number.parseInt(error) < own.length)).to.deep.equal([]);
    const wrong = errors.filter((error) => Number.parseInt(error) === own.length + others.length);
    expect(wrong.join()).to.match(/'quue' does not exist/);
  });

  it("type-check for all public inbound flows and modules", function () {
    if (names.length === 0) this.skip();
    expect(names.length).to.be.greaterThan(20);
    expect(errors.filter((error) => Number.parseInt(error) < own.length + others.length)).to.deep.equal([]);
  });

  for (const [name, message] of Object.entries(wrong)) {
    it(`are not written for ${name}, which is told what is wrong with it`, function () {
      if (names.length === 0) this.skip();
      expect(() => programFor(readFileSync(join(folder ?? "", name), "utf8"))).to.throw(message);
    });
  }

  it("match Prettier's format", async () => {
    const unlike: (string | undefined)[] = [];
    for (const [at, program] of [...others, ...own].entries()) {
      if (!(await check(program, { parser: "typescript" }))) unlike.push(names[at] ?? "one of our own");
    }
    expect(unlike).to.deep.equal([]);
  });
});
