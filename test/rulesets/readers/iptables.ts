// Reads the input of iptables-restore as its source and its manual page say it is read: a line is a chain with its policy or a command,
// words are separated by blanks, `"` quotes, and `\` within quotes takes the next character as it is. It knows what our files may hold,
// and nothing else.
import assert from 'node:assert/strict';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import { addressIn } from '../address-in.ts';
import { type Packet, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';

/** A packet that opens a connection; besides tcp and udp also of other protocols, without a port. */
export type AnyPacket = Omit<Packet, 'protocol'> & { readonly protocol: string };

interface Rule {
  readonly matches: readonly ((packet: AnyPacket) => boolean)[];
  readonly comment: string | undefined;
  readonly target: string;
  readonly goTo: boolean;
}

export interface Filter {
  readonly builtIn: string;
  readonly policy: string;
  readonly chains: ReadonlyMap<string, readonly Rule[]>;
}

const TARGETS = ['ACCEPT', 'DROP', 'RETURN'];

/** The words of a line, as `add_argv` of xshared.c has them. */
export function words(line: string): string[] {
  // A line that is longer is read as two.
  assert.ok(Buffer.byteLength(line) < 10_239, 'a line that is too long');
  const result: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let n = 0; n < line.length; n++) {
    const char = line[n]!;
    if (quoted && char === '\\') word += line[++n] ?? assert.fail('a line that ends with a backslash');
    else if (char === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /\s/.test(char)) {
      if (word !== undefined) result.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  assert.ok(!quoted, `a quote that does not end: ${line}`);
  if (word !== undefined) result.push(word);
  for (const each of result) assert.ok(Buffer.byteLength(each) < 1024, `Parameter too long: ${each}`);
  return result;
}

function within(end: 'source' | 'destination', texts: readonly string[]): (packet: AnyPacket) => boolean {
  return (packet) => addressIn(packet[end], texts);
}

function portIn(text: string, port: number): boolean {
  const [from = '', to = from] = text.split(':');
  assert.match(text, /^\d+(:\d+)?$/);
  return Number(from) <= port && port <= Number(to);
}

function ruleOf(args: readonly string[], family: 4 | 6): Rule {
  const matches: Rule['matches'][number][] = [];
  let [comment, target, protocol]: (string | undefined)[] = [];
  let goTo = false;
  const loaded = new Set<string>();
  const address = (text: string): string => {
    assert.equal(text.includes(':'), family === 6, `${text} in the file of IPv${family}`);
    return text;
  };
  const network = (text: string): string[] => {
    assert.match(text, /^[\da-f.:]+\/\d+$/);
    return [address(text)];
  };
  const range = (text: string): string[] => {
    assert.match(text, /^[\da-f.:]+-[\da-f.:]+$/);
    return [address(text)];
  };
  for (let n = 0; n < args.length; n += 2) {
    const not = args[n] === '!';
    if (not) n++;
    const [flag, value] = [args[n]!, args[n + 1]!];
    assert.ok(!not || flag === '--icmp-type' || flag === '--icmpv6-type', flag);
    const extension = (name: string): unknown => assert.ok(loaded.has(name), `${flag} without -m ${name}`);
    assert.ok(value !== undefined && target === undefined, args.join(' '));
    if (flag === '-s') matches.push(within('source', network(value)));
    else if (flag === '-d') matches.push(within('destination', network(value)));
    else if (flag === '-i') {
      // Packets here come from outside.
      assert.equal(value, 'lo');
      matches.push(() => false);
    } else if (flag === '-p') {
      // A number is a protocol of its own; 0 would be every one.
      const number = /^[1-9]\d*$/.test(value) && Number(value) < 256;
      assert.ok((number || ['tcp', 'udp', family === 4 ? 'icmp' : 'ipv6-icmp'].includes(value)) && !protocol, value);
      protocol = value;
      matches.push((p) =>
        number ? p.protocol === 'other' && p.port === Number(value) : p.protocol === value.replace('ipv6-', ''),
      );
    } else if (flag === '-m') {
      assert.ok(['iprange', 'multiport', 'comment', 'conntrack', 'icmp', 'icmp6', 'hl'].includes(value), value);
      loaded.add(value);
    } else if (flag === '--src-range') {
      extension('iprange');
      matches.push(within('source', range(value)));
    } else if (flag === '--dst-range') {
      extension('iprange');
      matches.push(within('destination', range(value)));
    } else if (flag === '--sport') {
      assert.ok(protocol === 'tcp' || protocol === 'udp');
      matches.push((p) => portIn(value, p.sourcePort ?? SOME_SOURCE));
    } else if (flag === '--icmp-type') {
      extension('icmp');
      // Of 255 the kernel makes every type.
      assert.ok(family === 4 && protocol === 'icmp' && /^\d+$/.test(value) && value !== '255', value);
      matches.push((p) => (p.port === Number(value)) !== not);
    } else if (flag === '--dport') {
      assert.ok(protocol === 'tcp' || protocol === 'udp');
      matches.push((p) => portIn(value, p.port));
    } else if (flag === '--dports') {
      extension('multiport');
      assert.ok(protocol === 'tcp' || protocol === 'udp');
      const slots = value.split(',').reduce((sum, port) => sum + port.split(':').length, 0);
      assert.ok(slots <= 15, `${slots} ports in ${value}`);
      matches.push((p) => value.split(',').some((port) => portIn(port, p.port)));
    } else if (flag === '--comment') {
      extension('comment');
      assert.ok(Buffer.byteLength(value) <= 255, 'a comment that is too long');
      comment = value;
    } else if (flag === '--ctstate') {
      extension('conntrack');
      // Packets here open connections.
      assert.ok(['RELATED,ESTABLISHED', 'INVALID'].includes(value), value);
      matches.push(() => false);
    } else if (flag === '--icmpv6-type') {
      extension('icmp6');
      assert.ok(family === 6 && protocol === 'ipv6-icmp');
      const number = /^\d+$/.test(value);
      if (!number) assert.match(value, /^(neighbor-solicitation|neighbor-advertisement|router-advertisement)$/);
      matches.push((p) => number && (p.port === Number(value)) !== not);
    } else if (flag === '--hl-eq') {
      extension('hl');
      assert.match(value, /^(255|1)$/);
      // Packets here are no queries of a router on the link.
      if (value === '1') matches.push(() => false);
    } else if (flag === '-j' || flag === '-g') {
      target = value;
      goTo = flag === '-g';
    } else assert.fail(`unknown: ${flag} ${value}`);
  }
  assert.ok(target, `no target: ${args.join(' ')}`);
  return { matches, comment, target, goTo };
}

/** Reads one file. @throws AssertionError for whatever iptables-restore would refuse or take otherwise than we mean it */
export function readFilter(text: string, family: 4 | 6): Filter {
  const chains = new Map<string, Rule[]>();
  const flushed = new Set<string>();
  let [builtIn, policy] = ['', ''];
  let state: 'before' | 'table' | 'after' = 'before';
  for (const line of text.split('\n')) {
    if (!line || line.startsWith('#')) continue;
    assert.ok(state !== 'after', line);
    if (line === '*filter') {
      assert.equal(state, 'before');
      state = 'table';
    } else if (line === 'COMMIT') state = 'after';
    else if (line.startsWith(':')) {
      const [, name = '', own = ''] = /^:(\S+) (ACCEPT|DROP|-) \[0:0\]$/.exec(line) ?? assert.fail(line);
      assert.ok(name.length <= 28 && !TARGETS.includes(name) && !chains.has(name) && !/^[-!]/.test(name), name);
      if (own !== '-') [builtIn, policy] = [builtIn ? assert.fail('two built-in chains') : name, own];
      chains.set(name, []);
    } else {
      const [command, chain = '', ...args] = words(line);
      assert.ok(state === 'table' && chains.has(chain), line);
      if (command === '-F') flushed.add(chain);
      else if (command === '-A') chains.get(chain)!.push(ruleOf(args, family));
      else assert.fail(line);
    }
  }
  assert.equal(state, 'after');
  // Own chains are emptied where they are declared; a built-in one is not, with --noflush.
  assert.deepEqual([...flushed], [builtIn]);
  for (const { target, goTo } of [...chains.values()].flat())
    assert.ok(TARGETS.includes(target) ? !goTo : chains.has(target) && target !== builtIn, `jump to ${target}`);
  return { builtIn, policy, chains };
}

/** What a chain decides; nothing where its end is reached. */
function walk({ chains }: Filter, name: string, packet: AnyPacket): string | undefined {
  for (const { matches, target, goTo } of chains.get(name)!) {
    if (!matches.every((match) => match(packet))) continue;
    if (target === 'RETURN') return undefined;
    if (TARGETS.includes(target)) return target;
    const verdict = walk({ chains } as Filter, target, packet);
    if (verdict || goTo) return verdict;
  }
  return undefined;
}

/** Reads the files of both families, as the two programs do. */
export function readIptables(files: readonly OutputFile[], builtIn = 'FORWARD'): (packet: AnyPacket) => Verdict {
  const [v4, v6] = ([4, 6] as const).map((family) => {
    const file = files.find((f) => f.name.endsWith(`.rules.v${family}`)) ?? assert.fail(`no file of IPv${family}`);
    return readFilter(file.text, family);
  }) as [Filter, Filter];
  for (const filter of [v4, v6]) assert.equal(filter.builtIn, builtIn);
  return (packet) => {
    const filter = packet.source.includes(':') ? v6 : v4;
    if (packet.source.includes(':') !== packet.destination.includes(':')) return 'dropped';
    return (walk(filter, filter.builtIn, packet) ?? filter.policy) === 'ACCEPT' ? 'passed' : 'dropped';
  };
}
