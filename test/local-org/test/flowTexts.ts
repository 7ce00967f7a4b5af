import { stringify } from "yaml";

/** A module that collects a digit and returns it as `Common.Digit`. */
export const moduleYaml = (name: string, words = "Press a digit."): string =>
  stringify({
    commonModule: {
      name,
      supportedLanguages: { "en-us": { none: true } },
      variables: [
        {
          stringVariable: {
            name: "Common.Digit",
            initialValue: { noValue: true },
            isInput: false,
            isOutput: true,
          },
        },
      ],
      settingsCommonModule: { compatibleFlowTypes: [{ flowType: "inboundcall" }] },
      startUpTaskActions: [
        {
          collectInput: {
            name: "Ask",
            inputData: { var: "Common.Digit" },
            digits: { exact: 1 },
            inputAudio: { tts: words },
          },
        },
        { endTask: { name: "Done" } },
      ],
    },
  });

/** An inbound flow of one task with these actions. */
export const inboundYaml = (
  name: string,
  actions: unknown[] = [{ disconnect: { name: "Bye" } }],
  more = {},
): string =>
  stringify({
    inboundCall: {
      name,
      ...more,
      defaultLanguage: "en-us",
      startUpRef: "./tasks/task[main]",
      initialGreeting: { tts: "Welcome." },
      tasks: [{ task: { name: "Main", refId: "main", actions } }],
    },
  });

/** An inbound flow that calls the module and disconnects. */
export const callerYaml = (name: string, module: string): string =>
  inboundYaml(name, [
    { callCommonModule: { name: "Ask", commonModule: { [module]: { ver_latestPublished: {} } } } },
    { disconnect: { name: "Bye" } },
  ]);
