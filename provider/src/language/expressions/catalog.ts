import { editDistance } from "../editDistance";
import { AUDIO_FUNCTIONS } from "./functions/audio";
import { CAST_FUNCTIONS } from "./functions/cast";
import { CURRENCY_FUNCTIONS } from "./functions/currency";
import { DATE_FUNCTIONS } from "./functions/date";
import type { ExpressionFunction } from "./functions/define";
import { DURATION_FUNCTIONS } from "./functions/duration";
import { EMAIL_FUNCTIONS } from "./functions/email";
import { JSON_FUNCTIONS } from "./functions/jsonValues";
import { LANGUAGE_FUNCTIONS } from "./functions/language";
import { LIST_FUNCTIONS } from "./functions/list";
import { LOGIC_FUNCTIONS } from "./functions/logic";
import { NUMBER_FUNCTIONS } from "./functions/number";
import { OBJECT_FUNCTIONS } from "./functions/objects";
import { TEXT_FUNCTIONS } from "./functions/strings";
import { TO_TEXT_FUNCTIONS } from "./functions/toText";
import { OPERATORS } from "./operators";

/** Every function of the language that is known here. */
export const FUNCTIONS: readonly ExpressionFunction[] = [
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...LOGIC_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...DURATION_FUNCTIONS,
  ...CURRENCY_FUNCTIONS,
  ...CAST_FUNCTIONS,
  ...TO_TEXT_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...EMAIL_FUNCTIONS,
  ...AUDIO_FUNCTIONS,
  ...LANGUAGE_FUNCTIONS,
  ...JSON_FUNCTIONS,
];

const FUNCTIONS_BY_NAME = new Map(FUNCTIONS.map((each) => [each.name.toLowerCase(), each]));
const OPERATORS_BY_NAME = new Map(OPERATORS.map((each) => [each.name, each]));

/** The function of a name, whatever its case. */
export function findFunction(name: string): ExpressionFunction | undefined {
  return FUNCTIONS_BY_NAME.get(name.toLowerCase());
}

/** The operator of a sign; `?:` is the choice, unary ones are `unary -`, `unary !`, `unary ~`. */
export function operatorOf(sign: string): ExpressionFunction {
  // The parser makes no other signs than those of the table.
  return OPERATORS_BY_NAME.get(sign)!;
}

/**
 * The functions whose names are nearest to a wrong one, nearest first, at most three.
 * Few letters may differ: functions exist that are not known here, and theirs are no mistakes.
 */
export function nearFunctions(name: string): string[] {
  const bound = Math.min(2, Math.max(1, Math.floor(name.length / 3)));
  const distances = FUNCTIONS.map(
    (each) => [each.name, editDistance(name.toLowerCase(), each.name.toLowerCase(), bound + 1)] as const,
  );
  return distances
    .filter(([, distance]) => distance <= bound)
    .sort(([, a], [, b]) => a - b)
    .slice(0, 3)
    .map(([near]) => near);
}
