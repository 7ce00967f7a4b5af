import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { entry } from "./entry";
import { simpleAction, valueOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link setLanguage} takes. */
export interface SetLanguageParameters {
  /** One of the flow's supported languages, such as "en-us", or an expression. */
  language: Value;
}

/**
 * Changes the language of prompts and speech for the rest of the call. No file that is known shows this action: its YAML
 * is a guess.
 *
 * @example
 * german: flow.setLanguage({ language: "de-de" }, { default: "menu" })
 * @see https://help.mypurecloud.com/articles/set-language-action/
 */
function build(parameters: GivenFields<SetLanguageParameters>, nexts?: { default?: string }): Entry {
  return entry("setLanguage", parameters, nexts);
}

export const setLanguage = {
  ...simpleAction<SetLanguageParameters>({
    type: "setLanguage",
    fields: { language: { key: "language", codec: valueOf("string"), required: true } },
  }),
  build,
} satisfies ActionDefinition<SetLanguageParameters> & { build: unknown };
