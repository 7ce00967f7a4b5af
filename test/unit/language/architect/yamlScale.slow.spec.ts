import { expect } from "chai";
import { checkYaml } from "#language/architect/checkYaml";
import { fromArchitectYaml } from "#language/architect/readFlow";
import { equalYamlFiles } from "#language/architect/yamlFile";

const SIZE = 10_000;

/** A file with that many actions, a hundred in each task, each task jumping to the next. */
function largeFile(action: (index: number) => string): string {
  const tasks = Array.from({ length: SIZE / 100 }, (_, task) => {
    const actions = Array.from({ length: 99 }, (__, at) => `            - ${action(task * 100 + at)}`);
    const last =
      task + 1 < SIZE / 100
        ? `jumpToTask: { name: Next, targetTaskRef: "./tasks/task[t${task + 1}]" }`
        : "disconnect: { name: Bye }";
    return [
      `    - task:`,
      `          name: Task ${task}`,
      `          refId: t${task}`,
      `          actions:`,
      ...actions,
      `            - ${last}`,
    ].join("\n");
  });
  return `inboundCall:\n  name: Large\n  defaultLanguage: en-us\n  startUpRef: ./tasks/task[t0]\n  initialGreeting: { tts: Hello. }\n  tasks:\n${tasks.join("\n")}\n`;
}

const speaks = (index: number): string =>
  `playAudio: { name: Play ${index}, audio: { tts: Text ${index}. } }`;

describe("A file of ten thousand actions", function () {
  // Takes a few seconds. Superlinear time would take minutes.
  this.timeout(120_000);

  it("is accepted, means the same as itself, and becomes a document", () => {
    const yaml = largeFile(speaks);
    expect(checkYaml("inboundCall", yaml).problems).to.deep.equal([]);
    expect(equalYamlFiles("inboundCall", { yaml }, { yaml })).to.equal(true);
    const { document } = fromArchitectYaml(yaml);
    expect(Object.keys(document?.content.entries ?? {})).to.have.length(SIZE - 99);
  });

  for (const [mistake, action] of Object.entries({
    "an unknown action": (index: number) => `playAudoi: { name: Play ${index}, audio: { tts: Hello. } }`,
    "a misspelled key": (index: number) => `playAudio: { name: Play ${index}, audoi: { tts: Hello. } }`,
    "a reference to a missing task": (index: number) =>
      `callTask: { name: Call, targetTaskRef: "./tasks/task[no${index}]" }`,
    "an undeclared variable": (index: number) =>
      `playAudio: { name: Play, audio: { exp: Flow.Unknown${index} } }`,
  })) {
    it(`with ${mistake} everywhere gets at most a hundred errors and a hundred warnings`, () => {
      const { problems } = checkYaml("inboundCall", largeFile(action));
      expect(problems).to.not.have.length(0);
      for (const severity of ["error", "warning"])
        expect(problems.filter((problem) => problem.severity === severity).length).to.be.at.most(101);
    });
  }
});
