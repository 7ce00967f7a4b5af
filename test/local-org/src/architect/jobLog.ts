import type { ArchyFailure } from "./archyFailure";
import type { Issue } from "./validation";

/** A line of a job's messages, without its time. */
export interface LogLine {
  type: "Error" | "Warning";
  text: string;
}

/** The session of a job, for its messages. */
export interface Session {
  organizationName: string;
  organizationId: string;
  sessionId: string;
  host: string;
}

/** The messages of a failed job, in the order of a real one (genesys-api.md section 2). */
export function failureLog(failure: ArchyFailure, session: Session): LogLine[] {
  if (failure.exitCode === 123) {
    return [...failure.details, failure.message, exitCodeLine(123)].map(errorLine);
  }
  const described =
    `[ArchSession, Environment:'prod', Host:'${session.host}', Region:'us-east-1', ` +
    `ArchSessionId:'${session.sessionId}', OrgName:'${session.organizationName}', OrgId:'${session.organizationId}']`;
  return [
    ...failure.details,
    "ArchSession.startWithAuthToken - Caught unhandled exception during callback function execution.  " +
      `Ending session.  Exception info: ${failure.message}`,
    "session startup initialization for startWithAuthToken complete.  Caught unhandled exception waiting for " +
      `callback function returned promise to resolve. -- ${described}`,
    exitCodeLine(failure.exitCode),
  ].map(errorLine);
}

/** Warnings of a flow that publishes successfully. */
export function warningLog(issues: readonly Issue[]): LogLine[] {
  return issues.length === 0 ? [] : [...issueLines(issues)].map((text) => ({ type: "Warning", text }));
}

/** Archy's validation report: one block per object, then its location, then the totals. */
export function issueLines(issues: readonly Issue[]): string[] {
  const paths = [...new Set(issues.map(({ path }) => path))];
  const blocks = paths.flatMap((path) => {
    const own = issues.filter((issue) => issue.path === path);
    const first = own[0];
    if (!first) return [];
    const errors = own.filter(({ severity }) => severity === "error").length;
    const head = errors > 0 ? "- ERROR! Validation Summary" : "- WARNING! Validation Summary";
    const count = errors > 0 ? `ErrorCount:${errors}` : `WarningCount:${own.length}`;
    return [
      `${head}\n[Type:'ArchValidationIssue', ${count}, ArchObject:[TrackingID:${first.trackingId}, ` +
        `Name:'${first.name}', Type:'${first.type}']]\n${own.map(({ text }) => text).join("\n")}`,
      `___ Yaml Info ___\nref path: ${path}`,
    ];
  });
  const errors = issues.filter(({ severity }) => severity === "error").length;
  const warnings = issues.length - errors;
  return [
    ...blocks,
    ...(errors > 0 ? [`ERROR - the flow has ${errors} error(s). (see above)`] : []),
    ...(warnings > 0 ? [`WARNING - the flow has ${warnings} warning(s). (see above)`] : []),
  ];
}

const exitCodeLine = (code: number): string => `setting the Archy exit code to ${code}`;
const errorLine = (text: string): LogLine => ({ type: "Error", text });
