/** One request as the journal keeps it: no header, no body, no query of a signed URL. */
export interface JournalEntry {
  method: string;
  /** Without its query. */
  path: string;
  /** The query, except on signed URLs, where it is the secret. */
  query?: string;
  /** 0 where the connection was cut. */
  status: number;
  /** The client id; null before sign-in and on uploads. */
  client: string | null;
  /** ISO 8601, on the organization's clock. */
  time: string;
}

/** Every request in the order of its end, control calls apart. */
export class Journal {
  #entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
  }

  entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
