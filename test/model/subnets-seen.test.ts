// Under which addresses the rest of a plan sees those of a subnet: "Zones" of docs/language.md.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { loadPlan } from '../support/language.ts';

/** As what components at some addresses are seen, in a zone with some lines of subnets. */
async function seen(lines: string, places: readonly string[]): Promise<string[]> {
  const components = places.map((place, n) => `  component c${n} at ${place}\n`).join('');
  const { document, services } = await loadPlan(`zone z {\n${lines}\n${components}}\n`);
  const { zones } = services.segplan.Plans.plan(document.parseResult.value);
  return zones[0]!.components.map(({ addresses }) => formatAddresses(addresses).join(', '));
}

/** Each line with what becomes of addresses in it. */
const LINES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '10.0.0.0/24': { '10.0.0.7': '10.0.0.7' },
  // A network of the same size, address by address.
  '10.0.0.0/24 as 10.101.0.0/24': {
    '10.0.0.0': '10.101.0.0',
    '10.0.0.7': '10.101.0.7',
    '10.0.0.255': '10.101.0.255',
    '10.0.0.250-10.0.0.252': '10.101.0.250-10.101.0.252',
  },
  '10.200.0.0/16 as 10.1.0.0/16': { '10.200.3.4': '10.1.3.4' },
  'fd00:1::/64 as fd00:101::/64': { 'fd00:1::7': 'fd00:101::7' },
  '10.0.0.1-10.0.0.9 as 10.5.0.11-10.5.0.19': { '10.0.0.1': '10.5.0.11', '10.0.0.9': '10.5.0.19' },
  // One address for all.
  '10.0.0.0/24 as 203.0.113.7': { '10.0.0.1': '203.0.113.7', '10.0.0.2-10.0.0.9': '203.0.113.7' },
  '10.0.0.1 as 203.0.113.7': { '10.0.0.1': '203.0.113.7' },
  // As many entries as there are before it, each for the one at its place.
  '10.0.0.0/24, fd00:1::/64 as 10.101.0.0/24, fd00:101::/64': { '10.0.0.7': '10.101.0.7', 'fd00:1::7': 'fd00:101::7' },
  '10.0.0.1, 10.0.1.0/24 as 10.9.0.1, 10.9.1.0/24': { '10.0.0.1': '10.9.0.1', '10.0.1.5': '10.9.1.5' },
  '10.0.0.0/24, 10.0.1.0/24 as 203.0.113.7, 10.9.1.0/24': { '10.0.0.5': '203.0.113.7', '10.0.1.5': '10.9.1.5' },
  '10.0.0.0/24, 10.0.1.0/24 as 10.9.1.0/24, 203.0.113.7': { '10.0.0.5': '10.9.1.5', '10.0.1.5': '203.0.113.7' },
  '10.0.0.0/24, 10.0.1.0/24 as 10.0.1.0/24, 10.0.0.0/24': { '10.0.0.5': '10.0.1.5', '10.0.1.5': '10.0.0.5' },
  // A single address for everything of its family.
  '10.0.0.0/24, 10.0.9.0/24 as 203.0.113.7': { '10.0.0.5': '203.0.113.7', '10.0.9.5': '203.0.113.7' },
  '10.0.0.0/24, fd00:1::/64 as 203.0.113.7': { '10.0.0.5': '203.0.113.7', 'fd00:1::5': 'fd00:1::5' },
  '10.0.0.0/24, fd00:1::/64 as fd00:9::7': { '10.0.0.5': '10.0.0.5', 'fd00:1::5': 'fd00:9::7' },
  // What the line leaves out is none of it.
  '10.0.0.0/24 except 10.0.0.8/29 as 10.101.0.0/24': {
    '10.0.0.7': '10.101.0.7',
    '10.0.0.16': '10.101.0.16',
    '10.0.0.8': '10.0.0.8',
  },
  '10.0.0.0/24 except 10.0.0.8/29 as 203.0.113.7': { '10.0.0.7': '203.0.113.7', '10.0.0.8': '10.0.0.8' },
  '10.0.0.0/24, 10.0.1.0/24 except 10.0.1.8/29 as 203.0.113.7': { '10.0.1.7': '203.0.113.7', '10.0.1.8': '10.0.1.8' },
};

describe('subnets that are seen under other addresses', () => {
  it('have each address seen as its line says', async () => {
    for (const [line, places] of Object.entries(LINES))
      assert.deepEqual(await seen(`  subnet ${line}`, Object.keys(places)), Object.values(places), line);
  });

  it('have it so with many lines as well, and with others between them', async () => {
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const lines = numbers.map((n) => `  subnet 10.0.${n}.0/24${n % 3 ? ` as 10.101.${n + 1}.0/24` : ''}`);
    assert.deepEqual(
      await seen(
        lines.join('\n'),
        numbers.map((n) => `10.0.${n}.5, 10.0.${n}.9`),
      ),
      numbers.map((n) => (n % 3 ? `10.101.${n + 1}.5, 10.101.${n + 1}.9` : `10.0.${n}.5, 10.0.${n}.9`)),
    );
  });
});
