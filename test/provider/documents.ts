import type { PropertyMap } from "../engine/values";

/** Documents as they are sent to the provider, for provider specs. */
export const collects = (maxDigits = 1): PropertyMap => ({
  content: {
    entries: {
      start: action("collectInput", { inputType: "DTMF", maxDigits, timeout: 5000 }),
    },
  },
});

export const invokes = (moduleId: string): PropertyMap => ({
  content: {
    entries: {
      start: { ...action("invokeSubFlow", { moduleId, timeout: 30000 }), nexts: { default: "bye" } },
      bye: action("end"),
    },
  },
});

export const speaks = (tts: string): PropertyMap => ({
  content: { entries: { start: action("playAudio", { audio: tts }) } },
});

function action(type: string, parameters?: PropertyMap): PropertyMap {
  return {
    entryType: "action",
    action: { action: type, actionType: type, ...(parameters !== undefined && { parameters }) },
  };
}
