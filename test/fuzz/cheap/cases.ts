import { addressSets } from './address-sets.ts';
import { editedTexts, readTexts } from './edited-texts.ts';
import { formattedTexts } from './formatted-texts.ts';
import { addressTexts, hostNames } from './literals.ts';
import { nameSets } from './name-sets.ts';
import { type Numbers, numbersOf } from './numbers.ts';
import { regions } from './regions.ts';
import { serviceSets } from './service-sets.ts';

/** What a case may be, and how many of a hundred are: those of which thousands fit into a second are most of them. */
export const KINDS: readonly { readonly name: string; readonly share: number; run(number: Numbers): void | Promise<void> }[] = [
  { name: 'sets of addresses', share: 24, run: addressSets },
  { name: 'texts of addresses', share: 24, run: addressTexts },
  { name: 'texts of host names', share: 12, run: hostNames },
  { name: 'sets of host names', share: 10, run: nameSets },
  { name: 'sets of services', share: 12, run: serviceSets },
  { name: 'regions of traffic', share: 12, run: regions },
  { name: 'edited texts', share: 3, run: editedTexts },
  { name: 'read texts', share: 2, run: readTexts },
  { name: 'formatted texts', share: 1, run: formattedTexts },
];

const SLOTS = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

/**
 * The case of a seed: a thing so small that millions can be tried, held against a second and simpler reading of what it should be.
 * @returns what kind it is, and how to try it
 */
export function cheapCase(seed: number): { name: string; run(): void | Promise<void> } {
  const number = numbersOf(seed);
  const { name, run } = SLOTS[number(SLOTS.length)]!;
  return { name, run: () => run(number) };
}
