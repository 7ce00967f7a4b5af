/** Removes secrets from a text. */
export type Redact = (text: string) => string;

/**
 * Replaces secrets in all the forms in which an error page or a platform message may repeat them: unchanged,
 * URL-encoded, form-encoded, JSON-escaped (also as JSON within JSON), in hex, and in base64 (alone and as `id:secret`
 * of a Basic header, which is URL-encoded first by RFC 6749).
 */
export class Secrets {
  private forms: string[] = [];

  /** Adds a secret to hide. */
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
    // Longest first, because one form may be part of another.
    this.forms = [...new Set([...this.forms, ...forms])].sort((a, b) => b.length - a.length);
  }

  readonly hide: Redact = (text) =>
    this.forms.reduce((safe, form) => safe.replaceAll(form, "[secret]"), text);
}

/** Hides values that are only secret in some calls, such as the secrets of one resource. */
export function hiding(values: readonly string[]): Redact {
  const secrets = new Secrets();
  for (const value of values) if (value.length >= SHORT) secrets.add(value);
  // A value of one or two characters occurs in nearly every word, so it is hidden only where it is a whole word.
  const short = values
    .filter((value) => value !== "" && value.length < SHORT)
    .map((value) => new RegExp(`(?<![\\p{L}\\p{N}])${escapedPattern(value)}(?![\\p{L}\\p{N}])`, "gu"));
  return (text) => short.reduce((safe, one) => safe.replaceAll(one, "[secret]"), secrets.hide(text));
}

const SHORT = 4;

const escapedPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
