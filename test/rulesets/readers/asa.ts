// Reads the commands of a Cisco ASA as its command line does, one after the other, and decides packets as its running configuration then
// would: the list of the interface that a packet comes in through, the first entry that matches, deny at the end; without a list, what the
// security levels let through, which is a fault here. Written from the ASA command reference and the chapters "Objects for Access Control"
// and "Access Control Lists" of the firewall configuration guide.
import assert from 'node:assert/strict';
import { addressIn } from '../address-in.ts';
import { type Packet, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';
import { ALL_PORTS, isAddress, type Network, type Ports, single, subnet, Words } from './asa-words.ts';

interface Service {
  readonly protocol: string;
  readonly ports: Ports;
  readonly source?: Ports;
}

interface Entry {
  readonly text: string;
  readonly permit: boolean;
  readonly services: readonly Service[];
  readonly source: Network;
  readonly destination: Network;
  readonly timeRange: string | undefined;
  readonly groups: readonly string[];
}

/** By name, or by a number, of which 0 would be ip. */
const PROTOCOL = /^(tcp|udp|tcp-udp|icmp|icmp6|ip|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/;

export interface AsaList {
  readonly remarks: string[];
  readonly entries: Entry[];
}

const ANY: Network = { addresses: ['0.0.0.0/0', '::/0'], names: [] };
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/** What an object says of itself. */
function describe(words: Words): void {
  while (!words.done) assert.match(words.take(), /^[ -~]+$/);
}

/** The configuration that some commands lead to. */
export class AsaConfiguration {
  readonly objects = new Map<string, Network>();
  readonly networkGroups = new Map<string, Network[]>();
  readonly serviceGroups = new Map<string, Service[]>();
  readonly timeRanges = new Map<string, string>();
  readonly lists = new Map<string, AsaList>();
  /** The list of each interface. */
  readonly bound = new Map<string, string>();
  private mode: ((words: Words) => void) | undefined;

  /** @param watch asked after each command, which has its effect at once */
  run(text: string, watch: () => void = () => {}): this {
    for (const line of text.split('\n')) {
      if (line.startsWith('!') || !line) continue;
      try {
        assert.match(line, /^[ -~]*$/, 'not plain ASCII');
        assert.ok(!line.includes('?'), 'a question mark asks for help');
        if (line.startsWith(' ')) {
          assert.ok(this.mode, 'there is nothing to set here');
          this.within(line.slice(1));
        } else this.command(line);
        watch();
      } catch (error) {
        throw new Error(`${line}: ${(error as Error).message}`);
      }
    }
    return this;
  }

  private within(line: string): void {
    const words = new Words(line);
    this.mode!(words);
    assert.ok(words.done, 'words are left');
  }

  private command(line: string): void {
    this.mode = undefined;
    const remark = /^(no )?access-list (\S+) remark (.*)$/.exec(line);
    if (remark) {
      this.remark(remark[2]!, remark[3]!, remark[1] !== undefined);
      return;
    }
    const words = new Words(line);
    const word = words.take();
    if (word === 'object') this.object(words);
    else if (word === 'object-group') this.group(words);
    else if (word === 'time-range') this.timeRange(words.take());
    else if (word === 'access-list') this.entry(words, line);
    else if (word === 'access-group') this.bind(words);
    else if (word === 'clear') this.clear(words);
    else if (word === 'no') this.remove(words, line.slice(3));
    else assert.fail('not understood');
    assert.ok(words.done, 'words are left');
  }

  private object(words: Words): void {
    assert.equal(words.take(), 'network');
    const name = words.take();
    this.freeName(name, this.objects);
    this.mode = (own) => {
      const kind = own.take();
      if (kind === 'description') return describe(own);
      if (kind === 'host') this.objects.set(name, single(own.take()));
      else if (kind === 'subnet') this.objects.set(name, subnet(own));
      else if (kind === 'range') {
        const [first, last] = [own.take(), own.take()];
        assert.ok(isAddress(first) && isAddress(last));
        this.objects.set(name, { addresses: [`${first}-${last}`], names: [] });
      } else {
        assert.equal(kind, 'fqdn');
        const [family, host] = [own.take(), own.take()];
        assert.match(family, /^v[46]$/);
        assert.match(host, /^([a-z\d]([a-z\d-]*[a-z\d])?\.)*[a-z\d]([a-z\d-]*[a-z\d])?$/i);
        this.objects.set(name, { addresses: [], names: [`${family} ${host}`] });
      }
    };
  }

  private freeName(name: string, own: ReadonlyMap<string, unknown>): void {
    assert.match(name, NAME);
    for (const others of [this.objects, this.networkGroups, this.serviceGroups])
      assert.ok(others === own || !others.has(name), 'objects and groups share their names');
  }

  private group(words: Words): void {
    const [kind, name] = [words.take(), words.take()];
    if (kind === 'network') {
      this.freeName(name, this.networkGroups);
      const members = this.networkGroups.get(name) ?? [];
      this.networkGroups.set(name, members);
      this.mode = (own) => {
        const word = own.take();
        if (word === 'description') return describe(own);
        assert.equal(word, 'network-object');
        assert.notEqual(own.next, 'any');
        members.push(this.network(own, false).network);
      };
    } else {
      assert.equal(kind, 'service');
      this.freeName(name, this.serviceGroups);
      const members = this.serviceGroups.get(name) ?? [];
      this.serviceGroups.set(name, members);
      this.mode = (own) => {
        const word = own.take();
        if (word === 'description') return describe(own);
        assert.equal(word, 'service-object');
        const protocol = own.take();
        assert.match(protocol, PROTOCOL);
        let ports = ALL_PORTS;
        let source: Ports | undefined;
        if (!own.done && protocol.startsWith('icmp')) ports = own.type();
        if (own.next === 'source') {
          own.take();
          source = own.ports();
        }
        if (!own.done) {
          assert.match(protocol, /tcp|udp/);
          assert.equal(own.take(), 'destination');
          ports = own.ports();
        }
        for (const each of protocol === 'tcp-udp' ? ['tcp', 'udp'] : [protocol])
          members.push({ protocol: each, ports, ...(source ? { source } : {}) });
      };
    }
  }

  private timeRange(name: string): void {
    assert.match(name, NAME);
    this.mode = (own) => {
      const words: string[] = [];
      while (!own.done) words.push(own.take());
      const match = /^absolute start 00:00 01 January 2000 end (\d\d:\d\d) (\d\d) (\w+) (\d{4})$/.exec(words.join(' '));
      assert.ok(match && Number(match[4]) <= 2035);
      const end = new Date(`${match[2]} ${match[3]} ${match[4]} ${match[1]} UTC`);
      this.timeRanges.set(name, end.toISOString());
    };
  }

  /** An end of an entry, or a member of a group. */
  private network(words: Words, inRule: boolean): { network: Network; group?: string } {
    const word = words.take();
    if (word === 'any' && inRule) return { network: ANY };
    if (word === 'host') return { network: single(words.take()) };
    if (word === 'object') {
      const object = this.objects.get(words.take());
      assert.ok(object, 'there is no such object');
      return { network: object };
    }
    if (word === 'object-group') {
      assert.ok(inRule, 'a group in a group');
      const name = words.take();
      const members = this.networkGroups.get(name);
      assert.ok(members?.length, 'there is no such group');
      return {
        network: { addresses: members.flatMap((m) => m.addresses), names: members.flatMap((m) => m.names) },
        group: name,
      };
    }
    if (word.includes('/')) return { network: subnet(new Words(word)) };
    return { network: subnet(new Words(`${word} ${words.take()}`)) };
  }

  private listOf(name: string): AsaList {
    assert.match(name, NAME);
    const list = this.lists.get(name) ?? { remarks: [], entries: [] };
    this.lists.set(name, list);
    return list;
  }

  private remark(list: string, text: string, no: boolean): void {
    assert.ok(text.length > 0 && text.length <= 100 && text === text.trim(), `a remark of ${text.length}`);
    const { remarks } = this.listOf(list);
    if (!no) return void remarks.push(text);
    assert.ok(remarks.includes(text), 'there is no such remark');
    remarks.splice(remarks.indexOf(text), 1);
  }

  private parseEntry(words: Words, text: string): Entry {
    assert.equal(words.take(), 'extended');
    const verdict = words.take();
    assert.match(verdict, /^(permit|deny)$/);
    const groups: string[] = [];
    let services: readonly Service[];
    const word = words.take();
    if (word === 'object-group') {
      const name = words.take();
      assert.ok(this.serviceGroups.get(name)?.length, 'there is no such service group');
      groups.push(name);
      services = this.serviceGroups.get(name)!;
    } else {
      assert.match(word, PROTOCOL);
      assert.notEqual(word, 'tcp-udp');
      services = [{ protocol: word, ports: ALL_PORTS }];
    }
    const [source, destination] = [this.network(words, true), this.network(words, true)];
    for (const { group } of [source, destination]) if (group) groups.push(group);
    if (words.next === 'eq' || words.next === 'range') {
      assert.match(word, /^(tcp|udp)$/);
      services = [{ protocol: word, ports: words.ports() }];
    }
    if (/^icmp6?$/.test(word) && /^\d+$/.test(words.next ?? '')) services = [{ protocol: word, ports: words.type() }];
    let timeRange: string | undefined;
    if (words.next === 'time-range') {
      words.take();
      timeRange = words.take();
      assert.ok(this.timeRanges.has(timeRange), 'there is no such time range');
    }
    assert.ok(words.done, 'words are left');
    const [from, to] = [source.network, destination.network];
    return { text, permit: verdict === 'permit', services, source: from, destination: to, timeRange, groups };
  }

  private entry(words: Words, line: string): void {
    const { entries } = this.listOf(words.take());
    const entry = this.parseEntry(words, line);
    assert.ok(!entries.some((e) => e.text === line), 'the list has this entry already');
    entries.push(entry);
  }

  private bind(words: Words): void {
    const list = words.take();
    assert.ok(this.lists.get(list)?.entries.length, 'there is no such list');
    assert.equal(words.take(), 'in');
    assert.equal(words.take(), 'interface');
    this.bound.set(words.take(), list);
  }

  private clear(words: Words): void {
    assert.equal(words.take(), 'configure');
    assert.equal(words.take(), 'access-list');
    const name = words.take();
    assert.ok(![...this.bound.values()].includes(name), 'this would leave an interface without a list');
    this.lists.delete(name);
  }

  private remove(words: Words, line: string): void {
    const kind = words.take();
    if (kind === 'access-list') {
      const { entries } = this.listOf(words.take());
      const n = entries.findIndex((e) => e.text === line);
      assert.ok(n >= 0, 'there is no such entry');
      entries.splice(n, 1);
      while (!words.done) words.take();
      return;
    }
    if (kind === 'time-range') {
      const name = words.take();
      for (const { entries } of this.lists.values())
        assert.ok(!entries.some((e) => e.timeRange === name), 'the time range is in use');
      this.timeRanges.delete(name);
      return;
    }
    if (kind === 'object') {
      assert.equal(words.take(), 'network');
      const name = words.take();
      const used = (text: string): boolean => ` ${text} `.includes(` object ${name} `);
      for (const { entries } of this.lists.values()) assert.ok(!entries.some((e) => used(e.text)), 'the object is in use');
      for (const members of this.networkGroups.values())
        assert.ok(!members.includes(this.objects.get(name)!), 'the object is in use');
      this.objects.delete(name);
      return;
    }
    assert.equal(kind, 'object-group');
    const groups = words.take() === 'network' ? this.networkGroups : this.serviceGroups;
    const name = words.take();
    for (const { entries } of this.lists.values())
      assert.ok(!entries.some((e) => e.groups.includes(name)), 'the group is in use');
    groups.delete(name);
  }

  /** @param at the time, as an ISO text; before every end unless it says otherwise */
  decide(packet: Packet, interfaceName: string, at = '2000-01-02T00:00:00.000Z'): Verdict {
    const list = this.bound.get(interfaceName);
    assert.ok(list !== undefined, `${interfaceName} has no list`);
    const hit = this.lists.get(list)!.entries.find((entry) => {
      if (entry.timeRange !== undefined && at > this.timeRanges.get(entry.timeRange)!) return false;
      if (!addressIn(packet.source, entry.source.addresses)) return false;
      if (!addressIn(packet.destination, entry.destination.addresses)) return false;
      return entry.services.some(
        ({ protocol, ports, source = ALL_PORTS }) =>
          protocol === 'ip' ||
          (packet.protocol === 'other' && protocol === `${packet.port}`) ||
          (protocol === (packet.protocol === 'icmp' && packet.source.includes(':') ? 'icmp6' : packet.protocol) &&
            packet.port >= ports.from &&
            packet.port <= ports.to &&
            (packet.sourcePort ?? SOME_SOURCE) >= source.from &&
            (packet.sourcePort ?? SOME_SOURCE) <= source.to),
      );
    });
    return hit?.permit && packet.source.includes(':') === packet.destination.includes(':') ? 'passed' : 'dropped';
  }
}
