import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunning } from '../../language/running/detect.ts';
import { countsAll, decides } from './asking.ts';
import type { Decision } from './packets.ts';

const folder = join(import.meta.dirname, 'public');

interface Public {
  readonly form: string;
  readonly expected: Readonly<Record<string, Decision>>;
  /** The lines that nobody can follow. */
  readonly unknown?: readonly number[];
}

/** What each file decides, read by hand. */
const FILES: Readonly<Record<string, Public>> = {
  // Levels: name1 and name3 50, the others 0; nothing is said of interfaces of one level.
  'asa-filters.txt': {
    form: 'asa',
    unknown: [36],
    expected: {
      'name1 192.168.1.9 -> name4 192.168.4.9 tcp 22': 'permit',
      'name1 192.168.1.9 -> name3 192.168.3.9 tcp 22': 'deny',
      'name1 192.168.1.9 -> name5 192.168.5.9 tcp 123': 'permit',
      'name1 192.168.1.9 -> name5 192.168.5.9 tcp 22': 'deny',
      'name1 192.168.1.9 -> name2 192.168.2.9 tcp 22': 'unknown',
      'name3 192.168.3.9 -> name4 192.168.4.9 udp 22': 'permit',
      'name3 192.168.3.9 -> name1 192.168.1.9 tcp 123': 'deny',
      'name4 192.168.4.9 -> name1 192.168.1.9 tcp 123': 'permit',
      'name4 192.168.4.9 -> name1 192.168.1.9 tcp 124': 'deny',
      'name4 192.168.4.9 -> name5 192.168.5.9 tcp 123': 'deny',
      'name5 192.168.5.9 -> name1 192.168.1.9 tcp 123': 'deny',
      'name5 192.168.5.9 -> name3 192.168.3.9 tcp 123': 'deny',
    },
  },
  // The file says of itself: services 1 and 3 pass and 2 doesn't, other ones neither between zones, but within one.
  'panorama-rulebase.txt': {
    form: 'panos',
    expected: {
      'z1 1.1.1.9 -> z2 1.1.2.9 tcp 1001': 'permit',
      'z1 1.1.1.9 -> z2 1.1.2.9 tcp 1002': 'deny',
      'z1 1.1.1.9 -> z2 1.1.2.9 tcp 1003': 'permit',
      'z1 1.1.1.9 -> z2 1.1.2.9 tcp 1004': 'deny',
      'z1 1.1.1.9 -> z1 1.1.1.8 tcp 1002': 'deny',
      'z1 1.1.1.9 -> z1 1.1.1.8 tcp 1004': 'permit',
    },
  },
  // What an application may permit before, the last rule permits as well.
  'rulebase-tracing.txt': {
    form: 'panos',
    expected: {
      'z1 1.1.1.10 -> z2 1.1.4.10 tcp 1': 'deny',
      'z1 1.1.1.10 -> z2 1.1.4.10 tcp 443': 'deny',
      'z1 1.1.1.10 -> z2 1.1.1.10 tcp 179': 'permit',
      'z1 1.1.1.11 -> z2 1.1.4.10 tcp 1': 'permit',
      'z1 1.1.1.11 -> z2 10.11.12.13 tcp 1': 'deny',
      'z1 1.1.1.11 -> z2 10.11.11.200 tcp 1': 'deny',
      'z1 1.1.1.11 -> z2 10.11.12.14 tcp 1': 'permit',
      'z1 1.1.1.11 -> z2 10.12.14.16 tcp 8080': 'permit',
    },
  },
  // The first policy is switched off; the second one says no action, and so denies what comes from port 11.
  'firewall_policy.txt': {
    form: 'fortios',
    expected: {
      'port1 10.0.1.5 -> port2 10.0.2.5 tcp 12 from 11': 'deny',
      'port1 10.0.1.5 -> port2 10.0.2.5 tcp 12 from 13': 'permit',
      'port1 10.0.1.5 -> port2 10.0.2.5 tcp 11': 'permit',
      'port2 10.0.2.5 -> port1 10.0.1.5 tcp 11': 'permit',
      'zone1 10.0.3.5 -> port1 10.0.1.5 tcp 99': 'permit',
      'port1 2001:db8::1 -> port2 2001:db8::2 tcp 11': 'deny',
    },
  },
  // A filter stands where packets leave towards untrust.
  'firewall-combined-policies.txt': {
    form: 'junos',
    unknown: [33],
    expected: {
      'trust 1.2.3.1 -> untrust 1.2.4.9 tcp 1': 'unknown',
      'trust 1.2.3.2 -> untrust 1.2.4.9 tcp 1': 'deny',
      'trust 1.2.3.5 -> untrust 1.2.4.9 tcp 1': 'deny',
      'trust 1.2.3.9 -> untrust 1.2.4.9 tcp 1': 'unknown',
      'untrust 1.2.4.9 -> trust 1.2.3.9 tcp 1': 'permit',
      'untrust 1.2.3.5 -> trust 1.2.3.9 tcp 1': 'deny',
    },
  },
};

describe('configurations that others wrote', () => {
  it('are all tried', () => {
    assert.deepEqual(
      Object.keys(FILES).sort(),
      readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort(),
    );
  });

  for (const [name, { form, expected, unknown = [] }] of Object.entries(FILES))
    it(`decide as somebody reads them: ${name}`, () => {
      const text = readFileSync(join(folder, name), 'utf8');
      const [device, more] = readRunning(text, name);
      assert.equal(more, undefined);
      assert.equal(device!.format, form);
      countsAll(device!, text);
      assert.deepEqual(
        device!.unknown.map(({ line }) => line),
        unknown,
      );
      decides(device!, expected);
    });
});
