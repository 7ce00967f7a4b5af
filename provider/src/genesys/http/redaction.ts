/** Makes a text safe to show. */
export type Redact = (text: string) => string;

/**
 * What must not be shown: secrets, in the forms in which an error page or a platform's message may give them back: as they
 * are, URL-encoded, form-encoded, JSON-escaped (also as JSON within JSON), in hex, and in base64 (alone and as `id:secret` of
 * a Basic header, which RFC 6749 has URL-encoded before).
 */
export class Secrets {
  private forms: string[] = [];

  /** From now on hides this one too. */
  add(secret: string, clientId = ""): void {
    if (secret === "") return;
    const bytes = Buffer.from(secret);
    const pairs = [`${clientId}:${secret}`, `${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`];
    const forms = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ s: secret }).toString().slice("s=".length),
      escaped(secret),
      escaped(escaped(secret)),
      bytes.toString("hex"),
      ...[bytes, ...pairs.map((pair) => Buffer.from(pair))].flatMap((one) => [
        one.toString("base64"),
        one.toString("base64url"),
      ]),
    ];
    // Longest first: a form may be part of another one.
    this.forms = [...new Set([...this.forms, ...forms])].sort((a, b) => b.length - a.length);
  }

  readonly hide: Redact = (text) =>
    this.forms.reduce((safe, form) => safe.replaceAll(form, "[secret]"), text);
}

/** Hides values that are only known to be secret where they are used, such as those of one resource. */
export function hiding(values: readonly string[]): Redact {
  const secrets = new Secrets();
  for (const value of values) if (value.length >= SHORT) secrets.add(value);
  // A text of one or two characters is part of nearly every word: alone, it is hidden where it is a word of its own.
  const short = values
    .filter((value) => value !== "" && value.length < SHORT)
    .map((value) => new RegExp(`(?<![\\p{L}\\p{N}])${escapedPattern(value)}(?![\\p{L}\\p{N}])`, "gu"));
  return (text) => short.reduce((safe, one) => safe.replaceAll(one, "[secret]"), secrets.hide(text));
}

const SHORT = 4;

const escapedPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
