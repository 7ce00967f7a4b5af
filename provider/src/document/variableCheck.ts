import type { ActionTable } from "./action";
import { expressionFault, expressionsIn, variablesIn } from "./expressions";
import { KINDS } from "./kinds";
import type { FlowKind } from "./kinds";
import type { FlowDocument } from "./model";
import { variableNameFault } from "./names";
import { suggestion } from "./nearest";
import { isObject, kindOf } from "./plain";
import { place } from "./place";
import type { Problem } from "./problems";
import { checkFields, scopesOf } from "./schema";
import { isUnknown } from "./unknown";
import type { EffectiveVariable } from "./variables";
import { effectiveVariables, VARIABLE_TYPES, variableTable, writesOf } from "./variables";

/** Checks declarations, the types that uses imply, and the variables that expressions name. Gives all variables. */
export function checkVariables(
  kind: FlowKind,
  document: FlowDocument,
  table: ActionTable,
  problems: Problem[],
): ReadonlyMap<string, EffectiveVariable> {
  checkDeclarations(kind, document, problems);
  const variables = effectiveVariables(kind, document, table);
  // Architect reads names without regard to case.
  const names = new Set([...variables.keys()].map((name) => name.toLowerCase()));
  const used = new Set<string>();
  let complete = true;
  for (const [key, entry] of Object.entries(document.content.entries)) {
    if (!isObject(entry) || !isObject(entry.action) || isUnknown(entry.action.parameters)) {
      complete = false;
      continue;
    }
    const at = place(kind, problems, key);
    for (const write of writesOf(kind, entry, table)) {
      used.add(write.name.toLowerCase());
      const type = variables.get(write.name)?.type;
      if (
        type !== undefined &&
        write.type !== undefined &&
        VARIABLE_TYPES.includes(type) &&
        type !== write.type &&
        !write.fits?.(type)
      ) {
        at.error(`sets a variable of type ${write.type}; "${write.name}" is of type ${type}`, write.property);
      }
    }
    for (const { exp, path } of expressionsIn(entry.action.parameters, "parameters")) {
      if (isUnknown(exp)) continue;
      const fault = expressionFault(exp);
      if (fault !== undefined) at.error(fault, path);
      for (const name of variablesIn(exp, ["Flow", "Common", "Task"])) {
        used.add(name.toLowerCase());
        if (!names.has(name.toLowerCase())) at.error(missing(kind, name, variables.keys()), path);
      }
    }
  }
  for (const [name, variable] of variables) {
    const interfaceOnly = variable.input === true || variable.output === true;
    if (complete && variable.declared && !interfaceOnly && !used.has(name.toLowerCase())) {
      place(kind, problems).warning("the variable is not used", `variables.${name}`);
    }
  }
  return variables;
}

function checkDeclarations(kind: FlowKind, document: FlowDocument, problems: Problem[]): void {
  const seen = new Set<string>();
  for (const [name, variable] of Object.entries(document.content.variables ?? {}) as [string, unknown][]) {
    const at = place(kind, problems).at(`variables.${name}`);
    if (seen.has(name.toLowerCase()))
      at.error(
        "another variable has the same name; Architect makes no difference between small and capital letters",
      );
    seen.add(name.toLowerCase());
    const fault = variableNameFault(name, scopesOf(kind));
    if (fault !== undefined) at.error(fault);
    if (isUnknown(variable)) continue;
    if (!isObject(variable)) at.error(`must be an object with "type"; it is ${kindOf(variable)}`);
    else checkFields(variableTable(kind, name, variable.type), variable, at, "property of a variable");
  }
}

function missing(kind: FlowKind, name: string, known: Iterable<string>): string {
  const scope = KINDS[kind].variableScope;
  if (!scopesOf(kind).some((own) => name.startsWith(`${own}.`))) {
    return `uses "${name}"; the variables of ${kind === "module" ? "a flow module" : "an inbound flow"} are "${scope}.<name>"`;
  }
  return `uses "${name}", which is neither declared in "variables" nor set by any entry${suggestion(name, known)}`;
}
