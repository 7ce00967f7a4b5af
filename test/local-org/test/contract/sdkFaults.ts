import type { HeardExchange } from "./contract";
import { sdkOperation } from "./sdkOperations";
import type { SdkOperation } from "./sdkOperations";
import type { OperationTypes, Schema, SdkTypes } from "./sdkTypes";
import type { Validator } from "./validator";

const known = new Map<string, { sent: SdkOperation; types: OperationTypes } | undefined>();

/** Violations of the official SDK's types. An operation that the SDK lacks (login) has none. */
export function sdkFaults(heard: HeardExchange, sdk: SdkTypes, validator: Validator): string[] {
  const { operation, request, answer } = heard;
  if (!known.has(operation)) {
    const sent = sdkOperation(operation);
    known.set(operation, sent && { sent, types: sdk.operation(sent.api, operation) });
  }
  const found = known.get(operation);
  if (!found) return [];
  const { sent, types } = found;
  const error: Schema = { $ref: "#/definitions/ErrorBody" };
  const faults = [
    ...(answer.status >= 400
      ? validator.faults("ErrorBody", error, answer.body)
      : answerFaults(operation, types, answer.body, validator)),
  ].map((fault) => `SDK: answer: ${fault}`);
  // A refused request may be invalid.
  if (answer.status >= 400) return faults;
  const body = sent.bodyParameter;
  return [
    ...faults,
    ...queryFaults(sent, types, request.query, validator),
    ...(request.body === undefined || body === undefined
      ? []
      : validator.faults(`${operation} body`, types.parameters[body] ?? {}, request.body)
    ).map((fault) => `SDK: request body: ${fault}`),
  ];
}

function answerFaults(
  operation: string,
  types: OperationTypes,
  body: unknown,
  validator: Validator,
): string[] {
  if (types.answer) return validator.faults(`${operation} answer`, types.answer, body);
  return body === undefined ? [] : ["a body where none is declared"];
}

function queryFaults(
  { name, queryNames }: SdkOperation,
  types: OperationTypes,
  query: URLSearchParams,
  validator: Validator,
): string[] {
  const missing = types.required.filter((each) => queryNames.includes(each) && !query.has(each));
  const wrong = [...query.keys()].flatMap((key) => {
    const schema = queryNames.includes(key) ? types.parameters[key] : undefined;
    if (!schema) return [`${key} is no parameter`];
    return validator
      .faults(`${name} ${key}`, schema, typed(query.getAll(key), schema))
      .map((fault) => `${key} ${fault}`);
  });
  return [...missing.map((key) => `${key} is missing`), ...wrong].map((fault) => `SDK: query: ${fault}`);
}

/** Query values are strings; they are converted to the schema's type if possible. */
export function typed(values: readonly string[], schema: Schema): unknown {
  const [first = ""] = values;
  switch (schema.type) {
    case "array":
      return values.flatMap((value) => value.split(","));
    case "number":
    case "integer":
      return first.trim() === "" || Number.isNaN(Number(first)) ? first : Number(first);
    case "boolean":
      return first === "true" ? true : first === "false" ? false : first;
    default:
      return first;
  }
}
