import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { reader } from '../../language/rulesets/targets/nftables/read/read.ts';
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice, RunningRule } from '../../language/running/running.ts';
import { labFault } from '../lab/available.ts';
import { analysisOf } from '../support/language.ts';
import { running } from './drift-proof.ts';
import { readsBack } from './emitted.ts';
import { auditOf, drift } from './mutants.ts';
import { toldAt } from './words.ts';

readsBack({ target: nftables, reader, time: /time/ });

/** A ruleset as `nft list ruleset` prints it, with what nft(8) and the wiki of nftables show. */
const LISTED = `table inet filter {
	set admins {
		type ipv4_addr
		flags interval
		elements = { 10.9.0.0/16,
			     192.0.2.5-192.0.2.9 comment "two" }
	}

	set seen {
		type ipv4_addr
		size 65535
		flags dynamic,timeout
		timeout 1m
	}

	map by_port {
		type inet_service : verdict
		elements = { 22 : jump guarded, 80 : accept, 23 : drop }
	}

	chain guarded {
		ip saddr @admins accept
		ip6 saddr fd00::/8 counter packets 3 bytes 180 accept comment "ours"
		log prefix "refused: " flags all
		goto last
	}

	chain last {
		ip saddr != 10.0.0.0/8 reject with icmpx admin-prohibited
	}

	chain forward {
		type filter hook forward priority filter + 10; policy drop;
		ct state vmap { established : accept, related : accept, invalid : drop }
		iifname "eth0" oifname != { "eth1", "eth2" } drop
		tcp dport vmap @by_port
		meta l4proto { tcp, udp } th dport 53 accept
		ip saddr . ip daddr . tcp dport { 10.0.0.1 . 10.0.0.2 . 443, 10.0.0.3 . 10.0.0.4 . 8000-8010 } accept
		ip saddr @seen udp dport 123 accept
		tcp flags & (fin | syn | rst | ack) == syn tcp dport 25 accept
		tcp flags & (fin|syn|rst|ack) != syn drop
		icmp type { echo-request, destination-unreachable } limit rate 5/second accept
		meta mark 0x00000001 accept
		ip protocol gre frobnicate accept
	}

	chain early {
		type filter hook forward priority filter - 5; policy accept;
		ip daddr 203.0.113.0/24 drop
	}

	chain nat {
		type nat hook prerouting priority dstnat; policy accept;
		tcp dport 8443 dnat ip to 10.0.0.5:443
	}
}
`;

const told = ({ action, traffic, from, notTo, perhaps }: RunningRule): string => {
  const side = (set: (typeof traffic)[number]['sources']): string => formatAddresses(set).join(' ') || 'names';
  const boxes = traffic.map((box) => `${side(box.sources)} -> ${side(box.destinations)} : ${formatServices(box.services)}`);
  return [
    typeof action === 'string' ? action : `call ${action.call}`,
    ...(from ? [`from ${[...from]}`] : []),
    ...(notTo ? [`not to ${[...notTo]}`] : []),
    boxes.join('; '),
    ...(perhaps ? [`(${perhaps})`] : []),
  ].join(' ');
};

const ANY = '0.0.0.0/0 ::/0';
const V4 = '0.0.0.0/0';
const rules = (device: RunningDevice, list: string): string[] => device.lists.get(list)!.rules.map(told);

describe('reading nft list ruleset', () => {
  const [device, ...more] = readRunning(LISTED, 'fw.nft');

  it('has the chains at the hooks by their priorities, each of which has to let pass', () => {
    assert.deepEqual(more, []);
    assert.deepEqual(device!.stages, ['inet filter early', 'inet filter forward']);
    assert.deepEqual(
      device!.stages.map((name) => device!.lists.get(name)!.otherwise),
      ['permit', 'deny'],
    );
    assert.deepEqual(device!.families, [4, 6]);
  });

  it('reads sets, maps, concatenations, states and flags', () => {
    assert.deepEqual(
      rules(device!, 'inet filter forward'),
      [
        `deny from eth0 not to eth1,eth2 ${ANY} -> ${ANY} : any`,
        `call inet filter guarded ${ANY} -> ${ANY} : tcp 22`,
        `permit ${ANY} -> ${ANY} : tcp 80`,
        `deny ${ANY} -> ${ANY} : tcp 23`,
        `permit ${ANY} -> ${ANY} : tcp+udp 53`,
        'permit 10.0.0.1 -> 10.0.0.2 : tcp 443; 10.0.0.3 -> 10.0.0.4 : tcp 8000-8010',
        `permit ${ANY} -> ${ANY} : udp 123 (a set of which the file does not hold what it has)`
          .replace(ANY, V4)
          .replace(`> ${ANY}`, `> ${V4}`),
        `permit ${ANY} -> ${ANY} : tcp 25`,
        `permit ${ANY} -> ${ANY} : icmp destination-unreachable, icmp echo-request (a limit of packets in a time)`,
        `permit ${ANY} -> ${ANY} : any (meta mark, which is not looked at here)`,
        `permit ${V4} -> ${V4} : protocol gre (a part of it that is not followed here)`,
      ].map((line) => line.replace('icmp destination-unreachable, icmp echo-request', 'icmp 3, icmp 8')),
    );
    assert.deepEqual(rules(device!, 'inet filter guarded'), [
      `permit 10.9.0.0/16 192.0.2.5-192.0.2.9 -> ${ANY} : any`,
      `permit fd00::/8 -> ${ANY} : any`,
      `call inet filter last ${ANY} -> ${ANY} : any`,
      `return ${ANY} -> ${ANY} : any`,
    ]);
    assert.deepEqual(rules(device!, 'inet filter last'), [`deny 0.0.0.0-9.255.255.255 11.0.0.0-255.255.255.255 -> ${V4} : any`]);
  });

  it('reads the elements of a set behind auto-merge on its line, and names a line of a set that may hold some where nft takes none', () => {
    const at = 'flags interval\n\t\telements = { 10.9.0.0/16';
    const [merged] = readRunning(LISTED.replace(at, 'flags interval\n\t\tauto-merge elements = { 10.9.0.0/16'), 'fw.nft');
    const held = `permit 10.9.0.0/16 192.0.2.5-192.0.2.9 -> ${ANY} : any`;
    assert.deepEqual([rules(merged!, 'inet filter guarded')[0], merged!.unknown.length], [held, device!.unknown.length]);
    const [joined] = readRunning(LISTED.replace(at, 'flags interval elements = { 10.9.0.0/16'), 'fw.nft');
    assert.ok(joined!.unknown.some(({ line, what }) => line === 4 && what === 'a line of a set'));
  });

  it('tells lines, hits and comments, counts every line, and names what it can’t follow', () => {
    const ours = device!.lists.get('inet filter guarded')!.rules[1]!;
    assert.deepEqual([ours.line, ours.hits, ours.comment], [23, 3, 'ours']);
    const { modeled, withoutBearing, unknown } = device!.lines;
    assert.equal(modeled + withoutBearing + unknown, LISTED.split('\n').filter((line) => line.trim()).length);
    assert.deepEqual(toldAt(device!), [
      [44, 'frobnicate'],
      [54, 'dnat'],
    ]);
  });

  it('knows that marks and counters decide nothing, however they are found, and that a rewritten packet may go elsewhere', () => {
    const of = (...lines: string[]): RunningDevice =>
      readRunning(
        `table inet f {\n\tchain c {\n\t\ttype filter hook forward priority 0; policy drop;\n${lines.map((line) => `\t\t${line}\n`).join('')}\t}\n}\n`,
        'x',
      )[0]!;
    const marks = of(
      'meta mark set ip saddr . ip daddr map @m3 accept',
      'ct mark set (meta mark | 0x10) << 8',
      'counter name ip saddr map { 1.1.1.1 : "a" } tcp dport 80 accept',
      'ct helper set ip protocol . th dport map { udp . 10000-20000 : "sip" }',
    );
    assert.deepEqual(marks.unknown, []);
    assert.deepEqual(rules(marks, 'inet f c'), [`permit ${ANY} -> ${ANY} : any`, `permit ${ANY} -> ${ANY} : tcp 80`]);
    const moved = of('ip daddr set 10.0.0.5 accept');
    assert.deepEqual(
      toldAt(moved).map(([, what]) => what),
      ['daddr set'],
    );
    assert.match(rules(moved, 'inet f c')[0]!, /not followed here/);
  });

  it('has each address family as a device of its own where tables are of one each', () => {
    const chain = 'chain f {\n type filter hook forward priority 0; policy drop;\n tcp dport 22 accept\n }\n';
    const both = readRunning(`table ip a {\n${chain}}\ntable ip6 b {\n${chain}}\n`, 'fw.nft');
    assert.deepEqual(
      both.map(({ families, stages }) => [families, stages]),
      [
        [[4], ['ip a f']],
        [[6], ['ip6 b f']],
      ],
    );
    assert.equal(readRunning(`table ip a {\n${chain}}\n`, 'fw.nft').length, 1);
  });

  it('never fails, and never takes what is no ruleset for one that was understood', () => {
    for (const text of [
      'table inet x {',
      'table inet x {\n chain y {\n type\n',
      'table ip x { chain c { tcp dport { 1, 2 accept',
      '{"nftables": [{"rule": {"expr": 7}}, 3, null, {"table": []}]}',
      '{"nftables": ',
    ])
      for (const each of readRunning(text, 'broken', 'nftables')) assert.ok(each.lines.modeled + each.lines.unknown > 0);
    const [broken] = readRunning('{"nftables": ', 'broken', 'nftables');
    assert.equal(broken!.unknown.length, 1);
  });
});

/** What the kernel has of a ruleset once it is loaded, in all forms that nft prints. */
function listed(text: string): Readonly<Record<string, string>> {
  const flags = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];
  const forms = { text: '', 'text in numbers': '-n', json: '-j', 'json in numbers': '-j -n' };
  const lists = Object.values(forms).map((options) => `nft ${options} list ruleset; echo ====`);
  const script = ['printf %s "$1" | nft -f -', ...lists].join('; ');
  const out = execFileSync('unshare', [...flags, 'sh', '-ec', script, 'sh', text], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const printed = out.split('====\n');
  return Object.fromEntries(Object.keys(forms).map((form, n) => [form, printed[n]!]));
}

describe('what the kernel prints of a ruleset that was loaded', () => {
  before(function () {
    const fault = labFault();
    if (fault) this.skip();
  });

  it('is in step with its plan, as text and as JSON, with names and with numbers', async () => {
    for (const name of ['segmented-veeam', 'zerto-msp', 'acronis-scs-branches']) {
      const text = readFileSync(join(import.meta.dirname, `../../examples/${name}.segplan`), 'utf8');
      const all = (await running(text, nftables))!;
      const printed = listed(all.files[0]!.text);
      for (const [form, each] of Object.entries(printed)) {
        const result = auditOf({ ...all, files: [{ name: `${name}.${form}`, text: each }] });
        const { closed, open, unsure } = drift(result);
        assert.deepEqual([closed.length, open.length, unsure.length], [0, 0, 0], `${name} as ${form}`);
        assert.deepEqual(
          result.devices.flatMap(({ unknown }) => unknown),
          [],
        );
        if (name !== 'segmented-veeam') continue;
        // A rule that is taken away is missed.
        const less = form.startsWith('text') ? each.replace(/^.* accept comment .*\n/m, '') : withoutRule(each);
        const changed = drift(auditOf({ ...all, files: [{ name, text: less }] }));
        assert.ok(changed.closed.length > 0, `${name} as ${form}`);
      }
    }
  });
});

/** JSON without the last rule that accepts. */
function withoutRule(json: string): string {
  const { nftables: all } = JSON.parse(json) as { nftables: { rule?: { expr: object[]; comment?: string } }[] };
  const at = all.findLastIndex(({ rule }) => rule?.expr.some((each) => 'accept' in each));
  return JSON.stringify({ nftables: all.toSpliced(at, 1) });
}

describe('names of interfaces that begin alike', () => {
  it('are all that the file knows, so that what is none of them is nothing', async () => {
    const plan = `zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 }
zone internet external
firewall core : nftables { zones a, b, internet  interface lan0 = a  interface lan1 = b  interface lan2 = internet }
allow a -> b : tcp 443
`;
    const analysis = await analysisOf(plan);
    const told = (rule: string): boolean =>
      audit(
        analysis,
        readRunning(
          `table inet f {\n chain c {\n  type filter hook forward priority 0; policy drop;\n  ct state established accept\n  iifname "lan0" oifname "lan1" tcp dport 443 accept\n  ${rule}\n }\n}\n`,
          'fw.nft',
        ),
        { firewall: analysis.plan.firewalls[0]! },
      ).inStep;
    assert.equal(told(''), true);
    assert.equal(told('iifname != "lan*" tcp dport 22 accept'), true);
    assert.equal(told('iifname != "wan*" tcp dport 22 accept'), false);
    assert.equal(told('iifname "lan*" tcp dport 22 accept'), false);
  });
});
