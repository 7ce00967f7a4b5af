import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { actions } from "#language/actions/index";
import type { ActionDefinition } from "#language/actions/definition";
import { samples } from "./language/actions/samples";

const FOLDER = resolve(__dirname, "../../provider/src/language/actions");

/** What the doc comment of a builder says. */
interface BuilderDoc {
  purpose: string;
  paths: string;
  example: string;
  page: string;
}

/** The page docs/actions.md, from the definitions of the actions and the doc comments of their builders. */
export function actionsPage(): string {
  const docs = builderDocs();
  const parts = Object.entries(actions)
    .filter(([name]) => name !== "architect")
    .map(([name, definition]) => sectionOf(name, definition as unknown as ActionDefinition, docs.get(name)));
  return [
    "# Actions",
    "",
    "<!-- Generated from the sources: UPDATE_DOCS=1 npx mocha --config test/.mocharc.json test/unit/documentation.spec.ts -->",
    "",
    "Every action with a builder: its parameters, its paths, and its key in Architect's YAML. Any part of a parameter may be an output.",
    "Every action without a builder is `flow.action(type, body, nexts)`. [Documents](documents.md) explains entries, values and audio.",
    "",
    ...parts,
  ].join("\n");
}

function sectionOf(name: string, definition: ActionDefinition, doc: BuilderDoc | undefined): string {
  const rows = Object.entries(definition.parameters).map(([parameter, schema]) => {
    const {
      about,
      required,
      default: standard,
    } = schema as { about?: string; required?: boolean; default?: unknown };
    const value = standard === undefined ? "" : `\`${JSON.stringify(standard)}\``;
    return `| \`${parameter}\`${required === true ? " (required)" : ""} | ${cell(about ?? "")} | ${value} |`;
  });
  const keys = Object.entries(definition.actionKeys).map(
    ([kind, key]) => `\`${key}\` in ${kind === "module" ? "modules" : "inbound flows"}`,
  );
  const guess = samples[name] !== undefined && definition.unconfirmed !== undefined;
  return [
    `## flow.${name}`,
    "",
    doc?.purpose ?? "",
    "",
    ...(rows.length > 0
      ? ["| parameter | what it takes | default |", "| --- | --- | --- |", ...rows, ""]
      : []),
    ...(doc?.paths === undefined || doc.paths === "" ? [] : [`Paths: ${doc.paths}`, ""]),
    `In YAML: ${keys.join(", ")}.${guess ? " Some forms of it are assumptions; a preview names them." : ""}${doc?.page ? ` [The platform's page](${doc.page}).` : ""}`,
    "",
    ...(doc?.example ? ["```js", doc.example, "```", ""] : []),
  ].join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

function builderDocs(): Map<string, BuilderDoc> {
  const docs = new Map<string, BuilderDoc>();
  for (const file of readdirSync(FOLDER)) {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(FOLDER, file), "utf8"),
      ts.ScriptTarget.ES2022,
      true,
    );
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement) || !statement.name.text.endsWith("Builder")) continue;
      for (const member of statement.members) {
        if (member.name === undefined) continue;
        const doc = docOf(member);
        // Of overloads, the first has the documentation.
        if (doc !== undefined && !docs.has(member.name.getText())) docs.set(member.name.getText(), doc);
      }
    }
  }
  return docs;
}

function docOf(node: ts.Node): BuilderDoc | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  if (comment === undefined) return undefined;
  const textOf = (part: ts.JSDoc["comment"]): string => ts.getTextOfJSDocComment(part) ?? "";
  const tags = comment.tags ?? [];
  const nexts = tags.find(
    (tag): tag is ts.JSDocParameterTag => ts.isJSDocParameterTag(tag) && tag.name.getText() === "nexts",
  );
  const example = tags.find((tag) => tag.tagName.text === "example");
  const page = tags.find((tag) => tag.tagName.text === "see")?.getText() ?? "";
  return {
    purpose: textOf(comment.comment).replace(/\s*\n\s*/g, " "),
    paths: nexts === undefined ? "" : textOf(nexts.comment).replace(/\s*\n\s*/g, " "),
    example: example === undefined ? "" : textOf(example.comment).trim(),
    page: /https:\S+/.exec(page)?.[0] ?? "",
  };
}
