import assert from 'node:assert/strict';
import { type AddressSet, ALL_IPV6 } from '../../language/model/addresses.ts';
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `zone a {
  subnet 10.0.0.0/24, 2001:db8:a::/64
  component one at 10.0.0.1, 2001:db8:a::1
}
zone b {
  subnet 10.0.1.0/24, 2001:db8:b::/64
  component two at 10.0.1.2, 2001:db8:b::2
}
allow one -> two : tcp 22
`;

/** What a host saves that lets everything out and only what is given in. */
const hostWith = (name: string, family: 4 | 6, input: string): RunningDevice[] =>
  readRunning(
    `*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT DROP [0:0]\n${input}-A OUTPUT -j ACCEPT\nCOMMIT\n`,
    `${name}-v${family}.rules`,
    'iptables',
  ).map((device) => ({ ...device, name, families: [family] }));

const isOfSix = (set: AddressSet): boolean => ALL_IPV6.covers(set);

/** What the first host lets out to the second one beyond the plan, as the audit of both says. */
async function letOut(...second: RunningDevice[]): Promise<{ four: boolean; six: boolean }> {
  const analysis = await analysisOf(PLAN);
  const two = analysis.plan.components.find(({ name }) => name === 'two')!;
  const { devices } = audit(analysis, [...hostWith('one', 4, ''), ...hostWith('one', 6, ''), ...second], {});
  const boxes = devices
    .filter(({ device }) => device.name === 'one')
    .flatMap(({ open }) => open.flatMap(({ region }) => region))
    .filter(({ destinations }) => destinations.overlaps(two.addresses));
  return {
    four: boxes.some(({ destinations }) => !isOfSix(destinations.intersect(two.addresses))),
    six: boxes.some(({ destinations }) => !destinations.intersect(two.addresses).intersect(ALL_IPV6).isEmpty),
  };
}

describe('what a host lets out since it lets everything out', () => {
  const SSH = '-A INPUT -s 10.0.0.1/32 -p tcp -m tcp --dport 22 -j ACCEPT\n';
  it('is open where nobody knows what the other host lets in', async () => {
    assert.deepEqual(await letOut(), { four: true, six: true });
  });

  it('is not open where the other host lets in what the plan permits and no more', async () => {
    const six = hostWith('two', 6, '-A INPUT -s 2001:db8:a::1/128 -p tcp -m tcp --dport 22 -j ACCEPT\n');
    assert.deepEqual(await letOut(...hostWith('two', 4, SSH), ...six), { four: false, six: false });
  });

  it('is open in the family that the files of the other host say nothing of', async () => {
    assert.deepEqual(await letOut(...hostWith('two', 4, SSH)), { four: false, six: true });
  });

  it('is open as far as the other host may let it in', async () => {
    const maybe = '-A INPUT -p tcp -m tcp --dport 23 -m string --string x --algo bm -j ACCEPT\n';
    assert.deepEqual(await letOut(...hostWith('two', 4, SSH + maybe)), { four: true, six: true });
  });
});
