// Reads a script of FortiOS commands as its command line does, and decides packets as the configuration then would: the first policy of the
// interfaces that matches, deny at the end. Strict: what it does not know, a name that is not there yet, or two things of one name, is an
// error. Written from the FortiOS CLI reference and the chapter "Policies" of the administration guide.
import assert from 'node:assert/strict';
import { addressIn } from '../address-in.ts';
import { type Packet, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';
import { BUILT_IN, type Field, TABLES } from './fortios-fields.ts';

type Item = Map<string, readonly string[]>;

interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** The words of a line; texts in quotes are one word each. */
function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  let rest = line.trim();
  while (rest) {
    const match = /^(?:"([^"\\]*)"|([^\s"'\\]+))(?:\s+|$)/.exec(rest);
    assert.ok(match, `can't be read from: ${rest}`);
    words.push(match[1] !== undefined ? { text: match[1], quoted: true } : { text: match[2]!, quoted: false });
    rest = rest.slice(match[0].length);
  }
  return words;
}

function checkText(text: string, most: number): void {
  assert.ok(text.length > 0 && text.length <= most, `${text.length} characters: ${text}`);
  assert.doesNotMatch(text, /["'<>$\\?|`]|[^ -~]/, 'a character that is refused, or more than text');
}

const LIMITS = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

function prefixOf(mask: string): number {
  const octets = mask.split('.');
  assert.ok(octets.every((o) => LIMITS.test(o)));
  const bits = octets.map((o) => Number(o).toString(2).padStart(8, '0')).join('');
  assert.match(bits, /^1*0*$/, `${mask} is no netmask`);
  return bits.replace(/0/g, '').length;
}

export class FortiConfiguration {
  readonly tables = new Map<string, Map<string, Item>>();
  private readonly interfaces: ReadonlySet<string>;

  /** @param interfaces the zones of the firewall */
  constructor(interfaces: readonly string[]) {
    this.interfaces = new Set([...interfaces, 'any']);
  }

  /** @param watch asked after each command that has an effect */
  run(text: string, watch: () => void = () => {}): this {
    let table: string | undefined;
    let key: string | undefined;
    for (const line of text.split('\n')) {
      if (!line.trim() || line.startsWith('#')) continue;
      try {
        const [command, ...words] = wordsOf(line);
        const name = words[0]?.text ?? '';
        if (command!.text === 'config') {
          assert.ok(table === undefined, 'a table in a table');
          table = words.map((w) => w.text).join(' ');
          assert.ok(TABLES[table], 'there is no such table');
        } else if (command!.text === 'end') {
          assert.ok(table !== undefined && key === undefined && !words.length);
          table = undefined;
        } else if (command!.text === 'edit') {
          assert.ok(table !== undefined && key === undefined && words.length === 1);
          key = this.edit(table, words[0]!);
        } else if (command!.text === 'next') {
          this.complete(table!, key!);
          key = undefined;
        } else if (command!.text === 'set') this.set(table!, key!, name, words.slice(1));
        else if (command!.text === 'move') this.move(table!, words);
        else if (command!.text === 'delete') {
          // What is not there is reported, and no fault.
          assert.ok(!this.isUsed(table!, name), 'the entry is in use');
          this.table(table!).delete(name);
        } else assert.fail('not understood');
        if (/^(next|move|delete)$/.test(command!.text)) watch();
      } catch (error) {
        throw new Error(`${line}: ${(error as Error).message}`);
      }
    }
    assert.ok(table === undefined && key === undefined, 'the script ends too early');
    return this;
  }

  table(path: string): Map<string, Item> {
    const table = this.tables.get(path) ?? new Map<string, Item>();
    this.tables.set(path, table);
    return table;
  }

  private edit(path: string, { text, quoted }: Word): string {
    const { keyLength } = TABLES[path]!;
    if (keyLength === undefined) assert.ok(!quoted && /^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 32, 'no id');
    else {
      assert.ok(quoted);
      checkText(text, keyLength);
      assert.ok(!BUILT_IN[path]?.includes(text), 'this one is everyone’s');
      // Addresses and their groups share a name space.
      const other = path.includes('addrgrp') ? path.replace('addrgrp', 'address') : path.replace('address', 'addrgrp');
      if (/addr/.test(path)) assert.ok(!this.table(other).has(text) && !BUILT_IN[other]?.includes(text), 'the name is taken');
    }
    const items = this.table(path);
    if (!items.has(text)) items.set(text, new Map());
    return text;
  }

  /** Whether another entry names one. */
  private isUsed(path: string, name: string): boolean {
    return [...this.tables].some(([own, items]) => {
      const fields = Object.entries(TABLES[own]?.fields ?? {}).filter(([, f]) => f.kind === 'names' && f.of.includes(path));
      return [...items.values()].some((item) => fields.some(([field]) => item.get(field)?.includes(name)));
    });
  }

  private exists(path: string, name: string): boolean {
    if (path === 'system zone') return this.interfaces.has(name);
    return this.table(path).has(name) || BUILT_IN[path]?.includes(name) === true;
  }

  private check(field: Field, words: readonly Word[]): void {
    const [first] = words;
    assert.ok(first, 'nothing is set');
    if (field.kind === 'choice') assert.ok(words.length === 1 && field.choices.includes(first.text), first.text);
    else if (field.kind === 'text') {
      assert.ok(words.length === 1 && first.quoted);
      checkText(first.text, field.most);
    } else if (field.kind === 'words') {
      assert.ok(field.count === undefined || words.length === field.count);
      for (const { text, quoted } of words) assert.ok(!quoted && field.each.test(text), text);
    } else {
      assert.ok(!field.one || words.length === 1);
      for (const { text, quoted } of words)
        assert.ok(quoted && field.of.some((path) => this.exists(path, text)), `there is no '${text}'`);
      assert.equal(new Set(words.map((w) => w.text)).size, words.length, 'one is named twice');
    }
  }

  private set(path: string, key: string, name: string, words: readonly Word[]): void {
    const field = TABLES[path]!.fields[name];
    assert.ok(field, 'there is no such field');
    this.check(field, words);
    const items = this.table(path);
    if (path === 'firewall policy' && name === 'name')
      for (const [id, other] of items) assert.ok(id === key || other.get('name')?.[0] !== words[0]!.text, 'the name is taken');
    items.get(key)!.set(
      name,
      words.map((w) => w.text),
    );
  }

  private complete(path: string, key: string): void {
    const item = this.table(path).get(key)!;
    const needs = (...fields: string[]): void => {
      for (const field of fields) assert.ok(item.has(field), `${field} is missing`);
    };
    if (path === 'firewall policy') {
      needs('name', 'srcintf', 'dstintf', 'action', 'schedule', 'service');
      for (const mark of ['', '6']) assert.equal(item.has(`srcaddr${mark}`), item.has(`dstaddr${mark}`), 'one end only');
      assert.ok(item.has('srcaddr') || item.has('srcaddr6'), 'no addresses');
      for (const field of ['srcintf', 'dstintf']) {
        const names = item.get(field)!;
        assert.ok(names.length === 1 || !names.includes('any'), 'any stands alone');
      }
      assert.ok(!item.has('match-vip') || item.get('action')![0] === 'deny');
    } else if (/address6?$/.test(path)) {
      const type = item.get('type')?.[0];
      if (type === 'iprange') needs('start-ip', 'end-ip');
      else if (type === 'fqdn') needs('fqdn');
      else needs(path.endsWith('6') ? 'ip6' : 'subnet');
    } else if (path.includes('addrgrp')) needs('member');
    else if (path.includes('vip')) {
      needs('extip', 'mappedip', ...(path.endsWith('6') ? [] : ['extintf']));
      if (item.has('portforward')) needs('protocol', 'extport', 'mappedport');
    } else if (path === 'firewall schedule onetime') needs('start', 'end');
    else assert.ok(item.has('tcp-portrange') || item.has('udp-portrange') || item.has('protocol-number') || item.has('icmptype'));
  }

  private move(path: string, words: readonly Word[]): void {
    const [id, place, other] = words.map((w) => w.text);
    assert.match(place!, /^(after|before)$/);
    const items = this.table(path);
    assert.ok(items.has(id!) && items.has(other!) && id !== other, 'there is no such policy');
    const entries = [...items].filter(([key]) => key !== id);
    const at = entries.findIndex(([key]) => key === other) + (place === 'after' ? 1 : 0);
    entries.splice(at, 0, [id!, items.get(id!)!]);
    items.clear();
    for (const [key, item] of entries) items.set(key, item);
  }

  private addresses(name: string, mark: string): string[] {
    if (name === 'all') return [mark ? '::/0' : '0.0.0.0/0'];
    const group = this.table(`firewall addrgrp${mark}`).get(name);
    if (group) return group.get('member')!.flatMap((member) => this.addresses(member, mark));
    if (this.table(`firewall vip${mark}`).has(name)) return [];
    const item = this.table(`firewall address${mark}`).get(name)!;
    const type = item.get('type')![0];
    if (type === 'fqdn') return [];
    if (type === 'iprange') return [`${item.get('start-ip')![0]}-${item.get('end-ip')![0]}`];
    if (mark) return [item.get('ip6')![0]!];
    const [network, mask] = item.get('subnet')!;
    return [`${network}/${prefixOf(mask!)}`];
  }

  private serves(name: string, { protocol, port, source, sourcePort = SOME_SOURCE }: Packet): boolean {
    if (name === 'ALL') return true;
    const icmp = source.includes(':') ? 'ICMP6' : 'ICMP';
    if (name.startsWith('ALL_ICMP')) return protocol === 'icmp' && name === `ALL_${icmp}`;
    const service = this.table('firewall service custom').get(name)!;
    const kind = service.get('protocol')?.[0];
    // What has a number or a type has no ports, and the other way round.
    assert.equal(kind !== undefined, !service.has('tcp-portrange') && !service.has('udp-portrange'), name);
    if (kind === 'IP') return protocol === 'other' && Number(service.get('protocol-number')![0]) === port;
    if (kind) return protocol === 'icmp' && kind === icmp && Number(service.get('icmptype')![0]) === port;
    const within = (range: string, number: number, lowest: 0 | 1): boolean => {
      const [from, to = from] = range.split('-').map(Number);
      assert.ok(from! <= to! && from! >= lowest && to! <= 65535, range);
      return number >= from! && number <= to!;
    };
    const ranges = service.get(`${protocol}-portrange`) ?? [];
    return ranges.some((range) => {
      const [to = '', from = '1-65535'] = range.split(':');
      // Its own service webproxy has `0-65535:0-65535`, in what a device shows.
      return within(to, port, 1) && within(from, sourcePort, 0);
    });
  }

  /** @param at the time, as `2027/01/31 12:00`; before every end unless it says otherwise */
  /** What a packet becomes that is sent to a virtual IP: its name, the address and the port behind it. */
  private forwarded(packet: Packet, mark: string): { readonly name: string; readonly packet: Packet } | undefined {
    for (const [name, item] of this.table(`firewall vip${mark}`)) {
      const same = (text: string): boolean => addressIn(packet.destination, [text]);
      if (!same(item.get('extip')![0]!)) continue;
      const destination = item.get('mappedip')![0]!;
      if (!item.has('portforward')) return { name, packet: { ...packet, destination } };
      const [first, last] = ['extport', 'mappedport'].map((field) => item.get(field)![0]!.split('-').map(Number));
      const isIn = packet.port >= first![0]! && packet.port <= (first![1] ?? first![0]!);
      if (packet.protocol === item.get('protocol')![0] && isIn)
        return { name, packet: { ...packet, destination, port: packet.port - first![0]! + last![0]! } };
    }
    return undefined;
  }

  decide(sent: Packet, from: string, to: string, at = '2001/01/02 00:00'): Verdict {
    const mark = sent.source.includes(':') ? '6' : '';
    if (sent.source.includes(':') !== sent.destination.includes(':')) return 'dropped';
    // What came to a virtual IP is matched by its name alone, or by a deny that says so, and by the ports behind it.
    const forwarded = this.forwarded(sent, mark);
    const packet = forwarded?.packet ?? sent;
    const policy = [...this.table('firewall policy').values()].find((item) => {
      const holds = (field: string, name: string): boolean => ['any', name].some((n) => item.get(field)!.includes(n));
      if (!holds('srcintf', from) || !holds('dstintf', to)) return false;
      const schedule = this.table('firewall schedule onetime').get(item.get('schedule')![0]!);
      const time = (field: string): string => [...schedule!.get(field)!].reverse().join(' ');
      if (schedule && (at < time('start') || at > time('end'))) return false;
      const within = (field: string, address: string): boolean =>
        (item.get(`${field}${mark}`) ?? []).some((name) => addressIn(address, this.addresses(name, mark)));
      return (
        within('srcaddr', packet.source) &&
        (forwarded && !item.has('match-vip')
          ? (item.get(`dstaddr${mark}`) ?? []).includes(forwarded.name)
          : within('dstaddr', packet.destination)) &&
        item.get('service')!.some((name) => this.serves(name, packet))
      );
    });
    return policy?.get('action')?.[0] === 'accept' ? 'passed' : 'dropped';
  }
}
