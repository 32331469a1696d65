// Set commands of Junos for SRX, read as the firewall reads them: a candidate configuration that has to be whole at the commit, then for each
// pair of zones the first policy that matches, then the default policy. Strict: what isn't known here is an error.
import assert from 'node:assert/strict';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import { TODAY } from '../../support/language.ts';
import { addressIn } from '../address-in.ts';
import { type Packet, parse, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';
import { words } from './set-words.ts';

export interface JunosPolicy {
  description?: string;
  match: Record<'source-address' | 'destination-address' | 'application', string[]>;
  action?: string;
  log?: string;
  scheduler?: string;
}

export interface JunosConfig {
  readonly addresses: Map<string, string>;
  readonly sets: Map<string, Set<string>>;
  readonly applications: Map<string, { protocol: string; ports?: string; source?: string; type?: number }>;
  readonly applicationSets: Map<string, Set<string>>;
  readonly schedulers: Map<string, { start: string; stop: string }>;
  /** By `from to`, in the order that they were made. */
  readonly policies: Map<string, Map<string, JunosPolicy>>;
  defaultPolicy: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
const POLICY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;
const ZONE = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,30}$/;
const PORTS = /^\d+(-\d+)?$/;
const TIME = /^\d{4}-\d\d-\d\d\.\d\d:\d\d$/;

/** The candidate configuration after the commands of a file. */
export function junosConfig(
  text: string,
  config: JunosConfig = {
    addresses: new Map(),
    sets: new Map(),
    applications: new Map(),
    applicationSets: new Map(),
    schedulers: new Map(),
    policies: new Map(),
    defaultPolicy: 'deny-all',
  },
): JunosConfig {
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [verb, ...rest] = words(line);
    const flat = rest.filter((w) => typeof w === 'string').join(' ');
    if (verb === 'set') {
      const command = [...FORMS].find(([form]) => form.test(flat));
      assert.ok(command, `unknown command: ${line}`);
      command[1](config, rest, line);
    } else {
      assert.equal(verb, 'delete', line);
      remove(config, rest as string[], line);
    }
  }
  return config;
}

type Command = (config: JunosConfig, rest: (string | string[])[], line: string) => void;

function add(sets: Map<string, Set<string>>, name: string, member: string): void {
  assert.match(name, NAME);
  sets.set(name, (sets.get(name) ?? new Set()).add(member));
}

const FORMS = new Map<RegExp, Command>([
  [
    /^(security address-book global (address|address-set)|applications (application|application-set)) \S+ description [ -~]+$/,
    ({ addresses, sets, applications, applicationSets }, rest, line) => {
      const name = rest.at(-3) as string;
      const known = { address: addresses, 'address-set': sets, application: applications, 'application-set': applicationSets };
      assert.ok(known[rest.at(-4) as keyof typeof known].has(name), line);
    },
  ],
  [
    /^security address-book global address \S+ /,
    ({ addresses }, rest, line) => {
      const [name = '', form = '', value, to, end] = rest.slice(4) as string[];
      assert.match(name, NAME, line);
      if (form === 'range-address') {
        assert.ok(to === 'to' && rest.length === 9 && parse(value!).bits === 32 && parse(value!).value < parse(end!).value, line);
        addresses.set(name, `${value}-${end}`);
      } else if (form === 'dns-name') {
        assert.match(value!, /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/, line);
        addresses.set(name, 'host-name');
      } else {
        assert.equal(rest.length, 6, line);
        const [network = '', prefix = ''] = form.split('/');
        const { value: first, bits } = parse(network);
        assert.ok(Number(prefix) <= bits && first % (1n << BigInt(bits - Number(prefix))) === 0n, line);
        addresses.set(name, form);
      }
    },
  ],
  [
    /^security address-book global address-set \S+ address \S+$/,
    ({ sets }, rest) => add(sets, rest[4] as string, rest[6] as string),
  ],
  [
    /^applications application \S+ protocol (tcp|udp)( source-port \S+)? destination-port \S+$/,
    ({ applications }, rest, line) => {
      const source = rest[5] === 'source-port' ? { source: rest[6] as string } : {};
      const ports = rest.at(-1) as string;
      assert.match(rest[2] as string, NAME, line);
      assert.doesNotMatch(rest[2] as string, /^(junos-|any$)/, line);
      for (const each of [ports, ...Object.values(source)]) assert.match(each, PORTS, line);
      applications.set(rest[2] as string, { protocol: rest[4] as string, ports, ...source });
    },
  ],
  [
    /^applications application \S+ protocol (icmp icmp-type|icmp6 icmp6-type) \d+$/,
    ({ applications }, rest, line) => {
      assert.match(rest[2] as string, NAME, line);
      assert.ok(Number(rest[6]) < 256, line);
      applications.set(rest[2] as string, { protocol: rest[4] as string, type: Number(rest[6]) });
    },
  ],
  [
    /^applications application \S+ protocol [1-9]\d*$/,
    ({ applications }, rest, line) => {
      assert.match(rest[2] as string, NAME, line);
      assert.ok(Number(rest[4]) < 256, line);
      applications.set(rest[2] as string, { protocol: rest[4] as string });
    },
  ],
  [
    /^applications application-set \S+ application \S+$/,
    ({ applicationSets }, rest) => add(applicationSets, rest[2] as string, rest[4] as string),
  ],
  [
    /^schedulers scheduler \S+ start-date \S+ stop-date \S+$/,
    ({ schedulers }, rest, line) => {
      const [, , name, , start, , stop] = rest as string[];
      for (const time of [start!, stop!]) assert.match(time, TIME, line);
      schedulers.set(name!, { start: start!, stop: stop! });
    },
  ],
  [
    /^security policies default-policy (deny-all|permit-all)$/,
    (config, rest) => {
      config.defaultPolicy = rest[3] as string;
    },
  ],
  [/^security policies from-zone \S+ to-zone \S+ policy \S+ /, setPolicy],
]);

function setPolicy({ policies }: JunosConfig, rest: (string | string[])[], line: string): void {
  const [, , , from = '', , to = '', , name = ''] = rest as string[];
  for (const zone of [from, to]) {
    assert.match(zone, ZONE, line);
    assert.doesNotMatch(zone, /^(any|global|junos-.*)$/, line);
  }
  assert.match(name, POLICY, line);
  const pair = policies.get(`${from} ${to}`) ?? new Map<string, JunosPolicy>();
  policies.set(`${from} ${to}`, pair);
  const policy = pair.get(name) ?? { match: { 'source-address': [], 'destination-address': [], application: [] } };
  pair.set(name, policy);
  const [key, ...values] = rest.slice(8);
  if (key === 'description') {
    assert.ok((values[0] as string).length <= 900 && values.length === 1, line);
    policy.description = values[0] as string;
  } else if (key === 'match') {
    for (let n = 0; n < values.length; n += 2) {
      const criterion = policy.match[values[n] as keyof JunosPolicy['match']];
      assert.ok(criterion, line);
      criterion.push(...[values[n + 1]!].flat());
    }
  } else if (key === 'scheduler-name' && values.length === 1) policy.scheduler = values[0] as string;
  else if (key === 'then' && values.length === 1 && /^(permit|deny)$/.test(values[0] as string))
    policy.action = values[0] as string;
  else if (key === 'then' && values[0] === 'log' && values.length === 2) {
    assert.match(values[1] as string, /^session-(init|close)$/);
    policy.log = values[1] as string;
  } else assert.fail(line);
}

function remove(config: JunosConfig, rest: readonly string[], line: string): void {
  const text = rest.join(' ');
  const pair = /^security policies from-zone (\S+) to-zone (\S+)$/.exec(text);
  const set = /^security address-book global address-set (\S+)$/.exec(text);
  const applications = /^applications application-set (\S+)$/.exec(text);
  const one = /^security policies from-zone (\S+) to-zone (\S+) policy (\S+)$/.exec(text);
  if (one) config.policies.get(`${one[1]} ${one[2]}`)?.delete(one[3]!);
  else if (pair) config.policies.delete(`${pair[1]} ${pair[2]}`);
  else if (set) config.sets.delete(set[1]!);
  else if (applications) config.applicationSets.delete(applications[1]!);
  else {
    // A commit refuses what is named still.
    const one = /^(?:security address-book global (address)|applications (application)|schedulers (scheduler)) (\S+)$/.exec(text);
    assert.ok(one, line);
    const map: Map<string, unknown> = one[1] ? config.addresses : one[2] ? config.applications : config.schedulers;
    map.delete(one[4]!);
  }
}

/** What a commit refuses. */
function commit(config: JunosConfig): void {
  const { addresses, sets, applications, applicationSets, schedulers, policies } = config;
  for (const [name, members] of sets) {
    assert.ok(!addresses.has(name), `${name} is an address and a set`);
    for (const member of members) assert.ok(addresses.has(member), `no address ${member}`);
  }
  for (const [name, members] of applicationSets) {
    assert.ok(!applications.has(name), `${name} is an application and a set`);
    for (const member of members) assert.ok(applications.has(member), `no application ${member}`);
  }
  for (const pair of policies.values())
    for (const [name, { match, action, scheduler }] of pair) {
      for (const side of ['source-address', 'destination-address'] as const) {
        assert.ok(match[side].length, `${name} has no ${side}`);
        for (const a of match[side]) assert.ok(a === 'any' || addresses.has(a) || sets.has(a), `no address ${a}`);
      }
      assert.ok(match.application.length, `${name} has no application`);
      for (const a of match.application)
        assert.ok(/^(any|junos-icmp6?-all)$/.test(a) || applications.has(a) || applicationSets.has(a), `no application ${a}`);
      assert.ok(action, `${name} does nothing`);
      assert.ok(!scheduler || schedulers.has(scheduler), `no scheduler ${scheduler}`);
    }
}

/** What a firewall with these zones does with what crosses them. */
export function junosFirewall(config: JunosConfig, zoneOf: (address: string) => string): (packet: Packet) => Verdict {
  commit(config);
  const isIn = (address: string, names: readonly string[]): boolean =>
    names.some((name) => {
      if (name === 'any') return true;
      const members = config.sets.get(name);
      if (members) return isIn(address, [...members]);
      const value = config.addresses.get(name)!;
      return value !== 'host-name' && addressIn(address, [value]);
    });
  const isOf = (packet: Packet, names: readonly string[]): boolean =>
    names.some((name) => {
      if (name === 'any') return true;
      const icmp = packet.source.includes(':') ? 'icmp6' : 'icmp';
      if (name.startsWith('junos-icmp')) return packet.protocol === 'icmp' && name === `junos-${icmp}-all`;
      const members = config.applicationSets.get(name);
      if (members) return isOf(packet, [...members]);
      const { protocol, ports, source, type } = config.applications.get(name)!;
      if (packet.protocol === 'icmp') return protocol === icmp && type === packet.port;
      if (packet.protocol === 'other') return protocol === `${packet.port}`;
      const within = (text: string | undefined, port: number): boolean => {
        const [from = '', to = from] = text?.split('-') ?? ['0', '65535'];
        return Number(from) <= port && port <= Number(to);
      };
      return protocol === packet.protocol && within(ports, packet.port) && within(source, packet.sourcePort ?? SOME_SOURCE);
    });
  const isActive = ({ scheduler }: JunosPolicy): boolean => {
    if (!scheduler) return true;
    const { start, stop } = config.schedulers.get(scheduler)!;
    return start <= `${TODAY}.12:00` && `${TODAY}.12:00` <= stop;
  };
  return (packet) => {
    const pair = config.policies.get(`${zoneOf(packet.source)} ${zoneOf(packet.destination)}`);
    const hit = [...(pair?.values() ?? [])].find(
      (policy) =>
        isActive(policy) &&
        isIn(packet.source, policy.match['source-address']) &&
        isIn(packet.destination, policy.match['destination-address']) &&
        isOf(packet, policy.match.application),
    );
    return (hit?.action ?? (config.defaultPolicy === 'permit-all' ? 'permit' : 'deny')) === 'permit' ? 'passed' : 'dropped';
  };
}

export function readJunos(files: readonly OutputFile[], zoneOf: (address: string) => string): (packet: Packet) => Verdict {
  assert.equal(files.length, 1);
  return junosFirewall(junosConfig(files[0]!.text), zoneOf);
}
