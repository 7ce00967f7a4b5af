import type { ActionTable, NamedWrite, VariableWrite } from "./action";
import type { FlowKind } from "./kinds";
import type { Entry, FlowDocument, ModuleInterface, Variable } from "./model";
import { isObject, own } from "./plain";
import { checkValue, flag, oneOf, scopesOf, text, value } from "./schema";
import type { Parameter, Place } from "./schema";
import { isUnknown } from "./unknown";
import { VARIABLE_TYPES } from "./variableTypes";

/** What the declaration of a variable may say. */
export function variableTable(kind: FlowKind, name: string, type: unknown): Record<string, Parameter> {
  const passed = kind === "module" || name.startsWith("Task.");
  return {
    type: {
      ...oneOf(...VARIABLE_TYPES),
      about: "a data type such as string, integer, boolean",
      required: true,
    },
    initialValue: value(typeof type === "string" ? type : undefined),
    description: text(),
    ...(passed && { input: { ...flag(), default: false }, output: { ...flag(), default: false } }),
  };
}

/** A variable with the reason why it is there. */
export interface EffectiveVariable extends Omit<Variable, "type"> {
  /** As declared, or as the use implies; checked elsewhere. */
  type: string;
  /** Whether the document declares it, rather than an action's use of it. */
  declared: boolean;
}

/**
 * All variables that a flow has: those declared, and those that an action sets without a declaration, with the type
 * that this use implies. Tolerates unknowns and whatever has not been checked.
 */
export function effectiveVariables(
  kind: FlowKind,
  document: FlowDocument,
  table: ActionTable,
): Map<string, EffectiveVariable> {
  const variables = new Map<string, EffectiveVariable>();
  for (const [name, variable] of Object.entries(objectOr(document.content.variables))) {
    if (isObject(variable)) variables.set(name, { ...(variable as unknown as Variable), declared: true });
  }
  // Architect reads names without regard to case.
  const declared = new Set([...variables.keys()].map((name) => name.toLowerCase()));
  const implied = new Map<string, VariableWrite[]>();
  for (const entry of Object.values(document.content.entries)) {
    for (const write of writesOf(kind, entry, table)) {
      if (declared.has(write.name.toLowerCase()) || !scopesOf(kind).includes(write.name.split(".")[0] ?? ""))
        continue;
      const writes = implied.get(write.name) ?? [];
      writes.push(write);
      implied.set(write.name, writes);
    }
  }
  for (const [name, writes] of implied) {
    variables.set(name, {
      // A use that takes any type says nothing; where all do, text is what most things are.
      type: writes.find((write) => write.type !== undefined)?.type ?? "string",
      ...(kind === "module" && writes.some((write) => write.output) && { output: true }),
      declared: false,
    });
  }
  return variables;
}

/** The variables that an entry sets; none if it is unknown or of an unknown action. */
export function writesOf(kind: FlowKind, entry: Entry, table: ActionTable): VariableWrite[] {
  return namesIn(kind, entry, table).filter(
    (write): write is VariableWrite => typeof write.name === "string" && !isUnknown(write.name),
  );
}

/** Whether an entry sets a variable of which the name is not known yet. */
export function writesUnknown(kind: FlowKind, entry: Entry, table: ActionTable): boolean {
  return namesIn(kind, entry, table).some(({ name }) => isUnknown(name));
}

function namesIn(kind: FlowKind, entry: Entry, table: ActionTable): NamedWrite[] {
  if (!isObject(entry) || !isObject(entry.action)) return [];
  const { actionType, parameters = {} } = entry.action as Entry["action"];
  if (typeof actionType !== "string" || !isObject(parameters)) return [];
  return table.get(actionType)?.writes?.(parameters, kind) ?? [];
}

/** What a module takes from its callers and gives back to them. */
export function interfaceOf(document: FlowDocument, table: ActionTable): ModuleInterface {
  const inputs: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  for (const [name, variable] of effectiveVariables("module", document, table)) {
    if (variable.input) inputs[name] = variable.type;
    if (variable.output) outputs[name] = variable.type;
  }
  return { inputs, outputs };
}

/** Whether a value is what a declared type of a module's input can take, as far as it can be told. */
export function literalFits(type: string, given: unknown): boolean {
  let fits = true;
  const place: Place = {
    kind: "inboundCall",
    form: "document",
    error: () => (fits = false),
    warning: () => undefined,
    limit: () => (fits = false),
    at: () => place,
    suggestion: () => "",
  };
  checkValue(value(type), given, place);
  return fits;
}

function objectOr(candidate: unknown): Record<string, unknown> {
  return isObject(candidate) ? candidate : {};
}

/** The declaration of a variable, if there is one. */
export function declarationOf(document: FlowDocument, name: string): Variable | undefined {
  return own(objectOr(document.content.variables) as Record<string, Variable>, name);
}
