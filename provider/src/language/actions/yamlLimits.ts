import { isObject, onlyKey } from "../json";
import { beyond, value } from "../validation/schema";
import type { Parameter, Schema } from "../validation/schema";
import { readDuration } from "./codecs";

/** A duration in the form of Architect's YAML: `{ lit: { seconds: 5 } }`. */
export const yamlDuration = (min: number, max: number): Schema => ({
  ...value(),
  about: `from ${min} to ${max} milliseconds`,
  check(value, place) {
    const milliseconds = readDuration(value);
    if (typeof milliseconds !== "number") return;
    if (milliseconds < min || milliseconds > max) beyond(this, place);
  },
});

/** An integer in the form of Architect's YAML: `{ lit: 5 }`. */
export const yamlInteger = (min: number, max: number): Schema => ({
  ...value(),
  about: `an integer from ${min} to ${max}`,
  check(value, place) {
    const literal: unknown = isObject(value) && onlyKey(value, "lit") ? value.lit : value;
    if (typeof literal !== "number") return;
    if (!Number.isInteger(literal) || literal < min || literal > max) beyond(this, place);
  },
});

/** Speech recognition settings of a menu or of the flow. */
export const SPEECH: Readonly<Record<string, Parameter>> = {
  completeMatchTimeout: yamlDuration(100, 20_000),
  incompleteMatchTimeout: yamlDuration(100, 20_000),
  maxSpeechLengthTimeout: yamlDuration(100, 40_000),
  minConfidenceLevel: yamlInteger(0, 100),
};

/** The maximum delay between the digits of an extension in any menu, in milliseconds. */
export const GREATEST_DELAY = 99_000;

/** The flow's own settings for all menus. */
export const MENU: Readonly<Record<string, Parameter>> = {
  extensionDialingMaxDelay: yamlDuration(1_000, GREATEST_DELAY),
  menuSelectionTimeout: yamlDuration(1_000, 60_000),
  repeatCount: yamlInteger(0, 10),
};
