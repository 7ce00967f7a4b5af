import { ApiError } from "../organization/apiError";

/** The query string of a request, parsed like Genesys Cloud does. */
export class Query {
  readonly #params: URLSearchParams;

  constructor(text: string) {
    this.#params = new URLSearchParams(text);
  }

  /** A single value; undefined if missing or empty. */
  text(name: string): string | undefined {
    const value = this.#params.get(name);
    return value === null || value === "" ? undefined : value;
  }

  /**
   * A list, either repeated (`id=a&id=b`, as in Genesys Cloud's API description) or joined by commas (`id=a,b`, as
   * its JavaScript SDK sends it).
   */
  list(name: string): string[] {
    return this.#params
      .getAll(name)
      .flatMap((value) => value.split(","))
      .map((value) => value.trim())
      .filter((value) => value !== "");
  }

  /** @throws Refusal 400 unless it is an integer of at least `least`. */
  integer(name: string, preset: number, least = 1): number {
    const value = this.text(name);
    if (value === undefined) return preset;
    const number = Number(value);
    if (!Number.isInteger(number) || number < least)
      throw invalidValue(value, name, `integers from ${least}`);
    return number;
  }

  /** @throws Refusal 400 unless it is `true` or `false`. */
  flag(name: string): boolean {
    return this.choice(name, ["true", "false"]) === "true";
  }

  /** @throws Refusal 400 unless it is one of `allowed`. */
  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((each) => each.toLowerCase() === value.toLowerCase());
    if (found === undefined) throw invalidValue(value, name, allowed.join(", "));
    return found;
  }

  /** The query of the same request with `name` set to `value`, for links to other pages. */
  with(name: string, value: number): string {
    const changed = new URLSearchParams(this.#params);
    changed.set(name, String(value));
    return changed.toString();
  }
}

const invalidValue = (value: string, name: string, allowed: string): ApiError =>
  new ApiError(
    400,
    "invalid.query.param.value",
    `Value [${value}] is not valid for parameter [${name}]. Allowable values are: ${allowed}`,
  );
