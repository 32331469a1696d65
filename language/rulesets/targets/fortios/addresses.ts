import { addressRanges, type Family, hasAddresses } from '../../../model/addresses.ts';
import { formatSpan } from '../../../model/services.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';
import { shortHash } from '../../short-hash.ts';
import { runsOf } from '../../translation-notes.ts';
import { byKey, type Item, list, MARK, OBJECT_COMMENT_LENGTH, quoted, type Table, tableLines } from './text.ts';

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
  return sides.some((s) => s.any || s.hostNames.length || hasAddresses(s.addresses, family));
}

/** The address objects and groups of a file, made as policies ask for them. The families have tables of their own, and the same names. */
export class AddressTable {
  private readonly items = { 4: new Map<string, Item>(), 6: new Map<string, Item>() };
  private readonly vips = { 4: new Map<string, Item>(), 6: new Map<string, Item>() };
  private readonly groups = { 4: new Map<string, Item>(), 6: new Map<string, Item>() };
  private readonly known = { 4: new Map<RuleSide, string | undefined>(), 6: new Map<RuleSide, string | undefined>() };
  private readonly names: NameTable;
  private readonly titles: ReadonlyMap<string, string>;

  constructor(ruleSet: Pick<RuleSet, 'zones' | 'components'>) {
    const named = [...ruleSet.zones, ...ruleSet.components];
    const rule = { most: NAME_LENGTH, refused: /[^A-Za-z0-9 ._:/-]+/, joint: '-', begins: /^[A-Za-z0-9]/, prefix: 'x' } as const;
    this.names = new NameTable(rule, BUILT_IN);
    this.titles = new Map(named.filter(({ name, title }) => title && title !== name).map(({ name, title }) => [name, title]));
  }

  /** The names of what stands in a policy for one of its ends; none where it has no address of the family. */
  members(sides: readonly RuleSide[], family: Family): string[] {
    if (sides.some((s) => s.any)) return ['all'];
    return [...new Set(sides.flatMap((side) => (side.virtual ? this.virtual(side, family) : (this.member(side, family) ?? []))))];
  }

  get lines(): string[] {
    return this.tables.flatMap(({ path, items }) => tableLines(path, items));
  }

  /** Groups after what they hold. */
  get tables(): Table[] {
    return [
      { path: 'firewall address', items: byKey(this.items[4].values()) },
      { path: 'firewall address6', items: byKey(this.items[6].values()) },
      { path: 'firewall addrgrp', items: byKey(this.groups[4].values()) },
      { path: 'firewall addrgrp6', items: byKey(this.groups[6].values()) },
      { path: 'firewall vip', items: byKey(this.vips[4].values()) },
      { path: 'firewall vip6', items: byKey(this.vips[6].values()) },
    ];
  }

  /** A translation is a virtual IP for each run of ports, whose name says what leads where. */
  private virtual({ virtual: translation, label }: RuleSide, family: Family): string[] {
    if (!translation) return [];
    return runsOf({ translation, from: [], to: [] }).flatMap((run) => {
      if (run.family !== family) return [];
      const { outer, real, transport, ports, realPorts } = run;
      const forward: Item['settings'] =
        transport && ports && realPorts
          ? [
              ['portforward', 'enable'],
              ['protocol', transport],
              ['extport', formatSpan(ports)],
              ['mappedport', formatSpan(realPorts)],
            ]
          : [];
      const settings: Item['settings'] = [
        ['extip', outer],
        ['mappedip', family === 4 ? `"${real}"` : real],
        ...(family === 4 ? ([['extintf', '"any"']] as const) : []),
        ...forward,
        ['comment', quoted(MARK, OBJECT_COMMENT_LENGTH)],
      ];
      const said = [translation.component.name, 'at', outer, ...(ports ? [transport, formatSpan(ports)] : []), 'to', real];
      const more = realPorts && realPorts.from !== ports?.from ? [formatSpan(realPorts)] : [];
      const key = `vip ${label} ${JSON.stringify(settings)}`;
      const name = this.names.name([...said, ...more].join(' '), key);
      this.vips[family].set(key, { key: `"${name}"`, settings });
      return [name];
    });
  }

  /** A name says what it stands for, so that nothing on a device changes its meaning while a policy names it. */
  private member(side: RuleSide, family: Family): string | undefined {
    const known = this.known[family];
    if (!known.has(side)) known.set(side, this.findMember(side, family));
    return known.get(side);
  }

  private findMember(side: RuleSide, family: Family): string | undefined {
    const elements = elementsOf(side, family);
    if (!elements.length) return undefined;
    const title = this.titles.get(side.label);
    const comment = quoted(title ? `${MARK}: ${title}` : MARK, OBJECT_COMMENT_LENGTH);
    const add = (kind: 'items' | 'groups', label: string, settings: Item['settings']): string => {
      const key = `${kind} ${label} ${JSON.stringify(settings)}`;
      const name = this.names.name(label, key);
      this[kind][family].set(key, { key: `"${name}"`, settings: [...settings, ['comment', comment]] });
      return name;
    };
    // An address or a host name that a rule names itself has no other name.
    const isBare = side.kind === 'address' || side.kind === 'host-name';
    const members = elements.map(({ settings, ending }) =>
      add('items', isBare && elements.length === 1 ? ending : `${side.label} ${ending}`, settings),
    );
    if (members.length === 1) return members[0]!;
    const sorted = [...members].sort();
    return add('groups', `${side.label} group ${shortHash(sorted.join())}`, [['member', list(sorted)]]);
  }
}
