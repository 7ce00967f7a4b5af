import type { Entry, FlowDocument } from "../document/model";
import { own, put, sameJson } from "../document/plain";
import { canonicalEntry } from "./canonical";

/**
 * A document that came back from an API that keeps documents, as its author wrote it wherever it still means the same:
 * what is left of differences is what somebody changed.
 *
 * @param known the document as its author wrote it
 * @param sent the same as the API was given it
 */
export function keepSpelling(read: FlowDocument, known: FlowDocument, sent: FlowDocument): FlowDocument {
  const entries: Record<string, Entry> = {};
  for (const [key, entry] of Object.entries(read.content.entries)) {
    const [ours, theirs] = [own(known.content.entries, key), own(sent.content.entries, key)];
    const same = theirs !== undefined && sameJson(canonicalEntry(entry), canonicalEntry(theirs));
    put(entries, key, same && ours !== undefined ? ours : entry);
  }
  return { content: { ...read.content, entries } };
}
