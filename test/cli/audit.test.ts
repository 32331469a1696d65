import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { openWorkspace, SegplanError } from '../../api/main.ts';
import { auditPlan } from '../../cli/audit.ts';
import { applyIptables } from '../running/change-appliers.ts';
import { buildCli, folderWith, removeFolders, root, segplan } from './segplan.ts';

const validate = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, 'cli/audit.schema.json'), 'utf8')),
);

const PLAN = `plan "Backup"
use veeam
zone m { subnet 10.1.0.0/24 component vbr : veeam.backup-server at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component repo : veeam.hardened-repository at 10.2.0.7 }
zone internet external
firewall edge "Edge" : iptables {
  zones m, b, internet
  interface eth0 = internet
  running "running/rules.v4"
}
allow vbr -> repo : required
allow vbr -> internet : tcp 443
`;

const PLAIN = `zone office { subnet 10.1.0.0/24, fd00:1::/64 component till at 10.1.0.5 }
zone servers { subnet 10.2.0.0/24 component db at 10.2.0.7 }
allow till -> db : tcp 5432
`;

const DRIFTED = `*filter
:FORWARD DROP [0:0]
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -s 10.1.0.5 -d 10.2.0.7 -p tcp --dport 6162 -j DROP
-A FORWARD -s 10.1.0.5 -d 10.2.0.7 -p tcp -m multiport --dports 22,2500:3300,6160:6162 -j ACCEPT
-A FORWARD -s 10.1.0.5 -o eth0 -p tcp --dport 443 -j ACCEPT
-A FORWARD -s 10.1.0.5 -o eth0 -p tcp --dport 443 -m comment --comment "password HUNTER2" -j ACCEPT
-A FORWARD -m frob --key HUNTER2 -s 10.77.0.1 -j ACCEPT
COMMIT
`;

const files = { 'plan.segplan': PLAN, 'running/rules.v4': DRIFTED };

describe('segplan audit', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({
      ...files,
      'plain.segplan': PLAIN,
      'notes.txt': 'Nothing to see here.\n',
      'nul.bin': new Uint8Array([1, 0, 2]),
    });
  });
  after(removeFolders);

  it('says of the example with three firewalls what its page shows', () => {
    const page = readFileSync(join(root, 'docs/audit.md'), 'utf8');
    const [, shown] = /```\nsegplan audit examples\/two-sites\.segplan\n```\n\n```text\n([\s\S]*?)```/.exec(page)!;
    const { code, stdout } = segplan(['audit', 'examples/two-sites.segplan'], root);
    assert.deepEqual([code, stdout], [1, shown]);
    assert.equal(segplan(['check', 'examples/two-sites.segplan'], root).code, 0);
    // What was sown in each file, and nothing else.
    const seeds = [...stdout.matchAll(/^ {2}(cut off|open beyond|dead|unknown)/gm)].map(([, what]) => what);
    assert.deepEqual(seeds, ['open beyond', 'dead', 'cut off', 'open beyond', 'dead', 'cut off', 'unknown']);
  });

  it('says what is cut off by which line and needed on whose word, what is open and what is unknown, and ends with 1', () => {
    const { code, stdout } = segplan(['audit', 'plan.segplan'], folder);
    assert.equal(code, 1);
    assert.match(stdout, /^edge: Edge\n/);
    assert.match(
      stdout,
      /\n {2}cut off: vbr -> repo: tcp 6162\n {4}by line 4: -A FORWARD .* --dport 6162 -j DROP\n {4}allowed by plan\.segplan:11\n/,
    );
    assert.match(stdout, /\n {4}needed by veeam\.backup-server to veeam\.managed-server, .*\(Ports/);
    assert.match(stdout, /\n {2}open beyond the plan: vbr -> repo: tcp 22, 2500-3300, 6161\n/);
    assert.match(stdout, /\n {2}unknown, line 8: -m frob; /);
    assert.match(stdout, /\n {2}dead, line 7: redundant by line 6: /);
    assert.match(stdout, /\nnot in step with the plan\n$/);
    assert.doesNotMatch(stdout, /HUNTER2/);
  });

  it('ends with 0 where the rules of the plan are loaded, given as files', () => {
    assert.equal(segplan(['generate', 'plain.segplan', '--target', 'iptables', '--out', 'out'], folder).code, 0);
    const audited = segplan(['audit', 'plain.segplan', 'out/plain.rules.v4', 'out/plain.rules.v6'], folder);
    assert.deepEqual([audited.code, audited.stderr], [0, '']);
    assert.match(audited.stdout, /\nin step with the plan\n$/);
  });

  it('writes no commands for a file of which nobody says which of several firewalls it is of', () => {
    const zones = ['a', 'b', 'c'].map((name, n) => `zone ${name} { subnet 10.${n + 1}.0.0/24 }\n`).join('');
    const own = folderWith({
      'plan.segplan': `${zones}firewall one : iptables { zones a, b }\nfirewall two : iptables { zones b, c }\nallow a -> c : tcp 22\n`,
      'one.v4': '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m state --state ESTABLISHED -j ACCEPT\nCOMMIT\n',
    });
    const commands = (...args: string[]) => segplan(['audit', 'plan.segplan', 'one.v4', '--format', 'commands', ...args], own);
    const { code, stdout, stderr } = commands();
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /^segplan: The plan has several firewalls \(one, two\), and commands are for one: name the one that one\.v4 is of /,
    );
    assert.match(commands('--firewall', 'one').stdout, /^-I FORWARD .*10\.1\.0\.0\/24.*10\.3\.0\.0\/24/m);
  });

  it('writes the commands that bring a device in step, loadable as they are, and ends with 1', () => {
    const running = DRIFTED.replace(/.*frob.*\n/, ':INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n');
    const own = folderWith({ 'plan.segplan': PLAN, 'running/rules.v4': running });
    const { code, stdout, stderr } = segplan(['audit', 'plan.segplan', '--format', 'commands'], own);
    assert.deepEqual([code, stderr.includes('missing-flow')], [1, false]);
    assert.match(
      stdout,
      /^# running\/rules\.v4 \(iptables, firewall edge\): what brings it in step with the plan\. Load it in one step /,
    );
    assert.doesNotMatch(stdout, /HUNTER2/);
    // What comes to the firewall itself is left aside, and needs no host to be named.
    assert.match(running, /^-A INPUT /m);
    assert.doesNotMatch(stdout, /firewall of a host|--host/);
    writeFileSync(join(own, 'running/rules.v4'), applyIptables(running, stdout.trimEnd().split('\n')));
    const again = segplan(['audit', 'plan.segplan', '--format', 'commands'], own);
    assert.match(again.stdout, /^# running\/rules\.v4 \(iptables, firewall edge\): nothing has to change\.\n/);
  });

  it('says what no command for a rule mends: what answers icmp through an ASA that does not inspect it', () => {
    const running = `ASA Version 9.12(4)
interface GigabitEthernet0/1
 nameif office
 ip address 10.1.0.1 255.255.255.0
interface GigabitEthernet0/2
 nameif servers
 ip address 10.2.0.1 255.255.255.0
same-security-traffic permit inter-interface
access-list office_in extended permit icmp host 10.1.0.5 host 10.2.0.7
access-list servers_in extended deny ip any any
access-group office_in in interface office
access-group servers_in in interface servers
`;
    const plain = PLAIN.replace(', fd00:1::/64', '').replace('tcp 5432', 'icmp');
    const own = folderWith({
      'icmp.segplan': plain,
      'more.segplan': plain.replace('icmp', 'icmp, tcp 5432'),
      'core.txt': running,
    });
    const said = (plan: string): string[] =>
      segplan(['audit', plan, 'core.txt', '--format', 'commands'], own).stdout.trimEnd().split('\n');
    const how = /^! What answers some of it does not get back\. .* inspect icmp: /;
    const [first, note, ...none] = said('icmp.segplan');
    assert.match(first!, /no commands can be written: no rule for new connections has their answers get back\.$/);
    assert.match(note!, how);
    assert.deepEqual(none, []);
    const more = said('more.segplan');
    assert.match(more[1]!, how);
    assert.equal(more.filter((line) => /^access-list office_in .* permit tcp .* eq 5432$/.test(line)).length, 1, more.join('\n'));
  });

  it('writes the whole rule set where single rules do not do, and says why', () => {
    const json = '{"nftables": [{"table": {"family": "inet", "name": "t", "handle": 1}}]}';
    const own = folderWith({ 'plain.segplan': PLAIN, 'rules.json': json });
    const { code, stdout } = segplan(['audit', 'plain.segplan', 'rules.json', '--format', 'commands'], own);
    assert.equal(code, 1);
    assert.match(stdout, /^# rules\.json \(nftables\): the whole rule set, since .* Whatever of the device.*\n/);
    assert.match(stdout, /\ntable inet segplan \{\n/);
  });

  it('takes away what is open however much has to change, which no whole rule set does', () => {
    const policy = (id: number, from: string, to: string, service: string): string =>
      `edit ${id}\nset srcintf "${from}"\nset dstintf "${to}"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "${service}"\nnext\n`;
    const networks = ['port1', 'port2', 'port3'].map((name, n) => `edit "${name}"\nset ip 10.${n + 1}.0.1 255.255.255.0\nnext\n`);
    const forti = `config system interface\n${networks.join('')}end\nconfig firewall policy\n${policy(1, 'port2', 'port1', 'ALL')}${policy(2, 'port3', 'port1', 'RDP')}end\n`;
    const zones = ['a', 'b', 'c'].map((name, n) => `zone ${name} { subnet 10.${n + 1}.0.0/24 }\n`);
    const allows = ['a', 'b', 'c'].flatMap((from) =>
      ['a', 'b', 'c'].filter((to) => to !== from).map((to) => `allow ${from} -> ${to} : tcp 443\n`),
    );
    const places = ['port1=a', 'port2=b', 'port3=c'].flatMap((place) => ['--interface', place]);
    const own = folderWith({ 'three.segplan': `${zones.join('')}${allows.join('')}`, 'forti.conf': forti });
    const { stdout } = segplan(['audit', 'three.segplan', 'forti.conf', ...places, '--format', 'commands'], own);
    assert.match(stdout, /what brings it in step with the plan/);
    assert.match(stdout, /^ {4}delete 1\n {4}delete 2\nend\n/m);
  });

  it('says in one line what is wrong with a file, and ends with 2', () => {
    const { code, stdout, stderr } = segplan(['audit', 'plan.segplan', 'notes.txt'], folder);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^segplan: notes\.txt is in no form that is known here\. Known are: .*iptables-save[^\n]*\n$/);
  });

  it('says what is wrong with a file, a firewall, an interface or a host', async () => {
    const plans = openWorkspace({ folder });
    const rules = ['running/rules.v4'];
    await assert.rejects(plans.audit('plan.segplan', ['gone.txt']), /gone\.txt does not exist/);
    await assert.rejects(plans.audit('plan.segplan', ['nul.bin']), /nul\.bin is a binary file; give the text/);
    await assert.rejects(plans.audit('plan.segplan', ['running']), /running is a folder; name a file that a firewall wrote/);
    await assert.rejects(plans.audit('plan.segplan', rules, { firewall: 'core' }), /no firewall 'core'; it has edge/);
    await assert.rejects(plans.audit('plan.segplan', rules, { interfaces: { eth0: 'moon' } }), /no zone 'moon', which eth0 is/);
    await assert.rejects(plans.audit('plan.segplan', rules, { host: 'moon' }), /no component and no zone 'moon'/);
    await assert.rejects(auditPlan(join(folder, 'plan.segplan'), [], { format: 'text', interface: ['eth0'] }), /not 'eth0'/);
    const bounded = openWorkspace({ folder: join(folder, 'running'), bounded: true });
    await assert.rejects(bounded.audit('rules.v4', ['../plan.segplan']), SegplanError);
  });
});

describe('an audit for programs', () => {
  const plans = openWorkspace({ texts: files });

  it('is JSON that its schema describes, with lines, exact boxes and sources', async () => {
    const { warnings, ...report } = await plans.audit('plan.segplan');
    assert.deepEqual(warnings, []);
    assert.ok(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors));
    const [device] = report.firewalls[0]!.devices;
    const [cut] = device!.cutOff;
    assert.deepEqual(cut!.traffic, [{ from: ['10.1.0.5'], to: ['10.2.0.7'], services: 'tcp 6162' }]);
    assert.deepEqual([cut!.by.line, cut!.allowedBy!.line], [4, 11]);
    assert.ok(cut!.neededBy.length && cut!.neededBy.every(({ sources }) => sources.length));
    assert.deepEqual(device!.places, [{ place: 'eth0', zones: ['internet'], by: 'said' }]);
    assert.doesNotMatch(JSON.stringify(report), /HUNTER2/);
  });

  it('says what keeps it from being in step without a line of its own', async () => {
    const texts = {
      'plan.segplan': 'zone a { subnet 10.1.0.0/24, fd00:1::/64 }\nzone b { subnet 10.2.0.0/24, fd00:2::/64 }\n',
      'rules.v4': '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m state --state ESTABLISHED -j ACCEPT\nCOMMIT\n',
      'rules.v6':
        '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m state --state ESTABLISHED -j ACCEPT\n-A FORWARD -s fd00::/16 -j DROP\nCOMMIT\n',
    };
    const workspace = openWorkspace({ texts });
    const { warnings, ...four } = await workspace.audit('plan.segplan', ['rules.v4']);
    assert.ok(validate(JSON.parse(JSON.stringify(four))), JSON.stringify(validate.errors));
    const [only] = four.firewalls;
    assert.deepEqual([warnings, four.inStep, only!.devices.map((each) => each.inStep)], [[], false, [true]]);
    assert.equal(only!.lacking.length, 1);
    assert.match(only!.lacking[0]!, /^No file says anything of IPv6/);
    const both = await workspace.audit('plan.segplan', ['rules.v4', 'rules.v6']);
    assert.deepEqual([both.inStep, both.firewalls[0]!.lacking], [true, []]);
  });

  it('names in JSON the rule that has ended, or not begun, with its day', async () => {
    const ports = ['a', 'b'].map(
      (name, n) => `interface E${n}\n nameif ${name}\n security-level ${9 - n}\n ip address 10.${n + 1}.0.1 255.255.255.0\n`,
    );
    const ranges = 'time-range old\n absolute end 23:59 01 March 2001\ntime-range new\n absolute start 00:00 01 July 2999\n';
    const entries = ['443 time-range old', '22 time-range new'].map(
      (end) => `access-list x extended permit tcp any any eq ${end}\n`,
    );
    const texts = {
      'plan.segplan': 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 443, tcp 22\n',
      'core.txt': `ASA Version 9.16(4)\n${ports.join('')}${ranges}${entries.join('')}access-group x in interface a\n`,
    };
    const { warnings: _, ...report } = await openWorkspace({ texts }).audit('plan.segplan', ['core.txt']);
    assert.ok(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors));
    const found = report.firewalls[0]!.devices[0]!.cutOff.flatMap(({ untimely = [] }) => untimely);
    assert.deepEqual(found, [
      { line: 14, text: entries[0]!.trim(), ended: '2001-03-01' },
      { line: 15, text: entries[1]!.trim(), begins: '2999-07-01' },
    ]);
  });

  it('says the commands that a device needs, and what it runs then', async () => {
    const { changes, inStep } = await plans.changes('plan.segplan');
    const [change, ...more] = changes;
    assert.deepEqual([inStep, more, change!.isWhole, change!.why], [false, [], false, null]);
    assert.match(change!.notes.join('\n'), /Nobody understands line 8 of it \(-m frob\)/);
    const texts = { ...files, 'running/rules.v4': change!.after! };
    const [device] = (await openWorkspace({ texts }).audit('plan.segplan')).firewalls[0]!.devices;
    assert.deepEqual([device!.cutOff.filter(({ allowedBy }) => allowedBy), device!.open], [[], []]);
  });

  it('says which of the rules that a device gets are not to stay, since no command for one rule has an end', async () => {
    const texts = { ...files, 'plan.segplan': PLAN.replace('tcp 443\n', 'tcp 8443 until 2999-12-31\n') };
    const [change] = (await openWorkspace({ texts }).changes('plan.segplan')).changes;
    const [, id] = /--comment "(vbr-to-internet-\w+)/.exec(change!.commands)!;
    assert.match(
      change!.notes.join('\n'),
      new RegExp(`^${id} is to stay until 2999-12-31 alone, and these commands write it without an end`, 'm'),
    );
    assert.doesNotMatch((await plans.changes('plan.segplan')).changes[0]!.notes.join('\n'), /is to stay/);
  });

  it('gives the whole rule set alone, without what takes rules of a phase away again and without the same in another language', async () => {
    const zones = 'phase move\nzone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 22 during move\n';
    const ports = ['a', 'b'].map(
      (name, n) => `interface E${n}\n nameif ${name}\n security-level ${n}\n ip address 10.${n + 1}.0.1 255.255.255.0\n`,
    );
    // The only entry of a list can't be taken away by itself.
    const asa = `ASA Version 9.16(4)\n${ports.join('')}access-list x extended deny ip any any\naccess-group x in interface a\naccess-list y extended permit tcp any any eq 80\naccess-group y in interface b\n`;
    const rule = { name: 'r', priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', destinationPortRange: '80' };
    const ends = { sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '10.2.0.0/24' };
    const nsg = JSON.stringify([{ name: 'nsg-b', securityRules: [{ ...rule, ...ends }] }]);
    const texts = {
      'asa.segplan': `${zones}firewall core : asa { zones a, b  running "core.txt" }\n`,
      'core.txt': asa,
      'azure.segplan': `${zones}firewall core { zones a, b }\nfirewall groups : azure-nsg { at b  running "azure.json" }\n`,
      'azure.json': nsg,
    };
    const workspace = openWorkspace({ texts });
    const [forAsa] = (await workspace.changes('asa.segplan')).changes;
    assert.deepEqual(
      [forAsa!.isWhole, forAsa!.commands.match(/^(?:no )?access-list .*permit.*$/gm)?.length],
      [true, 1],
      forAsa!.commands,
    );
    assert.match(forAsa!.commands, /^access-list a_in extended permit tcp .* eq 22$/m);
    const [forAzure] = (await workspace.changes('azure.segplan')).changes;
    assert.equal(forAzure!.isWhole, true);
    assert.doesNotThrow(() => JSON.parse(forAzure!.commands), forAzure!.commands.slice(0, 200));
  });

  it('leaves aside what does not cross the firewall that is asked about', async () => {
    const two = PLAN.replace('zones m, b, internet', 'zones b, internet').replace(
      'allow vbr -> internet',
      'zone t { subnet 10.3.0.0/30 }\nfirewall inner { zones m, t }\nfirewall middle { zones t, b }\nallow vbr -> internet',
    );
    const texts = { ...files, 'plan.segplan': two };
    const { firewalls } = await openWorkspace({ texts }).audit('plan.segplan', ['running/rules.v4'], { firewall: 'edge' });
    // From m to b traffic passes the two other firewalls alone.
    assert.deepEqual(firewalls[0]!.devices[0]!.cutOff, []);
  });

  it('refuses a plan whose firewalls name no file, and a file of the plan that is not there', async () => {
    const without = openWorkspace({ texts: { 'plan.segplan': PLAN.replace(/ {2}running.*\n/, '') } });
    await assert.rejects(without.audit('plan.segplan'), /Nothing says what runs: name files/);
    await assert.rejects(openWorkspace({ texts: { 'plan.segplan': PLAN } }).audit('plan.segplan'), /running\/rules\.v4/);
  });

  it('is Markdown and SARIF as well, without secrets, in which nothing of a device is markup', async () => {
    const hostile = DRIFTED.replace('"password HUNTER2"', '"<b>|</b> password HUNTER2"').replace(
      '--dport 6162 -j DROP',
      '--dport 6162 -m comment --comment "<i>|x" -j DROP',
    );
    const folder = folderWith({ ...files, 'plain.segplan': PLAIN, 'running/rules.v4': hostile });
    const written: string[] = [];
    const write = process.stdout.write;
    process.stdout.write = ((text: string) => written.push(text) > 0) as typeof process.stdout.write;
    try {
      for (const format of ['markdown', 'sarif'] as const)
        assert.equal(await auditPlan(join(folder, 'plan.segplan'), [], { format }), 1);
    } finally {
      process.stdout.write = write;
    }
    const [markdown, sarif] = written as [string, string];
    assert.match(markdown, /\| vbr -&gt; repo: tcp 6162 \| line 4: .*&lt;i&gt;\\\|x/);
    const { results } = JSON.parse(sarif).runs[0];
    const [first] = results;
    assert.equal(first.ruleId, 'drift-closed');
    assert.match(first.locations[0].physicalLocation.artifactLocation.uri, /\/running\/rules\.v4$/);
    assert.equal(first.locations[0].physicalLocation.region.startLine, 4);
    assert.equal(first.relatedLocations[0].physicalLocation.region.startLine, 11);
    for (const text of written) assert.doesNotMatch(text, /HUNTER2/);
  });
});
