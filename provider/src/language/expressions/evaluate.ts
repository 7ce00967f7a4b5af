import { findFunction, nearFunctions, operatorOf } from "./catalog";
import { checkTree } from "./typeCheck";
import { Decimal } from "./decimal";
import { ExpressionError, positionAt, ValueError } from "./expressionError";
import type { ExpressionErrorCode } from "./expressionError";
import { formatValue } from "./format";
import type { Context, ExpressionFunction } from "./functions/define";
import { integer } from "./functions/number";
import { parseExpression } from "./parser";
import { fromPlain, toPlain } from "./plain";
import { indexed, propertyOf } from "./properties";
import { bestOverload, countsOf, overloadsFor, parameterAt } from "./resolve";
import { dottedName } from "./syntax";
import type { Expression } from "./syntax";
import type { ExpressionType } from "./types";
import { convert, NOT_SET } from "./values";
import type { Value } from "./values";

/** What an expression is evaluated with. */
export interface EvaluateOptions {
  /** Values by name, such as `Flow.Tries`; the case of names does not matter. See `TypedValue` for types that JavaScript lacks. */
  variables?: Readonly<Record<string, unknown>>;
  /** The current time. @default the clock of this machine */
  now?: Date | string | number;
  /** The IANA time zone in which date-times are shown, and texts without an offset are read. @default "UTC" */
  timeZone?: string;
  /** The language of the flow, for ToDisplayString. @default "en-us" */
  language?: string;
  /** The languages of the flow, its default first. @default the language alone */
  languages?: readonly string[];
  /** Gives numbers from 0 up to 1. @default Math.random */
  random?: () => number;
}

/** What an expression gives. */
export interface ExpressionResult {
  type: ExpressionType;
  /** As JavaScript has it: decimals as numbers, date-times as ISO 8601, durations as milliseconds, NOT_SET as null. */
  value: unknown;
  /** As Architect writes it: `9.0`, `"text"`, `NOT_SET`. */
  text: string;
}

/**
 * Evaluates an expression.
 *
 * @throws ExpressionError where it does not parse, its types do not fit, or it fails for these values
 * @throws TypeError where an option or the value of a variable is none
 * @example
 * evaluateExpression("Flow.Tries + 1", { variables: { "Flow.Tries": 2 } }); // { type: "integer", value: 3, text: "3" }
 */
export function evaluateExpression(text: string, options: EvaluateOptions = {}): ExpressionResult {
  const tree = parseExpression(text);
  const timeZone = options.timeZone ?? "UTC";
  const variables = new Map<string, Value>();
  for (const [name, plain] of Object.entries(options.variables ?? {}))
    variables.set(name.toLowerCase(), readVariable(name, plain, timeZone));
  const types: Record<string, ExpressionType> = {};
  for (const [name, { type }] of variables) types[name] = type;
  const wrong = checkTree(text, tree, types).issues.find(({ certainty }) => certainty === "certain");
  if (wrong) throw new ExpressionError(wrong.code, wrong.message, wrong.position);
  const language = options.language ?? "en-us";
  const now = options.now === undefined ? Date.now() : new Date(options.now).getTime();
  if (Number.isNaN(now)) throw new TypeError(`"now" is no time: ${String(options.now)}`);
  const context: Context = {
    now,
    timeZone,
    language,
    languages: options.languages ?? [language],
    random: options.random ?? Math.random,
  };
  const value = new Evaluator(text, variables, context).evaluate(tree);
  return { type: value.type, value: toPlain(value), text: formatValue(value) };
}

function readVariable(name: string, plain: unknown, timeZone: string): Value {
  try {
    return fromPlain(plain, timeZone);
  } catch (error) {
    if (error instanceof ValueError)
      throw new TypeError(`the value of ${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Roots of names that stand for themselves: regions, currencies, formats of audio. */
const ENUMERATIONS = /^(system|format|language)\./i;

class Evaluator {
  constructor(
    private readonly text: string,
    private readonly variables: ReadonlyMap<string, Value>,
    private readonly context: Context,
  ) {}

  evaluate(node: Expression): Value {
    switch (node.kind) {
      case "text":
        return { type: "string", content: node.value };
      case "integer":
        return this.at(node, () => ({ type: "integer", content: integer(Number(node.text)) }));
      case "decimal":
        return this.at(node, () => ({ type: "decimal", content: Decimal.ofLiteral(node.text) }));
      case "boolean":
        return { type: "boolean", content: node.value };
      case "notSet":
        return NOT_SET;
      case "name":
      case "member":
        return this.named(node);
      case "index": {
        const object = this.evaluate(node.object);
        const index = this.evaluate(node.index);
        return this.at(node.index, () => indexed(object, index));
      }
      case "call":
        return this.call(node);
      case "unary":
        return this.apply(operatorOf(`unary ${node.operator}`), node, [node.operand]);
      case "conditional":
        return this.choose(node.condition, node.whenTrue, node.whenFalse);
      case "binary":
        return this.binary(node);
    }
  }

  /** A variable, or a property of one: the longest name that has a value is the variable. */
  private named(node: Expression): Value {
    const members: (Expression & { kind: "member" })[] = [];
    let root = node;
    while (root.kind === "member") {
      members.unshift(root);
      root = root.object;
    }
    if (root.kind !== "name") return this.properties(this.evaluate(root), members);
    let name = root.name.toLowerCase();
    let value = this.variables.get(name);
    let properties = members;
    for (const [i, member] of members.entries()) {
      name += `.${member.property.toLowerCase()}`;
      const variable = this.variables.get(name) ?? (i === 0 ? this.constant(name, member) : undefined);
      if (variable) [value, properties] = [variable, members.slice(i + 1)];
    }
    if (value) return this.properties(value, properties);
    const spelled = dottedName(node) ?? "";
    if (ENUMERATIONS.test(spelled)) return { type: "enumeration", content: spelled };
    throw this.error("unknownVariable", `the variable ${spelled} has no value here`, node);
  }

  /** A prompt, whose name stands for itself. */
  private constant(name: string, node: Expression): Value | undefined {
    return /^prompt(system)?\./.test(name)
      ? { type: "prompt", content: { name: dottedName(node) } }
      : undefined;
  }

  private properties(object: Value, members: readonly (Expression & { kind: "member" })[]): Value {
    return members.reduce(
      (value, member) => this.at(member, () => propertyOf(value, member.property)),
      object,
    );
  }

  private call(node: Expression & { kind: "call" }): Value {
    const { name, arguments: values } = node;
    const [condition, whenTrue, whenFalse] = values;
    if (name.toLowerCase() === "if" && condition && whenTrue && whenFalse)
      return this.choose(condition, whenTrue, whenFalse);
    return this.apply(this.lookup(name, node), node, values);
  }

  /** A choice; only the part that is chosen is evaluated. */
  private choose(condition: Expression, whenTrue: Expression, whenFalse: Expression): Value {
    const chosen = this.at(condition, () => convert(this.evaluate(condition), "boolean"));
    return this.evaluate(chosen.content === true ? whenTrue : whenFalse);
  }

  private binary(node: Expression & { kind: "binary" }): Value {
    const definition = operatorOf(node.operator);
    const left = this.evaluate(node.left);
    if (
      (node.operator === "and" && left.content === false) ||
      (node.operator === "or" && left.content === true)
    )
      return left;
    return this.applyTo(definition, node, [node.left, node.right], [left, this.evaluate(node.right)]);
  }

  private apply(definition: ExpressionFunction, node: Expression, operands: readonly Expression[]): Value {
    return this.applyTo(
      definition,
      node,
      operands,
      operands.map((operand) => this.evaluate(operand)),
    );
  }

  private applyTo(
    definition: ExpressionFunction,
    node: Expression,
    operands: readonly Expression[],
    values: readonly Value[],
  ): Value {
    const counted = overloadsFor(definition, values.length);
    if (counted.length === 0) {
      const message = `"${definition.name}" takes ${countsOf(definition)}, not ${values.length}`;
      throw this.error("wrongArgumentCount", message, node);
    }
    const types = values.map(({ type }) => type);
    const best = bestOverload(counted, types);
    if (!best)
      throw this.error("typeMismatch", `"${definition.name}" does not take ${types.join(", ")}`, node);
    const contents = values.map((value, i) => {
      const parameter = parameterAt(best, i);
      const operand = operands[i] ?? node;
      if (value.content === undefined && !parameter.notSet)
        throw this.error("notSet", `"${parameter.name}" of "${definition.name}" cannot be NOT_SET`, operand);
      const boxed = parameter.type === "any" || parameter.type === "anyCollection";
      const converted = this.at(operand, () => convert(value, parameter.type));
      return boxed ? converted : converted.content;
    });
    const last = best.parameters.length - 1;
    if (best.parameters[last]?.repeats) contents.splice(last, Infinity, contents.slice(last));
    return this.at(node, () => best.run(contents, this.context));
  }

  private lookup(name: string, node: Expression): ExpressionFunction {
    const definition = findFunction(name);
    if (definition) return definition;
    const near = nearFunctions(name).map((each) => `"${each}"`);
    const hint = near.length > 0 ? `; did you mean ${near.join(" or ")}?` : "";
    throw this.error("unknownFunction", `there is no function "${name}"${hint}`, node);
  }

  /** Gives mistakes that functions find in values the place of a part of the text. */
  private at<T>(node: Expression, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof ValueError) throw this.error(error.code, error.message, node);
      throw error;
    }
  }

  private error(code: ExpressionErrorCode, message: string, node: Expression): ExpressionError {
    return new ExpressionError(code, message, positionAt(this.text, node.start));
  }
}
