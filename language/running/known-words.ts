/**
 * Makes a list of words that are known: whatever else stands in their place is unknown.
 * @param list words apart by blanks, in which `*` stands for any part of a word
 */
export function knownWords(list: string): (word: string) => boolean {
  const words = list.trim().split(/\s+/);
  const plain = new Set(words.filter((word) => !word.includes('*')));
  const parts = words.filter((word) => word.includes('*')).map((word) => word.replaceAll('*', '[^ ]*'));
  const pattern = parts.length ? new RegExp(`^(?:${parts.join('|')})$`) : undefined;
  return (word) => plain.has(word) || pattern?.test(word) === true;
}
