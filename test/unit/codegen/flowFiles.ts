import { flow } from "#language/builders";
import { toArchitectYaml } from "#language/architect/write";

/** The file of a module that asks for a digit. */
export const askDigitYaml = toArchitectYaml({
  kind: "module",
  name: "Ask digit",
  description: "Asks for a digit.",
  document: flow.document(
    { start: flow.collectInput({ timeout: 5000, audio: 'Say "one" or press 1.', variable: "Common.Digit" }) },
    { variables: { "Common.Digit": { type: "string", output: true } } },
  ),
  moduleNames: {},
});

/** The file of its caller. */
export const mainLineYaml = toArchitectYaml({
  kind: "inboundCall",
  name: "Main line",
  division: "Home",
  defaultLanguage: "de-de",
  document: flow.document(
    {
      start: flow.invokeSubFlow(
        { moduleName: "Ask digit", outputs: { Digit: "Flow.Digit" } },
        { default: "Sales wanted" },
      ),
      "Sales wanted": flow.decision(
        { condition: flow.exp('Flow.Digit == "1"') },
        { yes: "To sales", no: "Bye" },
      ),
      "To sales": flow.transferToAcd({ queue: "Sales" }, { failure: "Bye" }),
      Bye: flow.disconnect(),
    },
    { variables: { "Flow.Digit": { type: "string" } } },
  ),
  moduleNames: {},
});

/** A text with substitution keys, as CX as Code and Archy use them. */
export const greetingYaml = `inboundCall:
  name: "{{team}} line"
  description: Greets.
  startUpRef: "/inboundCall/tasks/task[main]"
  defaultLanguage: en-us
  supportedLanguages:
    en-us:
      none: true
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - playAudio:
              name: Greet
              audio:
                tts: "{{greeting}}"
          - disconnect:
              name: Bye
`;
