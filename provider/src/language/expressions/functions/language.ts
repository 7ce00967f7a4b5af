import { define, overload } from "./define";

/** Functions of the flow's languages. */
export const LANGUAGE_FUNCTIONS = [
  define("GetDefaultLanguage", "the default language of the flow", [
    overload([], "string", ({ languages, language }) => languages[0] ?? language),
  ]),
  define("GetSupportedLanguages", "the languages of the flow", [
    overload([], "stringCollection", ({ languages, language }) =>
      languages.length > 0 ? [...languages] : [language],
    ),
  ]),
];
