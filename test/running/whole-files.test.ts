import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { countsAll, decides, toldBy } from './asking.ts';

/** A file as a device writes it whole, of which most is about something else. */
function read(name: string, form: string): RunningDevice {
  const text = readFileSync(join(import.meta.dirname, 'files', name), 'utf8');
  const [device, more] = readRunning(text, name);
  assert.equal(more, undefined);
  assert.equal(device!.format, form);
  countsAll(device!, text);
  assert.doesNotMatch(toldBy([device!]), /HUNTER2/);
  return device!;
}

describe('whole files of devices', () => {
  it('have no unknown line where all is usual: a Cisco ASA for an office', () => {
    const device = read('asa.txt', 'asa');
    assert.deepEqual(device.unknown, []);
    assert.deepEqual(
      device.places.map(({ name, rest }) => [name, rest]),
      [
        ['outside', true],
        ['inside', false],
      ],
    );
    decides(device, {
      'inside 10.1.1.5 -> outside 198.51.100.1 tcp 443': 'permit',
      'inside 10.1.1.5 -> inside 10.1.1.6 tcp 443': 'permit',
      'outside 198.51.100.1 -> inside 10.1.1.5 tcp 443': 'deny',
    });
  });

  it('have no unknown line where all is usual but what looks into connections: the XML of a PAN-OS firewall', () => {
    const device = read('panos.xml', 'panos');
    assert.deepEqual(device.unknown, []);
    assert.deepEqual(
      device.inspecting?.map(({ line, what }) => [line, what]),
      [[184, 'security rule … profile-setting group']],
    );
    assert.equal(device.name, 'PA-220');
    const [rule] = device.lists.get('rules between zones')!.rules;
    assert.deepEqual([rule!.name, rule!.line], ['in', 148]);
    decides(device, {
      'untrust 198.51.100.1 -> dmz 10.2.2.10 tcp 443': 'permit',
      'untrust 198.51.100.1 -> dmz 10.2.2.10 tcp 9011': 'permit',
      'untrust 198.51.100.1 -> dmz 10.2.2.11 tcp 443': 'deny',
      'untrust 2001:db8::1 -> dmz fd00:2::5 tcp 9000': 'permit',
      'dmz 10.2.2.5 -> untrust 198.51.100.1 tcp 443': 'deny',
      'dmz 10.2.2.5 -> dmz 10.2.2.6 tcp 443': 'deny',
    });
  });

  it('have no unknown line where all is usual: a backup of a FortiGate for a branch', () => {
    const device = read('fortigate.conf', 'fortios');
    assert.deepEqual(device.unknown, []);
    decides(device, {
      'internal 10.1.0.5 -> wan1 198.51.100.1 tcp 443': 'permit',
      'internal 10.1.0.5 -> dmz 10.2.0.5 tcp 9443': 'permit',
      'internal 10.1.0.5 -> dmz 10.2.0.6 tcp 9443': 'deny',
      'wan1 198.51.100.1 -> internal 10.1.0.5 tcp 443': 'deny',
    });
  });

  it('have no unknown line where all is usual: an SRX for a branch, in braces', () => {
    const device = read('srx.conf', 'junos');
    assert.deepEqual(device.unknown, []);
    decides(device, {
      'trust 10.1.20.5 -> untrust 198.51.100.1 tcp 443': 'permit',
      'trust 10.1.0.5 -> untrust 198.51.100.1 tcp 22': 'deny',
      'untrust 198.51.100.1 -> trust 10.1.0.5 tcp 443': 'deny',
    });
  });
});
