import type { Drop } from '../../../../running/dropped.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { type Keeping, keepingOf } from './answers.ts';
import { BEYOND_LISTS, INTERFACE_WORDS, WITHOUT_BEARING } from './commands.ts';
import { type Interface, interfaceOf, type Route, routeOf } from './interfaces.ts';
import { Objects } from './objects.ts';
import { noteServicePolicies } from './service-policies.ts';
import type { Statement } from './statements.ts';

/** A list that is bound somewhere. */
export interface Bound {
  readonly list: string;
  readonly at: 'in' | 'out' | 'global';
  readonly interfaceName: string | undefined;
  readonly statement: Statement;
}

/** What a tunnel takes, by the name of a list, and the map that it is in. */
export interface Tunnel {
  readonly map: string;
  readonly list: string;
}

/** A configuration as its commands leave it behind. */
export class Configuration {
  hostname: string | undefined;
  readonly version: number | undefined;
  /** Which connections it keeps. */
  readonly keeping: Keeping;
  readonly objects: Objects;
  readonly interfaces: Interface[] = [];
  readonly routes: Route[] = [];
  readonly lists = new Map<string, Statement[]>();
  readonly ipv6Lists = new Map<string, Statement[]>();
  private readonly boundBy = new Map<string, Bound>();
  readonly nats: { readonly statement: Statement; readonly object?: string }[] = [];
  readonly tunnels: Tunnel[] = [];
  /** Routes to nowhere. */
  readonly drops: Drop[] = [];
  /** The interfaces of each map of tunnels. */
  readonly tunnelEnds = new Map<string, Set<string>>();
  readonly timeRanges = new Map<string, Statement>();
  readonly sameLevel = { inter: undefined as Statement | undefined, intra: undefined as Statement | undefined };
  tunnelsPassLists = true;
  private readonly tunnelInterfaces: Statement[] = [];
  private readonly loggedTo: Statement[] = [];
  private goesOnUnlogged = false;
  private readonly book: LineBook;

  constructor(statements: readonly Statement[], book: LineBook, lines: number) {
    this.book = book;
    this.keeping = keepingOf(statements);
    this.version = this.keeping.release?.[0];
    this.objects = new Objects(book, lines, this.version);
    for (const statement of statements) this.take(statement);
    noteServicePolicies(statements, book);
    // Unless it was told otherwise, a device takes no new connections while what it did cannot be written down.
    if (!this.goesOnUnlogged)
      for (const { line } of this.loggedTo)
        book.unknown(line, 'logging host … tcp', 'no new connection passes while this server is not there');
    if (this.tunnelsPassLists)
      for (const { line } of this.tunnelInterfaces)
        book.unknown(line, 'interface Tunnel', 'what comes out of the tunnel passes without the lists of interfaces');
  }

  get bound(): Bound[] {
    return [...this.boundBy.values()];
  }

  private take(statement: Statement): void {
    const { words, no } = statement;
    const [first = '', second = ''] = words;
    const own = Object.hasOwn(this.known, first) ? this.known[first] : undefined;
    const beyond = Object.hasOwn(BEYOND_LISTS, first) ? BEYOND_LISTS[first] : undefined;
    if (own) own(statement);
    else if (beyond && !no) this.unknown(statement, first, beyond);
    // What stands behind a prompt was typed, and is not of the file.
    else if (WITHOUT_BEARING.has(first) || no || /[>#]|^Cryptochecksum:/.test(first)) this.silent(statement);
    else this.unknown(statement, /^[a-z][a-z-]{1,30}$/i.test(first) ? first : 'a command', 'nothing is known of it');
    if (first === 'hostname' && !no) this.hostname = second;
  }

  private readonly known: Readonly<Record<string, (statement: Statement) => void>> = {
    interface: (statement) => this.interface(statement),
    name: ({ words: [, address = '', name = ''], no, line }) => {
      if (!no) this.objects.name(address, name);
      this.book.modeled(line);
    },
    object: (statement) => this.object(statement),
    'object-group': (statement) => this.object(statement),
    'access-list': (statement) => this.entry(statement, this.lists, statement.words.slice(1)),
    'access-group': (statement) => this.bind(statement),
    route: (statement) => this.route(statement, statement.words.slice(1)),
    ipv6: (statement) => this.ipv6(statement),
    nat: (statement) => {
      if (!statement.no) this.nats.push({ statement });
    },
    'same-security-traffic': (statement) => {
      const which = statement.words[2] === 'inter-interface' ? 'inter' : 'intra';
      this.sameLevel[which] = statement.no ? undefined : statement;
      this.book.modeled(statement.line);
    },
    'time-range': (statement) => {
      this.timeRanges.set(statement.words[1] ?? '', statement);
      for (const { line } of [statement, ...statement.children]) this.book.modeled(line);
    },
    crypto: (statement) => this.crypto(statement),
    sysopt: (statement) => {
      if (statement.text.includes('connection permit-vpn') || statement.text.includes('connection permit-ipsec')) {
        this.tunnelsPassLists = !statement.no;
        this.book.modeled(statement.line);
      } else this.silent(statement);
    },
    webvpn: (statement) => {
      const opens = statement.children.find(({ words: [word], no }) => word === 'enable' && !no);
      this.silent(statement);
      if (opens)
        this.book.unknown(opens.line, 'webvpn enable', 'what users of the VPN begin passes without the lists of interfaces');
    },
    aaa: (statement) => {
      const { words, no } = statement;
      const asks = /^(match|include|exclude)$/.test(words[2] ?? '') && words[1] !== 'accounting' && !no;
      if (asks) this.unknown(statement, `aaa ${words[1]} ${words[2]}`, 'users have to log in before their connections pass');
      else this.silent(statement);
    },
    firewall: (statement) => {
      if (statement.words[1] === 'transparent' && !statement.no)
        this.unknown(statement, 'firewall transparent', 'which network lies behind which interface the file does not say');
      else this.silent(statement);
    },
    fragment: (statement) => {
      if (second(statement) === 'chain' && statement.words[2] === '1' && !statement.no)
        this.unknown(statement, 'fragment chain 1', 'packets that come in parts are dropped');
      else this.silent(statement);
    },
    ip: (statement) => {
      const drops = statement.words.some((word) => word === 'drop' || word === 'reset');
      if (second(statement) === 'audit' && drops && !statement.no)
        this.unknown(statement, 'ip audit', 'it drops packets in which it finds an attack');
      else this.silent(statement);
    },
    'threat-detection': (statement) => {
      if (statement.words.includes('shun') && !statement.no)
        this.unknown(statement, 'threat-detection … shun', 'hosts that it takes for attackers reach nothing any more');
      else this.silent(statement);
    },
    wccp: (statement) => {
      if (statement.words.includes('redirect') && !statement.no)
        this.unknown(statement, 'wccp … redirect', 'it sends connections elsewhere');
      else this.silent(statement);
    },
    logging: (statement) => {
      this.silent(statement);
      const isTcp = statement.words.some((word) => /^(?:6|tcp)(?:\/|$)/.test(word));
      if (second(statement) === 'host' && isTcp && !statement.no) this.loggedTo.push(statement);
      if (statement.words.includes('permit-hostdown')) this.goesOnUnlogged = !statement.no;
    },
    'group-policy': (statement) => {
      this.silent(statement);
      const filter = statement.children.find(({ words: [word, , name], no }) => word === 'vpn-filter' && name && !no);
      if (filter)
        this.book.unknown(filter.line, 'vpn-filter', 'it decides what comes out of tunnels, besides the lists of interfaces');
    },
    context: (statement) => this.unknown(statement, 'context', 'its rules are in a file of its own: give that one'),
    clear: ({ words, line }) => {
      if (words[2] === 'access-list') this.lists.delete(words[3] ?? '');
      this.book.withoutBearing(line);
    },
  };

  private interface(statement: Statement): void {
    const found = interfaceOf(statement, this.book, (child) => {
      const [word = ''] = child.words;
      if (word === 'forward' && child.no)
        this.unknown(child, 'interface … no forward', 'nothing begins from there to the other interface, whatever lists say');
      else if (child.no || INTERFACE_WORDS.has(word)) this.silent(child);
      else
        this.unknown(
          child,
          /^[a-z][a-z-]{1,30}$/.test(word) ? `interface … ${word}` : 'interface',
          'which packets the interface takes may hang on it',
        );
    });
    this.interfaces.push(found);
    if (
      statement.children.some(
        ({ words: [word, what, how], no }) => word === 'tunnel' && (what === 'protection' || how === 'ipsec') && !no,
      )
    )
      this.tunnelInterfaces.push(statement);
    if (found.name !== undefined) this.objects.interfaceAddresses.set(found.name, found.own);
  }

  private object(statement: Statement): void {
    this.objects.define(statement);
    const [what, kind, name = ''] = statement.words;
    this.silent(statement);
    if (what === 'object' && kind === 'network' && !statement.no)
      for (const child of statement.children)
        if (child.words[0] === 'nat' && !child.no) this.nats.push({ statement: child, object: name });
  }

  private entry(statement: Statement, lists: Map<string, Statement[]>, words: readonly string[]): void {
    const [name = '', second] = words;
    if (second === undefined || /;$/.test(name) || /^(alert-interval|deny-flow-max|commit|cached)$/.test(name)) {
      this.silent(statement);
      return;
    }
    this.book.withoutBearing(statement.line);
    const list = lists.get(name) ?? [];
    lists.set(name, list);
    const at = statement.no ? list.findIndex(({ text }) => `no ${withoutPlace(text)}` === withoutPlace(statement.text)) : -1;
    const place = placeOf(statement);
    if (statement.no) list.splice(Math.max(at, 0), at < 0 ? 0 : 1);
    else if (place === undefined || place > list.length) list.push(statement);
    else list.splice(place - 1, 0, statement);
  }

  private bind(statement: Statement): void {
    const [, list = '', at = '', , interfaceName] = statement.words;
    const where = at === 'global' ? undefined : interfaceName;
    // What stands at the control plane is about the device itself.
    if (statement.words.includes('control-plane') || !/^(in|out|global)$/.test(at)) {
      this.silent(statement);
      return;
    }
    this.book.modeled(statement.line);
    // Before 9.0 an interface has a list of each family.
    const key = `${at} ${where ?? ''} ${this.version !== undefined && this.version < 9 ? list : ''}`;
    if (statement.no) this.boundBy.delete(key);
    else this.boundBy.set(key, { list, at: at as Bound['at'], interfaceName: where, statement });
    if (statement.words.includes('per-user-override'))
      this.book.unknown(
        statement.line,
        'access-group … per-user-override',
        'users bring rules with them that the file does not hold',
      );
  }

  private route(statement: Statement, words: readonly string[]): void {
    const route = statement.no ? undefined : routeOf(words, statement.line);
    if (route && /^null0$/i.test(route.interfaceName)) this.drops.push({ ...route, line: statement.line, text: statement.text });
    else if (route) this.routes.push(route);
    if (route) this.book.modeled(statement.line);
    else this.silent(statement);
  }

  private ipv6(statement: Statement): void {
    const [, what, ...rest] = statement.words;
    if (what === 'route') this.route(statement, rest);
    else if (what === 'access-list') this.entry(statement, this.ipv6Lists, rest);
    else if (what === 'enforce-eui64' && !statement.no)
      this.unknown(statement, 'ipv6 enforce-eui64', 'hosts there pass that have addresses of a certain form alone');
    else this.silent(statement);
  }

  private crypto(statement: Statement): void {
    const [, what, map = '', third = '', ...rest] = statement.words;
    this.silent(statement);
    if (statement.no || what !== 'map') return;
    if (third === 'interface') {
      const ends = this.tunnelEnds.get(map) ?? new Set();
      this.tunnelEnds.set(map, ends.add(rest[0] ?? ''));
      this.book.modeled(statement.line);
    } else if (rest[0] === 'match' && rest[1] === 'address') {
      this.tunnels.push({ map, list: rest[2] ?? '' });
      this.book.modeled(statement.line);
    } else if (rest.includes('dynamic'))
      this.book.unknown(
        statement.line,
        'crypto map … dynamic',
        'what comes out of the tunnels of unknown peers passes without lists',
      );
  }

  private silent(statement: Statement): void {
    for (const { line } of [statement, ...statement.children]) this.book.withoutBearing(line);
  }

  private unknown(statement: Statement, what: string, why: string): void {
    this.silent(statement);
    this.book.unknown(statement.line, what, why);
  }
}

function second({ words }: Statement): string | undefined {
  return words[1];
}

/** Before which entry of its list one is put, from 1 on; what `show access-list` prints stands in its place already, and remarks are none. */
function placeOf({ words, hits }: Statement): number | undefined {
  const isPut = words[2] === 'line' && hits === undefined && words[4] !== 'remark';
  return isPut && /^[1-9]\d{0,8}$/.test(words[3] ?? '') ? Number(words[3]) : undefined;
}

function withoutPlace(text: string): string {
  return text.replace(/^((?:no )?access-list \S+) line \d+ /, '$1 ');
}
