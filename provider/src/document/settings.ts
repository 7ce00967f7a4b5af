import type { FlowKind } from "./kinds";
import { isObject, kindOf } from "./plain";
import type { Place } from "./schema";
import { isUnknown } from "./unknown";

/** The block that says more of a language than its name: voices, language skills. */
export const LANGUAGES = "supportedLanguages";

/** The settings blocks that each flow kind has, in the order in which Architect exports them. */
export const SETTINGS: Readonly<Record<FlowKind, readonly string[]>> = {
  // `settingsCommonModule` is not here: it says which flow types may call the module, an input of the resource.
  module: [LANGUAGES, "settingsActionDefaults", "settingsPrompts"],
  inboundCall: [
    LANGUAGES,
    "settingsActionDefaults",
    "settingsErrorHandling",
    "settingsMenu",
    "settingsPrompts",
    "settingsSpeechRec",
  ],
};

/** Checks `content.settings`: the blocks by name; what stands in a block is Architect's own. */
export function checkSettings(kind: FlowKind, settings: unknown, at: Place): void {
  if (settings === undefined || isUnknown(settings)) return;
  if (!isObject(settings)) {
    at.error("invalid-value", `must be an object of settings blocks, not ${kindOf(settings)}`);
    return;
  }
  for (const [name, block] of Object.entries(settings)) {
    if (block === undefined) continue;
    if (!SETTINGS[kind].includes(name)) {
      at.error("unknown-property", `unknown settings block${at.suggestion(name, SETTINGS[kind])}`, name);
    } else if (!isObject(block) && !isUnknown(block)) {
      at.error("invalid-value", `must be an object, as in Architect's YAML, not ${kindOf(block)}`, name);
    }
  }
}
