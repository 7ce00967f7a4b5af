import { Ajv } from "ajv";
import type { ValidateFunction } from "ajv";
import type { Schema } from "./sdkTypes";

/** Validates values against schemas whose `$ref` definitions are loaded on first use. */
export class Validator {
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    inlineRefs: false,
    formats: {
      date: /^\d{4}-\d\d-\d\d$/,
      "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
      int32: { type: "number", validate: Number.isInteger },
      int64: { type: "number", validate: Number.isInteger },
      double: { type: "number", validate: Number.isFinite },
      // Genesys Cloud's selfUri links are paths without a host.
      uri: true,
    },
  });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #known = new Set<string>();
  readonly #definition: (name: string) => Schema;

  /** @param definition returns the schema under `#/definitions/NAME`. */
  constructor(definition: (name: string) => Schema) {
    this.#definition = definition;
  }

  /** The faults of `value`, one string each. `key` identifies the schema, so that it is compiled once. */
  faults(key: string, schema: Schema, value: unknown): string[] {
    let validate = this.#compiled.get(key);
    if (!validate) {
      validate = this.#ajv.compile(this.#standingAlone(schema));
      this.#compiled.set(key, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath === "" ? "the whole" : instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
    );
  }

  /** Each definition is a separate schema, so that it is compiled once for all references. */
  #standingAlone(schema: Schema): Schema {
    const text = JSON.stringify(schema);
    for (const [, name = ""] of text.matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (this.#known.has(name)) continue;
      this.#known.add(name);
      this.#ajv.addSchema(this.#standingAlone(this.#definition(name)), name);
    }
    return JSON.parse(text.replaceAll('"#/definitions/', '"')) as Schema;
  }
}
