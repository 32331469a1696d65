import assert from 'node:assert/strict';
import type { PairGap } from '../../language/analysis/pair-gaps.ts';
import { ZoneGaps } from '../../language/analysis/zone-gaps.ts';
import { components, sites } from '../../scripts/bench/shapes/parts.ts';
import { analysisOf } from '../support/language.ts';

const VENDOR = `vendor acme "Acme" {
  role server
  role agent
  role probe
  flow agent -> server : tcp 100 "jobs"
  flow server -> agent : one of (tcp 200, tcp 201) "data"
  flow probe -> server : tcp 300 "checks"
}
use acme
`;

const many = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join('\n');

describe('pairs that lack something', () => {
  const textsOf = (pairs: Iterable<PairGap>): string => JSON.stringify([...pairs], (key, v) => namesIn(key, v));
  const namesIn = (key: string, value: unknown): unknown =>
    key === 'from' || key === 'to'
      ? (value as { name: string }).name
      : key === 'gaps'
        ? (value as unknown[]).length
        : typeof value === 'bigint'
          ? `${value}`
          : value;

  for (const [title, rules] of [
    ['nothing', ''],
    ['some components', 'allow a1 -> s0 : tcp 100\nallow s1 -> a0, a2 : tcp 201\ndeny a3 -> s0 : tcp 1-500\n'],
    ['some addresses of them', 'allow 10.0.0.1-10.0.0.9 -> 10.0.1.0/25 : tcp 50-250\nallow fd00::/120 -> any : tcp 100\n'],
    ['all on some ports', 'allow any -> any : tcp 100\n'],
  ] as const)
    it(`are counted, and cut short, as all of them would be, where rules allow ${title}`, async () => {
      const text = `${VENDOR}zone a { subnet 10.0.0.0/24, fd00::/64
${many(12, (n) => `component a${n} : acme.agent${n % 3 ? '' : ', acme.probe'} at 10.0.0.${n}${n % 4 ? '' : `, fd00::${n + 1}`}`)} }
zone s { subnet 10.0.1.0/24, fd00:1::/64
${many(5, (n) => `component s${n} : acme.server at ${n % 2 ? `10.0.1.${n * 40}` : `fd00:1::${n}, 10.0.1.${n * 40}`}`)} }
zone empty { component nowhere : acme.server }
${rules}`;
      const { missing } = await analysisOf(text);
      const all = [...(await analysisOf(text)).missing];
      assert.ok(all.length > 20);
      assert.equal(missing.length, all.length);
      for (const end of [0, 1, 7, all.length, 1000]) assert.equal(textsOf(missing.slice(0, end)), textsOf(all.slice(0, end)));
      assert.equal(textsOf(missing.slice(3, 9)), textsOf(all.slice(3, 9)));
      assert.deepEqual(new Set(all.map((pair) => `${pair.from.name} ${pair.to.name}`)).size, all.length, 'each pair once');
    });

  it('are the same whether hundreds of rules open ports between the same ends or one does', async () => {
    const ports = Array.from({ length: 90 }, (_, n) => 2480 + n);
    const rest = `allow any -> any : icmp type 8
allow z1 -> z2 : tcp 6160-6162
allow 10.1.0.0/24 -> any : tcp 9392-9401
deny any -> z3 : tcp 2490-2600, tcp 6160-6190
`;
    const plan = `${components(40, 4).join('\n')}\n`;
    const each = ports.map((port) => `allow any -> any : tcp ${port}, udp ${port}\n`).join('');
    const [first, last] = [ports[0], ports.at(-1)];
    const [many, one] = await Promise.all(
      [each, `allow any -> any : tcp ${first}-${last}, udp ${first}-${last}\n`].map((rules) => analysisOf(plan + rules + rest)),
    );
    for (const what of ['missing', 'blocked'] as const) {
      assert.ok(many![what].length > 10);
      assert.equal(textsOf(many![what]), textsOf(one![what]));
    }
  });

  it('are those that a rule about something else leaves missing, where there is no rule', async () => {
    const odd = `${VENDOR}zone a { subnet 10.0.0.0/24, fd00::/64 ${many(5, (n) => `component a${n} : acme.agent at 10.0.0.${n}, fd00::${n}`)} }
zone b { subnet 10.0.1.0/24 component b0 : acme.agent at 10.0.1.1 component b1 : acme.server, acme.probe at 10.0.1.2 component b2 : acme.agent }
zone c { subnet fd00:1::/64 component c0 : acme.server at fd00:1::1 component c1 : acme.server at "c1.example" }
zone d { component d0 : acme.server }
`;
    for (const text of [odd, components(60, 5).join('\n'), sites(4).replace(/^allow .*\n/gm, '')]) {
      const [none, other] = await Promise.all(['', 'allow any -> any : udp 9\n'].map((rule) => analysisOf(`${text}\n${rule}`)));
      const [counts, others] = [none!, other!].map(({ missing, blocked }) => [
        ...missing.places.map((place) => `${place.fromZone.name} ${place.toZone.name} ${place.length}`),
        `${missing.length} ${blocked.length}`,
      ]);
      assert.ok(counts!.length > 4);
      assert.deepEqual(counts, others);
      assert.equal(textsOf(none!.missing), textsOf(other!.missing));
    }
  });

  it('are found by the components, the zones or the ends that are asked about', async () => {
    const { missing, plan } = await analysisOf(`${VENDOR}zone a { subnet 10.0.0.0/24
${many(4, (n) => `component a${n} : acme.agent${n % 2 ? ', acme.probe' : ''} at 10.0.0.${n}`)} }
zone s { subnet 10.0.1.0/24
${many(3, (n) => `component s${n} : acme.server at 10.0.1.${n}`)} }
zone t { subnet 10.0.2.0/24
component t0 : acme.server at 10.0.2.1 }
allow a1 -> s0 : tcp 100, 300
allow s0 -> a1 : tcp 200
`);
    const names = (pairs: Iterable<PairGap>): string[] => [...pairs].map(({ from, to }) => `${from.name} ${to.name}`);
    const component = (name: string) => plan.components.find((each) => each.name === name)!;
    const zone = (name: string) => plan.zones.find((each) => each.name === name)!;
    assert.equal(missing.of(component('a1'), component('s0')), undefined);
    assert.equal(missing.of(component('a1'), component('a0')), undefined);
    assert.deepEqual(names([missing.of(component('a1'), component('s1'))!]), ['a1 s1']);
    assert.deepEqual(names(missing.from(component('a1'))), ['a1 s1', 'a1 s2', 'a1 t0']);
    assert.deepEqual(names(missing.between(zone('t'), zone('a'))), ['t0 a0', 't0 a1', 't0 a2', 't0 a3']);
    assert.deepEqual(names(missing.between(zone('s'), zone('t'))), []);
    const [a0, a1, s0, s1] = ['a0', 'a1', 's0', 's1'].map((name) => component(name).addresses);
    assert.deepEqual(names(missing.within(a0!.union(a1!), s0!.union(s1!))), ['a0 s0', 'a0 s1', 'a1 s1']);
    assert.deepEqual(new Set(missing.places.flatMap((place) => names(place.pairs))), new Set(names(missing)));
  });

  it('are counted between zones of components with several roles each, without finding out what they lack', async () => {
    const roles = (all: Record<string, boolean>): string =>
      Object.keys(all)
        .filter((role) => all[role])
        .map((role) => `acme.${role}`)
        .join();
    const { index, missing, plan } = await analysisOf(`${VENDOR}zone a { subnet 10.0.0.0/24
${many(9, (n) => `component a${n} : ${roles({ agent: n < 6, probe: n % 3 === 0, server: n > 3 })} at 10.0.0.${n}`)} }
zone s { subnet 10.0.1.0/24
${many(7, (n) => `component s${n} : ${roles({ server: n < 5, agent: n > 2 })} at 10.0.1.${n}`)} }
`);
    for (const [from, to] of [plan.zones, plan.zones.toReversed()] as const) {
      const gaps = new ZoneGaps({ fromZone: from!, toZone: to! }, index.at(from!, to!), () => assert.fail('Somebody looked.'));
      assert.equal(gaps.length, [...missing].filter((pair) => pair.from.zone === from).length);
    }
    // Agents and one more probe to servers, and servers to agents, less the pairs that are two of these.
    assert.equal(missing.length, 6 * 5 + 5 + 5 * 4 - 6 + (4 * 5 + 5 * 6 - 4));
  });

  it('are counted without making them: two hundred million are', async () => {
    const zone = (name: string, role: string): string =>
      `zone ${name} {\n${many(10_000, (n) => `component ${name}${n} : acme.${role} at 10.${name === 'a' ? 0 : 1}.${n >> 8}.${n & 255}`)}\n}\n`;
    const { missing } = await analysisOf(`${VENDOR}${zone('a', 'agent')}${zone('s', 'server')}`);
    assert.equal(missing.length, 200_000_000);
    assert.deepEqual(
      missing.slice(9_999, 10_001).map(({ from, to }) => `${from.name} ${to.name}`),
      ['a0 s9999', 'a1 s0'],
    );
  });
});
