import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, ANYWHERE } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type Group, Groups } from '../../../../running/groups.ts';
import { ANY_IPV4, ANY_IPV6 } from '../../../../running/lines.ts';
import { type AddressMatch, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { namedTogether } from '../../../../running/named-parts.ts';
import { readAddresses, readHostName, readMasked } from '../../../../running/parts.ts';
import type { NamedParts } from '../../../../running/running.ts';
import { type ConfigNode, nodeAt, valueAt, valuesAt } from '../../../../running/tree.ts';
import { customService, predefined } from './services.ts';

type Family = 4 | 6;

const ANY: Readonly<Record<Family, AddressSet>> = { 4: ANY_IPV4, 6: ANY_IPV6 };

/** What policies of a virtual domain name. */
export class Objects {
  private readonly scopes: readonly ConfigNode[];
  private readonly addresses: Readonly<Record<Family, Groups<bigint>>>;
  private readonly services: Groups<number>;

  /** @param scopes the virtual domain, and what is global */
  constructor(scopes: readonly ConfigNode[], lines: number) {
    this.scopes = scopes;
    this.addresses = {
      4: new Groups((name) => this.address(name, 4), ANY[4], lines),
      6: new Groups((name) => this.address(name, 6), ANY[6], lines),
    };
    this.services = new Groups((name) => this.service(name), ANY_SERVICE, lines);
  }

  /** What names at an end of a policy stand for. */
  end(names: readonly string[], family: Family): AddressMatch {
    return this.addresses[family].ofAll(names);
  }

  /** What services of a policy stand for. */
  traffic(names: readonly string[]): ServiceMatch {
    return this.services.ofAll(names);
  }

  /** The names that rules use, with what they stand for. */
  named(): NamedParts {
    const addresses = [this.addresses[4], this.addresses[6]].map((groups) => ({
      addresses: groups.named(),
      services: new Map(),
    }));
    return namedTogether([...addresses, { addresses: new Map(), services: this.services.named() }]);
  }

  private find(table: string, name: string): ConfigNode | undefined {
    for (const scope of this.scopes) {
      const found = nodeAt(scope, table, name);
      if (found) return found;
    }
    return undefined;
  }

  private address(name: string, family: Family): Group<bigint> | AddressMatch | undefined {
    const mark = family === 6 ? '6' : '';
    const object = this.find(`firewall address${mark}`, name);
    if (object) return addressOf(object, family);
    const group = this.find(`firewall addrgrp${mark}`, name);
    if (group) {
      if (/^(ztna|ems)/.test(valueAt(group, 'category') ?? ''))
        return perhaps(ANY[family], `the group ${name} is filled by tags`);
      const except = valueAt(group, 'exclude') === 'enable' ? valuesAt(group, 'exclude-member') : [];
      return { own: [], members: valuesAt(group, 'member'), except };
    }
    if (name === 'all') return exactly(ANY[family]);
    if (name === 'none') return exactly(IntervalSet.empty<bigint>());
    const vip = this.find(`firewall vip${mark}`, name) ?? this.find(`firewall vipgrp${mark}`, name);
    return vip && perhaps(ALL_IPS, `what ${name} translates`);
  }

  private service(name: string): Group<number> | ServiceMatch | undefined {
    const custom = this.find('firewall service custom', name);
    if (custom) return customService(custom);
    const group = this.find('firewall service group', name);
    if (group) return { own: [], members: valuesAt(group, 'member') };
    const known = predefined(name);
    return known && exactly(known);
  }
}

/** What lies behind an address of a kind. */
function addressOf(node: ConfigNode, family: Family): AddressMatch {
  const type =
    valueAt(node, 'type') ?? (nodeAt(node, 'fqdn') ? 'fqdn' : nodeAt(node, 'wildcard-fqdn') ? 'wildcard-fqdn' : 'ipmask');
  const set = setOf(node, type, family);
  if (set) return exactly(set);
  const why = /^(geography|dynamic|mac|template)$/.test(type)
    ? `the address ${node.word} is known by its ${type} alone`
    : `the address ${node.word} isn't understood`;
  return perhaps(ANYWHERE, why);
}

function setOf(node: ConfigNode, type: string, family: Family): AddressSet | undefined {
  const [first, last] = [valueAt(node, 'start-ip'), valueAt(node, 'end-ip')];
  if (type === 'iprange') return first === undefined ? undefined : readAddresses(last === undefined ? first : `${first}-${last}`);
  if (type === 'fqdn') return readHostName(valueAt(node, 'fqdn') ?? '');
  if (type === 'wildcard-fqdn') return readHostName(valueAt(node, 'wildcard-fqdn') ?? '');
  if (family === 6) return type === 'ipmask' || type === 'ipprefix' ? networkOf(valuesAt(node, 'ip6'), ANY_IPV6) : undefined;
  if (type === 'wildcard') {
    const [address = '', mask = ''] = valuesAt(node, 'wildcard');
    return readMasked(address, mask);
  }
  // A range may have been written without its kind.
  if (first !== undefined && last !== undefined && !nodeAt(node, 'subnet')) return readAddresses(`${first}-${last}`);
  return type === 'ipmask' || type === 'interface-subnet' ? networkOf(valuesAt(node, 'subnet'), ANY_IPV4) : undefined;
}

/** An address with its mask; an object without one is everything. */
export function networkOf([address, mask]: readonly string[], otherwise: AddressSet): AddressSet | undefined {
  if (address === undefined) return otherwise;
  const set = mask === undefined ? readAddresses(address) : readMasked(address, mask);
  return address.startsWith('0.0.0.0') || address.startsWith('::/') ? (set && isAll(set) ? otherwise : set) : set;
}

function isAll(set: AddressSet): boolean {
  return set.covers(ALL_IPV4) || set.covers(ALL_IPV6);
}
