/** What somebody can take, by what the list shows of it. */
interface Offered {
  readonly name: string;
  readonly title: string;
}

/**
 * What somebody takes who presses Enter in a list of which several can be marked.
 * @param before those that were marked when the list was opened
 * @param marked those that are marked now
 * @param typed what stands in the field
 * @param focused the one that the list shows first for it
 */
export function acceptedNames(
  before: readonly string[],
  marked: readonly string[],
  typed: string,
  focused: string | undefined,
): readonly string[] {
  if (!typed.trim() || focused === undefined || marked.includes(focused)) return marked;
  const untouched = marked.length === before.length && marked.every((name) => before.includes(name));
  // Who types a name and touches nothing else wants this one, and not what was wanted last time as well.
  return untouched ? [focused] : [...marked, focused];
}

/** What a typed text means: that of the name, else the only one that has the text in name or title. */
export function namedItem(typed: string, offered: readonly Offered[]): string | undefined {
  const text = typed.trim().toLowerCase();
  if (!text) return undefined;
  const exact = offered.find(({ name }) => name.toLowerCase() === text);
  const having = offered.filter((each) => [each.name, each.title].some((word) => word.toLowerCase().includes(text)));
  return (exact ?? (having.length === 1 ? having[0] : undefined))?.name;
}
