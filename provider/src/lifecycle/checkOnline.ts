import type { dynamic } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { PermissionError } from "../genesys/http/platformErrors";
import { hiding } from "../genesys/http/redaction";
import { moduleReferences } from "../language/actions/moduleReferences";
import { objectReferences, type ObjectReference } from "../language/architect/objectReferences";
import { firstProblems, formatIssue, quoted, type Issue } from "../language/issues";
import { isUnknown, UNKNOWN } from "../language/json";
import { KINDS, namesOf, type FlowKind } from "../language/kinds";
import { preparedYaml, writtenYaml } from "./content";
import type { ProviderContext } from "./context";
import { errors } from "./errors";
import { missingObjectIssues } from "./missingObjects";
import { secretValues } from "./secretProperties";
import { CONTENT_INPUTS, type FlowInputs } from "./state";

/**
 * With the setting `checkOnline`, asks the organization about a new or changed flow that has no other problems: whether a
 * new flow's name is free, and whether what the flow names exists. Otherwise returns the check's result unchanged.
 *
 * @param olds the inputs in state; empty for a new flow
 */
export async function checkedOnline(
  kind: FlowKind,
  context: ProviderContext,
  olds: Record<string, unknown>,
  checked: dynamic.CheckResult,
): Promise<dynamic.CheckResult> {
  const inputs = checked.inputs as FlowInputs;
  if ((checked.failures ?? []).length > 0 || !context.settings().checkOnline) return checked;
  const isNew = Object.keys(olds).length === 0;
  if (!isNew && CONTENT_INPUTS.every((key) => isDeepStrictEqual(olds[key], inputs[key as keyof FlowInputs])))
    return checked;
  const issues = await Promise.all([
    isNew ? permitted(context, nameIssues(kind, context, inputs)) : [],
    permitted(context, moduleIssues(context, inputs)),
    objectIssues(kind, context, inputs),
  ]);
  const hide = hiding(secretValues(inputs));
  const failures = firstProblems(issues.flat()).map((one) => ({
    property: "",
    reason: hide(formatIssue(one)),
  }));
  return { ...checked, failures };
}

/** What a client may not look up is a warning. */
async function permitted(context: ProviderContext, issues: Promise<Issue[]>): Promise<Issue[]> {
  try {
    return await issues;
  } catch (error) {
    if (!(error instanceof PermissionError)) throw error;
    context.warnOnce(`warning: checkOnline: flows could not be looked up: ${error.message}`);
    return [];
  }
}

/** A new flow whose name is taken, unless it is to be adopted or is what an interrupted run of this resource left. */
async function nameIssues(kind: FlowKind, context: ProviderContext, inputs: FlowInputs): Promise<Issue[]> {
  const { name, onConflict, __owner: owner = "" } = inputs;
  if (isUnknown(name) || onConflict === "adopt" || isUnknown(onConflict)) return [];
  const type = namesOf(kind).platformType;
  const existing = await context.api().flowNamed(type, name);
  if (existing === undefined || context.claims.isClaimed(existing.id)) return [];
  const { id: organizationId } = await context.organization();
  if ((await context.pendingCreates.find({ owner, organizationId, type })).length > 0) return [];
  const { message } = errors.nameTaken(kind, name, existing, false);
  return [{ severity: "error", code: "name-taken", property: "name", message }];
}

/** Modules that a document names by id. */
async function moduleIssues(context: ProviderContext, { document }: FlowInputs): Promise<Issue[]> {
  const api = context.api();
  const issues = await Promise.all(
    moduleReferences(document).map(async ({ entry, moduleId }): Promise<Issue[]> => {
      if (moduleId === undefined || isUnknown(moduleId) || context.flowName(moduleId) !== undefined)
        return [];
      const module = await api.flow(moduleId);
      if (module?.type === KINDS.module.platformType) return [];
      const message = `no flow module has the id ${quoted(moduleId)}`;
      return [{ severity: "error", code: "missing-object", entry, property: "parameters.moduleId", message }];
    }),
  );
  return issues.flat();
}

/** Objects that the flow names. Names that are not known yet, and flows of this stack, are not looked up. */
async function objectIssues(kind: FlowKind, context: ProviderContext, inputs: FlowInputs): Promise<Issue[]> {
  const yaml = contentAsYaml(kind, inputs);
  if (yaml === undefined) return [];
  const references = objectReferences(yaml).filter((one) => isLookedUp(context, one));
  const lookup = await context.onlineLookups.of(references);
  for (const note of lookup.notes) context.warnOnce(`warning: checkOnline: ${note}`);
  return missingObjectIssues(inputs, yaml, references, lookup);
}

function isLookedUp({ claims }: ProviderContext, { kind, name, of = "" }: ObjectReference): boolean {
  if (name.includes(UNKNOWN) || /\{\{.*\}\}/.test(name)) return false;
  return kind !== "flow" || claims.ownerOfName(of, name) === undefined;
}

/** The content as a file. Undefined if too little of it is known yet. */
function contentAsYaml(kind: FlowKind, inputs: FlowInputs): string | undefined {
  const { document, yaml, substitutions } = inputs;
  if (isUnknown(document) || isUnknown(yaml) || isUnknown(substitutions)) return undefined;
  if (document === undefined) return preparedYaml(kind, inputs);
  const modules = moduleReferences(document).flatMap(({ moduleId }) => moduleId ?? []);
  try {
    // Modules are looked up by their ids.
    return writtenYaml(kind, inputs, document, Object.fromEntries(modules.map((id) => [id, UNKNOWN])));
  } catch (error) {
    // A value that decides the form of the file is not known yet.
    if (JSON.stringify(document).includes(UNKNOWN)) return undefined;
    throw error;
  }
}
