/** One request in the journal, without headers, body, and the query of signed URLs. */
export interface JournalEntry {
  method: string;
  /** Without the query. */
  path: string;
  /** The query, except on signed URLs, where it is secret. */
  query?: string;
  /** 0 if the connection was cut. */
  status: number;
  /** The client id; null before sign-in and on uploads. */
  client: string | null;
  /** ISO 8601, on the organization's clock. */
  time: string;
}

/** All requests in the order of completion, without control calls. */
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
