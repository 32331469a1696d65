// Networks that lie within others: a device sends packets where the network is that is closest around their address, the longest match (RFC 1812, 5.2.4.3).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type AddressSet, formatAddresses } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { audit } from '../../language/running/audit.ts';
import { closestOf } from '../../language/running/closest.ts';
import { readRunning } from '../../language/running/detect.ts';
import { droppedRules } from '../../language/running/dropped.ts';
import { analysisOf } from '../support/language.ts';

interface Route {
  readonly name: string;
  readonly start: number;
  readonly bits: number;
}

/** Networks of 0 to 63, by masks. */
const routes: fc.Arbitrary<Route[]> = fc.array(
  fc
    .record({ name: fc.constantFrom('a', 'b', 'c'), at: fc.nat(63), bits: fc.nat(6) })
    .map(({ name, at, bits }) => ({ name, start: at - (at % 2 ** bits), bits })),
  { maxLength: 9 },
);
const setOf = ({ start, bits }: Route): AddressSet => IntervalSet.of([{ start: BigInt(start), end: BigInt(start + 2 ** bits) }]);
const isIn = ({ start, bits }: Route, address: number): boolean => start <= address && address < start + 2 ** bits;

describe('networks within networks', () => {
  it('lie behind the interface of the longest match', () => {
    fc.assert(
      fc.property(routes, (all) => {
        const byName = new Map(['a', 'b', 'c'].map((name) => [name, all.filter((each) => each.name === name).map(setOf)]));
        const found = closestOf(byName);
        for (let address = 0; address < 64; address++) {
          const around = all.filter((each) => isIn(each, address));
          const closest = Math.min(...around.map(({ bits }) => bits));
          for (const name of byName.keys())
            assert.equal(
              found.get(name)!.has(BigInt(address)),
              around.some((each) => each.name === name && each.bits === closest),
              `${address} behind ${name}`,
            );
        }
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('are dropped by a route to nowhere where a larger one leads somewhere, and none that is as close', () => {
    fc.assert(
      fc.property(routes, routes, (all, drops) => {
        const rules = droppedRules(
          drops.map((each, line) => ({ network: setOf(each), line, text: 'drop' })),
          all.map(setOf),
        );
        for (const [line, drop] of drops.entries()) {
          const larger = IntervalSet.unionAll(all.map(setOf)).covers(setOf(drop));
          const own = rules.filter((rule) => rule.line === line);
          for (let address = drop.start; address < drop.start + 2 ** drop.bits; address++)
            assert.equal(
              own.some((rule) => rule.traffic[0]!.destinations.has(BigInt(address))),
              larger && !all.some((each) => isIn(each, address) && each.bits <= drop.bits),
            );
        }
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  const PLAN = `zone a { subnet 10.1.0.0/24 component w at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component s at 10.2.0.5 }
zone internet external
allow w -> s : tcp 443
`;
  const asa = (names: readonly string[], more: string): string =>
    `ASA Version 9.16(4)\n${names.map((name, n) => `interface GigabitEthernet0/${n}\n nameif ${name}\n security-level ${n}\n ip address ${['192.0.2.2', '10.1.0.1', '10.2.0.1'][n]} 255.255.255.0\n`).join('')}route ${names[0]} 0.0.0.0 0.0.0.0 192.0.2.1\n${names.map((name) => `access-list ${name}_in extended ${name === names[1] ? 'permit tcp host 10.1.0.5 host 10.2.0.5 eq 443' : 'deny ip any any'}\naccess-group ${name}_in in interface ${name}\n`).join('')}${more}`;

  it('are no way into a network that lies elsewhere, as where a route for all of them leads inside', async () => {
    const analysis = await analysisOf(PLAN);
    const text = `access-list out_b extended deny ip any any\naccess-list out_b extended permit ip any any\n`;
    const route = 'route lan 10.0.0.0 255.0.0.0 10.1.0.254\n';
    const places = (more: string): string[][] =>
      readRunning(asa(['wan', 'lan', 'dmz'], more), 'fw', 'asa')[0]!.places.map(({ name, networks }) => [
        name,
        ...formatAddresses(networks),
      ]);
    assert.deepEqual(
      places(route).find(([name]) => name === 'dmz'),
      ['dmz', '10.2.0.0/24'],
    );
    assert.ok(places(route).some(([name, ...networks]) => name === 'lan' && !networks.includes('10.0.0.0/8')));
    assert.ok(audit(analysis, readRunning(asa(['wan', 'lan', 'dmz'], route + text), 'fw', 'asa')).inStep);
  });

  it('are told where a zone is taken to lie elsewhere by its name', async () => {
    const analysis = await analysisOf(PLAN);
    const audited = (more: string) => audit(analysis, readRunning(asa(['internet', 'a', 'b'], more), 'fw', 'asa'));
    assert.ok(audited('').inStep);
    const { inStep, devices } = audited('route a 10.2.0.128 255.255.255.128 10.1.0.254\n');
    assert.equal(inStep, false);
    assert.deepEqual(
      devices[0]!.notes.filter((note) => note.startsWith('b ')),
      ['b is taken to lie behind b, and the file has 10.2.0.128/25 of it behind a: say with --interface which of the two it is.'],
    );
  });

  it('are told where the rest of the world has a place by its name, and the default route leads to another', async () => {
    const analysis = await analysisOf(PLAN);
    const text = asa(['internet', 'a', 'b'], '');
    const audited = (given: string) => audit(analysis, readRunning(given, 'fw', 'asa'));
    const notes = (given: string) => audited(given).devices[0]!.notes.filter((note) => note.startsWith('internet '));
    const moved = text.replace('route internet 0.0.0.0', 'route b 0.0.0.0');
    assert.equal(audited(moved).inStep, false);
    assert.deepEqual(notes(moved), [
      'internet is taken to lie behind internet, and the default route of the file leads to b: say with --interface which of the two it is.',
    ]);
    // With a second way out it lies there as well; without any the device may learn it.
    assert.deepEqual(notes(`${moved}route internet 0.0.0.0 0.0.0.0 192.0.2.1 5\n`), []);
    assert.ok(audited(text.replace(/^route internet .*\n/m, '')).inStep);
  });

  it('are told where the interface of a zone, or of the default route, is in no zone of the device', async () => {
    const analysis = await analysisOf(PLAN);
    const junos = ['internet', 'a', 'b'].flatMap((zone, n) => [
      `set interfaces ge-0/0/${n} unit 0 family inet address ${['192.0.2.2', '10.1.0.1', '10.2.0.1'][n]}/24`,
      `set security zones security-zone ${zone} interfaces ge-0/0/${n}.0`,
    ]);
    const match = ['source-address w', 'destination-address s', 'application junos-https'];
    const policy = 'set security policies from-zone a to-zone b policy p';
    const srx = `${[
      ...junos,
      'set interfaces fxp0 unit 0 family inet address 10.1.0.200/24',
      'set routing-options static route 0.0.0.0/0 next-hop 192.0.2.1',
      'set security address-book global address w 10.1.0.5/32',
      'set security address-book global address s 10.2.0.5/32',
      ...match.map((each) => `${policy} match ${each}`),
      `${policy} then permit`,
    ].join('\n')}\n`;
    const pan = `${[
      ...['internet', 'a', 'b'].flatMap((zone, n) => [
        `set network interface ethernet ethernet1/${n} layer3 ip ${['192.0.2.2', '10.1.0.1', '10.2.0.1'][n]}/24`,
        `set zone ${zone} network layer3 ethernet1/${n}`,
      ]),
      'set network interface loopback units loopback.1 ip 10.2.0.9/32',
      'set network virtual-router vr routing-table ip static-route d destination 0.0.0.0/0 nexthop ip-address 192.0.2.1',
      'set service https protocol tcp port 443',
      'set rulebase security rules r from a to b source 10.1.0.5 destination 10.2.0.5 application any service https action allow',
    ].join('\n')}\n`;
    for (const [form, text, own, lines, names] of [
      [
        'junos',
        srx,
        '10.2.0.0/24',
        ['security-zone b interfaces ge-0/0/2.0', 'security-zone internet interfaces ge-0/0/0.0'],
        ['ge-0/0/2.0', 'ge-0/0/0.0'],
      ],
      [
        'panos',
        pan,
        '10.2.0.0-10.2.0.8, 10.2.0.10-10.2.0.255',
        ['zone b network layer3 ethernet1/2', 'zone internet network layer3 ethernet1/0'],
        ['ethernet1/2', 'ethernet1/0'],
      ],
    ] as const) {
      const audited = (given: string) => audit(analysis, readRunning(given, 'fw', form));
      assert.deepEqual([form, audited(text).inStep, audited(text).devices[0]!.notes], [form, true, []]);
      for (const [n, said] of [
        `b is taken to lie behind b, and the file has ${own} of it behind ${names[0]}`,
        `internet is taken to lie behind internet, and the default route of the file leads to ${names[1]}`,
      ].entries()) {
        const { inStep, devices } = audited(
          text.replace(lines[n]!, lines[n]!.replace(/\S+$/, form === 'junos' ? 'ge-0/0/9.0' : 'ethernet1/9')),
        );
        assert.equal(inStep, false);
        assert.ok(
          devices[0]!.notes.includes(`${said}, which is in no zone of the device: nothing passes there.`),
          devices[0]!.notes.join('\n'),
        );
      }
    }
  });

  for (const [form, route] of Object.entries({
    fortios: 'config router static\nedit 2\nset dst 10.1.0.4 255.255.255.252\nset device "wan"\nnext\nend',
    junos: 'set routing-options static route 10.1.0.4/30 next-hop 192.0.2.1',
    panos: 'set network virtual-router vr routing-table ip static-route r destination 10.1.0.4/30 interface ethernet1/3',
    asa: 'route wan 10.1.0.4 255.255.255.252 192.0.2.1',
  }))
    it(`${form}: a route that leads elsewhere with a part of a zone is named where something is found of that part`, async () => {
      const analysis = await analysisOf(PLAN);
      const whole =
        form === 'asa'
          ? asa(['wan', 'lan', 'dmz'], '')
          : readFileSync(join(import.meta.dirname, 'bearing', `${form}.txt`), 'utf8')
              .split('\n=== ')[0]!
              .replace(/^ *<\w+>\n/gm, '')
              .replace(/<\w+>/g, '');
      const text = (more: string): string => `${whole}\n${more}\n`;
      const told = (more: string): readonly string[] => {
        const { inStep, devices } = audit(analysis, readRunning(text(more), 'fw', form));
        assert.equal(inStep, more === '', text(more));
        return devices[0]!.notes.filter((note) => note.includes('static route'));
      };
      assert.deepEqual(told(''), []);
      const line =
        text(route)
          .split('\n')
          .findIndex((each) => /10\.1\.0\.4/.test(each)) + (form === 'fortios' ? 0 : 1);
      assert.deepEqual(told(route), [
        `Of a, what static routes lead to lies behind wan, and what is around it behind lan: 10.1.0.4/30 (line ${line}).`,
      ]);
    });
});
