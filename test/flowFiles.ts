import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { readFlowFile } from "./local-org/src/architect/flowFile";
import { moduleCalls } from "./local-org/src/architect/moduleCalls";
import { flowReferences, objectReferences } from "./local-org/src/architect/references";
import type { SeededObjects } from "genesyscloud-local-org";

/** An Architect file. */
export interface FlowFileText {
  /** The file's name. */
  name: string;
  /** Its text, every `{{key}}` in it filled in. */
  text: string;
  kind: "module" | "inboundCall" | "other";
}

const fixtures = join(__dirname, "fixtures/flows");

/** The fixtures of inbound flows and modules. */
export function fixtureFiles(): FlowFileText[] {
  return filesIn(fixtures);
}

/** The fixtures of flows of all other types. */
export function otherFixtureFiles(): FlowFileText[] {
  return filesIn(join(__dirname, "fixtures/other-flows"));
}

/** Like {@link foreignFiles}, the flows of all other types. */
export function otherForeignFiles(): FlowFileText[] | undefined {
  const folder = process.env.FLOW_FILES;
  return folder === undefined ? undefined : filesIn(folder).filter(({ kind }) => kind === "other");
}

/**
 * Flow files that are not this project's to carry: those of the folder that the environment variable FLOW_FILES names.
 * Undefined where it names none.
 */
export function foreignFiles(): FlowFileText[] | undefined {
  const folder = process.env.FLOW_FILES;
  return folder === undefined ? undefined : filesIn(folder).filter(({ kind }) => kind !== "other");
}

/** What a suite says in place of its specs of {@link foreignFiles}. */
export const NO_FOREIGN_FILES = "FLOW_FILES names no folder of flow files: specs of such files are left out";

function filesIn(folder: string): FlowFileText[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .flatMap((name) => {
      const text = substituted(readFileSync(join(folder, name), "utf8"));
      return [{ name, text, kind: kindOf(text) }];
    });
}

function kindOf(text: string): FlowFileText["kind"] {
  if (/^commonModule:/m.test(text)) return "module";
  return /^inboundCall:/m.test(text) ? "inboundCall" : "other";
}

/** Every `{{key}}` becomes a plain word, as the options file of its author would have it; a language where it is named for one. */
export function substituted(text: string): string {
  return text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, key: string) =>
    /language/i.test(key) ? "en-us" : `value_of_${key}`,
  );
}

/** What a file names and an organization would lack. */
export interface Seeds {
  objects: SeededObjects;
  divisions: string[];
  /** Other flows, as files that can be published in this order. */
  flows: string[];
}

/** See {@link Seeds}. */
export function seedsOf(text: string): Seeds {
  const file = readFlowFile(text);
  const objects: Required<Omit<SeededObjects, "ivrs">> = {
    queues: [],
    prompts: [],
    dataActions: [],
    dataTables: [],
    schedules: [],
    scheduleGroups: [],
    emergencyGroups: [],
    scripts: [],
    users: [],
    groups: [],
    skills: [],
    languages: [],
  };
  for (const { kind, name, of } of objectReferences(file)) {
    if (kind === "dataAction") objects.dataActions.push({ integration: of ?? "", name });
    else if (kind !== "ivr") objects[`${kind}s`].push(name);
  }
  const { division } = file.body;
  const flows = flowReferences(file).map(({ kind, name }) =>
    kind.rootKey === "inboundCall"
      ? inboundFlow(name)
      : stringify({ [kind.rootKey]: { name, startUpTaskActions: [{ disconnect: { name: "Bye" } }] } }),
  );
  return {
    objects,
    flows: [...flows, ...modulesOf(text)],
    divisions: typeof division === "string" && division !== "Home" ? [division] : [],
  };
}

function inboundFlow(name: string): string {
  const task = { name: "Main", refId: "main", actions: [{ disconnect: { name: "Bye" } }] };
  const startUpRef = "./tasks/task[main]";
  const initialGreeting = { tts: "Welcome." };
  return stringify({
    inboundCall: { name, startUpRef, defaultLanguage: "en-us", initialGreeting, tasks: [{ task }] },
  });
}

/** A module for each that a file calls, with the inputs and outputs that the calls bind. */
function modulesOf(text: string): string[] {
  const modules = new Map<string, { inputs: Set<string>; outputs: Set<string> }>();
  for (const { module, inputs, outputs } of moduleCalls(readFlowFile(text))) {
    const known = modules.get(module) ?? { inputs: new Set<string>(), outputs: new Set<string>() };
    for (const name of Object.keys(inputs)) if (name !== "none") known.inputs.add(name);
    for (const name of Object.keys(outputs)) if (name !== "none") known.outputs.add(name);
    modules.set(module, known);
  }
  return [...modules].map(([name, { inputs, outputs }]) =>
    stringify({
      commonModule: {
        name,
        supportedLanguages: { "en-us": { none: true } },
        variables: [...new Set([...inputs, ...outputs, "Common.Unbound"])].map((variable) => ({
          stringVariable: {
            name: variable,
            initialValue: { noValue: true },
            isInput: inputs.has(variable) || variable === "Common.Unbound",
            isOutput: outputs.has(variable),
          },
        })),
        settingsCommonModule: { compatibleFlowTypes: [{ flowType: "inboundcall" }] },
        startUpTaskActions: [{ endTask: { name: "Exit" } }],
      },
    }),
  );
}
