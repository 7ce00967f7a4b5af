import type { ExpressionType } from "../types";
import type { Audio, Value } from "../values";
import { textOf } from "../format";
import { anything, define, literal, orNotSet, overload, param, rest } from "./define";
import type { Overload, Parameter } from "./define";

const text = (name: string) => param(name, "string");
const audio = (name: string) => param(name, "audio");
const format = (name: string) => param(name, "enumeration");
const count = (name: string) => param(name, "integer");

/** Append of audio and prompts; the other overload of the function is that of texts. */
export const appendAudio = overload(
  [orNotSet(audio("initialAudioOrPrompt")), rest(orNotSet(audio("audioOrPromptToAppend")))],
  "audio",
  (first, others) => concatenate([first, ...others]),
);

/** Functions that make audio. */
export const AUDIO_FUNCTIONS = [
  define("ToAudioTTS", "text that is spoken", [
    overload([orNotSet(text("text"))], "audio", (value) => spoken(value)),
    overload([orNotSet(text("text")), literal(text("languageTag"))], "audio", (value, language) =>
      value === undefined ? { items: [] } : { items: [{ tts: value, language }] },
    ),
    overload([orNotSet(text("text")), format("stringAudioFormat")], "audio", (value, style) =>
      data(value, style),
    ),
  ]),
  define("ToAudioBlank", "silence of so many milliseconds", [
    overload([literal(count("lengthMs"))], "audio", (silence) => ({ items: [{ silence }] })),
  ]),
  define("ToAudio", "a prompt as audio", [
    overload([param("promptToConvert", "prompt")], "audio", (prompt) => ({ items: [{ prompt }] })),
  ]),
  define("AudioPlaybackOptions", "audio, and whether a caller may interrupt it", [
    overload([audio("audio"), literal(param("bargeIn", "boolean"))], "audio", (value, bargeIn) => ({
      ...value,
      bargeIn,
    })),
    overload(
      [audio("audio"), literal(param("bargeIn", "boolean")), literal(param("flushNow", "boolean"))],
      "audio",
      (value, bargeIn) => ({ ...value, bargeIn }),
    ),
  ]),
  define("ToAudioBool", "a truth value read out", reader("boolean", [[], [format("boolAudioFormat")]])),
  define("ToAudioDuration", "a duration read out", reader("duration", [[]])),
  define("ToAudioPhoneNumber", "a phone number read out", [
    ...reader("phoneNumber", [[], [format("phoneNumberFormat")], [orNotSet(text("dialingCode"))]]),
    ...reader("string", [[]]),
  ]),
  define(
    "ToAudioCurrency",
    "money read out",
    reader("currency", [[], [format("currencyAudioFormat")], [count("numberOfDecimalPlaces")]]),
  ),
  define("ToAudioPercent", "a percentage read out", [
    ...reader("integer", [[]]),
    ...reader("decimal", [[], [count("numberOfDecimalPlaces")]]),
  ]),
  define("ToAudioDate", "a date read out", reader("dateTime", [[], [format("dateAudioFormat")]])),
  define("ToAudioTime", "a time read out", reader("dateTime", [[], [format("timeAudioFormat")]])),
  define("ToAudioDateTime", "a date and time read out", reader("dateTime", [[]])),
  define("ToAudioNumber", "a number read out", [...numberReaders("integer"), ...numberReaders("decimal")]),
  define(
    "ToAudioNumberOrdinal",
    "a place in an order read out",
    reader("integer", [[], [rest(format("languageContext"))]]),
  ),
  define("ToAudioTimeRange", "two bounds of a time read out", [
    overload(
      [count("lowerBound"), count("upperBound"), orNotSet(format("timePart"))],
      "audio",
      (lower, upper, part) => data(`${lower} - ${upper}`, part ?? "range"),
    ),
  ]),
  define(
    "ToCommunication",
    "a text as what a bot says",
    [overload([anything("value")], "communication", (value) => words([value]))],
    "nameOnly",
  ),
  define(
    "ToCommunicationSsml",
    "speech markup as what a bot says",
    [overload([anything("value")], "communication", (value) => words([value]))],
    "nameOnly",
  ),
  define(
    "MakeCommunication",
    "what a bot says, of several parts",
    [overload([rest(anything("part"))], "communication", words)],
    "nameOnly",
  ),
];

/** Audio one after the other; whether it can be interrupted is what the first says. */
export function concatenate(parts: readonly (Audio | undefined)[]): Audio {
  const bargeIn = parts.find((part) => part?.bargeIn !== undefined)?.bargeIn;
  return { items: parts.flatMap((part) => part?.items ?? []), ...(bargeIn !== undefined && { bargeIn }) };
}

/** Overloads that read out a value of a type, one for each list of further parameters. */
function reader(type: ExpressionType, further: readonly (readonly Parameter[])[]): Overload[] {
  return further.map((parameters) =>
    overload([orNotSet<unknown>(param("value", type)), ...parameters], "audio", (...values) => {
      const style = values.find((value, i) => i > 0 && i < values.length - 1 && typeof value === "string");
      const content = values[0];
      if (content === undefined) return { items: [] };
      return data(textOf({ type, content }), (style as string | undefined) ?? type);
    }),
  );
}

function numberReaders(type: "integer" | "decimal"): Overload[] {
  const context = rest(format("languageContext"));
  const style = format("numberAudioFormat");
  const digits = count("numberOfDecimalPlaces");
  const plain = [[], [context], [style], [style, context]];
  return reader(
    type,
    type === "integer"
      ? plain
      : [...plain, [digits], [digits, context], [style, digits], [style, digits, context]],
  );
}

function spoken(value: string | undefined): Audio {
  return { items: value === undefined ? [] : [{ tts: value }] };
}

function data(value: string | undefined, style: string): Audio {
  return { items: value === undefined ? [] : [{ data: value, format: style }] };
}

function words(values: readonly Value[]): string[] {
  return values.map((value) => textOf(value) ?? "").filter((word) => word !== "");
}
