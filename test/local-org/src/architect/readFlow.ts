import { kindOfType, kindOfRootKey } from "../organization/flowKinds";
import type { FlowKind } from "../organization/flowKinds";
import type { FlowVariable, ModuleSnapshot, ObjectKind, Use } from "../organization/model";
import { ArchyFailure, schemaFailure } from "./archyFailure";
import { readFlowFile } from "./flowFile";
import type { FlowFile } from "./flowFile";
import { moduleCalls } from "./moduleCalls";
import { flowReferences, objectReferences } from "./references";
import { checkSchema } from "./schemaChecks";
import { asList, asMap, asText, at } from "./tree";
import { issueLines } from "./jobLog";
import { validate } from "./validation";
import type { Issue } from "./validation";
import { flowVariables } from "./variables";
import type { OrganizationObjects } from "./organizationObjects";

/** A flow as read by Architect: the data kept of a published version. */
export interface ReadFlow {
  kind: FlowKind;
  name: string;
  description?: string;
  divisionId?: string;
  defaultLanguage?: string;
  supportedLanguages: string[];
  compatibleFlowTypes: string[];
  variables: FlowVariable[];
  modules: ModuleSnapshot[];
  uses: Use[];
  warnings: Issue[];
}

/** The dependency tracking types of the objects that flows name. */
const useTypes: Record<ObjectKind, string> = {
  queue: "QUEUE",
  prompt: "USERPROMPT",
  dataAction: "DATAACTION",
  dataTable: "DATATABLE",
  schedule: "SCHEDULE",
  scheduleGroup: "SCHEDULEGROUP",
  emergencyGroup: "EMERGENCYGROUP",
  script: "COMPOSERSCRIPT",
  user: "USER",
  group: "GROUP",
  skill: "ACDSKILL",
  language: "ACDLANGUAGE",
  ivr: "IVRCONFIGURATION",
};

/**
 * Reads an upload like Architect.
 * @throws ArchyFailure with the messages that the job reports.
 */
export function readFlow(
  text: string,
  world: OrganizationObjects,
  moduleWithoutEnd: "error" | "completed" = "error",
): ReadFlow {
  const file = readFlowFile(text);
  checkSchema(file);
  const divisionName = asText(file.body.division);
  const divisionId = divisionName === undefined ? undefined : world.findDivision(divisionName)?.id;
  if (divisionName !== undefined && divisionId === undefined) {
    throw schemaFailure(`find 'division' by value of '${divisionName}' - no matches`);
  }
  const modules = readModules(file, world);
  const uses = readUses(file, world);
  const issues = validate(file, moduleWithoutEnd);
  const errors = issues.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new ArchyFailure(
      123,
      "The flow cannot be published because of validation errors.",
      issueLines(issues),
    );
  }
  const languages = Object.keys(asMap(file.body.supportedLanguages) ?? {});
  const defaultLanguage = asText(file.body.defaultLanguage) ?? languages[0];
  return {
    kind: file.kind,
    name: asText(file.body.name) ?? "",
    description: asText(file.body.description),
    divisionId,
    defaultLanguage,
    supportedLanguages:
      languages.length > 0 ? languages : defaultLanguage === undefined ? [] : [defaultLanguage],
    compatibleFlowTypes: compatibleTypes(file),
    variables: flowVariables(file),
    modules,
    uses,
    warnings: issues,
  };
}

function readModules(file: FlowFile, world: OrganizationObjects): ModuleSnapshot[] {
  const kind = kindOfRootKey("commonModule");
  const snapshots = new Map<string, ModuleSnapshot>();
  for (const call of moduleCalls(file)) {
    const found = kind && world.findFlow(kind, call.module);
    if (!found) throw schemaFailure(`the flow named '${call.module}' of type 'commonmodule' does not exist.`);
    const declared = flowVariables(readFlowFile(found.content));
    for (const [direction, given] of [
      ["input", call.inputs],
      ["output", call.outputs],
    ] as const) {
      const unknown = Object.keys(given).find(
        (key) => !declared.some((each) => each.name === key && each[direction]),
      );
      if (unknown !== undefined) {
        throw schemaFailure(
          `the property '${unknown}' cannot be assigned a value. Please be sure that this property can be assigned ` +
            `a value in this context. Path: '${call.path}/${direction}s'`,
        );
      }
    }
    snapshots.set(found.id, found);
  }
  return [...snapshots.values()].map(({ id, name, version, content }) => ({ id, name, version, content }));
}

function readUses(file: FlowFile, world: OrganizationObjects): Use[] {
  const objects = objectReferences(file).map(({ kind, name, of }): Use => {
    const found = world.findObject(kind, name, of);
    if (!found) throw schemaFailure(`find '${kind}' by value of '${name}' - no matches`);
    return { type: useTypes[kind], id: found.id, name: found.name };
  });
  const flows = flowReferences(file).map(({ kind, name }): Use => {
    const found = world.findFlow(kind, name);
    if (!found) {
      throw schemaFailure(`the flow named '${name}' of type '${kind.type.toLowerCase()}' does not exist.`);
    }
    return { type: kind.dependencyType ?? kind.type, id: found.id, name: found.name, version: found.version };
  });
  return [...objects, ...flows];
}

/** `compatibleFlowTypes` of a module: lower case in YAML, upper case in the API. */
function compatibleTypes(file: FlowFile): string[] {
  return asList(at(file.body, "settingsCommonModule", "compatibleFlowTypes")).map((item) => {
    const named = asText(asMap(item)?.flowType) ?? "";
    const kind = kindOfType(named);
    if (!kind)
      throw schemaFailure(`'${named}' is not a flow type. Path: '/commonModule/settingsCommonModule'`);
    return kind.type;
  });
}
