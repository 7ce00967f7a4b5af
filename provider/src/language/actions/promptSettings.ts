import { KINDS } from "../kinds";
import type { FlowContent } from "../model";
import { isObject } from "../json";
import type { Report } from "../issues";

/** Flow types without audio: a module that only these can call has no prompt settings. */
const WITHOUT_PROMPTS: ReadonlySet<string> = new Set([
  "digitalbot",
  "emailsend",
  "inboundemail",
  "inboundshortmessage",
  "inqueueemail",
  "inqueueshortmessage",
  "surveyinvite",
  "workflow",
  "workitem",
]);

/** Whether any of the flow types that can call a module plays prompts. Unknown flow types are assumed to. */
export function supportPrompts(
  compatibleFlowTypes: readonly string[] = [KINDS.inboundCall.queryType],
): boolean {
  return !compatibleFlowTypes.every((type) => WITHOUT_PROMPTS.has(type.toLowerCase()));
}

/** Checks that a module has no prompt settings if none of its callers can play prompts. */
export function checkPromptSettings(
  report: Report,
  { settings }: FlowContent,
  compatibleFlowTypes?: readonly string[],
): void {
  if (compatibleFlowTypes === undefined || !isObject(settings) || settings.settingsPrompts === undefined)
    return;
  if (supportPrompts(compatibleFlowTypes)) return;
  report
    .at()
    .limit(
      "unsupported-prompts",
      `none of compatibleFlowTypes plays prompts: ${compatibleFlowTypes.join(", ")}`,
      "settings.settingsPrompts",
    );
}
