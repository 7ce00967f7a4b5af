import type { FlowKind } from "./kinds";
import type { FlowDocument } from "./model";
import { isObject, kindOf } from "./plain";
import type { PlainObject } from "./plain";
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

/** The key of the entry to which an error in the flow leads, if the document names one. */
export function errorHandlingOf({ content }: FlowDocument): string | undefined {
  const entry = content.settings?.[ERROR_HANDLING];
  return typeof entry === "string" && Object.hasOwn(content.entries, entry) ? entry : undefined;
}

/** The setting that names an entry; all others are blocks of Architect's YAML. */
export const ERROR_HANDLING = "errorHandling";

/** Checks `content.settings`: the blocks by name; what stands in a block is Architect's own. */
export function checkSettings(kind: FlowKind, settings: unknown, at: Place): void {
  if (settings === undefined || isUnknown(settings)) return;
  if (!isObject(settings)) {
    at.error("invalid-value", `must be an object of settings blocks, not ${kindOf(settings)}`);
    return;
  }
  for (const [name, block] of Object.entries(settings)) {
    if (block === undefined) continue;
    if (kind === "inboundCall" && name === ERROR_HANDLING) {
      checkErrorHandling(block, settings, at);
    } else if (!SETTINGS[kind].includes(name)) {
      const known = kind === "inboundCall" ? [...SETTINGS[kind], ERROR_HANDLING] : SETTINGS[kind];
      at.error("unknown-property", `unknown settings block${at.suggestion(name, known)}`, name);
    } else if (!isObject(block) && !isUnknown(block)) {
      at.error("invalid-value", `must be an object, as in Architect's YAML, not ${kindOf(block)}`, name);
    }
  }
}

function checkErrorHandling(entry: unknown, settings: PlainObject, at: Place): void {
  if (typeof entry !== "string") {
    at.error("invalid-value", `must be the key of an entry, not ${kindOf(entry)}`, ERROR_HANDLING);
  }
  const { settingsErrorHandling: block } = settings;
  if (isObject(block) && block.errorHandling !== undefined) {
    at.error(
      "conflicting-parameters",
      `"settingsErrorHandling.errorHandling" says otherwise where an error leads; remove one of them`,
      ERROR_HANDLING,
    );
  }
}
