import type { ActionDefinition } from "./definition";
import type { Value } from "../model";
import { isExpression } from "../names";
import { isObject, onlyKey } from "../json";
import { beyond, reportInvalid, required, value } from "../validation/schema";
import type { Schema } from "../validation/schema";
import { isUnknown } from "../json";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { ABSENT, readValue, writeValue } from "./codecs";

/** The parameters of `flow.setLanguage`. */
export interface SetLanguageParameters {
  /** A supported language of the flow, in lower case with its region, such as "en-us", or an expression. */
  language: Value;
}

/** The paths of `flow.setLanguage`. */
export interface SetLanguagePaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `setLanguage` entries. */
export interface SetLanguageBuilder {
  /**
   * Changes the language of prompts and speech for the rest of the call. No known file contains this action, so its
   * YAML is an assumption.
   *
   * @param parameters `language`: a supported language of the flow, such as "en-us", or an expression
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * german: flow.setLanguage({ language: "de-de" }, { default: "menu" })
   * @see https://help.mypurecloud.com/articles/set-language-action/
   */
  setLanguage<Target extends string = never>(
    parameters: Plain<SetLanguageParameters>,
    nexts?: SetLanguagePaths<Target>,
  ): EntryTo<Target>;
}

const build: SetLanguageBuilder["setLanguage"] = (parameters, nexts) =>
  entry("setLanguage", parameters, nexts);

/** A language with a region, as text or `{ lit }`, or an expression. */
const languageSchema: Schema = {
  ...value("string"),
  about: 'a language with its region in lower case, such as "en-us", or { exp }',
  check(input, place) {
    if (isExpression(input)) return value("string").check(input, place);
    const language = literalOf(input);
    if (typeof language !== "string") return reportInvalid(this, input, place);
    if (isUnknown(language)) return;
    if (!/^[a-z]{2,3}(-[a-z]{4})?-([a-z]{2}|\d{3})$/.test(language)) return beyond(this, place);
    const { languages } = place;
    if (languages?.includes(language) === false)
      place.limit(
        "unsupported-language",
        `must be a language of the flow: ${languages.slice(0, 10).join(", ")}; or add it to "supportedLanguages"`,
      );
  },
};

function literalOf(value: unknown): unknown {
  return isObject(value) && onlyKey(value, "lit") ? value.lit : value;
}

export const setLanguage = {
  type: "setLanguage",
  pace: "instant",
  actionKeys: { module: "setLanguage", inboundCall: "setLanguage" },
  parameters: { language: required(languageSchema) },
  paths: () => ({ names: [], defaultPath: "next" }),
  write({ language }) {
    const literal = literalOf(language);
    // Exports repeat a literal language next to its value.
    return { languageValue: writeValue(language), ...(typeof literal === "string" && { language: literal }) };
  },
  read(body) {
    // Older files contain only the language.
    const language = readValue(
      body.languageValue === undefined && typeof body.language === "string"
        ? { lit: body.language }
        : body.languageValue,
    );
    if (language === undefined || language === ABSENT) return undefined;
    return { parameters: { language }, branches: {} };
  },
  build,
} satisfies ActionDefinition<SetLanguageParameters> & { build: unknown };
