import { type AddressSet, addressRanges, type Family, ofFamily } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';
import { shortHash } from '../../short-hash.ts';

/** A named set of the table. */
export interface NamedSet {
  readonly name: string;
  readonly label: string;
  readonly family: Family;
  readonly elements: readonly string[];
}

/** A set's addresses of one family as elements: single ones, networks, ranges. */
export function elementsOf(addresses: AddressSet, family: Family): string[] {
  return addressRanges(addresses, family).map(({ first, last, cidr }) => (first === last ? first : (cidr ?? `${first}-${last}`)));
}

const NAMES = { most: 48, refused: /[^A-Za-z0-9]+/, joint: '_', begins: /^[A-Za-z]/, prefix: 'set' } as const;

/** The names of zones and components, which are the same for all hosts of a plan. */
function plainNames({ zones, components }: RuleSet): NameTable {
  let known = plain.get(components);
  if (!known) {
    known = new NameTable(
      NAMES,
      [...zones, ...components].map(({ name }) => name),
    );
    plain.set(components, known);
  }
  return known;
}

const plain = new WeakMap<RuleSet['components'], NameTable>();

/** Names the sides of all rules: one set for each label and family, made when it is first asked for. */
export class SetTable {
  private readonly byKey = new Map<string, NamedSet>();
  private readonly taken = new Set<string>();
  private readonly names: NameTable;

  constructor(ruleSet: RuleSet) {
    this.names = new NameTable(NAMES, [], plainNames(ruleSet));
  }

  get sets(): NamedSet[] {
    return [...this.byKey.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * What to match one side of a rule by.
   * @returns nothing where the rule says `any`; `undefined` where the side has no address of the family
   */
  match(sides: readonly RuleSide[], family: Family): { text: string } | undefined {
    if (sides.some((s) => s.any)) return { text: '' };
    const present = sides.filter((s) => !ofFamily(s.addresses, family).isEmpty);
    if (!present.length) return undefined;
    if (present.length === 1) {
      const side = present[0]!;
      const elements = elementsOf(side.addresses, family);
      if (side.kind === 'address' && elements.length === 1) return { text: elements[0]! };
      return { text: `@${this.named(side.label, side.addresses, family)}` };
    }
    const addresses = IntervalSet.unionAll(present.map((s) => s.addresses));
    return { text: `@${this.named(present.map((s) => s.label).join(', '), addresses, family)}` };
  }

  private named(label: string, addresses: AddressSet, family: Family): string {
    const elements = elementsOf(addresses, family);
    // One label can stand for several address sets when `required` cuts a component's addresses differently.
    const key = `${family} ${label} ${elements.join()}`;
    const known = this.byKey.get(key);
    if (known) return known.name;
    const base = `${this.names.name(label)}_v${family}`;
    let name = base;
    for (let n = 1; this.taken.has(name); n++) name = `${base}_${shortHash(n > 1 ? `${key} ${n}` : key)}`;
    this.taken.add(name);
    this.byKey.set(key, { name, label, family, elements });
    return name;
  }
}
