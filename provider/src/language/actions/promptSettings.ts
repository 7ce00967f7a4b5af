import { KINDS } from "../kinds";
import type { FlowContent } from "../model";
import { isObject } from "../json";
import type { Report } from "../issues";

/** Flow types without voice: a module that only they may call has no prompt settings. */
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

/** Whether any of the flow types that may call a module plays prompts; a new type may. */
export function supportPrompts(
  compatibleFlowTypes: readonly string[] = [KINDS.inboundCall.queryType],
): boolean {
  return !compatibleFlowTypes.every((type) => WITHOUT_PROMPTS.has(type.toLowerCase()));
}

/** Checks that a module says nothing of prompts which none of its callers can play. */
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
