import assert from 'node:assert/strict';
import { guessNetworks, isStated, networkName } from '../../language/importing/guess-networks.ts';
import { PlanNames } from '../../language/importing/plan-names.ts';
import { broken, plainText, quoted } from '../../language/importing/plan-text.ts';
import { ALL_IPS, ANYWHERE, formatAddresses, NO_ADDRESSES } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { readAddresses } from '../../language/running/parts.ts';
import { formatted } from '../support/editor.ts';
import { diagnose } from '../support/language.ts';

const set = (text: string) => IntervalSet.unionAll(text.split(', ').map((each) => readAddresses(each)!));

describe('names of a plan that is begun', () => {
  it('are what a device calls it, as far as that can be written, and never twice', async () => {
    const names = new PlanNames(['veeam', 'Old']);
    const made = [
      ['web', 'web'],
      ['web', 'web-2'],
      ['WEB', 'WEB-3'],
      ['old', 'old-2'],
      ['Veeam', 'Veeam-2'],
      ['10.1.0.5', 'n-10-1-0-5'],
      ['web server (new)', 'web-server-new'],
      ['--a__b--', 'a__b'],
      ['a$$$b///c', 'a-b-c'],
      ['größe', 'größe'],
      ['東京', '東京'],
      ['zone', 'zone-host'],
      ['Any', 'Any'],
      ['any', 'any-host'],
      ['', 'host'],
      ['$', 'host-2'],
      ['x\u200by\u202e', 'x-y'],
      ['x'.repeat(60), 'x'.repeat(48)],
      ['x'.repeat(49), `${'x'.repeat(48)}-2`],
      [`${'y'.repeat(47)}-z`, 'y'.repeat(47)],
    ] as const;
    assert.deepEqual(
      made.map(([wanted]) => [wanted, names.name(wanted, 'host')]),
      made,
    );
    // Each of them can stand in a plan beside all others.
    const text = `${made.map(([, name], n) => `zone ${name} {\n  subnet 10.${n}.0.0/24\n}\n`).join('')}`;
    assert.deepEqual(
      (await diagnose(text)).filter(({ severity }) => severity === 1).map(({ message }) => message),
      [],
    );
  });

  it('of networks are the part of the address that is their own', () => {
    for (const [network, name] of [
      ['10.1.2.0/24', 'net-10-1-2'],
      ['10.1.2.0/23', 'net-10-1-2'],
      ['10.1.2.128/25', 'net-10-1-2-128'],
      ['10.1.2.3', 'net-10-1-2-3'],
      ['10.1.0.0/16', 'net-10-1'],
      ['10.1.0.0/17', 'net-10-1-0'],
      ['10.0.0.0/8', 'net-10-0'],
      ['fd00:1:2::/64', 'net-fd00-1-2'],
      ['fd00:1:2:3::/64', 'net-fd00-1-2-3'],
      ['fd00::/32', 'net-fd00'],
      ['fd00:0:0:1::5', 'net-fd00-0-0-1-0-0-0-5'],
      ['10.1.2.0/24, fd00::/64', 'net-10-1-2'],
    ] as const)
      assert.equal(networkName(set(network)), name, network);
    assert.equal(networkName(NO_ADDRESSES), 'network');
  });
});

describe('lines of a plan that is begun', () => {
  const long = (count: number): string => Array.from({ length: count }, (_, n) => `10.0.0.${n + 10}`).join(', ');

  it('are no longer than 120 characters where they can be broken, and are the same statement', async () => {
    const text = `allow ${long(20)} -> ${long(20)} : tcp 1-2, 4, 6`;
    const lines = broken(text).split('\n');
    assert.ok(lines.length > 3 && lines.every((line) => line.length <= 120), lines.join('\n'));
    // Each is filled: what begins the next one would not have fitted.
    for (const [n, line] of lines.slice(1).entries())
      assert.ok(`${lines[n]} ${line.trim().split(/(?<=,)| (?=->)/)[0]}`.length > 120, lines.join('\n'));
    assert.equal(lines.map((line) => line.trim()).join(' '), text);
    assert.ok(lines.slice(1).every((line) => /^ {2,4}\S/.test(line)));
    // As the formatter has them, wherever the lines end: a list below an arrow on its own line stands deeper.
    for (const [from, to] of [
      [2, 2],
      [5, 12],
      [12, 5],
      [20, 20],
    ] as const) {
      const rule = broken(
        `allow ${long(from)} -> any except ${long(to)}, fd00:0:3:0:ffff:ffff:ffff:ffff : any except udp 53, 8000-8009 "why"`,
      );
      assert.equal(await formatted(`${rule}\n`), `${rule}\n`);
    }
    const inner = broken(`subnet ${long(30)}`, '  ').split('\n');
    assert.ok(inner.every((line) => line.length <= 120) && inner[0]!.startsWith('  subnet') && inner[1]!.startsWith('    10.'));
    assert.deepEqual([broken('x'.repeat(120)), broken('y'.repeat(118), '  ')], ['x'.repeat(120), `  ${'y'.repeat(118)}`]);
    // Nothing within quotes is broken.
    const said = `running "${'a, '.repeat(60)}b", "c"`;
    assert.deepEqual(broken(said).split('\n'), [`running "${'a, '.repeat(60)}b",`, '  "c"']);
  });

  it('hold no text that ends them, hides something or runs on', () => {
    assert.equal(plainText(' a\n\tb\r\n c\u2028d\u0085e\u0007f '), 'a b c d e f');
    assert.equal(plainText('a\u202eb\u200bc\ud800d\ue000e'), 'abcde');
    assert.equal(quoted('say "hi" \\ now'), '"say \\"hi\\" \\\\ now"');
  });
});

describe('networks that rules name', () => {
  const guessed = (rules: readonly (readonly [string, string])[], elsewhere = NO_ADDRESSES): string[] =>
    guessNetworks(
      rules.map(([from, to]) => ({ sources: from ? set(from) : ANYWHERE, destinations: to ? set(to) : ANYWHERE })),
      elsewhere,
    ).map((each) => formatAddresses(each).join(', '));

  it('are those that stand there, and the usual ones around private hosts', () => {
    assert.deepEqual(guessed([['10.1.0.5', '10.2.0.0/25']]), ['10.1.0.0/24', '10.2.0.0/25']);
    assert.deepEqual(guessed([['10.1.0.0/23', '10.2.0.7']]), ['10.1.0.0/23', '10.2.0.0/24']);
    assert.deepEqual(guessed([['10.1.0.16/28', '10.2.0.0/20']]), ['10.1.0.0/24', '10.2.0.0/20']);
    assert.deepEqual(guessed([['fd00:1::5', 'fd00:2::/48']]), ['fd00:1::/64', 'fd00:2::/48']);
    // Those of IPv4 come first.
    assert.deepEqual(
      guessed([
        ['fd00:1::5', 'fd00:2::5'],
        ['10.2.0.5', '10.1.0.5'],
      ]),
      [...['10.1.0.0/24', '10.2.0.0/24', 'fd00:1::/64', 'fd00:2::/64']],
    );
  });

  it('are taken apart where a rule stands between two parts of them', () => {
    assert.deepEqual(guessed([['10.1.0.5', '10.1.0.9']]), ['10.1.0.5', '10.1.0.9']);
    assert.deepEqual(
      guessed([
        ['10.1.0.0/26', '10.1.0.64/26'],
        ['10.1.0.0/24', '10.9.0.0/24'],
      ]),
      [...['10.1.0.0/26', '10.1.0.64/26', '10.9.0.0/24']],
    );
    assert.deepEqual(guessed([['fd00:1::5', 'fd00:1::9']]), ['fd00:1::5', 'fd00:1::9']);
    // Within one network everything reaches everything, whatever a rule says of all of it.
    assert.deepEqual(guessed([['10.1.0.0/24', '10.1.0.0/24']]), ['10.1.0.0/24']);
  });

  it('are no strangers: hosts of the internet are one’s own only where they may reach everything, or everybody them', () => {
    assert.deepEqual(guessed([['10.1.0.5', '8.8.8.8']]), ['10.1.0.0/24']);
    assert.deepEqual(guessed([['10.1.0.5', '203.0.113.0/28']]), ['10.1.0.0/24', '203.0.113.0/28']);
    assert.deepEqual(guessed([['', '203.0.113.7']]), ['203.0.113.7']);
    assert.deepEqual(guessed([['203.0.113.7', '']]), ['203.0.113.7']);
  });

  it('are none of what lies elsewhere, of what is too wide, and of what no host is at', () => {
    assert.deepEqual(guessed([['10.1.0.5', '10.2.0.5']], set('10.1.0.0/16')), ['10.2.0.0/24']);
    assert.deepEqual(guessed([['10.1.0.5', '10.2.0.0/16']], set('10.2.0.0/17')), ['10.1.0.0/24', '10.2.128.0/17']);
    assert.deepEqual(
      guessed([
        ['10.0.0.0/8', '172.16.0.0/16'],
        ['172.16.0.0/15', '10.1.0.0/16'],
      ]),
      ['10.1.0.0/16', '172.16.0.0/16'],
    );
    assert.deepEqual(
      guessed([
        ['10.1.0.5', '224.0.0.5'],
        ['10.1.0.5', 'ff02::1'],
      ]),
      ['10.1.0.0/24'],
    );
    assert.deepEqual(guessed([['', '']]), []);
  });

  it('are stated by what names addresses, and by nothing that means all but some', () => {
    for (const text of ['10.0.0.0/6', '10.0.0.1', 'fd00::/12', '10.0.0.1, 10.0.0.9'])
      assert.equal(isStated(set(text)), true, text);
    for (const text of ['0.0.0.0/5', '0.0.0.0/0', '::/0', 'f000::/4', '2000::/3']) assert.equal(isStated(set(text)), false, text);
    assert.deepEqual([ANYWHERE, NO_ADDRESSES, ALL_IPS.subtract(set('10.0.0.1'))].map(isStated), [false, false, false]);
    const many = (count: number) => set(Array.from({ length: count }, (_, n) => `10.0.${n >> 7}.${(n & 127) * 2}`).join(', '));
    assert.deepEqual([isStated(many(256)), isStated(many(257))], [true, false]);
  });
});
