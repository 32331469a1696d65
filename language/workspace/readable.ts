import type { LangiumDocument, LangiumDocuments, URI } from 'langium';

/** A plan of three hundred thousand lines has less; what is larger is something else, or more than memory holds. */
export const MOST_BYTES: number = 16 * 1024 * 1024;

/** A file that is not read. The message goes on from its name: `is a folder`. */
export class UnreadableFile extends Error {}

/**
 * What is said of a file of this size; nothing where it is small enough.
 * @param what it was to be
 */
export function tooLarge(bytes: number, what = 'a plan'): string | undefined {
  if (bytes <= MOST_BYTES) return undefined;
  return `has more than ${MOST_BYTES / 1024 / 1024} MB, too much for ${what}`;
}

const reasons = new WeakMap<LangiumDocuments, Map<string, string>>();

/** Notes why an imported file could not be read, or that it could. */
export function noteReading(documents: LangiumDocuments, uri: URI, error?: unknown): void {
  const known = reasons.get(documents) ?? new Map<string, string>();
  reasons.set(documents, known);
  if (error instanceof UnreadableFile) known.set(uri.toString(), error.message);
  else known.delete(uri.toString());
}

/** Of documents that have their last text, since the file can't be read any more. */
const gone = new WeakMap<LangiumDocument, string>();

/** Notes why the file of a document could not be read again, or that it could. */
export function noteReadingAgain(document: LangiumDocument, error?: unknown): void {
  if (error instanceof UnreadableFile) gone.set(document, error.message);
  else gone.delete(document);
}

/** Why an imported file could not be read, where more is known than that it couldn't. */
export function whyUnreadable(documents: LangiumDocuments, uri: URI): string | undefined {
  const document = documents.getDocument(uri);
  return document ? gone.get(document) : reasons.get(documents)?.get(uri.toString());
}
