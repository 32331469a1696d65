/** Wrong use or unreadable input. The message is one sentence for the user, with the way out. */
export class SegplanError extends Error {
  override readonly name = 'SegplanError';
}

/** What is said of a file whose name is empty, as that of a variable which nobody has set. */
export const NAMELESS = 'The name of a file is empty; name a file, or . for the folder that this runs in.';
