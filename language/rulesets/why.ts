/** What a fix writes in place of the purposes that it leaves out. */
const MORE = /^\d+ more flows$/;

/**
 * What rules are there for, each purpose once: fixes write the purposes that a rule has into its reason.
 * @param reasons what the plan says of them
 * @param purposes what the catalogs say, each once
 */
export function whyTexts(reasons: readonly (string | undefined)[], purposes: readonly string[]): string[] {
  const plain = (text: string): string => text.replace(/\.$/, '');
  const partsOf = (reason: string): string[] => reason.split('; ').map(plain);
  const known = new Set(purposes.map(plain));
  // What says nothing but purposes is told by these, and in full.
  const isKnown = (reason: string): boolean =>
    known.size > 0 && partsOf(reason).every((part) => known.has(part) || MORE.test(part));
  const own = reasons.filter((reason): reason is string => !!reason && !isKnown(reason));
  const said = new Set(own.flatMap(partsOf));
  return [...own, ...purposes.filter((purpose) => !said.has(plain(purpose)))];
}
