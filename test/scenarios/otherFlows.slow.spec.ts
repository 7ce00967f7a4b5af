import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { e2e } from "./testStack";

const workflow = (name: string, wait = 1): string => `workflow:
  name: ${name}
  startUpRef: ./states/state[begin]
  defaultLanguage: en-us
  supportedLanguages: { en-us: { none: true } }
  states:
    - state:
        name: Begin
        refId: begin
        actions:
          - wait:
              name: Wait
              duration: { lit: { minutes: ${wait} } }
          - endWorkflow:
              name: Done
`;

const survey = `surveyInvite:
  name: First
  startUpRef: ./states/state[begin]
  states:
    - state:
        name: Begin
        refId: begin
        actions:
          - completeSurveyInvite:
              name: Ask
`;

const PROGRAM = `
const { readFileSync } = require("node:fs");
new Flow("first", { yaml: readFileSync(__dirname + "/first.yaml", "utf8") });
`;

describe("a flow of any type", () => {
  e2e(
    "is updated in place, shows drift, and is replaced with its type",
    async ({ org, engine, folder, program }) => {
      const write = (text: string) => writeFile(join(folder, "first.yaml"), text);
      await write(workflow("First"));
      await program(PROGRAM);
      const up = async () => {
        const result = await engine.up();
        expect(result.exitCode, result.output).to.equal(0);
        return result;
      };
      await up();
      const [made] = await org.control.flows();
      expect(made).to.include({ name: "First", type: "WORKFLOW" });
      expect((await engine.preview({ expectNoChanges: true })).exitCode).to.equal(0);

      await write(workflow("Renamed", 2));
      await up();
      expect((await org.control.flows()).map(({ id, name }) => ({ id, name }))).to.deep.equal([
        { id: made?.id, name: "Renamed" },
      ]);

      await org.control.edit(made?.id ?? "", workflow("Renamed", 9));
      const refresh = await engine.refresh();
      expect(refresh.output).to.match(/Renamed: changed in the organization/);
      expect((await engine.preview({ expectNoChanges: true })).exitCode).to.not.equal(0);
      await up();

      await write(survey);
      const replaced = await up();
      expect(replaced.output).to.match(/created as a new flow/);
      expect((await org.control.flows()).map(({ type }) => type)).to.deep.equal(["SURVEYINVITE"]);
      expect((await engine.preview({ expectNoChanges: true })).exitCode).to.equal(0);
      const destroy = await engine.destroy();
      expect(destroy.exitCode, destroy.output).to.equal(0);
      expect(await org.control.flows()).to.deep.equal([]);
    },
  );
});
