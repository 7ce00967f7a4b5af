import { findFunction, nearFunctions, operatorOf } from "./catalog";
import { ExpressionError, positionAt } from "./expressionError";
import type { ExpressionErrorCode, ExpressionPosition } from "./expressionError";
import type { ExpressionFunction, Overload } from "./functions/define";
import { parseExpression } from "./parser";
import { indexedType, propertyType } from "./properties";
import { possibleOverloads, countsOf, overloadsFor, parameterAt } from "./resolve";
import { dottedName } from "./syntax";
import type { Expression } from "./syntax";
import { areForeign, isSureType } from "./types";
import type { ExpressionType } from "./types";

/** Something wrong with an expression. */
export interface ExpressionIssue {
  code: ExpressionErrorCode;
  message: string;
  position: ExpressionPosition;
  /** `certain` where Architect refuses it; `likely` where a newer function or type could make it right. */
  certainty: "certain" | "likely";
}

/** What a check found. */
export interface ExpressionCheck {
  /** In the order of their places; empty where nothing is wrong. */
  issues: ExpressionIssue[];
  /** The type of the result, where it is sure. */
  type?: ExpressionType;
}

/**
 * Checks an expression without evaluating it: whether it parses, its functions, their numbers of arguments, and types as far
 * as they are sure.
 *
 * @param options.variables types of variables by name (`Flow.Tries`: `integer`); any other has an unknown type
 * @example
 * checkExpression('Lower("A", 1)').issues[0]; // { code: "wrongArgumentCount", certainty: "certain", ... }
 */
export function checkExpression(
  text: string,
  options: { variables?: Readonly<Record<string, ExpressionType>> } = {},
): ExpressionCheck {
  try {
    return checkTree(text, parseExpression(text), options.variables ?? {});
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { code, reason, position } = error;
    return { issues: [{ code, message: reason, position, certainty: "certain" }] };
  }
}

/** The check of an expression that has been parsed. */
export function checkTree(
  text: string,
  tree: Expression,
  variables: Readonly<Record<string, ExpressionType>>,
): ExpressionCheck {
  const checker = new Checker(text, variables);
  const type = checker.typeOf(tree);
  const issues = checker.issues.sort((a, b) => a.position.offset - b.position.offset);
  return { issues, ...(type !== "any" && type !== "anyCollection" && { type }) };
}

class Checker {
  readonly issues: ExpressionIssue[] = [];
  private readonly variables: Map<string, ExpressionType>;

  constructor(
    private readonly text: string,
    variables: Readonly<Record<string, ExpressionType>>,
  ) {
    this.variables = new Map(Object.entries(variables).map(([name, type]) => [name.toLowerCase(), type]));
  }

  /** The type of a part of the tree, `any` where it is not sure. */
  typeOf(node: Expression): ExpressionType {
    switch (node.kind) {
      case "text":
        return "string";
      case "integer":
      case "decimal":
      case "boolean":
      case "notSet":
        return node.kind;
      case "name":
        return this.variables.get(node.name.toLowerCase()) ?? "any";
      case "member":
        return this.memberType(node);
      case "index": {
        const object = this.typeOf(node.object);
        const index = this.typeOf(node.index);
        return index === "string" && node.index.kind === "text"
          ? propertyType(object, node.index.value)
          : indexedType(object);
      }
      case "call":
        return this.callType(node);
      case "unary":
        return this.resultOf(operatorOf(`unary ${node.operator}`), node, [node.operand]);
      case "conditional":
        return this.resultOf(operatorOf("?:"), node, [node.condition, node.whenTrue, node.whenFalse]);
      case "binary":
        return this.resultOf(operatorOf(node.operator), node, [node.left, node.right]);
    }
  }

  private memberType(node: Expression & { kind: "member" }): ExpressionType {
    const name = dottedName(node);
    if (name === undefined) return propertyType(this.typeOf(node.object), node.property);
    const known = this.variables.get(name.toLowerCase());
    if (known !== undefined) return known;
    if (/^prompt(system)?\.[^.]+$/i.test(name)) return "prompt";
    return propertyType(this.typeOf(node.object), node.property);
  }

  private callType(node: Expression & { kind: "call" }): ExpressionType {
    const definition = findFunction(node.name);
    if (definition === undefined) {
      node.arguments.forEach((argument) => this.typeOf(argument));
      const [near] = nearFunctions(node.name);
      if (near !== undefined)
        this.report(
          "unknownFunction",
          `no function "${node.name}" is known; did you mean "${near}"?`,
          node,
          "likely",
        );
      return "any";
    }
    return this.resultOf(definition, node, node.arguments);
  }

  private resultOf(
    definition: ExpressionFunction,
    node: Expression,
    operands: readonly Expression[],
  ): ExpressionType {
    const types = operands.map((operand) => this.typeOf(operand));
    const { name } = definition;
    if (definition.certainty === "nameOnly") return definition.overloads[0]?.result ?? "any";
    const counted = overloadsFor(definition, types.length);
    if (counted.length === 0) {
      const message = `"${name}" takes ${countsOf(definition)}, not ${types.length}`;
      this.report("wrongArgumentCount", message, node, "certain");
      return "any";
    }
    const fitting = possibleOverloads(counted, types);
    if (fitting.length === 0) {
      this.reportTypes(definition, node, types);
      return "any";
    }
    this.checkLiterals(fitting, operands);
    this.checkAlike(name, node, fitting, types);
    return fitting.map((overload) => overload.resultOf(types)).reduce((a, b) => (a === b ? a : "any"));
  }

  /** Reports types that must have one in common and have none. */
  private checkAlike(
    name: string,
    node: Expression,
    overloads: readonly Overload[],
    types: readonly ExpressionType[],
  ): void {
    for (const { alike } of overloads.slice(0, 1)) {
      const [first = "any", ...others] = (alike?.(types) ?? []).filter((type) => type !== "notSet");
      const other = others.find((type) => areForeign(first, type));
      if (other !== undefined)
        this.report(
          "typeMismatch",
          `"${name}" is for values of one type, not ${first} and ${other}`,
          node,
          "likely",
        );
    }
  }

  private reportTypes(
    definition: ExpressionFunction,
    node: Expression,
    types: readonly ExpressionType[],
  ): void {
    const isSure = types.every((type) => isSureType(type) || type === "any" || type === "notSet");
    const shown = types.map((type) => (type === "any" ? "unknown" : type)).join(", ");
    const called = definition.name.replace("unary ", "");
    const known = overloadsFor(definition, types.length).map((overload) =>
      types.map((_, i) => parameterAt(overload, i).type).join(", "),
    );
    const expected = [...new Set(known)].slice(0, 4).map((each) => `(${each})`);
    const message = `"${called}" takes ${expected.join(" or ")}, not (${shown})`;
    this.report("typeMismatch", message, node, isSure ? "certain" : "likely");
  }

  /** Reports arguments that must be literals and are none. */
  private checkLiterals(overloads: readonly Overload[], operands: readonly Expression[]): void {
    for (const [i, operand] of operands.entries()) {
      const parameters = overloads.map((overload) => parameterAt(overload, i));
      if (parameters.every(({ literal }) => literal) && !isLiteral(operand))
        this.report("literalRequired", `"${parameters[0]?.name}" must be a literal`, operand, "certain");
    }
  }

  private report(
    code: ExpressionErrorCode,
    message: string,
    node: Expression,
    certainty: ExpressionIssue["certainty"],
  ): void {
    this.issues.push({ code, message, position: positionAt(this.text, node.start), certainty });
  }
}

function isLiteral(node: Expression): boolean {
  return ["text", "integer", "decimal", "boolean", "notSet"].includes(node.kind);
}
