import { type AddressSet, ANYWHERE } from '../../../../model/addresses.ts';
import type { IntervalSet, Point } from '../../../../model/interval-set.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type Group, Groups } from '../../../../running/groups.ts';
import { ANY_IPV4, ANY_IPV6, type LineBook } from '../../../../running/lines.ts';
import { type AddressMatch, exactly, type Match, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { readAddresses, readHostName, readMasked } from '../../../../running/parts.ts';
import type { NamedParts } from '../../../../running/running.ts';
import { plainServices, serviceOf, servicesOfPorts } from './services.ts';
import { type Statement, Words } from './statements.ts';

type Kind = 'network' | 'service' | 'ports' | 'protocol' | 'icmp-type' | 'other';

interface Defined {
  readonly kind: Kind;
  readonly statement: Statement;
}

const GROUP_KINDS: ReadonlyMap<string, Kind> = new Map([
  ['network', 'network'],
  ['service', 'service'],
  ['protocol', 'protocol'],
]);

/** What a configuration gives names to: addresses, objects and groups. */
export class Objects {
  private readonly names = new Map<string, string>();
  private readonly defined = new Map<string, Defined>();
  private readonly book: LineBook;
  private readonly networks: Groups<bigint>;
  private readonly services: Groups<number>;
  /** Addresses of interfaces, which rules may name. */
  readonly interfaceAddresses = new Map<string, AddressSet>();
  /** What `any` is: of both families from 9.0 on. */
  readonly any: AddressSet;

  constructor(book: LineBook, lines: number, version: number | undefined) {
    this.book = book;
    this.any = version !== undefined && version < 9 ? ANY_IPV4 : ANYWHERE;
    this.networks = new Groups((name) => this.networkGroup(name), ANYWHERE, lines);
    this.services = new Groups((name) => this.serviceGroup(name), ANY_SERVICE, lines);
  }

  /** `name 10.0.0.1 mail` */
  name(address: string, name: string): void {
    this.names.set(name, address);
  }

  /** An object or a group; the same name again adds to it. */
  define(statement: Statement): void {
    const [what, ...words] = statement.words.filter((word) => word !== 'group');
    const [kind = '', name = '', typed] = words;
    if (statement.no) {
      this.defined.delete(name);
      return;
    }
    const own: Kind =
      kind === 'service' && typed ? 'ports' : kind.startsWith('icmp') ? 'icmp-type' : (GROUP_KINDS.get(kind) ?? 'other');
    const known = this.defined.get(name);
    // An object's translation stands in a second place, which defines nothing.
    if (what === 'object' && statement.children.every(({ words: [first] }) => first === 'nat') && statement.children.length)
      return;
    const children = what === 'object-group' && known ? [...known.statement.children, ...statement.children] : statement.children;
    this.defined.set(name, { kind: own, statement: { ...statement, children } });
  }

  /** Whether a name is that of a group of ports, protocols, types or services, and not of addresses. */
  isService(name: string): boolean {
    const kind = this.defined.get(name)?.kind;
    return kind !== undefined && kind !== 'network' && kind !== 'other';
  }

  isTypes(name: string): boolean {
    return this.defined.get(name)?.kind === 'icmp-type';
  }

  /** The addresses behind the name of an object or a group. */
  network(name: string): AddressMatch {
    return this.networks.of(name);
  }

  /** The names that rules use, with what they stand for. */
  named(): NamedParts {
    return { addresses: this.networks.named(), services: this.services.named() };
  }

  /** The services behind the name of an object or a group; of a group of ports, those of tcp and udp as it says. */
  service(name: string): ServiceMatch {
    const known = this.defined.has(name) ? undefined : plainServices(name);
    return known ? exactly(known) : this.services.of(name);
  }

  /**
   * An end of a rule: `any`, `host`, an object, a group, an address with its mask. Nothing where it isn't understood.
   * @param any what `any` is here
   */
  end(words: Words, any = this.any): AddressMatch | undefined {
    const word = words.take();
    if (word === 'any') return exactly(any);
    if (word === 'any4') return exactly(ANY_IPV4);
    if (word === 'any6') return exactly(ANY_IPV6);
    if (word === 'host') return this.exact(readAddresses(this.addressOf(words.take())));
    if (word === 'object' || word === 'object-group') return this.network(words.take());
    if (word === 'object-group-network-service')
      return perhaps(this.any, `what the group ${words.take()} holds isn't told by addresses alone`);
    if (word === 'interface') {
      const own = this.interfaceAddresses.get(words.take());
      return own ? exactly(own) : perhaps(this.any, "the interface has an address that isn't in the file");
    }
    if (word.includes('/')) return this.exact(readAddresses(word));
    return this.exact(readMasked(this.addressOf(word), words.take()));
  }

  private exact(set: AddressSet | undefined): AddressMatch | undefined {
    return set ? exactly(set) : undefined;
  }

  private addressOf(text: string): string {
    return this.names.get(text) ?? text;
  }

  private networkGroup(name: string): Group<bigint> | AddressMatch | undefined {
    const { kind, statement } = this.defined.get(name) ?? {};
    if (!statement || kind !== 'network') return undefined;
    const own: AddressMatch[] = [];
    const members: string[] = [];
    for (const child of this.contentOf(statement)) {
      const words = new Words(child.words);
      const word = words.take();
      const named = word === 'group-object' || (word === 'network-object' && words.is('object')) ? words.take() : undefined;
      if (named !== undefined) members.push(named);
      const match = named === undefined ? this.networkOf(word, words) : undefined;
      if (match) own.push(match);
      if (match || named !== undefined) this.book.modeled(child.line);
      else if (named === undefined) own.push(this.notUnderstood(child, ANYWHERE));
    }
    return { own, members };
  }

  private networkOf(word: string, words: Words): AddressMatch | undefined {
    if (word === 'network-object') return words.done ? undefined : this.end(words);
    if (word === 'host') return this.exact(readAddresses(this.addressOf(words.take())));
    if (word === 'range') return this.exact(readAddresses(`${this.addressOf(words.take())}-${this.addressOf(words.take())}`));
    if (word === 'subnet')
      return this.exact(
        words.next?.includes('/') ? readAddresses(words.take()) : readMasked(this.addressOf(words.take()), words.take()),
      );
    if (word === 'fqdn') {
      if (/^v[46]$/.test(words.next ?? '')) words.take();
      return this.exact(readHostName(words.take()));
    }
    return undefined;
  }

  private serviceGroup(name: string): Group<number> | ServiceMatch | undefined {
    const { kind, statement } = this.defined.get(name) ?? {};
    if (!statement || !kind || kind === 'network' || kind === 'other') return undefined;
    const own: ServiceMatch[] = [];
    const members: string[] = [];
    const transports = kind === 'ports' ? statement.words.at(-1)! : 'tcp-udp';
    for (const child of this.contentOf(statement)) {
      const words = new Words(child.words);
      const word = words.take();
      const isName = word === 'group-object' || (word === 'service-object' && words.is('object'));
      if (isName) {
        const member = words.take();
        const known = this.defined.has(member) ? undefined : plainServices(member);
        if (known) own.push(exactly(known));
        else members.push(member);
        this.book.modeled(child.line);
        continue;
      }
      const match = word === 'port-object' ? servicesOfPorts(transports, words) : serviceOf(word, words);
      if (match && words.done) {
        own.push(match);
        this.book.modeled(child.line);
      } else own.push(this.notUnderstood(child, ANY_SERVICE));
    }
    return { own, members };
  }

  private contentOf({ children }: Statement): Statement[] {
    return children.filter(({ line, no, words: [word] }) => {
      if (word !== 'description' && word !== 'nat') return !no;
      this.book.withoutBearing(line);
      return false;
    });
  }

  private notUnderstood<T extends Point>(child: Statement, all: IntervalSet<T>): Match<T> {
    const [what = ''] = child.words;
    const shown = /^[a-z-]+$/.test(what) ? what : 'a member of a group';
    this.book.unknown(child.line, shown, 'what the group holds besides is not known');
    return perhaps(all, `line ${child.line} isn't understood`);
  }
}
