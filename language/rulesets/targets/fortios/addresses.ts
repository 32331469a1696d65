import { addressRanges, type Family, ofFamily } from '../../../model/addresses.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';
import { type Item, list, OBJECT_COMMENT_LENGTH, quoted, tableLines } from './text.ts';

/** The longest name of an address or a group. */
export const NAME_LENGTH = 79;

/** What every firewall has from the start, and rules name without meaning it. */
const BUILT_IN = ['all', 'none'];

interface Element {
  readonly settings: Item['settings'];
  /** Tells it from the others of its side. */
  readonly ending: string;
}

const range = (first: string, last: string): Item['settings'] => [
  ['type', 'iprange'],
  ['start-ip', first],
  ['end-ip', last],
];

function maskOf(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

function elementsOf(side: RuleSide, family: Family): Element[] {
  const addresses = addressRanges(side.addresses, family).map(({ first, last, cidr }): Element => {
    const single = first === last;
    if (cidr === undefined || (!single && cidr.endsWith(family === 4 ? '/31' : '/127')))
      return { settings: range(first, last), ending: `${first}-${last}` };
    const [network = '', prefix = ''] = cidr.split('/');
    const settings: Item['settings'] =
      family === 4
        ? [
            ['type', 'ipmask'],
            ['subnet', `${network} ${maskOf(Number(prefix))}`],
          ]
        : [
            ['type', 'ipprefix'],
            ['ip6', cidr],
          ];
    return { settings, ending: single ? first : cidr };
  });
  const names = side.hostNames.map(
    (name): Element => ({
      settings: [
        ['type', 'fqdn'],
        ['fqdn', `"${name}"`],
      ],
      ending: name.replace(/^\*\./, 'any.'),
    }),
  );
  return [...addresses, ...names];
}

export function hasFamily(sides: readonly RuleSide[], family: Family): boolean {
  return sides.some((s) => s.any || s.hostNames.length || !ofFamily(s.addresses, family).isEmpty);
}

/** The address objects and groups of a file, made as policies ask for them. The families have tables of their own, and the same names. */
export class AddressTable {
  private readonly items = { 4: new Map<string, Item>(), 6: new Map<string, Item>() };
  private readonly groups = { 4: new Map<string, Item>(), 6: new Map<string, Item>() };
  private readonly names: NameTable;
  private readonly titles: ReadonlyMap<string, string>;

  constructor(ruleSet: RuleSet) {
    const named = [...ruleSet.zones, ...ruleSet.components];
    const rule = { most: NAME_LENGTH, refused: /[^A-Za-z0-9 ._:/-]+/, joint: '-', begins: /^[A-Za-z0-9]/, prefix: 'x' } as const;
    this.names = new NameTable(rule, BUILT_IN);
    for (const { name } of named) this.names.name(name, `object ${name}`);
    this.titles = new Map(named.filter(({ name, title }) => title && title !== name).map(({ name, title }) => [name, title]));
  }

  /** The names of what stands in a policy for one of its ends; none where it has no address of the family. */
  members(sides: readonly RuleSide[], family: Family): string[] {
    if (sides.some((s) => s.any)) return ['all'];
    return [...new Set(sides.flatMap((side) => this.member(side, family) ?? []))];
  }

  get lines(): string[] {
    const sorted = (items: ReadonlyMap<string, Item>): Item[] =>
      [...items.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return [
      ...tableLines('firewall address', sorted(this.items[4])),
      ...tableLines('firewall address6', sorted(this.items[6])),
      ...tableLines('firewall addrgrp', sorted(this.groups[4])),
      ...tableLines('firewall addrgrp6', sorted(this.groups[6])),
    ];
  }

  private member(side: RuleSide, family: Family): string | undefined {
    const elements = elementsOf(side, family);
    if (!elements.length) return undefined;
    const title = this.titles.get(side.label);
    const comment: Item['settings'] = title ? [['comment', quoted(title, OBJECT_COMMENT_LENGTH)]] : [];
    const add = (kind: 'items' | 'groups', label: string, settings: Item['settings']): string => {
      const table = this[kind][family];
      const content = JSON.stringify(settings);
      const word = kind === 'items' ? 'object' : 'group';
      // The name alone is kept for what it stands for first; one label can stand for several sets of addresses.
      const first = table.get(`${word} ${label}`);
      const key = first && JSON.stringify(first.settings) !== content ? `${word} ${label} ${content}` : `${word} ${label}`;
      const name = this.names.name(label, key);
      table.set(key, { key: `"${name}"`, settings });
      return name;
    };
    if (elements.length === 1) return add('items', side.label, [...elements[0]!.settings, ...comment]);
    const members = elements.map(({ settings, ending }) => add('items', `${side.label} ${ending}`, settings));
    // A group must never get the name of an object, which an earlier file may have made.
    return add('groups', `${side.label} group`, [['member', list(members)], ...comment]);
  }
}
