import assert from 'node:assert/strict';
import fc from 'fast-check';
import { waysOf } from '../../language/analysis/ways/ways.ts';
import { readWays } from '../reading/ways.ts';
import { thoroughly } from '../support/chance.ts';
import { analysisOf } from '../support/language.ts';
import { workOf } from '../support/work.ts';

/** Networks of chance: some zones, of which some are external, and firewalls between some of them. */
const networks = fc.record({
  external: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  firewalls: fc.array(fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
});

function textOf(zones: readonly string[], firewalls: readonly (readonly string[])[], external: (n: number) => boolean): string {
  return [
    ...zones.map((zone, n) => `zone ${zone} ${external(n) ? 'external ' : ''}{ subnet 10.${n >> 8}.${n & 255}.0/24 }`),
    ...firewalls.map((own, n) => `firewall f${n} { zones ${own.join(', ')} }`),
  ].join('\n');
}

const only = async (text: string) => {
  const { plan } = await analysisOf(text);
  const zone = (name: string) => plan.zones.find((each) => each.name === name)!;
  return { plan, ways: waysOf(plan)!, zone };
};
const names = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(' ');

describe('ways over firewalls', () => {
  it('are those that a second reading finds by going every way, in networks of chance', async () => {
    await fc.assert(
      fc.asyncProperty(networks, async ({ external, firewalls }) => {
        const zoneNames = external.map((_, n) => `z${n}`);
        const lists = firewalls.map((own) => own.map((n) => `z${n}`));
        const { plan, ways, zone } = await only(textOf(zoneNames, lists, (n) => external[n]!));
        const read = lists.map((zones, n) => ({ name: `f${n}`, zones }));
        const outside = new Set(zoneNames.filter((_, n) => external[n]));
        for (const from of zoneNames)
          for (const to of zoneNames) {
            const expected = readWays(read, outside, from, to);
            const [source, destination] = [zone(from), zone(to)];
            const found = ways.list(source, destination);
            const told = new Set(expected.map((way) => way.firewalls.join(' ')));
            if (!found.more) assert.deepEqual(new Set(found.ways.map(names)), told, `${from} ${to}`);
            assert.equal(ways.isCarried(source, destination), from === to || expected.length > 0, `${from} ${to}`);
            const passed = new Set(expected.flatMap((way) => way.firewalls));
            assert.deepEqual(new Set(ways.between(source, destination).map(({ name }) => name)), passed);
            for (const firewall of plan.firewalls) {
              assert.equal(ways.carries(firewall, source, destination), passed.has(firewall.name));
              // Whatever arrives here from that zone arrives through one of those next to it.
              const arriving = expected.flatMap(({ firewalls: on, through }) => {
                const at = on.indexOf(firewall.name);
                return at < 0 ? [] : [[from, ...through][at]!];
              });
              const near = names(ways.nearest(firewall, source)).split(' ');
              for (const each of arriving) assert.ok(near.includes(each), `${firewall.name} ${from} ${to}`);
            }
          }
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('are none where no firewall joins, and nothing is said of them in a plan that names none', async () => {
    const { ways, zone } = await only(textOf(['a', 'b', 'c'], [['a', 'b']], () => false));
    assert.deepEqual(ways.list(zone('a'), zone('c')).ways, []);
    const { plan } = await analysisOf('zone a { subnet 10.0.0.0/24 }');
    assert.equal(waysOf(plan), undefined);
  });

  it('lead through the internet only where nothing else does', async () => {
    const sites = 'zone i external\nzone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\n';
    const over = await only(`${sites}firewall f { zones a, i }\nfirewall g { zones b, i }`);
    assert.deepEqual(over.ways.list(over.zone('a'), over.zone('b')).ways.map(names), ['f g']);
    const beside = await only(
      `${sites}zone w { subnet 10.9.0.0/24 }\nzone x { subnet 10.8.0.0/24 }
firewall f { zones a, i, w }\nfirewall h { zones w, x }\nfirewall g { zones b, i, x }`,
    );
    assert.deepEqual(beside.ways.list(beside.zone('a'), beside.zone('b')).ways.map(names), ['f h g']);
  });

  it('pass what stands at the hosts of their ends', async () => {
    const { ways, zone } = await only(
      `zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nzone c { subnet 10.3.0.0/24 }
firewall f { zones a, b, c }\nfirewall hosts { at b }`,
    );
    assert.deepEqual(ways.list(zone('a'), zone('b')).ways.map(names), ['f hosts']);
    assert.deepEqual(ways.list(zone('b'), zone('c')).ways.map(names), ['hosts f']);
    assert.deepEqual(ways.list(zone('a'), zone('c')).ways.map(names), ['f']);
  });

  it('are told one by one up to a number, however many there are', async () => {
    const firewalls = Array.from({ length: 40 }, () => ['a', 'b']);
    const { ways, zone } = await only(textOf(['a', 'b'], firewalls, () => false));
    const { ways: told, more } = ways.list(zone('a'), zone('b'));
    assert.equal(told.length, 8);
    assert.ok(more);
    assert.equal(ways.between(zone('a'), zone('b')).length, 40);
  });

  thoroughly('cost checking four times as much for four times as many firewalls in a row', async () => {
    const row = (count: number): string => {
      const each = Array.from({ length: count }, (_, n) => n);
      return [
        ...each.map((n) => `zone z${n} { subnet 10.0.${n}.0/24 }\nzone l${n} { subnet 10.1.${n}.0/29 }`),
        ...each.map((n) => `firewall f${n} { zones z${n}, l${n}${n ? `, l${n - 1}` : ''} }`),
        ...each.map((n) => `allow z${n} -> z${(n * 7 + 3) % count} : tcp 443`),
        'allow any -> any : tcp 80',
        'zone lonely { subnet 10.2.0.0/24 }\nallow lonely -> any, z0 : tcp 22',
      ].join('\n');
    };
    const [few, many] = await workOf([row(20), row(80)]);
    assert.ok(many! < 5 * few!, `${few} blocks for 20, ${many} for 80`);
  });
});
