import { meaning } from "../actions/comparableYaml";
import { isObject, isScalar, own } from "../json";

/**
 * Whether two pieces of Architect YAML mean the same. Ignores the order of keys, the different forms of an empty
 * value (see {@link meaning}), quoting (`"5"` and `5`), and white space around text. A key in `optional` may be
 * missing on one side.
 */
export function equalYaml(a: unknown, b: unknown, optional: ReadonlySet<string> = NO_KEYS): boolean {
  return a === b || firstDifference(a, b, optional) === undefined;
}

/** The path of the first difference in meaning between two pieces of YAML. */
export function firstDifference(
  a: unknown,
  b: unknown,
  optional: ReadonlySet<string> = NO_KEYS,
): Place | undefined {
  return compared(a, b, optional, 1)[0];
}

/** The paths of all differences in meaning between two pieces of YAML. */
export function differences(a: unknown, b: unknown, optional: ReadonlySet<string> = NO_KEYS): Place[] {
  return compared(a, b, optional, Infinity);
}

function compared(a: unknown, b: unknown, optional: ReadonlySet<string>, most: number): Place[] {
  const comparison = new Comparison(optional, most);
  comparison.compare(meaning(a), meaning(b));
  return comparison.places;
}

type Place = readonly (string | number)[];

const NO_KEYS: ReadonlySet<string> = new Set();

/** Whether one piece of YAML contains everything in another. */
export function containsAll(whole: unknown, part: unknown): boolean {
  return whole === part || includes(meaning(whole), meaning(part));
}

/** Whether YAML only sets empty values. */
export function isEmptyNode(value: unknown): boolean {
  return meaning(value) === undefined;
}

/** Collects the paths of differences, up to a maximum number. */
class Comparison {
  readonly places: Place[] = [];
  private readonly place: (string | number)[] = [];

  constructor(
    private readonly optional: ReadonlySet<string>,
    private readonly most: number,
  ) {}

  compare(a: unknown, b: unknown): void {
    if (a === b || this.places.length >= this.most) return;
    if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
      a.forEach((item, at) => {
        this.below(at, item, b[at]);
      });
    } else if (isObject(a) && isObject(b)) {
      for (const key of Object.keys(a)) this.property(key, a[key], own(b, key));
      for (const key of Object.keys(b)) if (!Object.hasOwn(a, key)) this.property(key, undefined, b[key]);
    } else if (!sameScalar(a, b)) this.places.push([...this.place]);
  }

  private property(key: string, first: unknown, second: unknown): void {
    if (this.optional.has(key) && (first === undefined || second === undefined)) return;
    this.below(key, first, second);
  }

  private below(key: string | number, first: unknown, second: unknown): void {
    this.place.push(key);
    this.compare(first, second);
    this.place.pop();
  }
}

function includes(whole: unknown, part: unknown): boolean {
  if (part === undefined) return true;
  if (Array.isArray(whole) && Array.isArray(part)) {
    return whole.length === part.length && part.every((item, at) => includes(whole[at], item));
  }
  if (isObject(part) && Object.keys(part).length === 0) return whole !== undefined;
  if (isObject(whole) && isObject(part)) {
    return Object.entries(part).every(([key, item]) => includes(own(whole, key), item));
  }
  return sameScalar(whole, part);
}

/** Whether two scalars are the same. Numbers may be quoted, or formatted differently than the platform does. */
function sameScalar(a: unknown, b: unknown): boolean {
  if (a === b || !isScalar(a) || !isScalar(b)) return a === b;
  if (String(a) === String(b)) return true;
  const [number, other] = typeof a === "number" ? [a, b] : [b, a];
  return typeof number === "number" && typeof other === "string" && other !== "" && Number(other) === number;
}
