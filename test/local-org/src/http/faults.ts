/** A fault, and the requests that it applies to. */
export interface FaultRule {
  /** Absent: any. */
  method?: string;
  /** A regular expression, matched against the path and against the path with its query. */
  path: string;
  /** The first matching request it applies to, counted from 1. Default 1. */
  nth?: number;
  /** How many matching requests it applies to from there. Default: one if `nth` is set, otherwise all. */
  times?: number;
  /** Applies to each of them only with this probability (0 to 1), drawn from the organization's seed. */
  probability?: number;
  /** Answer with this status and do nothing. */
  status?: number;
  /** The body of that response; a string is sent unchanged. Default: the platform's error body for the status. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds to wait first, on the organization's clock. */
  delayMs?: number;
  /** Cut the connection before the server acts, or after it has acted but before it responds. */
  drop?: "before" | "after";
  /** Send only the first half of the body, or this number of bytes, as a complete response. */
  truncate?: boolean | number;
}

/** The active rules, with the number of matches of each. */
export class Faults {
  #rules: { rule: FaultRule; pattern: RegExp; matched: number }[] = [];

  /** @throws SyntaxError if a path is not a regular expression. */
  add(rule: FaultRule): void {
    this.#rules.push({ rule, pattern: new RegExp(rule.path), matched: 0 });
  }

  rules(): FaultRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first rule that applies to this request. `chance` returns numbers from 0 to 1. */
  strike(method: string, path: string, url: string, chance: () => number): FaultRule | undefined {
    let struck: FaultRule | undefined;
    for (const entry of this.#rules) {
      const { rule, pattern } = entry;
      if (rule.method !== undefined && rule.method.toUpperCase() !== method) continue;
      if (!pattern.test(path) && !pattern.test(url)) continue;
      entry.matched += 1;
      if (struck) continue;
      const from = rule.nth ?? 1;
      const times = rule.times ?? (rule.nth === undefined ? Infinity : 1);
      if (entry.matched < from || entry.matched >= from + times) continue;
      if (rule.probability !== undefined && chance() >= rule.probability) continue;
      struck = rule;
    }
    return struck;
  }
}
