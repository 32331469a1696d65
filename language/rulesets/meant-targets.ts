import { targetNames, targetTitles } from '../generated/target-names.ts';
import { nearestNames } from '../syntax/near-names.ts';

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]+/g, '');

/** The targets that a name may stand for: mistyped ones, and those of a maker or a product (`cisco`, `paloalto`, `fortigate`). */
export function targetsMeant(name: string): string[] {
  const parts = name.toLowerCase().split(/[^a-z\d]+/);
  const asked = plain(name);
  return targetNames.filter(
    (target) =>
      nearestNames(name, targetNames).includes(target) ||
      parts.includes(target) ||
      // A word of two letters is in too many titles.
      (asked.length > 2 && plain(targetTitles[target]!).includes(asked)) ||
      parts.some((part) => part.length > 2 && plain(targetTitles[target]!.split(' ')[0]!) === part),
  );
}

/** What is said of a name that no target has: what it may stand for, or all that there are. */
export function noTarget(name: string): string {
  const meant = targetsMeant(name).map((each) => `'${each}'`);
  return meant.length ? `Did you mean ${meant.join(' or ')}?` : `There are ${targetNames.join(', ')}.`;
}
