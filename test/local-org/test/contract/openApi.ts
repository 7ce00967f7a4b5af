import { readFileSync } from "node:fs";
import type { Schema } from "./sdkTypes";

/** The parts of a Swagger 2.0 operation that are checked. */
export interface OpenApiOperation {
  parameters?: OpenApiParameter[];
  responses: Record<string, { schema?: Schema; "x-inin-error-codes"?: Record<string, string> }>;
}

export interface OpenApiParameter extends Schema {
  in: "query" | "path" | "header" | "body" | "formData";
  name: string;
  required?: boolean;
  type?: string;
  items?: Schema;
  schema?: Schema;
}

/** Genesys Cloud's published API description, by operation. */
export interface OpenApi {
  operations: Map<string, OpenApiOperation>;
  definitions: Record<string, Schema>;
}

/** The path of Genesys Cloud's published API description, a JSON file that is not part of this repository. */
const file = process.env.PLATFORM_OPENAPI ?? "";

/** @returns undefined if the description is not available. */
export function readOpenApi(): OpenApi | undefined {
  if (file === "") return undefined;
  const { paths, definitions } = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, OpenApiOperation & { operationId: string }>>;
    definitions: Record<string, Schema>;
  };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return {
    operations: new Map(operations.map((operation) => [operation.operationId, operation])),
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [name, closed(schema)]),
    ),
  };
}

/** Properties that a definition does not list are forbidden, so that invented properties are found. */
function closed(schema: Schema): Schema {
  const open = schema.properties === undefined || schema.additionalProperties !== undefined;
  return open ? schema : { ...schema, additionalProperties: false };
}
