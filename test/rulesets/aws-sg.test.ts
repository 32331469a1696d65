import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { awsSg } from '../../language/rulesets/targets/aws-sg/aws-sg.ts';
import { loadPlan } from '../support/language.ts';
import type { Packet } from './evaluator.ts';
import { hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves, type Reader } from './proof.ts';
import { type AwsGroup, evaluateGroups, readCloudFormation, readTerraform } from './readers/aws.ts';
import { isSeen } from './readers/cloud.ts';
import { cloudPlans } from './readers/cloud-plans.ts';

const generate = generateWith('lines');

/** Both files say the same, and it is what Terraform says that is evaluated. */
const read: Reader = (files) => {
  assert.deepEqual(
    files.map((f) => f.name.replace(/^[^.]*/, '')),
    ['.tf', '.cloudformation.json'],
  );
  const groups = readTerraform(files[0]!.text);
  assert.deepEqual(readCloudFormation(files[1]!.text), groups);
  return evaluateGroups(groups);
};

const ZONES = `plan "Internet"
zone web { subnet 10.1.0.0/24, fd00:1::/64 component www at 10.1.0.80, fd00:1::80 component app at 10.1.0.81 }
zone db { subnet 10.2.0.0/24, fd00:2::/64 }
`;

proves({
  target: awsSg,
  read,
  beyondPorts: true,
  holds: isSeen,
  inside: 'each',
  plans: {
    ...cloudPlans(60, false),
    'what comes from the internet and what goes there, on one port': `plan "x"
zone web { subnet 10.1.0.0/24 component www at 10.1.0.80 }
zone db { subnet 10.2.0.0/24 }
zone branch external { subnet 172.16.0.0/16 }
zone internet external
allow internet -> www : tcp 443
allow web, db -> internet : tcp 443, udp 53
allow branch -> db : tcp 1433
allow web -> db : tcp 1433
`,
    'rules that cross: what one may is not what the other may': `${ZONES}zone more { subnet 10.3.0.0/24 component m at 10.3.0.3 component n at 10.3.0.4 }
allow www -> m : tcp 80
allow app -> n : tcp 80
allow 10.2.0.16/28 -> www, app : tcp 22
allow db -> any : udp 53
allow any -> www : tcp 25
allow 198.51.100.7 -> app : tcp 8080
`,
    'all of a plan, without its denies': `plan "Zones"
check isolation-breach off "what is proved here is how it is decided"
zone a { subnet 10.1.0.0/16, fd00:a::/48 }
zone b { subnet 10.2.0.0/24, 10.2.8.0/21, fd00:b::/64 }
zone c isolated { subnet 192.0.2.0/25 }
zone outside external
group pair = b, 192.0.2.7
allow a -> b : tcp 80, 8000-8100, udp 53
allow a -> pair : tcp+udp 5000-5002
allow any -> c : tcp 22
allow 10.1.2.0-10.1.2.9 -> 10.2.0.0/25 : udp 123
allow outside -> b : tcp 443
allow b -> any : tcp 25
`,
  },
});

async function emit(text: string, phases: string[] = []): Promise<{ groups: AwsGroup[]; text: string; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'aws-sg', phases });
  const terraform = files[0]?.text ?? '';
  return {
    groups: terraform ? readTerraform(terraform) : [],
    text: terraform,
    problems: problems.map((p) => `${p.level} ${p.line ?? '-'}: ${p.message}`),
  };
}

const shown = (groups: readonly AwsGroup[]): string[] =>
  groups.flatMap((g) => [
    ...g.ingress.map((r) => `${g.name} from ${r.cidr} ${r.protocol} ${r.from ?? ''} ${r.to ?? ''}`.trim()),
    ...g.egress.map((r) => `${g.name} to ${r.cidr} ${r.protocol} ${r.from ?? ''} ${r.to ?? ''}`.trim()),
  ]);

describe('aws-sg', () => {
  it('writes a group for each zone and for what of it rules are about, one rule for each network and run of ports', async () => {
    const { groups } = await emit(`${ZONES}allow www -> db : tcp 80, 8000-8010, icmp until 2027-01-31 "why, äöü → “so”"\n`);
    assert.deepEqual(
      groups.map((g) => [g.name, g.description, ...g.addresses]),
      [
        ['segplan-web', 'Zone web', '10.1.0.0/24', 'fd00:1::/64'],
        ['segplan-web-www', 'www in zone web', '10.1.0.80/32', 'fd00:1::80/128'],
        ['segplan-db', 'Zone db', '10.2.0.0/24', 'fd00:2::/64'],
      ],
    );
    const inside = (zone: string, n: number) =>
      ['from', 'to'].flatMap((way) => [`segplan-${zone} ${way} 10.${n}.0.0/24 -1`, `segplan-${zone} ${way} fd00:${n}::/64 -1`]);
    assert.deepEqual(
      shown(groups).sort(),
      [
        ...inside('web', 1),
        ...inside('db', 2),
        ...['10.2.0.0/24', 'fd00:2::/64'].flatMap((cidr) => [
          `segplan-web-www to ${cidr} tcp 80 80`,
          `segplan-web-www to ${cidr} tcp 8000 8010`,
          `segplan-web-www to ${cidr} icmp${cidr.includes(':') ? 'v6' : ''} -1 -1`,
        ]),
        ...['10.1.0.80/32', 'fd00:1::80/128'].flatMap((cidr) => [
          `segplan-db from ${cidr} tcp 80 80`,
          `segplan-db from ${cidr} tcp 8000 8010`,
          `segplan-db from ${cidr} icmp${cidr.includes(':') ? 'v6' : ''} -1 -1`,
        ]),
      ].sort(),
    );
    assert.equal(groups[1]!.egress[0]!.description, 'L4 (until 2027-01-31) why, aeoeue so');
  });

  it('names each rule of a group by its direction, its network and its ports', async () => {
    const { text } = await emit(
      'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 80, udp 53-54\n',
    );
    assert.deepEqual([...text.matchAll(/^resource "aws_vpc_security_group_\w+_rule" "(.*)"/gm)].map(([, name]) => name).sort(), [
      'a_from_10_1_0_0_24_all',
      'a_to_10_1_0_0_24_all',
      'a_to_10_2_0_0_24_tcp_80',
      'a_to_10_2_0_0_24_udp_53_54',
      'b_from_10_1_0_0_24_tcp_80',
      'b_from_10_1_0_0_24_udp_53_54',
      'b_from_10_2_0_0_24_all',
      'b_to_10_2_0_0_24_all',
    ]);
  });

  it('writes the same rule of two lines once, with both lines', async () => {
    const { groups } = await emit(`${ZONES}allow www -> db : tcp 80 "one"\nallow www -> db : tcp 80, 90 "two"\n`);
    const www = groups.find((g) => g.name === 'segplan-web-www')!;
    assert.deepEqual(
      www.egress.filter((r) => !r.cidr.includes(':')).map((r) => `${r.from} ${r.description}`),
      ['80 L4 one; L5 two', '90 L5 two'],
    );
  });

  /** What the groups at the destination alone let in, and what those at the source alone let out. */
  const oneSided = (groups: AwsGroup[], zone: string): ((packet: Packet) => string) =>
    evaluateGroups(groups.filter((g) => g.name === `segplan-${zone}` || g.name.startsWith(`segplan-${zone}-`)));

  it('says in the outputs of a template for which addresses a group is, few of many', async () => {
    const { document, services } = await loadPlan(
      `${ZONES.replace('app at 10.1.0.81', 'app at 10.1.0.81, 10.1.0.83, 10.1.0.85, 10.1.0.87, 10.1.0.89')}allow www, app -> db : tcp 80\n`,
    );
    const { files } = await generate(document, services, { target: 'aws-sg' });
    const { Outputs } = JSON.parse(files[1]!.text) as { Outputs: Record<string, { Description: string }> };
    const said = Object.values(Outputs).map(({ Description }) => Description);
    assert.ok(said.includes('For 10.1.0.81/32, 10.1.0.83/32, 10.1.0.85/32, 10.1.0.87/32 and others'), said.join('\n'));
    assert.ok(said.includes('For 10.1.0.80/32, fd00:1::80/128'), said.join('\n'));
  });

  it('is closed to zones that have no group, as those at the other end of a link', async () => {
    const { groups, problems } = await emit(`plan "x"
zone web { subnet 10.1.0.0/24, fd00:1::/64 component www at 10.1.0.80, fd00:1::80 }
zone onprem { subnet 10.200.0.0/16, fd00:200::/48 }
zone internet external
allow internet -> www : tcp 443
allow web -> internet : tcp 443
allow any -> www : tcp 80
deny onprem -> web
deny web -> onprem
`);
    assert.doesNotMatch(problems.join('\n'), /^error/m);
    const alone = oneSided(groups, 'web');
    const www = { '4': '10.1.0.80', '6': 'fd00:1::80' };
    for (const port of [443, 80])
      for (const [other, verdict] of [
        ['10.200.0.1', 'dropped'],
        ['10.200.255.255', 'dropped'],
        ['fd00:200::1', 'dropped'],
        ['10.199.255.255', 'passed'],
        ['10.201.0.0', 'passed'],
        ['198.51.100.1', 'passed'],
        ['fd00:200:1::', 'passed'],
      ] as const) {
        const own = www[other.includes(':') ? '6' : '4'];
        assert.equal(alone({ source: other, destination: own, protocol: 'tcp', port }), verdict, `from ${other} ${port}`);
        if (port === 443) assert.equal(alone({ source: own, destination: other, protocol: 'tcp', port }), verdict, `to ${other}`);
      }
  });

  it('what is open to the same interfaces anyway makes fewer networks', async () => {
    const sources = async (more: string): Promise<string[]> => {
      const { groups } = await emit(
        `plan "x"\nzone web { subnet 10.1.0.0/24 }\nzone db { subnet 10.2.0.0/24 }\nzone internet external\nallow internet -> web : tcp 443\n${more}`,
        ['upgrade'],
      );
      const own = groups.find((g) => g.name === 'segplan-web')!;
      return own.ingress.filter((r) => r.from === 443).map((r) => r.cidr);
    };
    assert.deepEqual(await sources('allow db -> web : tcp 440-450\n'), ['0.0.0.0/0']);
    for (const less of ['', 'allow db -> web : tcp 442\n', 'allow db -> 10.1.0.0/25 : tcp 443\n', 'allow web -> db : tcp 443\n'])
      assert.ok((await sources(less)).length > 20, less);
    // A rule that is to end can't be what another one rests on.
    assert.ok((await sources('allow db -> web : tcp 443 during upgrade\n')).length > 20);
    assert.ok((await sources('allow db -> web : tcp 443 until 2027-01-01\n')).length > 20);
  });

  it('says which lines need many networks where they do not fit', async () => {
    const { text, problems } = await emit(
      `${ZONES}zone internet external\nallow web -> internet : tcp 80, 443, 8080, udp 53, 123, 500\n`,
    );
    assert.equal(text, '');
    assert.match(
      problems.join('\n'),
      /^error -: aws-sg: In the zone 'web' an interface would need \d+ security groups .*Everywhere but in the other zones \(line 5\) is dozens of networks for each port, .*: name the networks that are meant, or 'any'\.$/m,
    );
  });

  it('says them in the order of the plan', async () => {
    const ports = 'tcp 80, 443, 8080, udp 53, 123, 500';
    const { problems } = await emit(
      `${ZONES}zone internet external\nallow www -> internet : ${ports}\nallow web -> internet : ${ports}, tcp 7\n`,
    );
    assert.match(problems.join('\n'), /Everywhere but in the other zones \(lines 5, 6\) is dozens of networks/);
  });

  it('what goes everywhere else leaves out the other zones', async () => {
    const { groups } = await emit(`plan "x"
zone web { subnet 10.0.0.0/9 }
zone db { subnet 11.0.0.0/8 }
zone internet external
allow internet -> web : tcp 443
allow db -> internet : tcp 443, 80
`);
    const networks = (port: number) =>
      groups
        .find((g) => g.name === 'segplan-db')!
        .egress.filter((r) => r.from === port)
        .map((r) => r.cidr);
    const leftOut = [
      '0.0.0.0/5',
      '10.128.0.0/9',
      '12.0.0.0/6',
      '128.0.0.0/1',
      '16.0.0.0/4',
      '32.0.0.0/3',
      '64.0.0.0/2',
      '8.0.0.0/7',
    ];
    assert.deepEqual(
      networks(443)
        .filter((c) => !c.includes(':'))
        .sort(),
      leftOut,
    );
    const decide = evaluateGroups(groups);
    const packet: Packet = { source: '11.0.0.1', destination: '10.0.0.1', protocol: 'tcp', port: 443 };
    assert.equal(decide(packet), 'dropped');
    assert.equal(decide({ ...packet, destination: '198.51.100.1' }), 'passed');
    assert.equal(decide({ ...packet, source: '198.51.100.1' }), 'passed');
  });

  it('splits what does not fit into one group, says so, and refuses what no interface could hold', async () => {
    const many = (count: number) => `plan "many"
zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 }
${Array.from({ length: count }, (_, n) => `allow a -> b : tcp ${n * 2 + 1}`).join('\n')}
`;
    // With the rule for traffic inside of the zone, 60 rules.
    assert.deepEqual((await emit(many(59))).problems, []);
    const { groups, problems } = await emit(many(130));
    assert.deepEqual(
      groups.map((g) => `${g.name} ${g.ingress.length} ${g.egress.length} ${g.addresses}`),
      [
        'segplan-a 1 60 10.1.0.0/24',
        'segplan-a-part-2 0 60 10.1.0.0/24',
        'segplan-a-part-3 0 11 10.1.0.0/24',
        'segplan-b 60 1 10.2.0.0/24',
        'segplan-b-part-2 60 0 10.2.0.0/24',
        'segplan-b-part-3 11 0 10.2.0.0/24',
      ],
    );
    assert.deepEqual(problems, [
      "warning -: aws-sg: The rules of 'a' need 3 security groups of 60 rules each; all of them go onto the same interfaces.",
      "warning -: aws-sg: The rules of 'b' need 3 security groups of 60 rules each; all of them go onto the same interfaces.",
    ]);
    const decide = evaluateGroups(groups);
    for (const [port, verdict] of [
      [1, 'passed'],
      [2, 'dropped'],
      [259, 'passed'],
      [261, 'dropped'],
    ] as const)
      assert.equal(decide({ source: '10.1.0.9', destination: '10.2.0.9', protocol: 'tcp', port }), verdict, `${port}`);
    assert.match(
      (await emit(many(300))).problems.join('\n'),
      /^error -: aws-sg: In the zone 'a' an interface would need 6 security groups \(6 for a\), and AWS takes 5; write rules there for the whole zone, or/m,
    );
  });

  it('refuses an address that lies in more groups than an interface takes', async () => {
    const rules = [24, 25, 26, 27, 28, 29].map((prefix) => `allow 10.1.0.0/${prefix} -> b : tcp ${prefix}`).join('\n');
    const { problems } = await emit(`plan "x"\nzone a { subnet 10.1.0.0/16 }\nzone b { subnet 10.2.0.0/24 }\n${rules}\n`);
    assert.match(
      problems.join('\n'),
      /^error -: aws-sg: In the zone 'a' an interface would need 7 security groups \([^)]* and 2 more\), and AWS takes 5; /m,
    );
  });

  it('has no denies, opens a phase when asked to, and says how it is closed again', async () => {
    const less = await emit(`${ZONES}allow www -> db : tcp 80-82\ndeny www -> db : tcp 81\n`);
    assert.deepEqual(less.problems, []);
    assert.doesNotMatch(less.text, /port += 81$/m);
    assert.match(less.text, /from_port +=? ?80$/m);
    assert.match(less.text, /from_port +=? ?82$/m);
    const plan = `${ZONES}allow www -> db : tcp 81 during upgrade\n`;
    assert.equal((await emit(plan)).groups.length, 2);
    const { groups, text } = await emit(plan, ['upgrade']);
    assert.equal(groups[1]!.egress[0]!.description, 'L4 (during upgrade) www to db');
    assert.match(text, /^# Phases: upgrade$/m);
    assert.match(text, /^# .*generate again without it, and load again\.$/m);
  });

  it('names what a deny leaves by what is left out, and says which denies make many rules, and what closes single hosts', async () => {
    const zones = `plan "x"
zone web { subnet 10.1.0.0/28, fd00:1::/64 component www at 10.1.0.5, fd00:1::5 component gw at 10.1.0.9 }
zone db { subnet 10.2.0.0/24, fd00:2::/64 }
allow web -> db : tcp 443
`;
    const names = async (deny: string): Promise<string> => {
      const { groups } = await emit(`${zones}${deny}\n`);
      return groups.map(({ name }) => name.replace(/^segplan-/, '')).join(' ');
    };
    assert.match(await names('deny www -> db'), / web-web-except-www( |$)/);
    assert.match(await names('deny 10.1.0.7 -> db'), / web-web-except-10-1-0-7( |$)/);
    assert.match(await names('deny fd00:1::66 -> db'), / web-web-except-fd00-1-66( |$)/);
    assert.match(await names('deny www -> db\ndeny 10.1.0.9, 10.1.0.12 -> db'), / web-web-except-gw-www-10-1-0-12( |$)/);
    assert.match(
      await names('deny www -> db\ndeny 10.1.0.9, 10.1.0.12, 10.1.0.2 -> db'),
      / web-web-except-gw-www-and-others-[a-z0-9]{4}( |$)/,
    );
    assert.match(await names('deny 10.1.0.1, 10.1.0.3, 10.1.0.7, 10.1.0.12 -> db'), / web-web-in-part-[a-z0-9]{4}( |$)/);
    // What is left is a component, or of one family, or of the component that another zone has by the same name.
    const wide = zones
      .replace('tcp 443', 'any')
      .replace(' component gw at 10.1.0.9', ' component gw at 10.1.0.9 component ghost');
    const labels = async (plan: string): Promise<string> => {
      const { groups } = await emit(plan);
      return groups
        .flatMap(({ ingress, egress }) => [...ingress, ...egress])
        .map(({ description }) => description)
        .join('\n');
    };
    const two =
      'allow gw -> web2 : tcp 443\nallow gw -> db : tcp 443\nzone web2 { subnet 10.3.0.0/29 component www at 10.3.0.1 component v4 at 10.3.0.2 }\n';
    const told = await labels(
      `${wide.replace('allow web -> db : any', '')}${two}deny gw -> web2.www : tcp 443\ndeny gw -> 10.2.0.0/25 : tcp 443\n`,
    );
    assert.match(told, / gw to web2 except web2\.www\b/);
    assert.match(told, / db except 10\.2\.0\.0\/25 \(IPv4\)/);
    assert.match(await labels(`${zones}deny 10.1.0.0-10.1.0.8, 10.1.0.10-10.1.0.15, fd00:1::/64 -> db`), / gw to db\b/);
    // All of a /64 but one host are 64 networks, which come into the group of the other zone.
    const { problems } = await emit(`${zones}deny fd00:1::66 -> db\n`);
    assert.match(
      problems.join('\n'),
      /The rules of 'db' need 2 .*what the plan denies \(line 5\): .*network ACL of their subnet\./,
    );
    const ports = Array.from({ length: 70 }, (_, n) => `allow web -> db : udp ${2 * n + 1}`).join('\n');
    assert.doesNotMatch((await emit(`${zones}${ports}\ndeny web -> db : udp 1\n`)).problems.join('\n'), /denies/);
  });

  it("says what to do about the part of 'any' that a deny leaves", async () => {
    const { text, problems } = await emit(`${ZONES}allow web -> db : any\ndeny web -> db : icmp\n`);
    assert.equal(text, '');
    assert.match(
      problems.join('\n'),
      /^error 4: aws-sg: .* of this 'any' something is left out, or closed by a deny; name the services to open\.$/,
    );
  });

  it('writes the Terraform file alone, and says why, where CloudFormation would refuse the template', async () => {
    const generated = async (text: string) => {
      const { document, services } = await loadPlan(text);
      const { files, problems } = await generate(document, services, { target: 'aws-sg' });
      return {
        files: files.map((f) => f.name.replace(/^[^.]*/, '')),
        text: files[0]?.text,
        said: problems.map((p) => `${p.level}: ${p.message}`),
      };
    };
    // A group for each zone, and one for each host.
    const hosts = (count: number) => `plan "x"
zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/16 }
${Array.from({ length: count }, (_, n) => `allow 10.2.0.${n + 1} -> b : tcp 9\nallow 10.2.0.${n + 1} -> 198.51.100.0/24 : tcp ${n + 1}`).join('\n')}
`;
    const most = await generated(hosts(198));
    assert.deepEqual(most.files, ['.tf', '.cloudformation.json']);
    assert.doesNotMatch(most.said.join('\n'), /CloudFormation/);
    const more = await generated(hosts(199));
    assert.deepEqual(more.files, ['.tf']);
    assert.equal(readTerraform(more.text!).length, 201);
    assert.deepEqual(
      more.said.filter((m) => m.includes('CloudFormation')),
      [
        'warning: aws-sg: The CloudFormation template is left out: the plan needs 201 security groups, and a template can output the ids of 200. Take the Terraform file, or split the plan.',
      ],
    );
    // Few groups, each with many long descriptions.
    const reason = 'r'.repeat(250);
    const list = Array.from({ length: 50 }, (_, n) => 2 * n + 1).join(', ');
    const long = await generated(`plan "x"
zone b { subnet 10.2.0.0/16 }
${Array.from({ length: 80 }, (_, n) => `allow 10.2.0.${n + 1} -> 198.51.100.0/24 : tcp ${list} "${reason}"`).join('\n')}
`);
    assert.deepEqual(long.files, ['.tf']);
    assert.match(long.said.join('\n'), /^warning: aws-sg: The CloudFormation template is left out: it would have \d{7} bytes, /m);
  });

  it('is left by its formatter as it is', async function () {
    const { text } = await emit(`${hostilePlan}zone internet external\nallow internet -> a : tcp 99\n`);
    let formatted: string;
    try {
      formatted = execFileSync('terraform', ['fmt', '-'], { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
    } catch {
      this.skip();
    }
    assert.equal(formatted, text);
  });

  it('hostile labels become plain words', async () => {
    const { groups } = await emit(hostilePlan);
    const all = groups.flatMap((g) => [...g.ingress, ...g.egress].map((r) => r.description));
    assert.ok(all.includes('L6 $(reboot) reboot n s'.replace('L6', all.find((d) => d.includes('$(reboot)'))!.split(' ')[0]!)));
    assert.ok(all.some((d) => d.includes('${jndi} {{ 7*7 }}')));
    assert.ok(all.some((d) => d.endsWith('...') && d.length === 255));
  });
});
