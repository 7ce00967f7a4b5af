/** A place in the text of an expression. */
export interface ExpressionPosition {
  /** Offset in UTF-16 code units from the start of the text, from 0. */
  offset: number;
  /** Line, from 1. */
  line: number;
  /** Column in the line, from 1. */
  column: number;
}

/** What is wrong with an expression; each code is one kind of mistake. */
export type ExpressionErrorCode =
  // It does not parse.
  | "unexpectedCharacter"
  | "unexpectedToken"
  | "unexpectedEnd"
  | "unterminatedText"
  | "unbalanced"
  | "tooDeep"
  | "tooLong"
  // It parses, and its types are wrong.
  | "unknownFunction"
  | "wrongArgumentCount"
  | "typeMismatch"
  | "literalRequired"
  // It is valid, and these values cannot be evaluated.
  | "unknownVariable"
  | "unknownProperty"
  | "notSet"
  | "outOfRange"
  | "divisionByZero"
  | "conversion"
  | "unsupported";

/**
 * An expression that does not parse, whose types do not fit, or that fails for the values it was evaluated with.
 *
 * @example
 * try {
 *   evaluateExpression('Uper("a")');
 * } catch (error) {
 *   if (error instanceof ExpressionError) console.log(error.code, error.position.column, error.message);
 * }
 */
export class ExpressionError extends Error {
  constructor(
    /** The kind of mistake. */
    readonly code: ExpressionErrorCode,
    /** What is wrong, without its place. */
    readonly reason: string,
    /** Where it is. */
    readonly position: ExpressionPosition,
  ) {
    super(`${reason} (line ${position.line}, column ${position.column})`);
    this.name = "ExpressionError";
  }
}

/** Thrown by functions for values they cannot take; `evaluate` adds the position of the call. */
export class ValueError extends Error {
  constructor(
    readonly code: ExpressionErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): ExpressionPosition {
  const before = text.slice(0, offset).split("\n");
  return { offset, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
