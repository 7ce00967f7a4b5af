import type { ActionTable } from "./action";
import { expressionFault, expressionsIn, variablesIn } from "./expressions";
import { KINDS } from "./kinds";
import type { Entry, FlowDocument } from "./model";
import { variableNameFault } from "./names";
import { isObject, kindOf } from "./plain";
import type { Report } from "./place";
import { alsoIn } from "./problems";
import { checkFields, scopesOf } from "./schema";
import { isUnknown } from "./unknown";
import type { EffectiveVariable } from "./variables";
import { effectiveVariables, variableTable, writesOf, writesUnknown } from "./variables";
import { VARIABLE_TYPES } from "./variableTypes";

/** Checks declarations, the types that uses imply, and the variables that expressions name. Returns all variables. */
export function checkVariables(
  report: Report,
  document: FlowDocument,
  table: ActionTable,
): ReadonlyMap<string, EffectiveVariable> {
  const { kind } = report;
  const entries = Object.entries(document.content.entries);
  checkDeclarations(report, document);
  const variables = effectiveVariables(kind, document, table);
  // Architect reads names without regard to case.
  const types = new Map([...variables].map(([name, { type }]) => [name.toLowerCase(), type]));
  const known = new Set([
    ...types.keys(),
    ...Object.keys(document.content.variables ?? {}).map((name) => name.toLowerCase()),
    ...entries.filter(([key]) => report.hasFailed(key)).flatMap(([, entry]) => namesIn(entry)),
  ]);
  const uncertain = mayBeSetUnseen(report, document, table);
  const used = new Set<string>();
  let allKnown = true;
  const missing = new Map<string, { name: string; entry: string; path: string; others: string[] }>();
  for (const [key, entry] of entries) {
    if (!isObject(entry) || !isObject(entry.action) || isUnknown(entry.action.parameters)) continue;
    if (holdsUnknown(entry.action.parameters)) allKnown = false;
    const at = report.at(key);
    const failed = report.hasFailed(key);
    for (const write of writesOf(kind, entry, table)) {
      used.add(write.name.toLowerCase());
      const type = types.get(write.name.toLowerCase());
      if (failed || type === undefined || write.type === undefined || !VARIABLE_TYPES.includes(type))
        continue;
      if (type !== write.type && !write.fits?.(type)) {
        at.limit(
          "mismatched-type",
          `sets a variable of type ${write.type}; "${write.name}" is of type ${type}`,
          write.property,
        );
      }
    }
    for (const { exp, path } of expressionsIn(entry.action.parameters, "parameters")) {
      if (isUnknown(exp)) continue;
      const fault = expressionFault(exp);
      if (fault !== undefined) at.error("invalid-expression", fault, path);
      for (const name of variablesIn(exp, ["Flow", "Common", "Task"])) {
        const folded = name.toLowerCase();
        used.add(folded);
        if (fault !== undefined || uncertain || known.has(folded)) continue;
        const before = missing.get(folded);
        if (before) before.others.push(key);
        else missing.set(folded, { name, entry: key, path, others: [] });
      }
    }
  }
  // A variable that is missing is one mistake, however often it is used.
  for (const { name, entry, path, others } of missing.values()) {
    const also = alsoIn(others.filter((other) => other !== entry));
    report.at(entry).error("unknown-variable", `${unknownVariable(report, name, variables)}${also}`, path);
  }
  if (allKnown && !uncertain && !report.hasErrors) warnOfUnused(report, variables, used);
  return variables;
}

function warnOfUnused(
  report: Report,
  variables: ReadonlyMap<string, EffectiveVariable>,
  used: ReadonlySet<string>,
): void {
  for (const [name, variable] of variables) {
    const interfaceOnly = variable.input === true || variable.output === true;
    if (variable.declared && !interfaceOnly && !used.has(name.toLowerCase()))
      report.at().warning("unused-variable", "the variable is not used", `variables.${name}`);
  }
}

/** Whether an entry that is unknown, or that has an error, may set a variable that nothing else sets. */
function mayBeSetUnseen(report: Report, document: FlowDocument, table: ActionTable): boolean {
  const { entries } = document.content;
  const unseen = Object.values(entries).some(
    (entry: unknown) =>
      !isObject(entry) ||
      !isObject(entry.action) ||
      isUnknown(entry.action.parameters) ||
      table.get(String(entry.action.actionType)) === undefined ||
      writesUnknown(report.kind, entry as unknown as Entry, table),
  );
  if (unseen) return true;
  return report.problems.some(({ code, severity, entry, property }) => {
    if (severity === "warning") return false;
    if (code === "invalid-variable") return true;
    if (entry === undefined) return false;
    const writes = table.get(entries[entry]?.action.actionType ?? "")?.writes !== undefined;
    return writes && (code === "missing-parameter" || property === "parameters");
  });
}

/** Whether anything is unknown that may yet use a variable. */
function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.entries(value).some(([key, item]) => key !== "moduleId" && holdsUnknown(item));
}

/** Whatever looks like a variable in an entry, in lower case. */
function namesIn(value: unknown): string[] {
  if (typeof value === "string") return /^(Flow|Common|Task)\.\S+$/i.test(value) ? [value.toLowerCase()] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

function checkDeclarations(report: Report, document: FlowDocument): void {
  const { kind } = report;
  const seen = new Set<string>();
  for (const [name, variable] of Object.entries(document.content.variables ?? {}) as [string, unknown][]) {
    const at = report.at(undefined, `variables.${name}`);
    if (seen.has(name.toLowerCase()))
      at.error("duplicate-variable", "another variable has the same name; Architect ignores case in names");
    seen.add(name.toLowerCase());
    const fault = variableNameFault(name, scopesOf(kind));
    if (fault !== undefined) at.error("invalid-variable", fault);
    if (isUnknown(variable)) continue;
    if (!isObject(variable))
      at.error("invalid-value", `must be an object with "type", not ${kindOf(variable)}`);
    else checkFields(variableTable(kind, name, variable.type), variable, at, "property");
  }
}

function unknownVariable(
  report: Report,
  name: string,
  known: ReadonlyMap<string, EffectiveVariable>,
): string {
  const { kind } = report;
  const scope = KINDS[kind].variableScope;
  if (!scopesOf(kind).some((own) => name.startsWith(`${own}.`))) {
    return `unknown variable "${name}": the variables of ${kind === "module" ? "a flow module" : "an inbound flow"} are "${scope}.<name>"`;
  }
  const fix = report.at().suggestion(name, known.keys());
  const where = report.form === "yaml" ? "not" : "neither";
  const nor = report.form === "yaml" ? "" : " nor set by any entry";
  return `unknown variable "${name}": ${where} declared in "variables"${nor}${fix}`;
}
