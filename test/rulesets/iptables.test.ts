import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { iptables } from '../../language/rulesets/targets/iptables/iptables.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { provesHosts } from './host-proof.ts';
import { HOSTILE, hostilePlan } from './hostile.ts';
import { linedHosts, linedRules } from './lined.ts';
import { proves } from './proof.ts';
import { type AnyPacket, readFilter, readIptables, words } from './readers/iptables.ts';

proves({
  target: iptables,
  read: (files) => readIptables(files),
  beyondPorts: true,
});
provesHosts({ target: iptables, read: (files) => readIptables(files, 'INPUT'), beyondPorts: true });

async function filesOf(text: string, phases: string[] = []): Promise<[v4: string, v6: string, files: OutputFile[]]> {
  const files = iptables.emit(linedRules(await analysisOf(text, phases)), 'plan');
  return [files[0]!.text, files[1]!.text, files];
}

/** The rules without their comments, and the chains. */
function rules(text: string): string[] {
  return text
    .split('\n')
    .filter((l) => /^[-:*]/.test(l))
    .map((l) => l.replace(/ -m comment --comment "[^"]*"/, ''));
}

const packet = (source: string, destination: string, protocol: string, port = 0): AnyPacket => ({
  source,
  destination,
  protocol,
  port,
});

describe('iptables', () => {
  it('sorts packets by the zone that they come from, and leaves what is left to the world outside', async () => {
    const [v4, v6] = await filesOf(`plan "Small"
zone a "Offices" { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 }
zone quiet { subnet 10.0.2.0/24 }
zone world external
allow x -> b : tcp 443, 8000-8010, udp 53 "Reads"
allow world -> b : tcp 443
allow a -> world : icmp
allow any -> b : udp 123
deny 10.0.0.7 -> any
`);
    assert.deepEqual(rules(v4), [
      '*filter',
      ':FORWARD DROP [0:0]',
      ...['deny', 'any', 'a', 'world'].map((name) => `:SEGPLAN-${name} - [0:0]`),
      '-F FORWARD',
      '-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-A FORWARD -m conntrack --ctstate INVALID -j DROP',
      '-A FORWARD -j SEGPLAN-deny',
      '-A FORWARD -j SEGPLAN-any',
      '-A FORWARD -s 10.0.0.0/24 -g SEGPLAN-a',
      '-A FORWARD -s 10.0.1.0/24 -j DROP',
      '-A FORWARD -s 10.0.2.0/24 -j DROP',
      '-A FORWARD -g SEGPLAN-world',
      '-A SEGPLAN-deny -s 10.0.0.7/32 -j DROP',
      '-A SEGPLAN-any -d 10.0.1.0/24 -p udp --dport 123 -j ACCEPT',
      '-A SEGPLAN-a -s 10.0.0.1/32 -d 10.0.1.0/24 -p tcp -m multiport --dports 443,8000:8010 -j ACCEPT',
      '-A SEGPLAN-a -s 10.0.0.1/32 -d 10.0.1.0/24 -p udp --dport 53 -j ACCEPT',
      '-A SEGPLAN-a -m iprange --dst-range 0.0.0.0-9.255.255.255 -p icmp -j ACCEPT',
      '-A SEGPLAN-a -m iprange --dst-range 10.0.3.0-255.255.255.255 -p icmp -j ACCEPT',
      '-A SEGPLAN-world -d 10.0.1.0/24 -p tcp --dport 443 -j ACCEPT',
    ]);
    assert.match(v4, /^-A SEGPLAN-a .* -m comment --comment "L6 x -> b: Reads" -j ACCEPT$/m);
    assert.match(v4, /^# from a: Offices$/m);
    assert.match(v4, /^# Load with: iptables-restore --noflush /m);
    assert.match(v6, /^# Load with: ip6tables-restore --noflush /m);
    assert.match(v6, /^-A SEGPLAN-L8 -p ipv6-icmp /m);
  });

  it('writes the world outside as what is left without the zones', async () => {
    const [v4] = await filesOf(`zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.1.0.0/16 }
zone c { subnet 192.0.2.0/25 }
zone world external
allow a -> world : tcp 443, udp 123
deny world -> a : any
`);
    assert.deepEqual(
      rules(v4).filter((l) => /^-A SEGPLAN/.test(l)),
      [
        '-A SEGPLAN-deny -d 10.0.0.0/24 -j SEGPLAN-L6',
        ...['10.0.0.0/24', '10.1.0.0/16', '192.0.2.0/25'].map((zone) => `-A SEGPLAN-L6 -s ${zone} -j RETURN`),
        '-A SEGPLAN-L6 -j DROP',
        '-A SEGPLAN-a -j SEGPLAN-L5',
        ...['10.0.0.0/24', '10.1.0.0/16', '192.0.2.0/25'].map((zone) => `-A SEGPLAN-L5 -d ${zone} -j RETURN`),
        '-A SEGPLAN-L5 -p tcp --dport 443 -j ACCEPT',
        '-A SEGPLAN-L5 -p udp --dport 123 -j ACCEPT',
      ],
    );
  });

  it('drops what the plan says nothing of, in a family that it has no address of too', async () => {
    const [, v6] = await filesOf('zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : tcp 1\n');
    assert.deepEqual(rules(v6).slice(0, 3), ['*filter', ':FORWARD DROP [0:0]', '-F FORWARD']);
    assert.doesNotMatch(v6, /^(?!.*RELATED).*ACCEPT/m);
  });

  it('puts fifteen ports into a match, of which a range takes two', async () => {
    const [v4] = await filesOf(`zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 }
allow a -> b : tcp 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27-28, 30, 40-41, 50
allow a -> b : udp 1-2, 4-5, 7-8, 10-11, 13-14, 16-17, 19-20, 22-23
`);
    assert.deepEqual(
      [...v4.matchAll(/-p (\w+) (.*?) -m comment/g)].map(([, protocol, ports]) => `${protocol} ${ports}`),
      [
        'tcp -m multiport --dports 1,3,5,7,9,11,13,15,17,19,21,23,25,27:28',
        'tcp -m multiport --dports 30,40:41,50',
        'udp -m multiport --dports 1:2,4:5,7:8,10:11,13:14,16:17,19:20',
        'udp --dport 22:23',
      ],
    );
  });

  it('writes many sources, destinations and services as chains, not as all of their combinations', async () => {
    const [v4] = await filesOf(`zone a { subnet 10.0.0.0/24 component x at 10.0.0.1, 10.0.0.3, 10.0.0.5, 10.0.0.7 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1, 10.0.1.3, 10.0.1.5, 10.0.1.7 }
zone c { subnet 10.0.2.0/24 }
allow x, c -> y : tcp 1, udp 2, icmp
`);
    const found = rules(v4).filter((l) => /^-A SEGPLAN/.test(l));
    // 4 sources, 4 destinations and 3 services, and the 4 destinations for zone c, instead of 48 and 12.
    assert.equal(found.length, 4 + 4 + 3 + 4, found.join('\n'));
    const chains = [...v4.matchAll(/^:(SEGPLAN\S+)/gm)].map((m) => m[1]);
    assert.deepEqual([...chains].sort(), ['SEGPLAN-L4', 'SEGPLAN-L4-mn58', 'SEGPLAN-a', 'SEGPLAN-c']);
  });

  it('lets a rule of any service through in every protocol, and one of icmp in icmp alone', async () => {
    const [, , files] = await filesOf(`zone a { subnet 10.0.0.0/24, fd00:a::/64 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 }
zone c { subnet 10.0.2.0/24, fd00:c::/64 }
allow a -> b : any
allow b -> c : icmp
deny 10.0.0.9 -> b : icmp
`);
    const read = readIptables(files);
    const cases: [AnyPacket, string][] = [
      [packet('10.0.0.1', '10.0.1.1', 'gre'), 'passed'],
      [packet('fd00:a::1', 'fd00:b::1', 'icmp'), 'passed'],
      [packet('10.0.0.9', '10.0.1.1', 'icmp'), 'dropped'],
      [packet('10.0.0.9', '10.0.1.1', 'gre'), 'passed'],
      [packet('10.0.1.1', '10.0.2.1', 'icmp'), 'passed'],
      [packet('fd00:b::1', 'fd00:c::1', 'icmp'), 'passed'],
      [packet('10.0.1.1', '10.0.2.1', 'gre'), 'dropped'],
      [packet('10.0.1.1', '10.0.2.1', 'tcp', 7), 'dropped'],
      [packet('10.0.1.1', '10.0.0.1', 'icmp'), 'dropped'],
    ];
    for (const [each, verdict] of cases) assert.equal(read(each), verdict, JSON.stringify(each));
  });

  it('gives chains names that fit, that differ, and that are the same in both families', async () => {
    const long = 'a-zone-with-a-very-long-name';
    const [v4, v6] = await filesOf(`zone elsewhere { subnet 10.0.0.0/24, fd00:0::/64 }
zone any-zone { subnet 10.0.1.0/24, fd00:1::/64 }
zone ${long}-1 { subnet 10.0.2.0/24, fd00:2::/64 }
zone ${long}-2 { subnet 10.0.3.0/24, fd00:3::/64 }
zone L7 { subnet 10.0.4.0/24, fd00:4::/64 component p at 10.0.4.1, 10.0.4.3, 10.0.4.5 component q at 10.0.4.11, 10.0.4.13, 10.0.4.15 }
zone other { subnet 10.0.5.0/24, fd00:5::/64 component r at 10.0.5.1, 10.0.5.3, 10.0.5.5 }
allow p, q -> r : tcp 1, udp 2
allow elsewhere, any-zone, ${long}-1, ${long}-2 -> other : tcp 3
deny other -> L7 : tcp 4
`);
    const [of4, of6] = [v4, v6].map((t) => [...t.matchAll(/^:(SEGPLAN\S+)/gm)].map((m) => m[1]!)) as [string[], string[]];
    for (const name of [...of4, ...of6]) assert.ok(name.length <= 28, name);
    assert.equal(new Set(of4).size, of4.length);
    assert.ok(of6.every((name) => of4.includes(name)));
    for (const [source, file] of [
      ['10.0.3.0/24', v4],
      ['fd00:3::/64', v6],
    ] as const)
      assert.match(file, new RegExp(`-s ${source} .* -g SEGPLAN-a-zone-with-a-v-tthc$`, 'm'));
    assert.match(v4, /^-A FORWARD -j SEGPLAN-deny$/m);
    assert.match(v4, /^-A FORWARD -s 10\.0\.0\.0\/24 .* -g SEGPLAN-elsewhere-zkcx$/m);
  });

  it('cuts comments where the kernel would, and keeps quotes and backslashes out of them', async () => {
    const [v4, , files] = await filesOf(hostilePlan);
    for (const file of files) readFilter(file.text, file.name.endsWith('6') ? 6 : 4);
    const comments = [...readFilter(v4, 4).chains.values()].flat().flatMap((r) => r.comment ?? []);
    assert.ok(comments.some((c) => Buffer.byteLength(c) > 250 && c.endsWith('…')));
    assert.ok(
      comments.some((c) => c === "L16 a -> b: ends with a backslash '"),
      comments.join('\n'),
    );
    for (const line of v4.split('\n').filter((l) => l.startsWith('-A'))) {
      assert.equal(words(line).filter((w) => w === '--comment').length, line.split('--comment "').length - 1);
      assert.equal(line.split('"').length, line.includes('--comment') ? 3 : 1, line);
    }
    assert.equal(comments.filter((c) => /^L\d+ a -> b/.test(c)).length, HOSTILE.length);
  });

  it('changes little where the plan changes little', async () => {
    const plan = (ports: string, more = ''): string => `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1, 10.0.0.3, 10.0.0.5 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1, 10.0.1.3, 10.0.1.5 }
allow x -> y : tcp 1, udp 2
allow b -> a : tcp ${ports}
${more}`;
    const lines = async (text: string): Promise<string[]> => (await filesOf(text))[0].split('\n');
    const before = await lines(plan('80'));
    const port = await lines(plan('81'));
    assert.deepEqual(
      port.filter((l) => !before.includes(l)).map((l) => /--dport \d+/.exec(l)?.[0]),
      ['--dport 81'],
    );
    const zone = await lines(plan('80', 'zone c { subnet 10.0.2.0/24 }\nallow c -> y : tcp 9\n'));
    assert.deepEqual(
      before.filter((l) => !zone.includes(l)),
      [],
    );
  });

  it('says which rules are not to stay, and how they are closed', async () => {
    const plan = `zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 }
allow a -> b : tcp 1 during move
allow a -> b : tcp 2 until 2027-01-31
`;
    const [open] = await filesOf(plan, ['move']);
    assert.match(open, /^# Phases: move$/m);
    assert.match(open, /^# Some rules are not to stay \(phase move, 2027-01-31\): generate again without them/m);
    assert.match(open, /"L4 \(until 2027-01-31\) a -> b"/);
    const [closed] = await filesOf(plan);
    assert.doesNotMatch(closed, /"L3 /);
    const { document, services } = await loadPlan(plan);
    const { problems } = await generate(document, services, { target: 'iptables' });
    assert.deepEqual(
      problems.map((p) => `${p.level} ${p.line}`),
      ['warning 4'],
    );
  });

  it('refuses host names', async () => {
    const plan =
      'zone a { subnet 10.0.0.0/24 }\nzone e external { component s at "s.example.com" }\nallow a -> s : tcp 443\nallow a -> e : tcp 80\n';
    const { document, services } = await loadPlan(plan);
    const { files, problems } = await generate(document, services, { target: 'iptables' });
    assert.deepEqual([files, problems.map((p) => `${p.level} ${p.line}`)], [[], ['error 3']]);
  });

  it('on a host begins with what a host needs, and keeps to the chain INPUT', async () => {
    const sets = linedHosts(
      await analysisOf(`zone a { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.1, fd00:a::1 component X at 10.0.0.2 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 }
zone world external
allow b, world -> x : tcp 22 "Administration"
deny 10.0.1.9 -> x : tcp 22
`),
    );
    const files = iptables.emitHosts(sets, 'plan');
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.x.rules.v4', 'plan.x.rules.v6', 'plan.X-jp7v.rules.v4', 'plan.X-jp7v.rules.v6'],
    );
    assert.deepEqual(rules(files[1]!.text), [
      '*filter',
      ':INPUT DROP [0:0]',
      ':SEGHOST-L4 - [0:0]',
      '-F INPUT',
      '-A INPUT -i lo -j ACCEPT',
      '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-A INPUT -m conntrack --ctstate INVALID -j DROP',
      ...['neighbor-solicitation', 'neighbor-advertisement', 'router-advertisement'].map(
        (type) => `-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type ${type} -m hl --hl-eq 255 -j ACCEPT`,
      ),
      // Multicast listener queries, of which RFC 3810, 5, says that they come from a link-local address with a hop limit of 1.
      '-A INPUT -s fe80::/10 -p ipv6-icmp -m icmp6 --icmpv6-type 130 -m hl --hl-eq 1 -j ACCEPT',
      // RFC 8415, 7.2: clients of DHCPv6 listen on udp 546, at their link-local address.
      '-A INPUT -s fe80::/10 -d fe80::/10 -p udp --dport 546 -j ACCEPT',
      '-A INPUT -d fd00:a::1/128 -j SEGHOST-L4',
      '-A SEGHOST-L4 -s fd00:a::/64 -j RETURN',
      '-A SEGHOST-L4 -p tcp --dport 22 -j ACCEPT',
    ]);
    assert.match(files[0]!.text, /^# For the host x in a: what may come in\. What goes out is not filtered\.$/m);
    const read = readIptables(files.slice(0, 2), 'INPUT');
    assert.deepEqual(
      ['10.0.1.8', '10.0.1.9', '10.0.0.7', '198.51.100.7'].map((s) => read(packet(s, '10.0.0.1', 'tcp', 22))),
      ['passed', 'dropped', 'dropped', 'passed'],
    );
    assert.equal(read(packet('fd00:a::9', 'fd00:a::1', 'tcp', 22)), 'dropped');
    assert.equal(read(packet('2001:db8::9', 'fd00:a::1', 'tcp', 22)), 'passed');
  });

  it('is read by a reader that refuses what iptables-restore would', () => {
    const file = (body: string): string => `*filter\n:FORWARD DROP [0:0]\n-F FORWARD\n${body}\nCOMMIT\n`;
    const wrong = [
      '-A FORWARD -j NOWHERE',
      '-A FORWARD --dport 1 -j ACCEPT',
      '-A FORWARD -p tcp --dports 1,2 -j ACCEPT',
      `-A FORWARD -p tcp -m multiport --dports ${Array.from({ length: 16 }, (_, n) => n + 1).join(',')} -j ACCEPT`,
      '-A FORWARD -s fd00::/64 -j ACCEPT',
      '-A FORWARD -m comment --comment "open -j ACCEPT',
      `-A FORWARD -m comment --comment "${'x'.repeat(256)}" -j ACCEPT`,
      '-A FORWARD -s 10.0.0.0/8 -j ACCEPT -d 10.0.0.0/8',
      '-A INPUT -j ACCEPT',
      'accept everything',
    ];
    for (const body of wrong) assert.throws(() => readFilter(file(body), 4), assert.AssertionError, body);
    assert.doesNotThrow(() => readFilter(file('-A FORWARD -s 10.0.0.0/8 -j ACCEPT'), 4));
  });
});
