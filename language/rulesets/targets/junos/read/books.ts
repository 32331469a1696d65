import { type AddressSet, ALL_IPS, ANYWHERE } from '../../../../model/addresses.ts';
import { note } from '../../../../model/lists.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type Group, Groups } from '../../../../running/groups.ts';
import { ANY_IPV4, ANY_IPV6 } from '../../../../running/lines.ts';
import { type AddressMatch, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { namedTogether } from '../../../../running/named-parts.ts';
import { readAddresses, readHostName, readMasked } from '../../../../running/parts.ts';
import type { NamedParts } from '../../../../running/running.ts';
import { below, type ConfigNode, nodeAt, valueAt, valuesAt } from '../../../../running/tree.ts';
import { customApplication, predefined } from './applications.ts';

/** What policies name: addresses by zone, and applications. */
export class Books {
  private readonly byZone = new Map<string, ConfigNode[]>();
  private readonly global: readonly ConfigNode[];
  private readonly addresses = new Map<string, Groups<bigint>>();
  private readonly applications: Groups<number>;
  private readonly lines: number;

  constructor(system: ConfigNode, lines: number) {
    this.lines = lines;
    for (const zone of below(system, 'security', 'zones', 'security-zone')) {
      const own = nodeAt(zone, 'address-book');
      if (own) note(this.byZone, zone.word, own);
    }
    for (const book of below(system, 'security', 'address-book'))
      for (const zone of valuesAt(book, 'attach', 'zone')) note(this.byZone, zone, book);
    this.global = [nodeAt(system, 'security', 'address-book', 'global')].filter((book) => book !== undefined);
    const made = nodeAt(system, 'applications');
    this.applications = new Groups((name) => applicationOf(made, name), ANY_SERVICE, lines);
  }

  /** @param zone where the names are looked up first; the book of all zones alone where there is none */
  end(names: readonly string[], zone: string | undefined): AddressMatch {
    const own = zone === undefined ? undefined : this.byZone.get(zone);
    const key = own ? `zone ${zone}` : 'global';
    let groups = this.addresses.get(key);
    if (!groups) {
      const books = [...(own ?? []), ...this.global];
      groups = new Groups((name) => addressOf(books, name), ANYWHERE, this.lines);
      this.addresses.set(key, groups);
    }
    return groups.ofAll(names.length ? names : ['any']);
  }

  /** The names that rules use, with what they stand for. */
  named(): NamedParts {
    const books = [...this.addresses.values()].map((groups) => ({ addresses: groups.named(), services: new Map() }));
    return namedTogether([...books, { addresses: new Map(), services: this.applications.named() }]);
  }

  traffic(names: readonly string[]): ServiceMatch {
    return this.applications.ofAll(names.length ? names : ['any']);
  }
}

function applicationOf(made: ConfigNode | undefined, name: string): Group<number> | ServiceMatch | undefined {
  const own = nodeAt(made, 'application', name);
  if (own) return customApplication(own);
  const set = nodeAt(made, 'application-set', name);
  if (set) return { own: [], members: [...valuesAt(set, 'application'), ...valuesAt(set, 'application-set')] };
  return predefined(name);
}

function addressOf(books: readonly ConfigNode[], name: string): Group<bigint> | AddressMatch | undefined {
  if (name === 'any') return exactly(ANYWHERE);
  if (name === 'any-ipv4') return exactly(ANY_IPV4);
  if (name === 'any-ipv6') return exactly(ANY_IPV6);
  for (const book of books) {
    const address = nodeAt(book, 'address', name);
    if (address) return matchOf(address);
    const set = nodeAt(book, 'address-set', name);
    if (set) return { own: [], members: [...valuesAt(set, 'address'), ...valuesAt(set, 'address-set')] };
  }
  return undefined;
}

function matchOf(node: ConfigNode): AddressMatch {
  for (const each of below(node)) {
    if (each.word === 'description') continue;
    const set = setOf(each);
    return set ? exactly(set) : perhaps(ALL_IPS, `the address ${node.word} isn't understood`);
  }
  return perhaps(ALL_IPS, `the address ${node.word} isn't in the file`);
}

function setOf(node: ConfigNode): AddressSet | undefined {
  const [value] = below(node);
  if (node.word === 'ip-prefix') return readAddresses(value?.word ?? '');
  if (node.word === 'dns-name') return readHostName(value?.word ?? '');
  if (node.word === 'range-address') return readAddresses(`${value?.word ?? ''}-${value ? (valueAt(value, 'to') ?? '') : ''}`);
  if (node.word === 'wildcard-address') {
    const [address = '', mask = ''] = (value?.word ?? '').split('/');
    return readMasked(address, mask);
  }
  return readAddresses(node.word);
}
