import type { ActionTable, NamedWrite, VariableAssignment } from "../actions/definition";
import type { Report } from "../issues";
import { alsoIn } from "../issues";
import { isObject, isUnknown, kindOf, own } from "../json";
import type { DocumentKind } from "../kinds";
import { KINDS } from "../kinds";
import type { Entry, FlowDocument, ModuleInterface, Variable } from "../model";
import { isExpression, variableNameIssue } from "../names";
import type { Parameter, IssueReporter } from "./schema";
import { checkFields, checkValue, flag, oneOf, scopesOf, text, value } from "./schema";
import { VARIABLE_TYPES } from "./variableTypes";

/** The properties that the declaration of a variable may have. */
export function variableTable(kind: DocumentKind, name: string, type: unknown): Record<string, Parameter> {
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

/** A variable and whether it is declared. */
export interface EffectiveVariable extends Omit<Variable, "type"> {
  /** The declared or implied type; validated elsewhere. */
  type: string;
  /** Whether the document declares the variable. If false, it is implied by an action. */
  declared: boolean;
}

/**
 * All variables of a flow: those declared, and those that an action sets without a declaration, with the type that the
 * action implies. Accepts unknown and unchecked values.
 */
export function effectiveVariables(
  kind: DocumentKind,
  document: FlowDocument,
  table: ActionTable,
): Map<string, EffectiveVariable> {
  const variables = new Map<string, EffectiveVariable>();
  for (const [name, variable] of Object.entries(objectOr(document.content.variables))) {
    if (isObject(variable)) variables.set(name, { ...(variable as unknown as Variable), declared: true });
  }
  // Names in Architect are case-insensitive.
  const declared = new Set([...variables.keys()].map((name) => name.toLowerCase()));
  const implied = new Map<string, VariableAssignment[]>();
  for (const entry of Object.values(document.content.entries)) {
    for (const write of assignmentsOf(kind, entry, table)) {
      if (declared.has(write.name.toLowerCase()) || !scopesOf(kind).includes(write.name.split(".")[0] ?? ""))
        continue;
      const writes = implied.get(write.name) ?? [];
      writes.push(write);
      implied.set(write.name, writes);
    }
  }
  for (const [name, writes] of implied) {
    variables.set(name, {
      // Some actions accept any type; if all of them do, string is the most likely type.
      type: writes.find((write) => write.type !== undefined)?.type ?? "string",
      ...(kind === "module" && writes.some((write) => write.output) && { output: true }),
      declared: false,
    });
  }
  return variables;
}

/** The variables that an entry sets; none if the entry or its action is unknown. */
export function assignmentsOf(kind: DocumentKind, entry: Entry, table: ActionTable): VariableAssignment[] {
  return namesIn(kind, entry, table).filter(
    (write): write is VariableAssignment => typeof write.name === "string" && !isUnknown(write.name),
  );
}

/** Whether an entry sets a variable whose name is not known yet. */
export function writesUnknown(kind: DocumentKind, entry: Entry, table: ActionTable): boolean {
  return namesIn(kind, entry, table).some(({ name }) => isUnknown(name));
}

function namesIn(kind: DocumentKind, entry: Entry, table: ActionTable): NamedWrite[] {
  if (!isObject(entry) || !isObject(entry.action)) return [];
  const { actionType, parameters = {} } = entry.action as Entry["action"];
  if (typeof actionType !== "string" || !isObject(parameters)) return [];
  return table.get(actionType)?.assigns?.(parameters, kind) ?? [];
}

/** The inputs and outputs of a module. */
export function interfaceOf(document: FlowDocument, table: ActionTable): ModuleInterface {
  const inputs: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  for (const [name, variable] of effectiveVariables("module", document, table)) {
    if (variable.input) inputs[name] = variable.type;
    if (variable.output) outputs[name] = variable.type;
  }
  return { inputs, outputs };
}

/** Whether a module input of the declared type accepts a value, as far as this can be determined. */
export function literalFits(type: string, input: unknown): boolean {
  let fits = true;
  const place: IssueReporter = {
    kind: "inboundCall",
    form: "document",
    error: () => (fits = false),
    warning: () => undefined,
    limit: () => (fits = false),
    at: () => place,
    suggestion: () => "",
  };
  checkValue(value(type), input, place);
  return fits;
}

function objectOr(candidate: unknown): Record<string, unknown> {
  return isObject(candidate) ? candidate : {};
}

/** The declaration of a variable, if there is one. */
export function declarationOf(document: FlowDocument, name: string): Variable | undefined {
  return own(objectOr(document.content.variables) as Record<string, Variable>, name);
}

/** Checks declarations, the types that actions imply, and the variables that expressions use. Returns all variables. */
export function checkVariables(
  report: Report,
  document: FlowDocument,
  table: ActionTable,
): ReadonlyMap<string, EffectiveVariable> {
  const { kind } = report;
  const entries = Object.entries(document.content.entries);
  checkDeclarations(report, document);
  const variables = effectiveVariables(kind, document, table);
  // Names in Architect are case-insensitive.
  const types = new Map([...variables].map(([name, { type }]) => [name.toLowerCase(), type]));
  const known = new Set([
    ...types.keys(),
    ...Object.keys(document.content.variables ?? {}).map((name) => name.toLowerCase()),
    ...entries.filter(([key]) => report.hasFailed(key)).flatMap(([, entry]) => textsIn(entry)),
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
    for (const write of assignmentsOf(kind, entry, table)) {
      used.add(write.name.toLowerCase());
      const type = types.get(write.name.toLowerCase());
      if (failed || type === undefined || write.type === undefined || !VARIABLE_TYPES.includes(type))
        continue;
      if (type !== write.type && !write.accepts?.(type)) {
        at.limit(
          "mismatched-type",
          `sets a variable of type ${write.type}; "${write.name}" is of type ${type}`,
          write.property,
        );
      }
    }
    for (const { exp, path } of expressionsIn(entry.action.parameters, "parameters")) {
      if (isUnknown(exp)) continue;
      const fault = expressionIssue(exp);
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
  // Report a missing variable once, no matter how often it is used.
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

/** Whether an entry that is unknown, or has an error, may set a variable that no other entry sets. */
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
    const writes = table.get(entries[entry]?.action.actionType ?? "")?.assigns !== undefined;
    return writes && (code === "missing-parameter" || property === "parameters");
  });
}

/** Whether a value has an unknown part that may use a variable. */
function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.entries(value).some(([key, item]) => key !== "moduleId" && holdsUnknown(item));
}

/** All text in an entry that looks like a variable, in lower case. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return /^(Flow|Common|Task)\.\S+$/i.test(value) ? [value.toLowerCase()] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function checkDeclarations(report: Report, document: FlowDocument): void {
  const { kind } = report;
  const seen = new Set<string>();
  for (const [name, variable] of Object.entries(document.content.variables ?? {}) as [string, unknown][]) {
    const at = report.at(undefined, `variables.${name}`);
    if (seen.has(name.toLowerCase()))
      at.error("duplicate-variable", "another variable has the same name; Architect ignores case in names");
    seen.add(name.toLowerCase());
    const fault = variableNameIssue(name, scopesOf(kind));
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

/** An expression in a value, with its property path. */
export interface FoundExpression {
  exp: string;
  path: string;
}

/** Every `{ exp }` in a value, at any depth. */
export function expressionsIn(value: unknown, path = ""): FoundExpression[] {
  const found: FoundExpression[] = [];
  collect(value, path, found);
  return found;
}

function collect(value: unknown, path: string, found: FoundExpression[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isExpression(value)) {
    found.push({ exp: value.exp, path });
    return;
  }
  // Audio with an expression, and other audio for some languages.
  if ("byLanguage" in value && "exp" in value && typeof value.exp === "string")
    found.push({ exp: value.exp, path });
  for (const [key, item] of Object.entries(value)) {
    // Most values are scalars without expressions, so their path is not built.
    if (typeof item === "object") collect(item, path === "" ? key : `${path}.${key}`, found);
  }
}

/** The variables of the given scopes that an expression reads. Text in quotes is ignored. */
export function variablesIn(exp: string, scopes: readonly string[]): string[] {
  const names = codeOf(exp).match(patternOf(scopes.join("|")));
  return names === null ? [] : [...new Set(names)];
}

const patterns = new Map<string, RegExp>();

function patternOf(scopes: string): RegExp {
  let pattern = patterns.get(scopes);
  if (!pattern) {
    pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])(?:${scopes})\\.\\p{L}[\\p{L}\\p{N}_]*`, "gu");
    patterns.set(scopes, pattern);
  }
  return pattern;
}

/** An expression with its string literals emptied. */
function codeOf(exp: string): string {
  return exp.includes('"') ? exp.replace(/"(?:[^"\\]|\\.)*"/gs, '""') : exp;
}

/**
 * The obvious syntax errors of an expression: unclosed quotes or brackets. Only Architect can check names and types.
 */
export function expressionIssue(exp: string): string | undefined {
  const open: string[] = [];
  const code = codeOf(exp);
  if ((code.match(/"/g) ?? []).length % 2 !== 0) return "has a quotation mark that nothing closes";
  for (const character of code) {
    if ("([{".includes(character)) open.push(character);
    if (")]}".includes(character) && open.pop() !== OPENING[character]) {
      return `has a "${character}" that nothing opens`;
    }
  }
  const left = open.pop();
  return left === undefined ? undefined : `has a "${left}" that nothing closes`;
}

const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
