import type { HeardExchange } from "./contract";
import type { OpenApiOperation, OpenApiParameter } from "./openApi";
import { typed } from "./sdkFaults";
import type { Schema } from "./sdkTypes";
import type { Validator } from "./validator";

/** Violations of Genesys Cloud's OpenAPI description: statuses, error codes, shapes and enumerations. */
export function openApiFaults(
  heard: HeardExchange,
  published: OpenApiOperation,
  validator: Validator,
): string[] {
  const answer = answerFaults(heard, published, validator).map((fault) => `OpenAPI: answer: ${fault}`);
  // A refused request may be invalid.
  if (heard.answer.status >= 400) return answer;
  return [
    ...answer,
    ...requestFaults(heard, published, validator).map((fault) => `OpenAPI: request: ${fault}`),
  ];
}

function answerFaults(
  { operation, answer }: HeardExchange,
  published: OpenApiOperation,
  validator: Validator,
): string[] {
  const { status, body } = answer;
  const response =
    published.responses[String(status)] ?? (status < 300 ? published.responses.default : undefined);
  if (!response) return [`the status ${status} is not one of ${Object.keys(published.responses).join(", ")}`];
  const codes = response["x-inin-error-codes"];
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
  if (status >= 400 && codes && (typeof code !== "string" || !(code in codes))) {
    return [`the code ${String(code)} is not one of ${Object.keys(codes).join(", ")}`];
  }
  // 206 and some 202 responses have no schema; they have the body of the 200 response.
  const schema = response.schema ?? (status < 300 ? published.responses["200"]?.schema : undefined);
  if (!schema) return body === undefined ? [] : ["a body where none is described"];
  if (body === undefined && !response.schema) return [];
  return validator.faults(`${operation} ${status}`, schema, body);
}

function requestFaults(
  { operation, request }: HeardExchange,
  published: OpenApiOperation,
  validator: Validator,
): string[] {
  const parameters = published.parameters ?? [];
  const query = parameters.filter(({ in: where }) => where === "query");
  const missing = query.filter(({ name, required }) => required === true && !request.query.has(name));
  const unknown = [...request.query.keys()].filter((key) => !query.some(({ name }) => name === key));
  const wrong = query
    .filter(({ name }) => request.query.has(name))
    .flatMap((parameter) =>
      validator
        .faults(
          `${operation} ${parameter.name}`,
          schemaOf(parameter),
          typed(request.query.getAll(parameter.name), parameter),
        )
        .map((fault) => `${parameter.name} ${fault}`),
    );
  const body = parameters.find(({ in: where }) => where === "body");
  return [
    ...missing.map(({ name }) => `${name} is missing`),
    ...unknown.map((name) => `${name} is no parameter`),
    ...wrong,
    ...bodyFaults(operation, body, request.body, validator),
  ];
}

function bodyFaults(
  operation: string,
  body: OpenApiParameter | undefined,
  given: unknown,
  validator: Validator,
): string[] {
  if (given === undefined) return body?.required === true ? ["the body is missing"] : [];
  if (!body?.schema) return operation === "oauthToken" ? [] : ["a body where none is described"];
  return validator.faults(`${operation} body`, body.schema, given).map((fault) => `body ${fault}`);
}

const schemaOf = ({ type, items, format, enum: allowed }: OpenApiParameter): Schema =>
  Object.fromEntries(
    Object.entries({ type, items, format, enum: allowed }).filter(([, value]) => value !== undefined),
  );
