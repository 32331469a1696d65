import { type AddressSet, ALL_IPS, ANYWHERE, V4_BASE } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE, type ServiceSet } from '../../../../model/services.ts';
import { type Group, Groups } from '../../../../running/groups.ts';
import {
  type AddressMatch,
  ANY_ADDRESS,
  ANY_SERVICES,
  anyOf,
  exactly,
  perhaps,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { portsOf, protocolOf, readAddresses, readHostName, readMasked } from '../../../../running/parts.ts';
import type { NamedParts } from '../../../../running/running.ts';
import { below, type ConfigNode, nodeAt, valueAt, valuesAt } from '../../../../running/tree.ts';
import { defaultPorts, listed, portOfCustom, protocolOfApplication } from './applications.ts';

/** A part of what a rule matches, and what else it depends on. */
export interface Traffic {
  readonly match: ServiceMatch;
  readonly condition: string | undefined;
}

/** What rules name, found in a scope and those that it inherits from, the nearest first. */
export class Objects {
  private readonly scopes: readonly ConfigNode[];
  private readonly addresses: Groups<bigint>;
  private readonly services: Groups<number>;
  private readonly applications: Groups<number>;

  constructor(scopes: readonly ConfigNode[], lines: number) {
    this.scopes = scopes;
    this.addresses = new Groups((name) => this.address(name), ANYWHERE, lines);
    this.services = new Groups((name) => this.service(name), ANY_SERVICE, lines);
    this.applications = new Groups((name) => this.application(name), ANY_SERVICE, lines);
  }

  /** What the names at an end of a rule stand for; `any` for all. */
  end(names: readonly string[]): AddressMatch {
    return !names.length || names.includes('any') ? ANY_ADDRESS : this.addresses.ofAll(names);
  }

  /** The networks of an interface, by address or by the name of one. */
  network(text: string): AddressSet {
    return readAddresses(text) ?? this.addresses.of(text).sure;
  }

  /** The names that rules use, with what they stand for. */
  named(): NamedParts {
    return { addresses: this.addresses.named(), services: this.services.named() };
  }

  /** What services and applications of a rule match together: what is known by its protocol alone apart from what isn't certain. */
  traffic(services: readonly string[], applications: readonly string[]): Traffic[] {
    const names = services.filter((name) => name !== 'application-default');
    const byDefault = names.length < services.length;
    const ports =
      !services.length || names.includes('any') ? ANY_SERVICES : names.length ? this.services.ofAll(names) : undefined;
    if (!applications.length || applications.includes('any')) {
      if (!byDefault || ports === ANY_SERVICES) return [{ match: ports ?? ANY_SERVICES, condition: undefined }];
      return [{ match: ANY_SERVICES, condition: 'applications on their default ports alone' }];
    }
    const [whole, spoken]: [ServiceSet[], string[]] = [[], []];
    for (const name of applications) {
      const set = this.find('application', name) ? undefined : protocolOfApplication(name);
      if (set) whole.push(set);
      else spoken.push(name);
    }
    const parts: Traffic[] = [];
    if (whole.length) {
      const set = IntervalSet.unionAll(whole);
      const isPlain = byDefault || ports === ANY_SERVICES;
      parts.push({
        match: isPlain ? exactly(set) : perhaps(set, 'an application without ports, on ports'),
        condition: undefined,
      });
    }
    if (spoken.length) {
      const shown = spoken.slice(0, 4).join(', ') + (spoken.length > 4 ? ', …' : '');
      const own = byDefault ? [this.applications.ofAll(spoken)] : [];
      parts.push({ match: anyOf([...own, ...(ports ? [ports] : [])]), condition: `the application ${shown}` });
    }
    return parts;
  }

  private find(kind: string, name: string): ConfigNode | undefined {
    for (const scope of this.scopes) {
      const found = nodeAt(scope, kind, name);
      if (found) return found;
    }
    return undefined;
  }

  private address(name: string): Group<bigint> | AddressMatch | undefined {
    const object = this.find('address', name);
    if (object) return addressOf(object);
    const group = this.find('address-group', name);
    if (group) {
      if (nodeAt(group, 'dynamic')) return perhaps(ALL_IPS, `the group ${name} is filled by tags`);
      return { own: [], members: valuesAt(group, 'static') };
    }
    if (this.find('external-list', name)) return perhaps(ALL_IPS, `the list ${name} is fetched`);
    const literal = readAddresses(name);
    if (literal) return exactly(withLow(literal));
    if (/^[A-Z]{2}$/.test(name) || this.find('region', name)) return perhaps(ALL_IPS, `the region ${name}`);
    return undefined;
  }

  private service(name: string): Group<number> | ServiceMatch | undefined {
    const object = this.find('service', name);
    if (object) return serviceOf(object, name);
    const group = this.find('service-group', name);
    if (group) return { own: [], members: valuesAt(group, 'members') };
    if (name === 'service-http') return exactly(portsOf('tcp', [port(80), port(8080)]));
    if (name === 'service-https') return exactly(portsOf('tcp', [port(443)]));
    return undefined;
  }

  private application(name: string): Group<number> | ServiceMatch | undefined {
    const custom = this.find('application', name);
    if (custom) {
      const ports = valuesAt(custom, 'default', 'port').map(portOfCustom);
      if (ports.length && ports.every((set) => set !== undefined)) return exactly(IntervalSet.unionAll(ports));
      const number = Number(valueAt(custom, 'default', 'ident-by-ip-protocol') ?? Number.NaN);
      return number >= 0 && number <= 255 ? exactly(protocolOf(number)) : perhaps(ANY_SERVICE, `the ports of ${name}`);
    }
    const group = this.find('application-group', name);
    if (group) return { own: [], members: valuesAt(group, 'members') };
    const known = protocolOfApplication(name) ?? defaultPorts(name);
    return known ? exactly(known) : perhaps(ANY_SERVICE, `the default ports of ${name} are not known here`);
  }
}

const port = (number: number) => ({ from: number, to: number });

const ADDRESS_TYPE = /^(ip-|fqdn)/;

/** An address has one type: where a file says several, what it stands for is one of them. */
function addressOf(object: ConfigNode): AddressMatch {
  const types = below(object).filter(({ word }) => ADDRESS_TYPE.test(word));
  if (!types.length) return perhaps(ALL_IPS, `the address of ${object.word} isn't in the file`);
  const sets = types.flatMap(({ word, children }) => setOf(word, [...children.keys()].at(-1) ?? '') ?? []);
  if (sets.length < types.length) return perhaps(ALL_IPS, `the address of ${object.word} isn't understood`);
  const whole = withLow(IntervalSet.unionAll(sets));
  return types.length === 1 ? exactly(whole) : perhaps(whole, `the address of ${object.word} is said in several ways`);
}

function setOf(type: string, text: string): AddressSet | undefined {
  const [address = '', mask = ''] = text.split('/');
  if (type === 'ip-netmask' || type === 'ip-range') return readAddresses(text);
  if (type === 'fqdn') return readHostName(text);
  return type === 'ip-wildcard' ? readMasked(address, mask, true) : undefined;
}

const LOW: AddressSet = IntervalSet.of([{ start: 0n, end: 1n << 32n }]);

/** In matching, an IPv4 address is an IPv6 address whose first 96 bits are 0. */
function withLow(set: AddressSet): AddressSet {
  if (!set.overlaps(LOW)) return set;
  const low = set.intersect(LOW).intervals.map(({ start, end }) => ({ start: start + V4_BASE, end: end + V4_BASE }));
  return set.union(IntervalSet.of(low));
}

/** A service has one protocol: where a file says several, it is for one of them. */
function serviceOf(object: ConfigNode, name: string): ServiceMatch {
  const sets = below(object, 'protocol').map((protocol) => {
    const [ports, sources] = [valueAt(protocol, 'port'), valueAt(protocol, 'source-port')];
    if (protocol.word === 'sctp') return perhaps(protocolOf(132), 'ports of sctp');
    const set =
      ports !== undefined && (protocol.word === 'tcp' || protocol.word === 'udp')
        ? listed(protocol.word, ports, sources)
        : undefined;
    return set ? exactly(set) : perhaps(ANY_SERVICE, `the service ${name} isn't understood`);
  });
  if (sets.length === 1) return sets[0]!;
  const whole = IntervalSet.unionAll(sets.flatMap(({ sure, maybe }) => [sure, maybe]));
  return sets.length
    ? perhaps(whole, `the service ${name} is said in several ways`)
    : perhaps(ANY_SERVICE, `the service ${name} isn't understood`);
}
