import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A JSON schema. */
export type Schema = Record<string, unknown>;

/** The SDK's published types of one operation. */
export interface OperationTypes {
  /** The schema of each query parameter and of the body, by name. */
  parameters: Record<string, Schema>;
  /** Required parameters. */
  required: string[];
  /** Absent: no body. */
  answer?: Schema;
}

/** The types of the official SDK as JSON schemas, read from its `index.d.ts` with the TypeScript compiler. */
export class SdkTypes {
  readonly #file: ts.SourceFile;
  readonly #models = new Map<string, ts.InterfaceDeclaration>();
  readonly #classes = new Map<string, ts.ClassDeclaration>();
  readonly #options = new Map<string, ts.InterfaceDeclaration>();

  constructor() {
    const path = join(dirname(require.resolve("purecloud-platform-client-v2/package.json")), "index.d.ts");
    this.#file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022);
    for (const statement of this.#file.statements) {
      if (ts.isClassDeclaration(statement) && statement.name)
        this.#classes.set(statement.name.text, statement);
      if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body))
        continue;
      const target = statement.name.text === "Models" ? this.#models : this.#options;
      for (const inner of statement.body.statements) {
        if (ts.isInterfaceDeclaration(inner)) target.set(inner.name.text, inner);
      }
    }
  }

  /** @throws Error if the SDK declares no such method. */
  operation(api: string, name: string): OperationTypes {
    const method = this.#classes
      .get(api)
      ?.members.filter(ts.isMethodDeclaration)
      .find((member) => this.#text(member.name) === name);
    if (!method?.type) throw new Error(`the SDK declares no ${api}.${name}`);
    const types: OperationTypes = { parameters: {}, required: [], answer: this.#answer(method.type) };
    for (const parameter of method.parameters) {
      const own = this.#text(parameter.name);
      if (own === "opts") {
        const options = this.#options.get(`${name}Options`);
        for (const member of options?.members ?? []) {
          if (ts.isPropertySignature(member) && member.type)
            types.parameters[this.#key(member)] = this.#schema(member.type);
        }
      } else if (parameter.type) {
        types.parameters[own] = this.#schema(parameter.type);
        types.required.push(own);
      }
    }
    return types;
  }

  /** All models that the returned schemas refer to, under `#/definitions/NAME`. */
  definition(name: string): Schema {
    const declaration = this.#models.get(name);
    if (!declaration) throw new Error(`the SDK declares no model ${name}`);
    const members = declaration.members.filter(ts.isPropertySignature);
    return {
      type: "object",
      properties: Object.fromEntries(
        members.map((member) => [this.#key(member), member.type ? this.#schema(member.type) : {}]),
      ),
      required: members.filter((member) => !member.questionToken).map((member) => this.#key(member)),
      additionalProperties: false,
    };
  }

  /** `Promise<Models.Flow>` -> the schema of Flow; `Promise<void>` -> none. */
  #answer(type: ts.TypeNode): Schema | undefined {
    const inner = ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
    return !inner || inner.kind === ts.SyntaxKind.VoidKeyword ? undefined : this.#schema(inner);
  }

  #schema(type: ts.TypeNode): Schema {
    switch (type.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.NumberKeyword:
        return { type: "number" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.ObjectKeyword:
        return { type: "object" };
      case ts.SyntaxKind.AnyKeyword:
        return {};
      default:
        return this.#compoundSchema(type);
    }
  }

  #compoundSchema(type: ts.TypeNode): Schema {
    if (ts.isTypeReferenceNode(type)) {
      const name = this.#text(type.typeName);
      if (name === "Array" && type.typeArguments?.[0]) {
        return { type: "array", items: this.#schema(type.typeArguments[0]) };
      }
      if (name === "Record" && type.typeArguments?.[1]) {
        return { type: "object", additionalProperties: this.#schema(type.typeArguments[1]) };
      }
      if (name.startsWith("Models.")) return { $ref: `#/definitions/${name.slice("Models.".length)}` };
    }
    const index = ts.isTypeLiteralNode(type) ? type.members.find(ts.isIndexSignatureDeclaration) : undefined;
    if (index) return { type: "object", additionalProperties: this.#schema(index.type) };
    throw new Error(`no schema for the SDK's type ${this.#text(type)}`);
  }

  #key(member: ts.PropertySignature): string {
    return ts.isStringLiteral(member.name) ? member.name.text : this.#text(member.name);
  }

  #text(node: ts.Node): string {
    return node.getText(this.#file);
  }
}
