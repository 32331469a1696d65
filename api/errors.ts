/** Wrong use or unreadable input. The message is one sentence for the user, with the way out. */
export class SegplanError extends Error {
  override readonly name = 'SegplanError';
}
