import type { ExpressionFunction, Overload, Parameter } from "./functions/define";
import { distance } from "./types";
import type { ExpressionType } from "./types";

/** The overloads that take so many arguments. */
export function overloadsFor(definition: ExpressionFunction, count: number): Overload[] {
  return definition.overloads.filter(({ parameters }) => {
    const repeats = parameters.at(-1)?.repeats === true;
    return repeats ? count >= parameters.length : count === parameters.length;
  });
}

/** The parameter that takes the argument at a position. */
export function parameterAt(overload: Overload, index: number): Parameter {
  // An overload is only asked for arguments that it takes; a repeating parameter is its last.
  return (overload.parameters[index] ?? overload.parameters.at(-1))!;
}

/** The overload that fits the types of arguments best, or undefined where none fits. */
export function bestOverload(
  overloads: readonly Overload[],
  types: readonly ExpressionType[],
): Overload | undefined {
  let best: Overload | undefined;
  let least = Infinity;
  for (const overload of overloads) {
    const total = totalDistance(overload, types) ?? Infinity;
    if (total < least) [best, least] = [overload, total];
  }
  return best;
}

/** The overloads that may be meant: the best one, or all that fit where a type is not known. */
export function possibleOverloads(
  overloads: readonly Overload[],
  types: readonly ExpressionType[],
): Overload[] {
  if (types.some((type) => type === "any" || type === "anyCollection"))
    return overloads.filter((overload) => totalDistance(overload, types) !== undefined);
  const best = bestOverload(overloads, types);
  return best ? [best] : [];
}

/** How many arguments a function takes, as words: `2 arguments`, `1 or 2 arguments`, `at least 1 argument`. */
export function countsOf(definition: ExpressionFunction): string {
  const open = definition.overloads.filter(({ parameters }) => parameters.at(-1)?.repeats === true);
  const fixed = definition.overloads.filter((overload) => !open.includes(overload));
  const counts = [...new Set(fixed.map(({ parameters }) => parameters.length))].sort((a, b) => a - b);
  const least = Math.min(...open.map(({ parameters }) => parameters.length));
  const words = counts.filter((count) => count < least).map(String);
  if (open.length > 0) words.push(`at least ${least}`);
  const last = words.at(-1) ?? "0";
  const list = words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
  return `${list === "0" ? "no" : list} argument${/\b1$/.test(last) ? "" : "s"}`;
}

function totalDistance(overload: Overload, types: readonly ExpressionType[]): number | undefined {
  let total = 0;
  for (const [i, type] of types.entries()) {
    const step = distance(type, parameterAt(overload, i).type);
    if (step === undefined) return undefined;
    total += step;
  }
  return total;
}
