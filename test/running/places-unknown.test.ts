// What rules about an interface or a zone of the device say where nobody knows what lies behind it: it may be what another place is known to have.
import assert from 'node:assert/strict';
import { type AuditOptions, audit, type DeviceAudit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `zone a { subnet 10.1.0.0/24 component w at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component s at 10.2.0.5 }
zone far { subnet 10.3.0.0/24 component f at 10.3.0.5 }
zone internet external
allow w -> s : tcp 443
`;

const PANOS = `set network interface ethernet ethernet1/1 layer3 ip 10.1.0.1/24
set network interface ethernet ethernet1/2 layer3 ip 10.2.0.1/24
set network interface ethernet ethernet1/3 layer3 ip 192.0.2.2/30
set network interface tunnel units tunnel.1
set network virtual-router vr routing-table ip static-route default destination 0.0.0.0/0 interface ethernet1/3
set zone lan network layer3 ethernet1/1
set zone dmz network layer3 ethernet1/2
set zone wan network layer3 ethernet1/3
set zone vpn network layer3 tunnel.1
set rulebase security rules r from lan to dmz source 10.1.0.5 destination 10.2.0.5 application any service web action allow
set service web protocol tcp port 443
set rulebase default-security-rules rules intrazone-default action deny
`;

const rule = (name: string, from: string, to: string): string =>
  `set rulebase security rules ${name} from ${from} to ${to} source any destination any application any service web action allow\n`;

async function audited(
  text: string,
  rules = '',
  form = 'panos',
  options: AuditOptions = {},
): Promise<DeviceAudit & { inStep: boolean }> {
  const { devices, inStep } = audit(await analysisOf(PLAN + rules), readRunning(text, 'fw.txt', form), options);
  return { ...devices[0]!, inStep };
}

/** What is told, and whether it is certain. */
function told({ open, cutOff }: DeviceAudit): string[] {
  return [...open.map((each) => ({ what: 'open', ...each })), ...cutOff.map((each) => ({ what: 'cut off', ...each }))].map(
    ({ what, perhaps }) => (perhaps === undefined ? what : `perhaps ${what}`),
  );
}

describe('a place of which nothing is known', () => {
  it('may be where the internet comes in, which lies behind the default route as well', async () => {
    const found = await audited(PANOS + rule('t', 'vpn', 'dmz'));
    assert.deepEqual([told(found), found.inStep], [['perhaps open'], false]);
  });

  it('leaves what is known of the internet as it is', async () => {
    const out = 'allow w -> 198.51.100.9 : tcp 443\n';
    const lets = rule('o', 'lan', 'wan').replace('source any', 'source 10.1.0.5');
    const closed = rule('t', 'vpn', 'dmz').replace('allow', 'deny');
    assert.deepEqual(told(await audited(PANOS + lets.replace('destination any', 'destination 198.51.100.9') + closed, out)), []);
    // Nobody says that 10.3.0.0/24 is not behind the tunnel.
    const inner = 'allow w -> f : tcp 443\n';
    const narrow = lets.replace('destination any', 'destination 10.3.0.5');
    assert.deepEqual(told(await audited(PANOS + narrow, inner)), []);
    assert.deepEqual(told(await audited(PANOS + narrow + closed, inner)), ['perhaps cut off']);
    const said = { places: new Map([['wan', ['far', 'internet']]]) };
    assert.deepEqual(told(await audited(PANOS + narrow + closed, inner, 'panos', said)), []);
  });

  it('is another one than where somebody says that the internet lies', async () => {
    const places = new Map([
      ['eth0', ['internet']],
      ['eth1', ['a']],
      ['eth2', ['b']],
      ['eth3', ['far']],
    ]);
    const text = (more: string): string =>
      `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A FORWARD -i eth1 -s 10.1.0.5/32 -d 10.2.0.5/32 -p tcp -m tcp --dport 443 -j ACCEPT\n${more}COMMIT\n`;
    const ask = async (more: string): Promise<string[]> => told(await audited(text(more), '', 'iptables', { places }));
    assert.deepEqual(await ask(''), []);
    assert.deepEqual(await ask('-A FORWARD -i tun0 -j ACCEPT\n'), ['perhaps open']);
    assert.deepEqual(await ask('-A FORWARD -i tun+ -o eth2 -j ACCEPT\n'), ['perhaps open']);
    assert.deepEqual(await ask('-A FORWARD -i lo -j ACCEPT\n'), []);
    assert.deepEqual(await ask('-A FORWARD -i eth0 -o eth2 -j ACCEPT\n'), ['open']);
  });
});
