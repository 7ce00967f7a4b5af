import { checkYaml as checkFile } from "../language/architect/checkYaml";
import type { Issue, ProblemCode } from "../language/issues";
import { formatIssue } from "../language/issues";
import { kindOfRootKey, type FlowKind } from "../language/kinds";
import { checkDocument as checkContent } from "../language/validation/document";

/** A problem as a preview reports it. */
export interface FlowProblem {
  severity: "error" | "warning";
  /** A stable code, the same for all wordings. */
  code: ProblemCode;
  /** The key of the entry, for a document. */
  entry?: string;
  /** The property in the entry, or in the file. */
  property?: string;
  /** The position in a file, from 1. */
  line?: number;
  column?: number;
  /** The whole sentence, with its place. */
  message: string;
}

/**
 * The problems that a preview finds in a document, for tests with Pulumi's mocks, where no provider runs.
 *
 * @param options the flow's type, and its languages
 * @example expect(checkDocument(mainLine)).to.deep.equal([]);
 */
export function checkDocument(
  document: unknown,
  options: { kind?: "inboundCall" | "module"; languages?: readonly string[] } = {},
): FlowProblem[] {
  const { kind = "inboundCall", languages } = options;
  return checkContent(
    kind,
    document,
    languages === undefined ? {} : { languages: [...languages] },
  ).problems.map(problemOf);
}

/**
 * The problems that a preview finds in an Architect file.
 *
 * @param options the file's type by its root key (default: the one that it has), and the values of its keys
 */
export function checkYaml(
  text: string,
  options: { type?: string; substitutions?: Readonly<Record<string, string>> } = {},
): FlowProblem[] {
  const kind: FlowKind = kindOfRootKey(options.type ?? rootKeyOf(text)) ?? "inboundCall";
  return checkFile(kind, text, options.substitutions).problems.map(problemOf);
}

/** The first key of a file. The text need not be valid. */
export function rootKeyOf(text: string): string {
  return /^["']?([A-Za-z]\w*)["']?\s*:/m.exec(text)?.[1] ?? "";
}

function problemOf(issue: Issue): FlowProblem {
  const { severity, code, entry, property, line, column } = issue;
  return {
    severity,
    code,
    ...(entry !== undefined && { entry }),
    ...(property !== undefined && { property }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message: formatIssue(issue),
  };
}
