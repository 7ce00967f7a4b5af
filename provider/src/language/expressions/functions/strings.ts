import { ValueError } from "../expressionError";
import { appendAudio } from "./audio";
import { define, orNotSet, overload, param, rest } from "./define";
import { detectLanguage } from "./detectLanguage";

const text = (name: string) => param(name, "string");
const int = (name: string) => param(name, "integer");
const flag = (name: string) => param(name, "boolean");

/** Functions of texts. */
export const TEXT_FUNCTIONS = [
  define("Append", "all texts, or all audio, one after the other; NOT_SET counts as nothing", [
    overload(
      [orNotSet(text("initialText")), rest(orNotSet(text("textToAppend")))],
      "string",
      (first, others) => (first ?? "") + others.map((other) => other ?? "").join(""),
    ),
    appendAudio,
  ]),
  define("Left", "the first characters of a text", [
    overload([text("text"), int("length")], "string", (value, length) => value.slice(0, notNegative(length))),
  ]),
  define("Right", "the last characters of a text", [
    overload([text("text"), int("length")], "string", (value, length) =>
      value.slice(Math.max(0, value.length - notNegative(length))),
    ),
  ]),
  define("Substring", "a part of a text, from a position counted from 0", [
    overload([text("text"), int("start"), int("length")], "string", (value, start, length) =>
      value.slice(notNegative(start), notNegative(start) + notNegative(length)),
    ),
  ]),
  define("Length", "the number of characters", [
    overload([text("text")], "integer", (value) => value.length),
  ]),
  define("Lower", "the text in small letters", [
    overload([text("text")], "string", (value) => value.toLowerCase()),
  ]),
  define("Upper", "the text in capital letters", [
    overload([text("text")], "string", (value) => value.toUpperCase()),
  ]),
  define("Trim", "the text without space at its ends", [
    overload([text("text")], "string", (value) => value.trim()),
  ]),
  define("LTrim", "the text without space at its start", [
    overload([text("text")], "string", (value) => value.trimStart()),
  ]),
  define("RTrim", "the text without space at its end", [
    overload([text("text")], "string", (value) => value.trimEnd()),
  ]),
  define("Reverse", "the text backwards", [
    overload([text("text")], "string", (value) => [...value].reverse().join("")),
  ]),
  define("Replace", "the text with each occurrence of another replaced", [
    overload(
      [text("text"), text("findString"), orNotSet(text("replacementString"))],
      "string",
      (value, find, replacement) => (find === "" ? value : value.split(find).join(replacement ?? "")),
    ),
  ]),
  define("Contains", "whether a text holds another", [
    overload([text("stringToSearch"), text("textToFind")], "boolean", (value, find) => value.includes(find)),
    overload(
      [text("stringToSearch"), text("textToFind"), flag("ignoreCase")],
      "boolean",
      (value, find, ignoreCase) => occurrence(value, find, 1, ignoreCase) >= 0,
    ),
  ]),
  define("FindString", "the position of a text in another, counted from 0; -1 where it is not there", [
    overload([text("stringToSearch"), text("textToFind")], "integer", (value, find) => value.indexOf(find)),
    overload(
      [text("stringToSearch"), text("textToFind"), flag("ignoreCase")],
      "integer",
      (value, find, ignoreCase) => occurrence(value, find, 1, ignoreCase),
    ),
    overload(
      [text("stringToSearch"), text("textToFind"), int("occurrenceNumber")],
      "integer",
      (value, find, number) => occurrence(value, find, number, false),
    ),
    overload(
      [text("stringToSearch"), text("textToFind"), int("occurrenceNumber"), flag("ignoreCase")],
      "integer",
      occurrence,
    ),
  ]),
  define("Compare", "-1, 0 or 1 as a text sorts before, with or after another; NOT_SET is before all", [
    overload([orNotSet(text("stringToCompare")), orNotSet(text("stringToCompareTo"))], "integer", (a, b) =>
      compareTexts(a, b),
    ),
    overload(
      [orNotSet(text("stringToCompare")), orNotSet(text("stringToCompareTo")), flag("ignoreCase")],
      "integer",
      (a, b, ignoreCase) => compareTexts(a, b, ignoreCase),
    ),
  ]),
  define("Split", "the parts of a text between delimiters", [
    overload([text("textToSplit"), text("delimiter")], "stringCollection", (value, delimiter) =>
      delimiter === "" ? [value] : value.split(delimiter),
    ),
  ]),
  define(
    "DetectLanguage",
    "the language that a text is written in, or a default where it cannot be told",
    [
      overload(
        [orNotSet(text("stringToSearch")), orNotSet(text("defaultString"))],
        "string",
        (value, otherwise) => (value === undefined ? otherwise : (detectLanguage(value) ?? otherwise)),
      ),
    ],
    "assumed",
  ),
];

/** -1, 0 or 1, as dictionaries sort: small letters before capital ones. */
export function compareTexts(a: string | undefined, b: string | undefined, ignoreCase = false): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return Math.sign(a.localeCompare(b, "en", { sensitivity: ignoreCase ? "accent" : "variant" }));
}

/** The same text for all spellings that differ in case alone, with as many characters as it had. */
function foldCase(value: string): string {
  return Array.from({ length: value.length }, (_, i) => {
    const lower = value.charAt(i).toLowerCase();
    return lower.length === 1 ? lower : value.charAt(i);
  }).join("");
}

function occurrence(value: string, find: string, number: number, ignoreCase: boolean): number {
  const [haystack, needle] = ignoreCase ? [foldCase(value), foldCase(find)] : [value, find];
  if (number < 1) throw new ValueError("outOfRange", "occurrences are counted from 1");
  let at = haystack.indexOf(needle);
  for (let left = number - 1; left > 0 && at >= 0 && at < haystack.length; left--)
    at = haystack.indexOf(needle, at + 1);
  return at;
}

function notNegative(value: number): number {
  if (value < 0) throw new ValueError("outOfRange", `a length or position is not negative, as ${value} is`);
  return value;
}
