import { asMap } from "../tree";
import type { YamlMap } from "../tree";

const noValue = { noValue: true };
const seconds = (count: number) => ({ lit: { seconds: count } });
const prompts = {
  ensureAudioInPrompts: false,
  promptMediaToValidate: [{ mediaType: "audio" }, { mediaType: "tts" }],
};

/** The settings that every export contains (architect-yaml.md section 3.4). */
const defaults: Record<string, Record<string, YamlMap>> = {
  inboundCall: {
    settingsActionDefaults: {
      playAudioOnSilence: { timeout: seconds(40) },
      detectSilence: { timeout: seconds(40) },
      callData: { processingPrompt: noValue },
      collectInput: { noEntryTimeout: seconds(5) },
      dialByExtension: { interDigitTimeout: seconds(6) },
      transferToUser: { connectTimeout: noValue },
      transferToNumber: { connectTimeout: noValue },
      transferToGroup: { connectTimeout: noValue },
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
    settingsPrompts: prompts,
    settingsSpeechRec: {
      completeMatchTimeout: { lit: { ms: 100 } },
      incompleteMatchTimeout: { lit: { ms: 1500 } },
      maxSpeechLengthTimeout: seconds(20),
      minConfidenceLevel: { lit: 50 },
      asrCompanyDir: "none",
      asrEnabledOnFlow: true,
      suppressRecording: true,
    },
  },
  commonModule: {
    settingsActionDefaults: {
      callData: { processingPrompt: noValue },
      callDataSecure: { processingPrompt: noValue },
    },
    settingsPrompts: prompts,
  },
};

/** The settings blocks of an exported flow: the defaults, overridden by the flow's own. */
export function exportedSettings(rootKey: string, body: YamlMap): YamlMap {
  const blocks = Object.entries(defaults[rootKey] ?? {});
  return Object.fromEntries(blocks.map(([name, block]) => [name, { ...block, ...asMap(body[name]) }]));
}

/** The exported settings of each menu. */
export const menuSettings = {
  settingsMenu: {
    extensionDialingMaxDelay: noValue,
    listenForExtensionDialing: noValue,
    menuSelectionTimeout: noValue,
    repeatCount: noValue,
  },
  settingsSpeechRec: {
    completeMatchTimeout: noValue,
    incompleteMatchTimeout: noValue,
    maxSpeechLengthTimeout: noValue,
    minConfidenceLevel: noValue,
  },
};
