import assert from 'node:assert/strict';
import { csv } from '../../language/rulesets/targets/csv/csv.ts';
import { reader } from '../../language/rulesets/targets/csv/read.ts';
import { detect, readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { countsAll, decides, textsOfChance, toldBy } from './asking.ts';
import { readsBack } from './emitted.ts';
import { toldAt } from './words.ts';

// A table has no row for the networks of one zone that reach each other; the target says so.
readsBack({ target: csv, reader, time: /^it holds until \d{4}-\d\d-\d\d$/, proof: { inside: 'none' } });

const read = (text: string): RunningDevice => readRunning(text, 'rules.csv')[0]!;

describe('reading a table of rules', () => {
  it('columns in any order and by several words, parted by commas, semicolons or tabs', () => {
    const rows = [
      ['Comment', 'Src Address', 'Dst Address', 'Protocol', 'Dst Port', 'Permission', 'Disabled'],
      ['web', '10.1.0.0/16; 10.2.0.1-10.2.0.9', '10.9.0.5', 'tcp', '443', 'Accept', ''],
      ['', 'any', '10.9.0.5', 'TCP', '22', 'permit', 'yes'],
      ['', '10.3.0.0/24', '10.9.0.0 255.255.255.0', 'udp', '53', 'DROP', 'no'],
      ['', '10.3.0.0/16', 'any', 'udp', '53', 'allow', 'false'],
    ];
    for (const mark of [',', ';', '\t']) {
      const text = `${rows.map((row) => row.map((cell) => (cell.includes(mark) ? `"${cell}"` : cell)).join(mark)).join('\r\n')}\r\n`;
      assert.equal(detect(text, 'x.csv').name, 'csv');
      const device = read(text);
      decides(device, {
        'x 10.1.7.7 -> y 10.9.0.5 tcp 443': 'permit',
        'x 10.2.0.9 -> y 10.9.0.5 tcp 443': 'permit',
        'x 10.2.0.10 -> y 10.9.0.5 tcp 443': 'deny',
        'x 10.1.7.7 -> y 10.9.0.5 udp 443': 'deny',
        'x 10.1.7.7 -> y 10.9.0.5 tcp 22': 'deny',
        'x 10.3.0.1 -> y 10.9.0.7 udp 53': 'deny',
        'x 10.3.1.1 -> y 10.9.0.7 udp 53': 'permit',
      });
      assert.deepEqual(device.unknown, []);
      assert.deepEqual(device.lines, { modeled: 4, withoutBearing: 1, unknown: 0 });
      assert.equal(device.lists.get('rules')!.rules[0]!.comment, 'web');
    }
  });

  it('an apostrophe that keeps a spreadsheet from running a cell is none of it, and any other one is', () => {
    const device = read("name,source,destination,service,action,comment\n'-1,any,10.9.0.5,tcp/443,allow,the vendor'-s\n");
    const [rule] = device.lists.get('rules')!.rules;
    assert.deepEqual([rule!.name, rule!.comment], ['-1', "the vendor'-s"]);
  });

  it('services in the ways in which people write them', () => {
    const PACKETS = [
      'tcp 80',
      'tcp 443',
      'udp 443',
      'tcp 8005',
      'udp 53',
      'icmp 8',
      'icmp 0',
      'other 47',
      'udp 67 from 68',
      'udp 67',
    ];
    const open: Readonly<Record<string, readonly string[]>> = {
      'TCP/80, tcp:443': ['tcp 80', 'tcp 443'],
      '443/tcp': ['tcp 443'],
      'tcp 80, 443, 8000-8010': ['tcp 80', 'tcp 443', 'tcp 8005'],
      'tcp_8005 | udp-443': ['tcp 8005', 'udp 443'],
      'tcp+udp 443': ['tcp 443', 'udp 443'],
      'HTTPS; dns': ['tcp 443', 'udp 53'],
      ping: ['icmp 8'],
      'icmp echo-request, protocol gre': ['icmp 8', 'other 47'],
      icmp: ['icmp 8', 'icmp 0'],
      'udp 67 source port 68': ['udp 67 from 68'],
      'any except tcp 1-65535, udp 1-65535, icmp': ['other 47'],
      any: PACKETS,
      '': PACKETS,
    };
    for (const [service, passes] of Object.entries(open)) {
      const device = read(`source,destination,service,action\n10.0.0.0/8,any,"${service}",allow\n`);
      decides(
        device,
        Object.fromEntries(
          PACKETS.map((packet) => [`x 10.0.0.1 -> y 10.9.0.5 ${packet}`, passes.includes(packet) ? 'permit' : 'deny']),
        ),
      );
      assert.deepEqual(device.unknown, [], service);
    }
  });

  it('names are places, and zones limit addresses', () => {
    const device = read('From,To,Service,Action\n"lab, 10.3.0.0/24",core,tcp 22,allow\n');
    decides(device, {
      'lab 10.1.0.1 -> core 10.2.0.1 tcp 22': 'permit',
      'other 10.3.0.1 -> core 10.2.0.1 tcp 22': 'permit',
      'other 10.1.0.1 -> core 10.2.0.1 tcp 22': 'deny',
      'lab 10.1.0.1 -> other 10.2.0.1 tcp 22': 'deny',
    });
    assert.deepEqual(
      device.places.map(({ name }) => name),
      ['lab', 'core'],
    );
    const zoned = read('Source Zone,Source,Destination Zone,Destination,Port,Protocol,Action\nlab,any,core,srv-1,22,tcp,allow\n');
    decides(zoned, {
      'lab 10.1.0.1 -> core 10.2.0.1 tcp 22': 'unknown',
      'lab 10.1.0.1 -> other 10.2.0.1 tcp 22': 'deny',
    });
  });

  it('what is limited or can’t be read may match or not, and is named', () => {
    const device = read(
      [
        'source,destination,service,action,schedule,color',
        '10.1.0.0/16,any,tcp 22,allow,working hours,',
        '10.2.0.0/16,any,magic,allow,always,',
        '10.3.0.0/16,any,tcp 22,ask,,',
        '10.4.0.0/16,any,443,allow,,',
        '10.5.0.0/16,any,tcp 22,allow,,,surplus',
      ].join('\n'),
    );
    for (const n of [1, 2, 3, 5]) decides(device, { [`x 10.${n}.0.1 -> y 10.9.0.5 tcp 22`]: 'unknown' });
    decides(device, { 'x 10.4.0.1 -> y 10.9.0.5 tcp 443': 'unknown', 'x 10.4.0.1 -> y 10.9.0.5 tcp 444': 'deny' });
    assert.deepEqual(toldAt(device), [
      [1, 'column color'],
      [3, 'services of a row'],
      [4, 'a row without an action that is known'],
      [5, 'services of a row'],
      [6, 'a row with more cells than headings'],
    ]);
  });

  it('an address that is none, or has zeros in front that some programs read as octal, may be any address', () => {
    for (const address of ['10.1.0.010', '010.1.0.8', '10.1.0.008/31', '10.1.0.300']) {
      const device = read(`source,destination,service,action\n${address},any,tcp 22,allow\n`);
      for (const n of ['8', '10']) decides(device, { [`x 10.1.0.${n} -> y 10.9.0.5 tcp 22`]: 'unknown' });
    }
  });

  it('a column of hosts has each of them as a firewall of its own', () => {
    const text = 'Host,Source,Destination,Services,Action\na,10.1.0.1,10.2.0.1,tcp 22,allow\nb,any,10.2.0.2,tcp 22,allow\n';
    const devices = readRunning(text, 'x.csv');
    assert.deepEqual(
      devices.map(({ name, host }) => [name, host?.isEmpty]),
      [
        ['a', true],
        ['b', true],
      ],
    );
    decides(devices[0]!, { 'x 10.1.0.1 -> y 10.2.0.1 tcp 22': 'permit', 'x 10.1.0.2 -> y 10.2.0.1 tcp 22': 'deny' });
  });

  it('keeps no secret, never fails, and counts every line', () => {
    const whole =
      'source,destination,service,action,comment\nany,any,any,allow,"password: HUNTER2\nand ""more"""\n10.0.0.1,any,tcp,deny,x\n';
    assert.ok(!toldBy(readRunning(whole, 'x', 'csv')).includes('HUNTER2'));
    const words = [
      'source',
      'destination',
      ',',
      '"',
      ';',
      'any',
      'tcp',
      '1-',
      '-',
      ':',
      '/',
      'icmp',
      'except',
      '10.0.0.1',
      '__proto__',
    ];
    const heading = 'source,destination,service,action\n';
    const texts = [
      ...Array.from({ length: whole.length }, (_, n) => whole.slice(0, n)),
      ...textsOfChance(words, 200),
      ...textsOfChance(words, 200).map((text) => heading + text),
      heading + '"'.repeat(5001),
    ];
    for (const text of texts) for (const device of readRunning(text, 'x', 'csv')) countsAll(device, text);
  });
});
