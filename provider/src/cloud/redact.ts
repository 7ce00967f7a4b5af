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

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
