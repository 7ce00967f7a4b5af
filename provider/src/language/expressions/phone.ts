import type { PhoneNumber } from "./values";

/** Dialing codes of one and two digits; all others have three. */
const SHORT_CODES =
  "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

/**
 * Reads a phone number: a `tel:` number, global where it starts with `+`, or a `sip:` address. What is neither has only its
 * text. Eleven digits that start with 1 are a North American number, as the vendor's examples have it.
 */
export function parsePhoneNumber(raw: string): PhoneNumber {
  const text = raw.trim();
  const none = { e164: undefined, dialingCode: undefined, subscriberNumber: undefined };
  const sip = /^(sips?):\s*([^@\s]+)@([^@;?\s]+)/i.exec(text);
  if (sip) {
    const [, scheme = "", user = "", host = ""] = sip;
    return {
      raw,
      uri: `${scheme.toLowerCase()}:${user}@${host.toLowerCase()}`,
      isTel: false,
      isSip: true,
      ...none,
    };
  }
  const tel = /^(?:tel:)?\s*(\+?)([\d\s().-]*\d[\d\s().-]*)(?:;.*|\s*(?:x|ext\.?)\s*\d+)?$/i.exec(text);
  if (!tel) return { raw, uri: text, isTel: false, isSip: false, ...none };
  const digits = (tel[2] ?? "").replace(/\D/g, "");
  const isGlobal = tel[1] === "+" || /^1\d{10}$/.test(digits);
  if (!isGlobal || digits.length > 15)
    return { raw, uri: `tel:${digits}`, isTel: true, isSip: false, ...none, subscriberNumber: digits };
  const codes = SHORT_CODES.split(" ");
  const dialingCode = codes.find((code) => digits.startsWith(code)) ?? digits.slice(0, 3);
  const e164 = `+${digits}`;
  const subscriberNumber = digits.slice(dialingCode.length);
  return { raw, uri: `tel:${e164}`, isTel: true, isSip: false, e164, dialingCode, subscriberNumber };
}
