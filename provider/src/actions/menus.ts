import type { FlowContent } from "../document/model";
import { isObject, own } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { place } from "../document/place";
import type { Problem } from "../document/problems";
import type { Place } from "../document/schema";
import { isUnknown } from "../document/unknown";
import { architect } from "./architect";
import { menu } from "./menu";
import { readDuration } from "./yaml";

/** A choice, and the menu in which it stands. */
interface Choice {
  entry: string;
  name: string;
  choice: PlainObject;
}

/**
 * What can only be told of menus from the whole of an inbound flow: keys that work in all of them, speech that the flow does
 * not listen to, times that the flow sets for all. Of a document that is otherwise right; anything in it may be unknown.
 *
 * @param languages the flow's languages, where they are known
 */
export function checkMenus(content: FlowContent, languages?: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const settings = isObject(content.settings) ? content.settings : {};
  const menus = Object.entries(content.entries).flatMap(([entry, given]) => {
    const { actionType, parameters } = isObject(given) && isObject(given.action) ? given.action : {};
    return actionType === menu.type && isObject(parameters) ? [{ entry, parameters }] : [];
  });
  const choices = menus.flatMap(({ entry, parameters }) => choicesOf(entry, parameters));
  checkGlobalKeys(choices, problems);
  checkSpeech(
    choices,
    isObject(settings.settingsSpeechRec) ? settings.settingsSpeechRec : {},
    languages,
    problems,
  );
  for (const { entry, parameters } of menus) checkDelay(entry, parameters, settings.settingsMenu, problems);
  if (menus.length === 0) checkPreviousMenu(content, problems);
  return problems;
}

function choicesOf(entry: string, { choices }: PlainObject): Choice[] {
  return Object.entries(isObject(choices) ? choices : {}).flatMap(([name, choice]) =>
    isObject(choice) ? [{ entry, name, choice }] : [],
  );
}

/**
 * A key that works in every menu of the flow. Architect refuses one that is "used in two or more menu choices in this flow";
 * whether it means a key of one other menu as well is not known, so of that it is only warned.
 */
function checkGlobalKeys(choices: readonly Choice[], problems: Problem[]): void {
  const everywhere = new Map<unknown, Choice>();
  for (const choice of choices) {
    const { dtmf, globalDtmf } = choice.choice;
    if (globalDtmf !== true || dtmf === undefined || isUnknown(dtmf)) continue;
    const twin = everywhere.get(dtmf);
    if (twin === undefined) everywhere.set(dtmf, choice);
    // Twins of one menu are told of with that menu.
    else if (twin.entry !== choice.entry) placeOf(choice, problems).error(alsoTheKeyOf(twin), "dtmf");
  }
  for (const choice of choices) {
    const twin = choice.choice.globalDtmf === true ? undefined : everywhere.get(choice.choice.dtmf);
    if (twin !== undefined && twin.entry !== choice.entry)
      placeOf(choice, problems).warning(alsoTheKeyOf(twin), "dtmf");
  }
}

function placeOf({ entry, name }: Choice, problems: Problem[]): Place {
  return place("inboundCall", problems, entry).at(`parameters.choices.${name}`);
}

function alsoTheKeyOf({ entry, name }: Choice): string {
  return (
    `is used in two or more menu choices in this flow: it is the key of the choice "${name}" of the menu "${entry}", which ` +
    "works in every menu (globalDtmf)"
  );
}

function checkSpeech(
  choices: readonly Choice[],
  recognition: PlainObject,
  languages: readonly string[] | undefined,
  problems: Problem[],
): void {
  for (const given of choices) {
    const { choice } = given;
    if (choice.dtmf !== undefined || !isObject(choice.speech)) continue;
    const at = placeOf(given, problems);
    if (recognition.asrEnabledOnFlow === false) {
      at.error(
        "each menu choice must have a key when speech recognition is disabled (settings.settingsSpeechRec.asrEnabledOnFlow); " +
          'add "dtmf"',
      );
      continue;
    }
    const spoken = new Set(Object.keys(choice.speech).map((language) => language.toLowerCase()));
    const missing = languages?.filter(
      (language) => !isUnknown(language) && !spoken.has(language.toLowerCase()),
    );
    if (missing !== undefined && missing.length > 0) {
      at.error(
        `has no key, and no words in ${missing.join(", ")}: each menu choice must have "dtmf", or "speech" for each supported ` +
          "language",
      );
    }
  }
}

/** The waiting time of menus where nobody sets one, in milliseconds. */
const DELAY = 1_000;
const TIMEOUT = 10_000;

function checkDelay(entry: string, parameters: PlainObject, settings: unknown, problems: Problem[]): void {
  const all: PlainObject = isObject(settings) ? settings : {};
  const delay = milliseconds(parameters.extensionDialingMaxDelay, all.extensionDialingMaxDelay, DELAY);
  const timeout = milliseconds(parameters.timeout, all.menuSelectionTimeout, TIMEOUT);
  if (delay === undefined || timeout === undefined || delay < timeout) return;
  place("inboundCall", problems, entry).error(
    "the maximum delay for extension dialing should be less than the time to wait before repeating (timeout)",
    "parameters.extensionDialingMaxDelay",
  );
}

/** A time that is known: the menu's own, else the flow's for all menus, else the platform's. */
function milliseconds(own: unknown, flowWide: unknown, byDefault: number): number | undefined {
  if (own !== undefined) return typeof own === "number" ? own : literal(own);
  if (flowWide === undefined) return byDefault;
  const read = readDuration(flowWide);
  return typeof read === "number" ? read : undefined;
}

function literal(given: unknown): number | undefined {
  return isObject(given) && typeof given.lit === "number" ? given.lit : undefined;
}

function checkPreviousMenu({ entries }: FlowContent, problems: Problem[]): void {
  for (const key of Object.keys(entries)) {
    const { actionType, parameters } = own(entries, key)?.action ?? {};
    if (actionType === architect.type && parameters?.type === "previousMenu")
      place("inboundCall", problems, key).error(
        "there are no menus in this flow for Previous Menu to return to",
        "parameters.type",
      );
  }
}
