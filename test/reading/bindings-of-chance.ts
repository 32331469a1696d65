// Who belongs together, of chance.
import type { Chance } from './chance.ts';

/** What bindings may name. */
export interface Parties {
  readonly roles: readonly string[];
  readonly components: readonly { readonly name: string }[];
  readonly zones: readonly string[];
  readonly sites: readonly string[];
  readonly groups: readonly string[];
}

/** What stands in a list of members or partners. */
export function partiesOfChance(chance: Chance, on: Parties, most: number): string {
  return chance.times(1, most, () => partyOfChance(chance, on)).join(', ');
}

function partyOfChance(chance: Chance, { roles, components, zones, sites, groups }: Parties): string {
  const roll = chance.below(10);
  if (roll < 4) return `${chance.pick(roles)}${chance.percent(50) ? ` in ${chance.pick([...zones, ...sites])}` : ''}`;
  if (roll < 7 && components.length) return chance.pick(components).name;
  if (roll < 8 && sites.length) return chance.pick(sites);
  return roll < 9 && groups.length ? chance.pick(groups) : chance.pick(zones);
}

/** `with a, b by site without c` */
export function partnersOfChance(chance: Chance, on: Parties): string {
  const without = `without ${partiesOfChance(chance, on, 1)}`;
  if (chance.percent(20)) return without;
  const by = chance.percent(30) ? ` by ${chance.pick(['site', 'site', 'zone'])}` : '';
  return `with ${partiesOfChance(chance, on, 2)}${by}${chance.percent(20) ? ` ${without}` : ''}`;
}
