import assert from 'node:assert/strict';
import { nearestNames } from '../../language/syntax/near-names.ts';
import { thoroughly } from '../support/chance.ts';
import { diagnose } from '../support/language.ts';

const many = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join('\n');

describe('findings of what is wrong many times over', () => {
  it('are a few for each of many zones that overlap, and say how many more there are', async () => {
    const found = (await diagnose(many(60, (n) => `zone z${n} { subnet 10.0.0.0/8 }`))).filter(
      (d) => d.code === 'overlapping-subnets',
    );
    const of = (line: number): string[] => found.filter((d) => d.range.start.line === line).map((d) => `${d.message}`);
    assert.deepEqual(of(0), []);
    assert.deepEqual(of(2), ['10.0.0.0/8 is also in z0.', '10.0.0.0/8 is also in z1.']);
    assert.deepEqual(of(4).slice(2), ['10.0.0.0/8 is also in z2.', 'Addresses of this are also in 1 more zone.']);
    assert.deepEqual(of(59), [
      '10.0.0.0/8 is also in z0.',
      '10.0.0.0/8 is also in z1.',
      '10.0.0.0/8 is also in z2.',
      'Addresses of this are also in 56 more zones.',
    ]);
    assert.equal(found.length, 1 + 2 + 3 + 56 * 4);
  });

  it('are five thousand for all zones that overlap, and count the others', async () => {
    const found = (await diagnose(many(1300, (n) => `zone z${n} { subnet 10.0.0.0-10.0.${n >> 8}.${n & 255} }`))).filter(
      (d) => d.code === 'overlapping-subnets',
    );
    // One, two and three of the first ones, then four of each zone, up to the one with which five thousand are passed.
    const last = found.at(-1)!;
    assert.equal(found.length, 1 + 2 + 3 + 1249 * 4 + 1);
    assert.deepEqual(
      [last.range.start.line, last.message],
      [1253, 'This and 46 more networks behind it are also in other zones; they show once those that are listed are mended.'],
    );
  });

  thoroughly('are five thousand of each check, and of names that lead nowhere, and the last one counts the others', async () => {
    const found = await diagnose(
      `zone z {\n${many(5004, (n) => `component c${n} at 127.0.${n >> 8}.${n & 255}`)}\n}
group all = ${many(5003, (n) => `name-of-nobody-that-is-long-${n},`)} z\n`,
    );
    const of = (code: string): string[] => found.filter((d) => d.code === code).map((d) => `${d.message}`);
    const [addresses, names] = [of('unusable-address'), of('unknown-name')];
    assert.deepEqual([addresses.length, names.length], [5001, 5001]);
    assert.ok(addresses.includes('4 more findings of unusable-address; they show once those that are listed are mended.'));
    assert.equal(
      names.at(-1),
      'This name leads nowhere. So do 2 more behind it, which show once those that are listed are mended.',
    );
  });

  it('name eight of the addresses that a firewall gives one component, and count the others', async () => {
    const text = `zone internet external\nzone dmz { subnet 10.0.0.0/24 component web at 10.0.0.1 }\nfirewall edge : asa {\n  zones internet, dmz
${many(20, (n) => `  nat 203.0.113.${n} tcp 443 -> web`)}\n}\nallow internet -> web : tcp 443, 8080\n`;
    const [found] = (await diagnose(text)).filter((d) => d.code === 'untranslated-port');
    assert.match(
      `${found?.message}`,
      /^internet knows web as 203\.0\.113\.0 and .* and 203\.0\.113\.7 and 12 more alone, where tcp 8080 /,
    );
  });

  it('find each zone that another overlaps, however the networks lie', async () => {
    const nested = `zone all { subnet 10.0.0.0/8 }\nzone some { subnet 10.1.0.0/16, fd00::/64 }\nzone few { subnet 10.1.2.0/24, 10.9.0.0/24 }
zone other { subnet 192.168.0.0/16 }\nzone apart { subnet 10.2.0.0/16, fd00::8/125 }\n`;
    const found = (await diagnose(nested)).filter((d) => d.code === 'overlapping-subnets').map((d) => `${d.message}`);
    assert.deepEqual(found, [
      '10.1.0.0/16 is also in all.',
      '10.1.2.0/24 is also in all.',
      '10.1.2.0/24 is also in some.',
      '10.9.0.0/24 is also in all.',
      '10.2.0.0/16 is also in all.',
      'fd00::8/125 is also in some.',
    ]);
  });
});

describe('the nearest names', () => {
  const NAMES = [
    'a',
    'vpn',
    'ldap',
    'veeam.backup-server',
    'vmware.esxi',
    'vbr',
    'Proxy_One',
    'shop.till',
    'a-much-longer-name-of-a-server',
    'esx',
    'acronis-scs',
    'acronis-cyber-protect',
  ];
  for (const [name, expected] of [
    ['vbrr', ['vbr']],
    ['backup-server', ['veeam.backup-server']],
    ['backup-sever', ['veeam.backup-server']],
    ['veeam.bakup-server', ['veeam.backup-server']],
    ['proxy-one', ['Proxy_One']],
    ['til', []],
    // Two neighbors that changed places are one slip.
    ['vrb', ['vbr']],
    ['VBR', ['vbr']],
    ['exs', ['esx']],
    // Short names that merely share letters are not meant.
    ['v13', []],
    ['all', []],
    ['b', []],
    ['rdp', []],
    ['vb', ['vbr']],
    ['till', ['shop.till']],
    ['a-much-longer-name', []],
    ['a-much-longer-name-of-a-sevrer', ['a-much-longer-name-of-a-server']],
    // A name of a catalog that is right comes before one that a letter is missing from.
    ['esxi', ['vmware.esxi', 'esx']],
    ['acronis', ['acronis-cyber-protect', 'acronis-scs']],
  ] as const)
    it(`of ${name} are ${expected.join(' and ') || 'none'}`, () => assert.deepEqual(nearestNames(name, NAMES), expected));
});
