import { comparable } from "../actions/comparableYaml";
import { isAbsent, NO_VALUE } from "../actions/codecs";
import type { DocumentKind } from "../kinds";
import { isObject, own, put } from "../json";
import type { PlainObject } from "../json";
import { LANGUAGES, SETTINGS } from "../validation/structureRules";
import { equalYaml, isEmptyNode } from "./equalYaml";

/** The settings blocks in which a flow differs from an unchanged new flow. */
export function settingsBeyondDefaults(kind: DocumentKind, settings: Readonly<PlainObject>): PlainObject {
  const defaults = kind === "module" ? moduleSettings() : inboundSettings();
  const kept: PlainObject = {};
  for (const block of SETTINGS[kind]) {
    const beyond =
      block === LANGUAGES
        ? languagesBeyondDefaults(settings[block])
        : difference(settings[block], defaults[block]);
    if (beyond !== undefined) kept[block] = beyond;
  }
  return kept;
}

/**
 * The comparable form of {@link settingsBeyondDefaults}. A setting that has a default but is explicitly unset differs
 * from one that is omitted.
 */
export function canonicalSettings(kind: DocumentKind, settings: Readonly<PlainObject>): PlainObject {
  const form = comparable(markedUnset(settingsBeyondDefaults(kind, settings)));
  return isObject(form) ? form : {};
}

function markedUnset(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.noValue === true) return "(no value)";
  const marked: PlainObject = {};
  for (const [key, item] of Object.entries(value)) put(marked, key, markedUnset(item));
  return marked;
}

/** The part of a value that differs from the default. Undefined if it is equal to the default. */
function difference(value: unknown, byDefault: unknown, key = ""): unknown {
  if (equalYaml(value, byDefault) || saysNothingOfADefault(value)) return undefined;
  if (byDefault === undefined && isEmptyNode(value)) return undefined;
  // Error handling has several alternatives, so it is compared as a whole.
  if (key === "errorHandling") return value;
  if (!isObject(value) || !isObject(byDefault) || isValue(value) || isValue(byDefault)) return value;
  const kept: PlainObject = {};
  for (const [key, item] of Object.entries(value)) {
    const beyond = difference(item, own(byDefault, key), key);
    if (beyond !== undefined) put(kept, key, beyond);
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** Whether the setting keeps its default. Only `noValue: true` removes a default. */
function saysNothingOfADefault(value: unknown): boolean {
  return isAbsent(value) && !(isObject(value) && value.noValue === true);
}

/** Whether an object is a single value (`{ lit }`, `{ exp }`, ...) that is compared as a whole. */
function isValue(object: Readonly<PlainObject>): boolean {
  return ["lit", "exp", "noValue", "tts", "prompt", "alternateSequences"].some((key) =>
    Object.hasOwn(object, key),
  );
}

/** Languages that have non-default options. Newer exports write the default voice explicitly. */
function languagesBeyondDefaults(settings: unknown): unknown {
  const kept: PlainObject = {};
  for (const [language, options] of Object.entries(isObject(settings) ? settings : {})) {
    const beyond = difference(options, { textToSpeech: { defaultEngine: { defaultVoice: true } } });
    if (!isEmptyNode(beyond)) put(kept, language, beyond);
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/**
 * The settings blocks of a module. Both publicly known modules contain them, and it is unknown whether Archy accepts
 * a module without them, so they are always written.
 *
 * @param prompts whether any flow that may call the module plays prompts; otherwise exports have no prompt settings
 */
export function moduleSettings(prompts = true): PlainObject {
  return {
    settingsActionDefaults: {
      callData: { processingPrompt: NO_VALUE },
      callDataSecure: { processingPrompt: NO_VALUE },
    },
    ...(prompts && { settingsPrompts: promptSettings() }),
  };
}

function promptSettings(): PlainObject {
  return {
    ensureAudioInPrompts: false,
    promptMediaToValidate: [{ mediaType: "audio" }, { mediaType: "tts" }],
  };
}

/** The settings blocks that every export of an otherwise unchanged inbound flow has. */
function inboundSettings(): PlainObject {
  const seconds = (count: number) => ({ lit: { seconds: count } });
  return {
    settingsActionDefaults: {
      playAudioOnSilence: { timeout: seconds(40) },
      detectSilence: { timeout: seconds(40) },
      callData: { processingPrompt: NO_VALUE },
      callBridge: { processingPrompt: NO_VALUE },
      collectInput: { noEntryTimeout: seconds(5) },
      dialByExtension: { interDigitTimeout: seconds(6) },
      transferToUser: { connectTimeout: NO_VALUE },
      transferToNumber: { connectTimeout: NO_VALUE },
      transferToGroup: { connectTimeout: NO_VALUE },
      transferToFlowSecure: { connectTimeout: seconds(15) },
    },
    settingsErrorHandling: {
      errorHandling: { disconnect: { none: true } },
      preHandlingAudio: { tts: "Sorry, an error occurred. Please try your call again." },
    },
    settingsMenu: {
      extensionDialingMaxDelay: seconds(1),
      listenForExtensionDialing: { lit: true },
      menuSelectionTimeout: seconds(10),
      repeatCount: { lit: 3 },
    },
    settingsPrompts: promptSettings(),
    settingsSpeechRec: {
      completeMatchTimeout: { lit: { ms: 100 } },
      incompleteMatchTimeout: { lit: { ms: 1500 } },
      maxSpeechLengthTimeout: seconds(20),
      minConfidenceLevel: { lit: 50 },
      asrCompanyDir: "none",
      asrEnabledOnFlow: true,
      suppressRecording: true,
    },
  };
}
