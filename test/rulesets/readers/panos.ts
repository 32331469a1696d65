// PAN-OS set commands, read as a firewall reads them: references have to be there when a command names them, the first rule that matches
// decides, and rules of the type interzone are not about traffic inside of one zone. Strict: what isn't known here is an error.
import assert from 'node:assert/strict';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import { TODAY } from '../../support/language.ts';
import { type Packet, parse, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';
import { words } from './set-words.ts';

/** Which zone of the firewall an address is reached through. */
export type Topology = (address: string) => string;

export interface PanosRule {
  name: string;
  values: Map<string, string[]>;
}

export interface PanosConfig {
  readonly addresses: Map<string, { kind: string; value: string }>;
  readonly groups: Map<string, string[]>;
  readonly services: Map<string, { protocol: string; ports: string; source?: string }>;
  readonly serviceGroups: Map<string, string[]>;
  readonly tags: Set<string>;
  readonly schedules: Map<string, string>;
  readonly rules: PanosRule[];
}

const OBJECT = /^[A-Za-z0-9_][A-Za-z0-9_. -]{0,62}$/;
const RULE = /^[A-Za-z0-9_][A-Za-z0-9_ -]{0,62}$/;
const ZONE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,30}$/;
const LISTS = new Set(['from', 'to', 'source', 'destination', 'application', 'service', 'tag']);
const SINGLE: Record<string, RegExp> = {
  'rule-type': /^(universal|interzone|intrazone)$/,
  action: /^(allow|deny|drop)$/,
  'log-end': /^(yes|no)$/,
  schedule: /^[A-Za-z0-9_-]{1,31}$/,
  description: /^[ -~]{0,1023}$/,
};
const APPLICATIONS = new Set(['any', 'icmp', 'ping', 'ipv6-icmp', 'ping6', 'gre', 'ipsec-esp', 'ipsec-ah']);

/** The candidate configuration after the commands of a file. @param config what was there before */
export function panosConfig(text: string, config: PanosConfig = emptyConfig()): PanosConfig {
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [verb, ...rest] = words(line);
    if (verb === 'set') set(config, rest, line);
    else if (verb === 'delete') remove(config, rest, line);
    else assert.fail(`unknown command: ${line}`);
  }
  return config;
}

function emptyConfig(): PanosConfig {
  return {
    addresses: new Map(),
    groups: new Map(),
    services: new Map(),
    serviceGroups: new Map(),
    tags: new Set(),
    schedules: new Map(),
    rules: [],
  };
}

type Words = ReturnType<typeof words>;

function one(value: string | string[] | undefined, line: string): string {
  assert.ok(typeof value === 'string', line);
  return value;
}

function many(value: string | string[] | undefined, line: string): string[] {
  assert.ok(value !== undefined, line);
  return typeof value === 'string' ? [value] : value;
}

function set(config: PanosConfig, rest: Words, line: string): void {
  const [kind, name = '', key, value, ...more] = rest;
  if (kind === 'rulebase') {
    setRule(config, rest, line);
    return;
  }
  const label = one(name, line);
  assert.match(label, OBJECT, line);
  if (kind === 'address') {
    assert.ok(!config.groups.has(label), `${label} is a group`);
    assert.ok(more.length === 2 && more[0] === 'tag' && config.tags.has(one(more[1], line)), line);
    config.addresses.set(label, { kind: one(key, line), value: addressValue(one(key, line), one(value, line)) });
  } else if (/^(address|service)-group$/.test(one(kind, line)) && key === 'tag') {
    assert.ok(
      config.tags.has(one(value, line)) && (kind === 'address-group' ? config.groups : config.serviceGroups).has(label),
      line,
    );
  } else if (kind === 'address-group') {
    assert.ok(!config.addresses.has(label), `${label} is an address`);
    assert.ok(key === 'static' && more.length === 0, line);
    for (const member of many(value, line)) assert.ok(config.addresses.has(member) || config.groups.has(member), `no ${member}`);
    config.groups.set(label, [...new Set([...(config.groups.get(label) ?? []), ...many(value, line)])]);
  } else if (kind === 'service') {
    assert.ok(!/^(any|application-default|service-https?)$/.test(label) && !config.serviceGroups.has(label), line);
    const [port, ports] = more;
    const [from, source] = more.length === 6 ? more.slice(2) : [];
    const [tag, mark] = more.slice(-2);
    assert.ok(key === 'protocol' && /^(tcp|udp)$/.test(one(value, line)) && port === 'port', line);
    assert.ok(from === undefined ? more.length === 4 : from === 'source-port' && /^\d+(-\d+)?$/.test(one(source, line)), line);
    assert.ok(tag === 'tag' && config.tags.has(one(mark, line)), line);
    assert.match(one(ports, line), /^\d+(-\d+)?(,\d+(-\d+)?)*$/);
    const own = source === undefined ? {} : { source: one(source, line) };
    config.services.set(label, { protocol: one(value, line), ports: one(ports, line), ...own });
  } else if (kind === 'service-group') {
    assert.ok(key === 'members' && more.length === 0 && !config.services.has(label), line);
    for (const member of many(value, line)) assert.ok(config.services.has(member), `no ${member}`);
    config.serviceGroups.set(label, [...new Set([...(config.serviceGroups.get(label) ?? []), ...many(value, line)])]);
  } else if (kind === 'tag') {
    assert.ok(key === 'comments' && one(value, line).length <= 1023 && more.length === 0, line);
    config.tags.add(label);
  } else if (kind === 'schedule') {
    assert.ok(label.length <= 31 && key === 'schedule-type' && value === 'non-recurring' && more.length === 1, line);
    assert.match(one(more[0], line), /^\d{4}\/\d\d\/\d\d@\d\d:\d\d-\d{4}\/\d\d\/\d\d@\d\d:\d\d$/);
    config.schedules.set(label, one(more[0], line));
  } else assert.fail(line);
}

function addressValue(kind: string, value: string): string {
  if (kind === 'fqdn') assert.match(value, /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/);
  else if (kind === 'ip-netmask') {
    const [network = '', prefix = ''] = value.split('/');
    const { value: first, bits } = parse(network);
    assert.ok(Number(prefix) <= bits && first % (1n << BigInt(bits - Number(prefix))) === 0n, value);
  } else {
    assert.equal(kind, 'ip-range');
    const [first = '', last = ''] = value.split('-');
    assert.ok(parse(first).bits === parse(last).bits && parse(first).value < parse(last).value, value);
  }
  return value;
}

function setRule(config: PanosConfig, rest: Words, line: string): void {
  assert.deepEqual(rest.slice(0, 3), ['rulebase', 'security', 'rules'], line);
  const name = one(rest[3], line);
  assert.match(name, RULE, line);
  let rule = config.rules.find((r) => r.name === name);
  if (!rule) {
    rule = { name, values: new Map() };
    config.rules.push(rule);
  }
  for (let n = 4; n < rest.length; n += 2) {
    const key = one(rest[n], line);
    const values = many(rest[n + 1], line);
    if (LISTS.has(key)) {
      for (const value of values) checkReference(config, key, value, line);
      rule.values.set(key, [...(rule.values.get(key) ?? []), ...values]);
    } else {
      assert.ok(SINGLE[key], `unknown ${key}: ${line}`);
      assert.match(one(rest[n + 1], line), SINGLE[key]);
      if (key === 'schedule') assert.ok(config.schedules.has(values[0]!), line);
      rule.values.set(key, values);
    }
  }
}

function checkReference(config: PanosConfig, key: string, value: string, line: string): void {
  const { addresses, groups, services, serviceGroups, tags } = config;
  const known = {
    from: () => ZONE.test(value),
    to: () => ZONE.test(value),
    source: () => value === 'any' || addresses.has(value) || groups.has(value),
    destination: () => value === 'any' || addresses.has(value) || groups.has(value),
    application: () => APPLICATIONS.has(value),
    service: () => /^(any|application-default)$/.test(value) || services.has(value) || serviceGroups.has(value),
    tag: () => tags.has(value),
  }[key]!;
  assert.ok(known(), `${key} ${value} is not a valid reference: ${line}`);
}

function remove(config: PanosConfig, rest: Words, line: string): void {
  const [kind, name] = rest;
  if (kind === 'rulebase') {
    assert.ok(rest.length === 4 && rest[1] === 'security' && rest[2] === 'rules', line);
    const at = config.rules.findIndex((r) => r.name === rest[3]);
    if (at >= 0) config.rules.splice(at, 1);
    return;
  }
  if (rest.length === 2) {
    removeObject(config, one(kind, line), one(name, line), line);
    return;
  }
  // Emptied, not deleted: that is refused while a rule names the group.
  assert.equal(rest.length, 3, line);
  if (kind === 'address-group' && rest[2] === 'static') config.groups.delete(one(name, line));
  else if (kind === 'service-group' && rest[2] === 'members') config.serviceGroups.delete(one(name, line));
  else assert.fail(line);
}

/** Refused for what a rule or a group names. */
function removeObject(config: PanosConfig, kind: string, name: string, line: string): void {
  const named = (...keys: string[]): boolean => config.rules.some((r) => keys.some((key) => r.values.get(key)?.includes(name)));
  const inGroup = (groups: Map<string, string[]>): boolean => [...groups.values()].some((members) => members.includes(name));
  if (kind === 'address' || kind === 'address-group') {
    assert.ok(!named('source', 'destination') && !inGroup(config.groups), `${name} is in use: ${line}`);
    (kind === 'address' ? config.addresses : config.groups).delete(name);
  } else if (kind === 'service' || kind === 'service-group') {
    assert.ok(!named('service') && !inGroup(config.serviceGroups), `${name} is in use: ${line}`);
    (kind === 'service' ? config.services : config.serviceGroups).delete(name);
  } else if (kind === 'schedule') {
    assert.ok(!named('schedule'), `${name} is in use: ${line}`);
    config.schedules.delete(name);
  } else if (kind === 'tag') {
    assert.ok(!named('tag'), `${name} is in use: ${line}`);
    config.tags.delete(name);
  } else assert.fail(line);
}

/** In matching, an IPv4 address is an IPv6 address whose first 96 bits are 0, but not the other way round. */
function inAddress({ kind, value }: { kind: string; value: string }, address: string): boolean {
  if (kind === 'fqdn') return false;
  const packet = parse(address);
  const [start = '', end] = value.split('-');
  const [network = '', prefix] = start.split('/');
  const first = parse(network);
  if (first.bits === 32 && packet.bits !== 32) return false;
  if (prefix !== undefined) {
    const free = BigInt(first.bits - Number(prefix));
    return packet.value >> free === first.value >> free;
  }
  return packet.value >= first.value && packet.value <= parse(end!).value;
}

function matchesAddress(config: PanosConfig, names: readonly string[], address: string): boolean {
  return names.some((name) => {
    if (name === 'any') return true;
    const group = config.groups.get(name);
    if (group) return matchesAddress(config, group, address);
    return inAddress(config.addresses.get(name)!, address);
  });
}

function matchesService(config: PanosConfig, names: readonly string[], packet: Packet): boolean {
  return names.some((name) => {
    if (name === 'any') return true;
    const group = config.serviceGroups.get(name);
    if (group) return matchesService(config, group, packet);
    const { protocol, ports, source = '1-65535' } = config.services.get(name)!;
    const within = (port: number) => (span: string) =>
      port >= Number(span.split('-')[0]) && port <= Number(span.split('-').pop());
    return (
      protocol === packet.protocol &&
      ports.split(',').some(within(packet.port)) &&
      within(packet.sourcePort ?? SOME_SOURCE)(source)
    );
  });
}

function isActive(config: PanosConfig, rule: PanosRule): boolean {
  const [schedule] = rule.values.get('schedule') ?? [];
  if (!schedule) return true;
  const [start = '', end = ''] = config.schedules.get(schedule)!.split('-');
  const now = `${TODAY.replaceAll('-', '/')}@12:00`;
  return start <= now && now <= end;
}

/** What a firewall with these zones does. */
export function panosFirewall(config: PanosConfig, zoneOf: Topology): (packet: Packet) => Verdict {
  for (const rule of config.rules)
    for (const key of ['from', 'to', 'source', 'destination', 'application', 'service', 'action'])
      assert.ok(rule.values.get(key)?.length, `${rule.name} is missing '${key}'`);
  return (packet) => {
    const from = zoneOf(packet.source);
    // Addresses outside of all zones of the plan lie in zones that it doesn't know, of which there may be several.
    const to = zoneOf(packet.destination);
    const sameZone = from === to && from !== 'unknown';
    const hit = config.rules.find((rule) => {
      const of = (key: string): string[] => rule.values.get(key)!;
      const inZone = (zones: readonly string[], zone: string): boolean => zones.includes('any') || zones.includes(zone);
      if (!isActive(config, rule) || !inZone(of('from'), from) || !inZone(of('to'), to)) return false;
      if (of('rule-type')?.[0] === 'interzone' && sameZone) return false;
      if (!matchesAddress(config, of('source'), packet.source)) return false;
      if (!matchesAddress(config, of('destination'), packet.destination)) return false;
      // Packets of tcp and udp are none of the applications that rules name here.
      if (!of('application').includes('any')) return false;
      assert.ok(!of('service').includes('application-default'), `${rule.name}: application any on default ports`);
      return matchesService(config, of('service'), packet);
    });
    if (!hit) return sameZone ? 'passed' : 'dropped';
    return hit.values.get('action')![0] === 'allow' ? 'passed' : 'dropped';
  };
}

export function readPanos(files: readonly OutputFile[], zoneOf: Topology): (packet: Packet) => Verdict {
  return panosFirewall(panosConfig(files[0]!.text), zoneOf);
}
