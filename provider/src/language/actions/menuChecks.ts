import type { FlowContent } from "../model";
import { isObject, own } from "../json";
import type { PlainObject } from "../json";
import type { Report } from "../issues";
import { quoted } from "../issues";
import { checkValue } from "../validation/schema";
import type { IssueReporter } from "../validation/schema";
import { isUnknown } from "../json";
import { architect } from "./raw";
import { menu } from "./menu";
import { readDuration } from "./codecs";
import { MENU, SPEECH } from "./yamlLimits";

/** A choice and the entry of its menu. */
interface Choice {
  entry: string;
  name: string;
  choice: PlainObject;
}

/**
 * Checks that involve all menus of an inbound flow: keys that work in every menu, speech choices without speech
 * recognition, flow-wide timeouts. Any value may be unknown; entries with errors are skipped.
 *
 * @param languages the flow's languages, if they are known
 */
export function checkMenus(report: Report, content: FlowContent, languages?: readonly string[]): void {
  const settings = isObject(content.settings) ? content.settings : {};
  const menus = Object.entries(content.entries).flatMap(([entry, value]) => {
    const { actionType, parameters } = isObject(value) && isObject(value.action) ? value.action : {};
    const isMenu = actionType === menu.type && isObject(parameters) && !report.hasFailed(entry);
    return isMenu ? [{ entry, parameters }] : [];
  });
  const choices = menus.flatMap(({ entry, parameters }) => choicesOf(entry, parameters));
  checkSettings(report, settings);
  checkGlobalKeys(report, choices);
  const recognition = isObject(settings.settingsSpeechRec) ? settings.settingsSpeechRec : {};
  checkSpeech(report, choices, recognition, languages);
  for (const { entry, parameters } of menus) checkDelay(report.at(entry), parameters, settings.settingsMenu);
  if (menus.length === 0 && !report.hasErrors) checkPreviousMenu(report, content);
}

/** Checks timeouts and counts in the flow's own settings, which are Architect's YAML. */
function checkSettings(report: Report, settings: PlainObject): void {
  for (const [name, table] of [
    ["settingsMenu", MENU],
    ["settingsSpeechRec", SPEECH],
  ] as const) {
    const block = settings[name];
    if (!isObject(block)) continue;
    for (const [key, schema] of Object.entries(table)) {
      const value = own(block, key);
      const silent = key === "extensionDialingMaxDelay" && hasLiteral(block.listenForExtensionDialing, false);
      if (value !== undefined && !silent)
        checkValue(schema, value, report.at(undefined, `settings.${name}.${key}`));
    }
  }
}

function hasLiteral(value: unknown, literal: unknown): boolean {
  return isObject(value) && value.lit === literal;
}

function choicesOf(entry: string, { choices }: PlainObject): Choice[] {
  return Object.entries(isObject(choices) ? choices : {}).flatMap(([name, choice]) =>
    isObject(choice) ? [{ entry, name, choice }] : [],
  );
}

/**
 * Checks keys that work in every menu of the flow. Architect rejects a global key that is "used in two or more menu
 * choices in this flow". Whether that includes a non-global key of another menu is not known, so that is only a
 * warning.
 */
function checkGlobalKeys(report: Report, choices: readonly Choice[]): void {
  const everywhere = new Map<unknown, Choice>();
  for (const choice of choices) {
    const { dtmf, globalDtmf } = choice.choice;
    if (globalDtmf !== true || dtmf === undefined || isUnknown(dtmf)) continue;
    const duplicate = everywhere.get(dtmf);
    if (duplicate === undefined) everywhere.set(dtmf, choice);
    // Duplicates within one menu are reported with that menu.
    else if (duplicate.entry !== choice.entry)
      placeOf(report, choice).error("duplicate-value", alsoTheKeyOf(duplicate), "dtmf");
  }
  for (const choice of choices) {
    const first = choice.choice.globalDtmf === true ? undefined : everywhere.get(choice.choice.dtmf);
    if (first !== undefined && first.entry !== choice.entry)
      placeOf(report, choice).warning("duplicate-value", alsoTheKeyOf(first), "dtmf");
  }
}

function placeOf(report: Report, { entry, name }: Choice): IssueReporter {
  return report.at(entry, `parameters.choices.${name}`);
}

function alsoTheKeyOf({ entry, name }: Choice): string {
  return `is also the key of the choice ${quoted(name)} of the menu ${quoted(entry)}, which works in every menu (globalDtmf)`;
}

function checkSpeech(
  report: Report,
  choices: readonly Choice[],
  recognition: PlainObject,
  languages: readonly string[] | undefined,
): void {
  for (const value of choices) {
    const { choice } = value;
    if (choice.dtmf !== undefined || !isObject(choice.speech)) continue;
    const at = placeOf(report, value);
    if (recognition.asrEnabledOnFlow === false) {
      at.error(
        "unreachable-choice",
        'must have "dtmf": speech recognition is disabled (settingsSpeechRec.asrEnabledOnFlow)',
      );
      continue;
    }
    const spoken = new Set(Object.keys(choice.speech).map((language) => language.toLowerCase()));
    const missing = languages?.filter(
      (language) => !isUnknown(language) && !spoken.has(language.toLowerCase()),
    );
    if (missing !== undefined && missing.length > 0) {
      at.error(
        "unreachable-choice",
        `must have "dtmf", or "${at.form === "yaml" ? "speechRecTerms" : "speech"}" for every supported language; missing: ${missing.join(", ")}`,
      );
    }
  }
}

/** The default delay between digits in menus, in milliseconds. */
const DELAY = 1_000;
const TIMEOUT = 10_000;

function checkDelay(at: IssueReporter, parameters: PlainObject, settings: unknown): void {
  const all: PlainObject = isObject(settings) ? settings : {};
  const delay = milliseconds(parameters.extensionDialingMaxDelay, all.extensionDialingMaxDelay, DELAY);
  const timeout = milliseconds(parameters.timeout, all.menuSelectionTimeout, TIMEOUT);
  if (delay === undefined || timeout === undefined || delay < timeout) return;
  at.limit(
    "invalid-time",
    `must be less than the time to wait before the menu is repeated (${at.form === "yaml" ? "menuSelectionTimeout" : "timeout"})`,
    "parameters.extensionDialingMaxDelay",
  );
}

/**
 * A known time in milliseconds: the menu's own, otherwise the flow's for all menus, otherwise the platform's default.
 */
function milliseconds(own: unknown, flowWide: unknown, byDefault: number): number | undefined {
  if (own !== undefined) return typeof own === "number" ? own : literal(own);
  if (flowWide === undefined) return byDefault;
  const read = readDuration(flowWide);
  return typeof read === "number" ? read : undefined;
}

function literal(value: unknown): number | undefined {
  return isObject(value) && typeof value.lit === "number" ? value.lit : undefined;
}

function checkPreviousMenu(report: Report, { entries }: FlowContent): void {
  for (const key of Object.keys(entries)) {
    const { actionType, parameters } = own(entries, key)?.action ?? {};
    if (actionType === architect.type && parameters?.type === "previousMenu")
      report.at(key).limit("no-menu", "this flow has no menu to return to", "parameters.type");
  }
}
