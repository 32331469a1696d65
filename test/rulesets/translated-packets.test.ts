// Firewalls that translate addresses: on every way each firewall decides about packets, under the addresses that they have there, as the plan
// decides about the machines.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { targets } from '../../language/generated/targets.ts';
import { firewallRuleSet } from '../../language/rulesets/firewalls/firewall-rule-set.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import { limits } from '../../language/rulesets/limits.ts';
import { packetOnWay, type ReadTranslation } from '../reading/translations.ts';
import { readWays } from '../reading/ways.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { randomZones } from '../support/random-zones.ts';
import { componentsOf, hostsOf, inZone, parse, zonesOf } from './evaluator/addresses.ts';
import { decide, type Packet } from './evaluator.ts';
import { chances, type FirewallReader, type MadeFirewall, READERS, withFirewalls } from './firewalls/networks.ts';
import { boundaryPackets } from './packets.ts';
import type { Verdict } from './readers.ts';

/** What rules of these name at the firewall that translates, as their makers' documents say. */
const DIALED: ReadonlySet<string> = new Set(['panos', 'fortios']);

interface Loaded extends MadeFirewall {
  read(packet: Packet, come: string, go: string): Verdict;
}

async function loaded(text: string, made: readonly MadeFirewall[]) {
  const { document, services } = await loadPlan(text);
  assert.deepEqual(document.parseResult.parserErrors, []);
  const root = document.parseResult.value;
  const analysis = services.segplan.Plans.analysis(root, []);
  const firewalls = await Promise.all(
    made.map(async (each): Promise<Loaded | undefined> => {
      const target = targets.find(({ name }) => name === each.form)!;
      const planned = analysis.plan.firewalls.find(({ name }) => name === each.name)!;
      const ruleSet = heldBy(target, firewallRuleSet(analysis, planned, 'between', target.translated ?? 'real'));
      const names = ruleSet.entries.flatMap((e) => [...e.sources, ...e.destinations].flatMap((s) => s.hostNames));
      if (target.capabilities.hostNames === 'none' && names.length) return undefined;
      const problems = [...(target.problems?.(ruleSet) ?? []), ...limits(ruleSet.entries, target)];
      if (problems.some(({ level }) => level === 'error')) return undefined;
      const files = await target.emit(ruleSet, each.name);
      let zoneOf: (address: string) => string = () => '';
      const read = (READERS[each.form] as FirewallReader)(files, (address) => zoneOf(address), each.zones.map(each.called));
      return {
        ...each,
        read(packet, come, go) {
          zoneOf = (address) => each.called(address === packet.source ? come : go);
          return read(packet);
        },
      };
    }),
  );
  return { root, analysis, firewalls };
}

/** What a translation of chance is made of. */
const translation = fc.record({ at: fc.nat(9), of: fc.nat(99), from: fc.nat(9), kind: fc.nat(4), port: fc.nat(9) });

/** Puts translations into firewalls of a plan: of components with one address, each with an outer address that nobody has. */
function withTranslations(
  text: string,
  made: readonly MadeFirewall[],
  machines: readonly { readonly name: string; readonly zone: string; readonly address: string }[],
  chances: readonly {
    readonly at: number;
    readonly of: number;
    readonly from: number;
    readonly kind: number;
    readonly port: number;
  }[],
): { text: string; said: ReadTranslation[] } {
  const ports = [...new Set([...text.matchAll(/(?:tcp|udp|tcp\+udp) (\d+)/g)].map((m) => Number(m[1])))];
  const lines = new Map<string, string[]>();
  const said = chances.flatMap(({ at, of, from, kind, port: n }, index): ReadTranslation[] => {
    const machine = machines[of % machines.length];
    const near = made.filter((each) => machine && each.zones.includes(machine.zone) && each.zones.length > 1);
    const candidates = near.length && at % 3 ? near : made;
    const firewall = candidates[at % candidates.length]!;
    const [side, ...others] = firewall.zones.filter((zone) => zone !== machine?.zone).slice(from % 2);
    if (!machine || !side) return [];
    const outer = machine.address.includes(':') ? `2001:db8:ffff:0:0:0:0:${index + 1}` : `100.64.7.${index + 1}`;
    const sides = from % 3 ? [side] : [side, ...others];
    const on = ports[n % ports.length] ?? 443;
    const [protocol, first, last] = [
      ['tcp', on, on],
      ['tcp', on + 1, on + 1],
      ['udp', on, on + 2],
      ['tcp+udp', Math.max(1, on - 3), Math.max(1, on - 3) + 4],
    ][kind] ?? [undefined, 0, 0];
    const port = protocol === undefined ? '' : ` ${protocol} ${first === last ? first : `${first}-${last}`}`;
    const own = lines.get(firewall.name) ?? [];
    lines.set(firewall.name, own);
    own.push(`nat ${outer}${port} from ${sides.join(', ')} -> ${machine.name}${protocol === undefined ? '' : ` port ${on}`}`);
    const span = { from: Number(first), to: Number(last), on, protocols: `${protocol}`.split('+') };
    const ends = {
      firewall: firewall.name,
      outer,
      component: machine.name,
      real: machine.address,
      zone: machine.zone,
      from: sides,
    };
    return [protocol === undefined ? ends : { ...ends, ports: span }];
  });
  // Rules about what is translated, by the ports of the machine.
  const zones = made.flatMap((each) => each.zones);
  const rules = said.flatMap(({ component, ports: own, from }, n) => {
    const ends = ['any', zones[(n * 7) % zones.length], from[0], component];
    const services = [
      `tcp ${own?.on ?? 443}, 443`,
      'any',
      `tcp+udp ${own?.on ?? 53}-${(own?.on ?? 53) + 1}`,
      `tcp ${own?.from || 80}`,
    ];
    const [kind, more] = [chances[n]!.of, chances[n]!.port];
    const to = kind % 5 ? component : 'any';
    return [
      `allow ${ends[kind % 4]} -> ${kind % 4 === 3 ? (from[0] ?? 'any') : to} : ${services[more % 4]}`,
      ...(more > 7 ? [`deny ${ends[more % 3]} -> ${component} : ${services[kind % 4]}`] : []),
    ];
  });
  const put = `${text}\n${rules.join('\n')}\n`.replace(
    /^firewall (\S+) : (\S+) \{/gm,
    (begin, name: string) => `${begin}\n${(lines.get(name) ?? []).join('\n')}\n`,
  );
  return { text: put.replace(/^nat/gm, '  nat'), said };
}

/** An address as packets have it. */
function written(address: string): string {
  const { value, bits } = parse(address);
  if (bits === 32) return address;
  return Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 0xffffn).toString(16)).join(':');
}

const ENDS = ['any', 'internet', 'a', 'b', 'c', 'a1', 'b1', 'b2', 'c1', '10.2.0.0/16', '0.0.0.0/0', 'tenant'] as const;
const SERVICES = ['tcp 443', 'tcp 444, 8443', 'udp 53', 'tcp+udp 440-445', 'any', 'any except tcp 443', 'tcp 22'] as const;

/** Plans in which most is permitted between machines that may be translated. */
const dense = fc
  .array(
    fc.record({
      from: fc.constantFrom(...ENDS),
      to: fc.constantFrom(...ENDS),
      services: fc.constantFrom(...SERVICES),
      deny: fc.nat(4).map((n) => n === 0),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((rules) =>
    [
      'zone internet external { component tenant at 198.51.100.7 }',
      'zone a { subnet 10.1.0.0/24, fd00:1::/64 component a1 at 10.1.0.5 component a2 at fd00:1::5 }',
      'zone b { subnet 10.2.0.0/24 component b1 at 10.2.0.5 component b2 at 10.2.0.6 }',
      'zone c { subnet 10.3.0.0/24, fd00:3::/64 component c1 at 10.3.0.5, fd00:3::5 component c2 at 10.3.0.8 }',
      ...rules.map(({ from, to, services, deny }) => `${deny ? 'deny' : 'allow'} ${from} -> ${to} : ${services}`),
      '',
    ].join('\n'),
  );

/** What the two readings are held against each other by. */
async function tryPlan(
  plan: string,
  chance: Parameters<typeof withFirewalls>[2],
  some: Parameters<typeof withTranslations>[3],
  seed: number,
  tally: Tally,
) {
  const before = (await loadPlan(plan)).document.parseResult.value;
  const named = componentsOf(before).map((component) => ({ component, hosts: hostsOf(component) }));
  const machines = named.flatMap(({ component, hosts: [host, ...more] }) => {
    const { name, $container: zone } = component;
    const isOne = named.filter((each) => each.component.name === name).length === 1;
    return isOne && host?.$type === 'Address' && !more.length && host.prefix === undefined && host.end === undefined
      ? [{ name, zone: zone.name, address: written(host.start) }]
      : [];
  });
  if (!machines.length) return;
  const zones = [...plan.matchAll(/^\s*zone (\S+)/gm)].map((m) => m[1]!);
  const around = withFirewalls(plan, zones, chance);
  const { text, said } = withTranslations(around.text, around.made, machines, some);
  if (!said.length) return;
  const { root, firewalls } = await loaded(text, around.made);
  if (firewalls.some((each) => !each)) return;
  const all = new Map(firewalls.map((each) => [each!.name, each!]));
  const external = new Set(zonesOf(root).flatMap((zone) => (zone.kinds.includes('external') ? [zone.name] : [])));
  const places = zonesOf(root).map((zone) => ({ name: zone.name, has: inZone(zone) }));
  const outer = new Set(said.map((each) => each.outer));
  // Around everything, and most of all towards what is translated, and from there.
  const edges = boundaryPackets(root, [], seed, 40);
  const inZones = places.flatMap(({ has }) =>
    edges
      .flatMap((p) => [p.source, p.destination])
      .filter(has)
      .slice(0, 6),
  );
  const others = [...new Set(inZones)];
  const ports = [...new Set([...plan.matchAll(/(?:tcp|udp) (\d+)/g)].map((m) => Number(m[1])))].slice(0, 4);
  const services = ports.flatMap((port) => [
    { protocol: 'tcp' as const, port },
    { protocol: 'udp' as const, port },
  ]);
  const ends = said.flatMap(({ real }) =>
    others.flatMap(
      (other) =>
        [
          [other, real],
          [real, other],
        ] as const,
    ),
  );
  const aimed = [
    ...edges,
    ...ends.flatMap(([source, destination]) => services.map((service): Packet => ({ source, destination, ...service }))),
  ];
  for (const packet of aimed) {
    if (packet.protocol === 'icmp' || packet.protocol === 'other' || packet.sourcePort !== undefined) continue;
    if (packet.source.includes(':') !== packet.destination.includes(':') || packet.source === packet.destination) continue;
    const [from, ...alsoFrom] = places.filter(({ has }) => has(packet.source));
    const [to, ...alsoTo] = places.filter(({ has }) => has(packet.destination));
    if (!from || !to || alsoFrom.length || alsoTo.length || from === to) continue;
    if (outer.has(packet.source) || outer.has(packet.destination)) continue;
    const expected = decide(root, packet);
    if (expected === 'dropped' && tally.tried++ % 5) continue;
    const ways = readWays(around.made, external, from.name, to.name).map((way) =>
      packetOnWay(packet, { firewalls: way.firewalls, zones: [from.name, ...way.through, to.name] }, said),
    );
    // Who connects has to know one address, and the same whichever way it takes: a plan that leaves that open is reported.
    const begins = new Set(
      ways.map((way) => way && JSON.stringify([way[0]?.dialed.destination, way[0]?.dialed.port, way.at(-1)?.real.source])),
    );
    if (begins.size !== 1 || begins.has(undefined)) continue;
    for (const { firewall, come, go, dialed, real } of ways.flatMap((way) => way ?? [])) {
      const { form, read } = all.get(firewall)!;
      const here = DIALED.has(form) ? dialed : real;
      const isTold = here.destination !== packet.destination || here.source !== packet.source;
      if (isTold) tally.forms.add(form);
      tally[isTold ? 'outer' : 'own']++;
      if (isTold) tally[expected]++;
      assert.equal(
        read(here, come, go),
        expected,
        `${firewall} from ${come} to ${go}, ${JSON.stringify({ packet, here })}\n${text}`,
      );
    }
  }
}

interface Tally {
  outer: number;
  own: number;
  tried: number;
  passed: number;
  dropped: number;
  readonly forms: Set<string>;
}

describe('firewalls that translate', () => {
  it('decide about the address that a packet has there as the plan does about the machine, on every way, in every form', async () => {
    const tally: Tally = { outer: 0, own: 0, tried: 0, passed: 0, dropped: 0, forms: new Set() };
    for (const [random, numRuns] of [
      [dense, ofChance(120, 30)],
      [randomZones, ofChance(30, 8)],
    ] as const)
      await fc.assert(
        fc.asyncProperty(
          random,
          chances,
          fc.array(translation, { minLength: 1, maxLength: 5 }),
          fc.nat(),
          (plan, chance, some, seed) => tryPlan(plan, chance, some, seed, tally),
        ),
        { numRuns, seed: 31, endOnFailure: true },
      );
    assert.deepEqual([...tally.forms].sort(), Object.keys(READERS).sort());
    assert.ok(tally.passed > ofChance(60, 15) && tally.dropped > ofChance(200, 50), JSON.stringify({ ...tally }));
  });
});
