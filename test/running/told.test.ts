// What an audit tells people: traffic in the plan's words, dead rules once, and where zones lie on a device that learns its routes.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { Plan } from '../../language/model/plan.ts';
import { type AuditOptions, audit, type DeviceAudit } from '../../language/running/audit.ts';
import { boxText } from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `zone production {
  subnet 10.1.0.0/24
  component web at 10.1.0.5
  component shop at 10.1.0.6
}
zone backup {
  subnet 10.2.0.0/24
  component repo at 10.2.0.5
}
zone internet external
`;

async function opens(rules: readonly string[], options: AuditOptions = {}, policy = 'DROP'): Promise<string[]> {
  const analysis = await analysisOf(PLAN);
  const [device] = readRunning(`*filter\n:FORWARD ${policy} [0:0]\n${rules.join('\n')}\nCOMMIT\n`, 'fw.rules');
  const { devices } = audit(analysis, [device!], options);
  return devices[0]!.open.flatMap(({ region }) => region.map((box) => boxText(box, analysis.plan)));
}

describe('what an audit says of traffic', () => {
  it('names almost all of a zone by what is not there', async () => {
    const tcp = '-d 10.2.0.0/24 -p tcp -m tcp --dport 81';
    const pass = `-A FORWARD -s 10.1.0.0/24 ${tcp} -j ACCEPT`;
    assert.deepEqual(await opens([`-A FORWARD -s 10.1.0.5 ${tcp} -j DROP`, pass]), [
      'all of production but web -> backup: tcp 81',
    ]);
    assert.deepEqual(await opens([`-A FORWARD -s 10.1.0.9 ${tcp} -j DROP`, `-A FORWARD -s 10.1.0.5 ${tcp} -j DROP`, pass]), [
      'all of production but (10.1.0.5, 10.1.0.9 (web)) -> backup: tcp 81',
    ]);
    assert.deepEqual(await opens([pass.replace('10.1.0.0/24', '10.1.0.0/25')]), ['10.1.0.0/25 (web, shop) -> backup: tcp 81']);
    assert.deepEqual(await opens([pass.replace('10.1.0.0/24', '10.1.0.0/23')]), ['production, 10.1.1.0/24 -> backup: tcp 81']);
  });

  it('says of icmp what the address family has', async () => {
    const icmp = '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p icmp';
    assert.deepEqual(await opens([`${icmp} -m icmp --icmp-type 8 -j DROP`, `${icmp} -j ACCEPT`]), [
      'production -> backup: icmp except icmp 8',
    ]);
    assert.deepEqual(await opens([`${icmp} -m icmp --icmp-type 8 -j ACCEPT`]), ['production -> backup: icmp 8']);
    assert.deepEqual(await opens([`${icmp} -j DROP`, '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT']), [
      'production -> backup: any except icmp',
    ]);
    const echo = `${icmp} -m icmp --icmp-type 8 -j DROP`;
    assert.deepEqual(await opens([echo, '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT']), [
      'production -> backup: any except icmp 8',
    ]);
  });
});

describe('dead rules of a file with chains for packets that pass and for those to the host', () => {
  const file = `*filter
:FORWARD DROP [0:0]
:INPUT DROP [0:0]
-A INPUT -p tcp --dport 22 -j ACCEPT
-A INPUT -p tcp --dport 22 -j DROP
-A FORWARD -j common
-A INPUT -j common
-A common -p udp --dport 53 -j ACCEPT
-A common -p udp --dport 53 -j ACCEPT
-A unused -p tcp --dport 1 -j ACCEPT
COMMIT
`;

  it('are told once, and none is whose chain packets of the other kind get to', async () => {
    const { devices } = audit(await analysisOf(PLAN), readRunning(file, 'fw.rules'));
    assert.equal(devices.length, 2);
    assert.deepEqual(devices.flatMap(({ dead }) => dead.map(({ why, rule }) => `${rule.line} ${why}`)).sort(), [
      '10 unreached',
      '5 shadowed',
      '8 redundant',
      '9 redundant',
    ]);
  });
});

describe('zones on a device without a default route', () => {
  const forti = (wan: string, more = ''): string => `config system interface
    edit "lan"
        set ip 10.2.0.1 255.255.255.0
    next
    edit "wan"
        ${wan}
    next
${more}end
config firewall policy
    edit 1
        set srcintf "lan"
        set dstintf "wan"
        set srcaddr "all"
        set dstaddr "all"
        set action accept
        set service "HTTPS"
        set schedule "always"
    next
end
`;
  const audited = async (text: string): Promise<DeviceAudit & { plan: Plan }> => {
    const plan = `${PLAN}firewall edge { zones backup, internet }
firewall inner { zones production, backup }
allow backup, production -> internet : tcp 443
`;
    const analysis = await analysisOf(plan);
    const firewall = analysis.plan.firewalls.find(({ name }) => name === 'edge')!;
    return { ...audit(analysis, readRunning(text, 'edge.conf'), { firewall }).devices[0]!, plan: analysis.plan };
  };

  it('lie behind the one interface that has a network of theirs, which is said', async () => {
    const { placing, open, cutOff, notes, plan } = await audited(forti('set ip 203.0.113.2 255.255.255.0'));
    assert.deepEqual(formatAddresses(placing.unplaced), []);
    assert.deepEqual(
      [...open, ...cutOff].map(({ region, perhaps }) => [perhaps, ...region.map((box) => boxText(box, plan))].join('; ')),
      [],
    );
    assert.match(notes.join('\n'), /^production, backup are taken to lie behind lan: .* --interface lan=ZONE/m);
    assert.match(notes.join('\n'), /^internet is taken to lie behind wan: the file has no default route/m);
  });

  it('are no whole zones where groups of machines have some of their addresses', async () => {
    const pod = '{ "kind": "Pod", "metadata": { "name": "p", "namespace": "shop" }, "status": { "podIP": "10.1.0.5" } }';
    const policy = `{ "kind": "NetworkPolicy", "metadata": { "name": "n", "namespace": "shop" }, "spec": { "podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{ "from": [{ "podSelector": {} }] }] } }`;
    const file = `{ "kind": "List", "items": [${pod}, ${policy}] }`;
    const { devices } = audit(await analysisOf(PLAN), readRunning(file, 'cluster.json', 'kubernetes'));
    assert.doesNotMatch(devices.flatMap(({ notes }) => notes).join('\n'), /taken to lie behind/);
  });

  it('are left open where another interface may lead there', async () => {
    const other = '    edit "mgmt"\n        set ip 192.168.99.1 255.255.255.0\n    next\n';
    const two = await audited(forti('set ip 203.0.113.2 255.255.255.0', other));
    assert.ok(formatAddresses(two.placing.unplaced).length > 0);
    // What gets its address from elsewhere may get its routes there as well.
    const unknown = await audited(forti('set mode pppoe', other));
    assert.ok(unknown.placing.at.get('mgmt')!.intersect(unknown.placing.unplaced).isEmpty);
    assert.equal(formatAddresses(unknown.placing.at.get('mgmt')!).join(), '192.168.99.0/24');
  });
});
