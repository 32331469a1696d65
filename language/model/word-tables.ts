/** What a table has for a word that somebody wrote, in a plan or in a file; what every object has, such as `constructor`, is none of its words. */
export function ofWord<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
