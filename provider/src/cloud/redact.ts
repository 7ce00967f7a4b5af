/** Makes a text safe to show. */
export type Redact = (text: string) => string;

/**
 * What must not be shown: secrets, in the forms in which an error page or a platform's message may give them back: as they
 * are, URL-encoded, JSON-escaped, and in base64 (alone and as `id:secret` of a Basic header).
 */
export class Secrets {
  private forms: string[] = [];

  /** From now on hides this one too. */
  add(secret: string, clientId = ""): void {
    if (secret === "") return;
    const forms = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64"),
      Buffer.from(`${clientId}:${secret}`).toString("base64"),
    ];
    // Longest first: a form may be part of another one.
    this.forms = [...new Set([...this.forms, ...forms])].sort((a, b) => b.length - a.length);
  }

  readonly hide: Redact = (text) =>
    this.forms.reduce((safe, form) => safe.replaceAll(form, "[secret]"), text);
}
