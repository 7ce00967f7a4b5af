import type { Decimal } from "./decimal";
import { quote } from "./print";
import { itemType } from "./types";
import { itemsOf } from "./values";
import type { AgentScorePair, Audio, Currency, NamedObject, PhoneNumber, Prompt, Value } from "./values";

/**
 * A value as Architect writes it in an expression: `"text"`, `9.0`, `NOT_SET`, `[1, 2]`; what has no literal as ToString
 * writes it.
 */
export function formatValue(value: Value): string {
  if (value.content === undefined) return "NOT_SET";
  if (isCollection(value)) return `[${itemsOf(value).map(formatValue).join(", ")}]`;
  if (value.type === "json") return JSON.stringify(value.content);
  return value.type === "string" ? quote(value.content as string) : (textOf(value) ?? "NOT_SET");
}

/** A single value as ToString gives it; undefined for NOT_SET. */
export function textOf(value: Value): string | undefined {
  const { type, content } = value;
  if (content === undefined) return undefined;
  switch (type) {
    case "currency":
      return formatCurrency(content as Currency);
    case "dateTime":
      return formatDateTime(content as number);
    case "duration":
      return formatDuration(content as number);
    case "phoneNumber":
      return (content as PhoneNumber).uri;
    case "json":
      return typeof content === "string" ? content : JSON.stringify(content);
    case "audio":
      return spokenText(content as Audio);
    case "prompt":
      return (content as Prompt).name;
    case "communication":
      return (content as string[]).join("");
    case "agentScorePair": {
      const { agent, score } = content as AgentScorePair;
      return `${nameOf(agent)}: ${score}`;
    }
    case "decimal":
      return (content as Decimal).toString();
    case "integer":
      return (content as number).toString();
    case "boolean":
      return (content as boolean).toString();
    default:
      return typeof content === "string" ? content : nameOf(content as NamedObject);
  }
}

/** A collection as ToString gives it: its items, NOT_SET as nothing. */
export function textOfList(
  list: Value,
  delimiter: string,
  text: (item: Value) => string | undefined,
): string {
  return itemsOf(list)
    .map((item) => text(item) ?? "")
    .join(delimiter);
}

/** `6.50|USD`; the places of the amount may be fixed. */
export function formatCurrency(value: Currency, places?: number): string {
  const amount = places === undefined ? value.amount : value.amount?.withPlaces(places);
  return `${amount === undefined ? "" : amount.digits(places ?? 1)}|${value.code ?? ""}`;
}

/** `2009-01-10T06:30:00.000Z` */
export function formatDateTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** ISO 8601 with days as the largest part: `-P9DT18H29M59.544S`. */
export function formatDuration(milliseconds: number): string {
  const { days, hours, minutes, seconds } = durationParts(Math.abs(milliseconds));
  const date = days === 0 ? "" : `${days}D`;
  let time = "";
  if (hours !== 0) time += `${hours}H`;
  if (minutes !== 0) time += `${minutes}M`;
  if (seconds !== 0) time += `${seconds}S`;
  if (date === "" && time === "") return "PT0S";
  return `${milliseconds < 0 ? "-" : ""}P${date}${time === "" ? "" : `T${time}`}`;
}

/** The parts of a duration, all with its sign; seconds may have places. */
export function durationParts(milliseconds: number): {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
} {
  const part = (unit: number, of: number) => Math.trunc(milliseconds / unit) % of || 0;
  return {
    days: Math.trunc(milliseconds / 86_400_000) || 0,
    hours: part(3_600_000, 24),
    minutes: part(60_000, 60),
    seconds: (milliseconds % 60_000) / 1_000 || 0,
  };
}

/** What a caller hears, as words. */
export function spokenText(audio: Audio): string {
  const words = audio.items.map((item) => {
    if ("tts" in item) return item.tts;
    if ("data" in item) return item.data;
    return "prompt" in item ? (item.prompt.textToSpeech ?? item.prompt.name) : "";
  });
  return words.filter((word) => word !== "").join(" ");
}

/** Whether a value is a collection. */
export function isCollection(value: Value): boolean {
  return itemType(value.type) !== undefined;
}

function nameOf(object: NamedObject): string {
  return object.name ?? object.id ?? "";
}
