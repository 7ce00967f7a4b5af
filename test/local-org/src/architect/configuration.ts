import { actionShape } from "./actionShapes";
import { readFlowFile } from "./flowFile";
import type { FlowFile } from "./flowFile";
import { bodySequence, containers, everyAction, startUpSequence } from "./sequences";
import type { Action } from "./sequences";
import { trackingIds } from "./tracking";
import type { Flow, Version } from "../organization/model";

/**
 * A version in Architect's own JSON, with the parts that clients read. Field names as in Genesys Cloud's internal
 * documents (architect-yaml.md sections 2.1 and 2.2); the full format is not published.
 */
export function configurationOf(flow: Flow, version: Version): Record<string, unknown> {
  if (version.configuration) return version.configuration;
  const file = readFlowFile(version.content);
  return {
    id: flow.id,
    name: flow.name,
    description: flow.description ?? "",
    type: flow.type.toLowerCase(),
    defaultLanguage: version.defaultLanguage,
    supportedLanguages: version.supportedLanguages,
    compatibleFlowTypes: version.compatibleFlowTypes.map((type) => type.toLowerCase()),
    variables: version.variables.map(({ name, type, description = "", input, output }) => ({
      name,
      description,
      type,
      isInput: input,
      isOutput: output,
    })),
    flowSequenceItemList: sequenceItems(file),
    commonModules: version.modules.map(({ id, name, version: carried, content }) => ({
      id,
      name,
      version: carried,
      actionReferences: callsOf(file, name),
      model: {
        id,
        name,
        version: carried,
        type: "commonmodule",
        flowSequenceItemList: sequenceItems(readFlowFile(content)),
      },
    })),
    manifest: manifestOf(version),
  };
}

function sequenceItems(file: FlowFile) {
  const numbers = trackingIds(file);
  const listed = (actions: readonly Action[]) =>
    actions.map(({ key, name, body }) => ({
      __type: `${actionShape(key)?.type ?? key}Action`,
      name,
      trackingId: numbers.get(body),
    }));
  const named = containers(file).map((container) => ({
    __type: container.kind === "menu" ? "Menu" : "Task",
    name: container.name,
    trackingId: numbers.get(container.body),
    actionList: container.kind === "menu" ? [] : listed(bodySequence(container).actions),
  }));
  if (startUpSequence(file) === undefined) return named;
  const start = {
    __type: "CommonModuleTask",
    name: "Common Module Task",
    trackingId: 10,
    actionList: listed(everyAction(file)),
  };
  return [start, ...named];
}

/** The tracking ids of the actions that call the module. */
function callsOf(file: FlowFile, module: string): number[] {
  const numbers = trackingIds(file);
  return everyAction(file)
    .filter(
      ({ key, body }) => key === "callCommonModule" && Object.keys(body.commonModule ?? {}).includes(module),
    )
    .flatMap(({ body }) => numbers.get(body) ?? []);
}

function manifestOf(version: Version): Record<string, { id: string; name: string; version?: string }[]> {
  const manifest: Record<string, { id: string; name: string; version?: string }[]> = {};
  const modules = version.modules.map((module) => ({ ...module, type: "COMMONMODULEFLOW" }));
  for (const { type, id, name, version: used } of [...modules, ...version.uses]) {
    const key = type === "COMMONMODULEFLOW" ? "commonModuleFlow" : type.toLowerCase();
    (manifest[key] ??= []).push({ id, name, ...(used === undefined ? {} : { version: used }) });
  }
  return manifest;
}
