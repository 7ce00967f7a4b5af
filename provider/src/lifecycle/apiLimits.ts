import type { Settings } from "../cloud/settings";
import type { Problem } from "../document/problems";

/** What the document API has no place for: left out of what is sent. */
const NOT_SENT = ["division", "compatibleFlowTypes", "supportedLanguages", "defaultLanguage"] as const;

/** What the API that the settings choose cannot do of what a program asks for. */
export function checkForApi(
  { flowApi }: Pick<Settings, "flowApi">,
  news: Readonly<Record<string, unknown>>,
): Problem[] {
  if (flowApi === "architect") return [];
  const problems: Problem[] = NOT_SENT.filter((property) => news[property] !== undefined).map((property) => ({
    severity: "warning",
    code: "not-sent",
    property,
    message: "has no place in the document API (setting genesyscloud:flowApi), and is not sent",
  }));
  if (news.yaml !== undefined) {
    problems.push({
      severity: "error",
      code: "conflicting-content",
      property: "yaml",
      message:
        "the document API takes no Architect files: give document in its place, or change the setting genesyscloud:flowApi to architect",
    });
  }
  return problems;
}
