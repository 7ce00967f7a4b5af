/** What goes wrong, for the requests that it names. */
export interface FaultRule {
  /** Absent: any. */
  method?: string;
  /** A regular expression, tried on the path and on the path with its query. */
  path: string;
  /** The first matching request that it strikes, counted from 1. Default 1. */
  nth?: number;
  /** How many matching requests it strikes from there. Default: one where `nth` is given, else all. */
  times?: number;
  /** Strikes each of them only with this probability (0 to 1), drawn from the organization's seed. */
  probability?: number;
  /** Answer with this status and do nothing. */
  status?: number;
  /** The body of that answer; text goes out as it is. Absent: the platform's error body for the status. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Wait so long first, on the organization's clock. */
  delayMs?: number;
  /** Cut the connection before the server acts, or after it has acted and before it answers. */
  drop?: "before" | "after";
  /** Send only the first half of the body, or so many bytes of it, as if that were all. */
  truncate?: boolean | number;
}

/** The rules in force, and how often each has matched. */
export class Faults {
  #rules: { rule: FaultRule; pattern: RegExp; matched: number }[] = [];

  /** @throws SyntaxError for a path that is no regular expression. */
  add(rule: FaultRule): void {
    this.#rules.push({ rule, pattern: new RegExp(rule.path), matched: 0 });
  }

  rules(): FaultRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first rule that strikes this request. `chance` gives numbers from 0 to 1. */
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
