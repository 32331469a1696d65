import { type AddressSet, ANYWHERE, NO_ADDRESSES } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { itemsAt, type JsonNode, numberAt, textAt } from '../../forms/json.ts';
import { type Group, Groups } from '../../groups.ts';
import { type AddressMatch, ANY_ADDRESS, exactly, perhaps } from '../../matches.ts';
import { readAddresses, readHostName, readMasked } from '../../parts.ts';
import { type Estate, typeOf } from './estate.ts';

/** The object that stands for everything, in every installation. */
export const ANY = '97aeb369-9aea-11d5-bd16-0090272ccb30';
const NONE = '97aeb36a-9aea-11d5-bd16-0090272ccb30';

/** Objects that have addresses of their own. */
const WITH_ADDRESSES =
  /^(host|network|address-range|multicast-address-range|simple-gateway|simple-cluster|checkpoint-host|cluster-member|interoperable-device|Cpmi\w+)$/;

/** What the sources and destinations of rules stand for. */
export class Addresses {
  private readonly estate: Estate;
  private readonly groups: Groups<bigint>;

  /** @param lines how many lines the file has */
  constructor(estate: Estate, lines: number) {
    this.estate = estate;
    this.groups = new Groups((key) => this.read(key), ANYWHERE, lines);
  }

  /** What some objects stand for together. */
  of(references: readonly JsonNode[]): AddressMatch {
    return this.groups.ofAll(references.map((each) => this.estate.keyOf(each)));
  }

  private read(key: string): Group<bigint> | AddressMatch {
    const { book } = this.estate;
    const object = this.estate.known(key);
    if (!object) return key === ANY || key === 'Any' ? ANY_ADDRESS : perhaps(ANYWHERE, missing(key));
    const name = nameOf(object);
    const type = typeOf(object);
    if (isAny(object)) return ANY_ADDRESS;
    if (textAt(object, 'uid') === NONE) return exactly(NO_ADDRESSES);
    book.modeled(object.line, object.last);
    if (!object.isWhole) return perhaps(ANYWHERE, withoutDetails(name));
    const keys = (member: string): string[] => itemsAt(object, member).map((each) => this.estate.keyOf(each));
    if (type === 'group')
      return object.members.has('members') ? { own: [], members: keys('members') } : perhaps(ANYWHERE, withoutDetails(name));
    if (type === 'group-with-exclusion') {
      const [include, except] = [object.members.get('include'), object.members.get('except')];
      if (!include || !except) return perhaps(ANYWHERE, withoutDetails(name));
      return { own: [], members: [this.estate.keyOf(include)], except: [this.estate.keyOf(except)] };
    }
    if (type === 'dns-domain') {
      const hosts = domainOf(object);
      return hosts ? exactly(hosts) : perhaps(ANYWHERE, `the names of ${name}`);
    }
    if (type === 'wildcard') {
      const [address, mask] = [textAt(object, 'ipv4-address'), textAt(object, 'ipv4-mask-wildcard')];
      const set = address && mask && !textAt(object, 'ipv6-address') ? readMasked(address, mask, true) : undefined;
      return set ? exactly(set) : perhaps(ANYWHERE, `the addresses of ${name}`);
    }
    if (!WITH_ADDRESSES.test(type)) return perhaps(ANYWHERE, `${kindOf(type)} ${name}, whose addresses the file does not say`);
    const own = addressesOf(object);
    if (!own) return perhaps(ANYWHERE, withoutDetails(name));
    const translated = translatedOf(object);
    return translated ? { sure: own, maybe: translated, why: `the addresses that ${name} is translated to` } : exactly(own);
  }
}

/** Whether an object stands for everything. */
export function isAny(object: JsonNode): boolean {
  return textAt(object, 'uid') === ANY || (typeOf(object) === 'CpmiAnyObject' && textAt(object, 'name') === 'Any');
}

export function nameOf(object: JsonNode): string {
  return (textAt(object, 'name') ?? textAt(object, 'uid') ?? 'an object without a name').slice(0, 80);
}

/** Why an object that the file doesn't hold may be anything, and what to do. */
export function missing(key: string): string {
  return `the file does not hold the object ${key.slice(0, 80)}: ask for the rules with use-object-dictionary true`;
}

/** The same for one of which the file has no more than a name. */
export function withoutDetails(name: string): string {
  return `the file does not say what ${name} holds: ask for the rules with details-level full and dereference-group-members true`;
}

function kindOf(type: string): string {
  return /^[\w-]{1,40}$/.test(type) ? `the ${type}` : 'the object';
}

/** The addresses that an object has itself; nothing where it says none, or one that can't be read. */
function addressesOf(object: JsonNode): AddressSet | undefined {
  const texts: (string | undefined)[] = ['ipv4-address', 'ipv6-address'].map((key) => textAt(object, key));
  for (const family of ['4', '6']) {
    const [subnet, length] = [textAt(object, `subnet${family}`), numberAt(object, `mask-length${family}`)];
    if (subnet || length !== undefined)
      texts.push(`${subnet}/${length ?? (family === '4' ? textAt(object, 'subnet-mask') : undefined) ?? 'none'}`);
    const [first, last] = ['first', 'last'].map((end) => textAt(object, `ipv${family}-address-${end}`));
    if (first || last) texts.push(`${first}-${last}`);
  }
  for (const each of interfacesOf(object)) texts.push(textAt(each, 'ipv4-address'), textAt(each, 'ipv6-address'));
  const sets = texts.filter((text) => text).map((text) => readAddresses(text!));
  return sets.length && !sets.includes(undefined) ? IntervalSet.unionAll(sets.flatMap((set) => set ?? [])) : undefined;
}

/** The interfaces of a gateway: a list, or a page of one. */
export function interfacesOf(gateway: JsonNode): readonly JsonNode[] {
  const all = gateway.members.get('interfaces');
  return all?.kind === 'object' ? itemsAt(all, 'objects') : (all?.items ?? []);
}

/** Where an object is reached by other addresses as well. */
function translatedOf(object: JsonNode): AddressSet | undefined {
  const settings = object.members.get('nat-settings');
  if (textAt(settings, 'auto-rule') !== 'true' || textAt(settings, 'method') === 'hide') return undefined;
  const sets = ['ipv4-address', 'ipv6-address'].flatMap((key) => readAddresses(textAt(settings, key) ?? '') ?? []);
  return sets.length ? IntervalSet.unionAll(sets) : undefined;
}

/** A domain as host names: `.example.com` is it, and with its subdomains whatever ends so. */
function domainOf(object: JsonNode): AddressSet | undefined {
  const name = textAt(object, 'name')?.replace(/^\./, '');
  const below = textAt(object, 'is-sub-domain');
  if (!name || (below !== 'true' && below !== 'false')) return undefined;
  const [own, others] = [readHostName(name), below === 'true' ? readHostName(`*.${name}`) : NO_ADDRESSES];
  return own && others ? own.union(others) : undefined;
}
