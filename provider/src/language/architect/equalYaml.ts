import { meaning } from "../actions/comparableYaml";
import { isObject, isScalar, own } from "../json";

/**
 * Whether two pieces of Architect YAML mean the same: order of keys, every spelling of "nothing is set" (see
 * {@link meaning}) and quoting (`"5"` and `5`) make no difference; white space around text neither. A key that is `optional`
 * may be missing on one side.
 */
export function equalYaml(a: unknown, b: unknown, optional: ReadonlySet<string> = NO_KEYS): boolean {
  return a === b || firstDifference(a, b, optional) === undefined;
}

/** The keys that lead to the first place where two pieces of YAML do not mean the same. */
export function firstDifference(
  a: unknown,
  b: unknown,
  optional: ReadonlySet<string> = NO_KEYS,
): Place | undefined {
  return compared(a, b, optional, 1)[0];
}

/** The keys that lead to each place where two pieces of YAML do not mean the same. */
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

/** Whether a piece of YAML says at least all that another says. */
export function containsAll(whole: unknown, part: unknown): boolean {
  return whole === part || includes(meaning(whole), meaning(part));
}

/** Whether YAML is there only to say that nothing is set. */
export function isEmptyNode(value: unknown): boolean {
  return meaning(value) === undefined;
}

/** Collects places where two meanings differ, until there are as many as asked for. */
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

/** Whether two scalars are the same; a number may be written in quotes, or otherwise than the platform writes it. */
function sameScalar(a: unknown, b: unknown): boolean {
  if (a === b || !isScalar(a) || !isScalar(b)) return a === b;
  if (String(a) === String(b)) return true;
  const [number, other] = typeof a === "number" ? [a, b] : [b, a];
  return typeof number === "number" && typeof other === "string" && other !== "" && Number(other) === number;
}
