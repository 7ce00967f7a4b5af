import type { Input } from "@pulumi/pulumi";
import type { ActionDefinition } from "./definition";
import type { Audio, Duration, Value } from "../model";
import { isObject, put } from "../json";
import type { PlainObject } from "../json";
import { quoted } from "../issues";
import {
  audio,
  duration,
  fields,
  integer,
  mapOf,
  required,
  requiredInDocuments,
  text,
  value,
} from "../validation/schema";
import type { IssueReporter } from "../validation/schema";
import { isUnknown } from "../json";
import type { DeepInput, Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo, Fixed, OnlyPaths, TargetsOf } from "../typedDocument";
import { choiceSchema, DIGITS, readChoice, writeChoice } from "./menuChoices";
import type { MenuChoice } from "./menuChoices";
import {
  ABSENT,
  isAbsent,
  NO_VALUE,
  readAll,
  readAudio,
  readDuration,
  readValue,
  writeAudio,
  writeDuration,
  writeValue,
} from "./codecs";
import { GREATEST_DELAY, SPEECH } from "./yamlLimits";

/** The parameters of `flow.menu`. */
export interface MenuParameters {
  /** The audio that announces the choices. */
  audio: Audio;
  /** The choices by name. The name is shown in Architect, and is the path in `nexts`. */
  choices: Record<string, MenuChoice>;
  /** The choice to take if the caller chooses nothing. @default none: the call is disconnected */
  defaultChoice?: string;
  /** How long to wait for a choice, in milliseconds, 1,000 to 60,000. @default the flow's own setting, 10,000 */
  timeout?: Duration;
  /** How often to repeat the menu if the caller chooses nothing, 0 to 10. @default the flow's own setting, 3 */
  repeatCount?: Value;
  /** Whether callers can dial extensions. @default the flow's own setting, true */
  extensionDialing?: Value;
  /**
   * The maximum delay between the digits of an extension, in milliseconds, at least 1,000.
   * @default the flow's own setting, 1,000
   */
  extensionDialingMaxDelay?: Duration;
  /** Speech recognition settings, in the form of Architect's YAML. @default the flow's own settings */
  speechRecognition?: Record<string, unknown>;
}

/** {@link MenuParameters} as a program passes them; the names of the choices are part of the type. */
export interface MenuInput<Choice extends string = string> extends Plain<
  Omit<MenuParameters, "choices" | "defaultChoice">
> {
  /** The choices by name. The name is shown in Architect, and is the path in `nexts`. */
  choices: Record<Choice, DeepInput<MenuChoice>> | DeepInput<Record<string, MenuChoice>>;
  /** The choice to take if the caller chooses nothing. @default none: the call is disconnected */
  defaultChoice?: Input<Fixed<Choice>>;
}

/** The builder of `menu` entries. */
export interface MenuBuilder {
  /**
   * A menu: the caller presses a key or says a word, and the flow continues along that choice. Each choice is a path of
   * the entry, so `nexts` can only contain names of choices. Only inbound flows have menus; an entry that leads to a
   * menu jumps to it.
   *
   * @param parameters `audio`, `choices` by name, `defaultChoice` if the caller chooses nothing (default: disconnect),
   *   `timeout` in milliseconds (1,000 to 60,000; default: the flow's own setting, 10,000), `repeatCount` (0 to 10;
   *   default: the flow's own setting, 3), and more
   * @param nexts the entry for each choice by its name; a choice that is not named disconnects the call
   * @example
   * start: flow.menu(
   *   {
   *     audio: "For sales press 1. To hang up press 9.",
   *     choices: {
   *       sales: { dtmf: "1" },
   *       orders: { dtmf: "2", transferToAcd: { queue: "Orders" } },
   *       "hang up": { dtmf: "9" },
   *     },
   *     defaultChoice: "hang up",
   *   },
   *   { sales: "askOrderNumber" },
   * )
   * @see https://help.mypurecloud.com/articles/about-menus/
   */
  menu<
    Choice extends string,
    Target extends string,
    Nexts extends Record<string, Target> = Record<never, never>,
  >(
    parameters: MenuInput<Choice>,
    nexts?: Nexts & OnlyPaths<Nexts, Fixed<Choice>>,
  ): EntryTo<TargetsOf<Nexts>>;
}

const build: MenuBuilder["menu"] = (parameters, nexts) => entry("menu", parameters, nexts);

export const menu = {
  type: "menu",
  actionKeys: { inboundCall: "menu" },
  yamlKeys: {
    defaultChoice: "defaultChildMenuRef",
    timeout: "settingsMenu.menuSelectionTimeout",
    repeatCount: "settingsMenu.repeatCount",
    extensionDialing: "settingsMenu.listenForExtensionDialing",
    extensionDialingMaxDelay: "settingsMenu.extensionDialingMaxDelay",
    speechRecognition: "settingsSpeechRec",
  },
  parameters: {
    audio: requiredInDocuments(audio()),
    choices: required(mapOf(choiceSchema(), "a choice by its name")),
    defaultChoice: { ...text(), about: "the name of one of the choices" },
    timeout: duration(1_000, 60_000),
    repeatCount: integer(0, 10),
    extensionDialing: value("boolean"),
    extensionDialingMaxDelay: duration(0, GREATEST_DELAY),
    speechRecognition: fields("settings as Architect's YAML has them", SPEECH),
  },
  paths(parameters) {
    const choices: unknown = parameters.choices;
    if (!isObject(choices)) return { names: [], open: true, defaultPath: "none", isContainer: true };
    const wired = Object.entries(choices).filter(([, choice]) => !(isObject(choice) && hasOwnAction(choice)));
    return { names: wired.map(([name]) => name).sort(), defaultPath: "none", isContainer: true };
  },
  unconfirmed({ choices }, typeBehind) {
    const guesses: string[] = [];
    for (const [name, choice] of Object.entries(isObject(choices) ? choices : {})) {
      if (isObject(choice) && choice.dtmf === "#") guesses.push('a menu choice with the key "#"');
      if (typeBehind(name) === "menu") guesses.push("a menu choice that leads to another menu");
    }
    return [...new Set(guesses)];
  },
  diagramLines: ({ choices }) =>
    Object.entries(isObject(choices) ? choices : {})
      .sort(([a, first], [b, second]) => order(first) - order(second) || (a < b ? -1 : 1))
      .map(([name, choice]) => choiceDiagramLine(name, isObject(choice) ? choice : {})),
  check(parameters, place) {
    const names = Object.keys(parameters.choices);
    if (names.length === 0)
      place.error("empty-list", "must not be empty: there are no menu choices", "choices");
    if (parameters.defaultChoice !== undefined && !isUnknown(parameters.defaultChoice)) {
      if (!names.includes(parameters.defaultChoice))
        place.error(
          "unknown-choice",
          `must be the name of one of the choices${place.suggestion(parameters.defaultChoice, names)}`,
          "defaultChoice",
        );
    }
    const { extensionDialing, extensionDialingMaxDelay: delay } = parameters;
    const literal: unknown = isObject(delay) && "lit" in delay ? delay.lit : delay;
    if (extensionDialing !== false && typeof literal === "number" && literal < 1_000)
      place.limit(
        "invalid-value",
        `must be an integer from 1000 to ${GREATEST_DELAY} (milliseconds) where extensions can be dialed`,
        "extensionDialingMaxDelay",
      );
    checkDigits(parameters.choices, place);
  },
  write(parameters, context) {
    const { choices, defaultChoice } = parameters;
    const names = Object.keys(choices).sort(
      (a, b) => order(choices[a]) - order(choices[b]) || (a < b ? -1 : 1),
    );
    const list = names.map((name) => writeChoice(name, choices[name] ?? {}, context, name === defaultChoice));
    const preset = list[names.indexOf(defaultChoice ?? "")];
    const settingsMenu = {
      extensionDialingMaxDelay: writeDuration(parameters.extensionDialingMaxDelay),
      listenForExtensionDialing: writeValue(parameters.extensionDialing),
      menuSelectionTimeout: writeDuration(parameters.timeout),
      repeatCount: writeValue(parameters.repeatCount),
    };
    return {
      audio: writeAudio(parameters.audio),
      settingsMenu,
      settingsSpeechRec: Object.fromEntries(
        Object.keys(SPEECH).map((key) => [key, parameters.speechRecognition?.[key] ?? NO_VALUE]),
      ),
      choices: list,
      ...(preset && {
        defaultChildMenuRef: `./choices/${Object.keys(preset)[0] ?? ""}[${defaultChoice ?? ""}]`,
      }),
    };
  },
  read(body, context) {
    const settings: PlainObject = isObject(body.settingsMenu) ? body.settingsMenu : {};
    const branches: Record<string, readonly unknown[]> = {};
    const references: Record<string, string> = {};
    const choices: Record<string, MenuChoice> = {};
    const ids = new Map<string, string>();
    for (const item of Array.isArray(body.choices) ? (body.choices as unknown[]) : []) {
      const read = readChoice(item, context);
      if (!read) return undefined;
      let name = read.name;
      for (let count = 2; Object.hasOwn(choices, name); count++) name = `${read.name} ${count}`;
      put(choices, name, read.choice);
      ids.set(read.refId, name);
      if (read.actions) put(branches, name, read.actions);
      if (read.reference !== undefined) put(references, name, read.reference);
    }
    const speech = Object.entries(isObject(body.settingsSpeechRec) ? body.settingsSpeechRec : {}).filter(
      ([, value]) => !isAbsent(value),
    );
    const preset = /\[(.*)\]$/s.exec(
      typeof body.defaultChildMenuRef === "string" ? body.defaultChildMenuRef : "",
    )?.[1];
    // A default that is not one of the choices cannot be represented.
    const defaultChoice = ids.get(preset ?? "") ?? (isAbsent(body.defaultChildMenuRef) ? ABSENT : undefined);
    const parameters = readAll<MenuParameters>({
      audio: readAudio(body.audio),
      choices,
      defaultChoice,
      timeout: readDuration(settings.menuSelectionTimeout),
      repeatCount: readValue(settings.repeatCount),
      extensionDialing: readValue(settings.listenForExtensionDialing),
      extensionDialingMaxDelay: readDuration(settings.extensionDialingMaxDelay),
      speechRecognition: speech.length === 0 ? ABSENT : Object.fromEntries(speech),
    });
    return parameters && { parameters, branches, references };
  },
  build,
} satisfies ActionDefinition<MenuParameters> & { build: unknown };

/** Whether a choice is an action itself, so that no path can follow it. */
function hasOwnAction(choice: PlainObject): boolean {
  return choice.transferToAcd !== undefined || choice.architect !== undefined;
}

/** Sorts choices by their keys on the phone. */
function order(choice: unknown): number {
  const dtmf: unknown = isObject(choice) ? choice.dtmf : undefined;
  const at = DIGITS.findIndex((digit) => digit === dtmf);
  return at < 0 ? DIGITS.length : at;
}

/** A choice with its key and, if no path shows it, its action. */
function choiceDiagramLine(name: string, { dtmf, transferToAcd, architect }: PlainObject): string {
  const key = typeof dtmf === "string" && !isUnknown(dtmf) ? `${dtmf}: ${name}` : name;
  if (isObject(transferToAcd))
    return `${key}, to the queue${typeof transferToAcd.queue === "string" && !isUnknown(transferToAcd.queue) ? ` ${transferToAcd.queue}` : ""}`;
  return isObject(architect) && typeof architect.type === "string" ? `${key}, ${architect.type}` : key;
}

function checkDigits(choices: Readonly<Record<string, MenuChoice>>, place: IssueReporter): void {
  const seen = new Map<string, string>();
  for (const [name, choice] of Object.entries(choices)) {
    if (isUnknown(choice) || isUnknown(choice.dtmf) || isUnknown(choice.speech)) continue;
    if (choice.dtmf === undefined && choice.speech === undefined) {
      const speech = place.form === "yaml" ? "speechRecTerms" : "speech";
      place.error("unreachable-choice", `must have "dtmf" or "${speech}"`, `choices.${name}`);
    }
    if (choice.dtmf === undefined) continue;
    const duplicate = seen.get(choice.dtmf);
    if (duplicate !== undefined)
      place.error(
        "duplicate-value",
        `is already the key of the choice ${quoted(duplicate)}`,
        `choices.${name}.dtmf`,
      );
    seen.set(choice.dtmf, name);
  }
}
