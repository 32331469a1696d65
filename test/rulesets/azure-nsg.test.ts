import assert from 'node:assert/strict';
import { azureNsg } from '../../language/rulesets/targets/azure-nsg/azure-nsg.ts';
import { someOf } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import type { Packet } from './evaluator.ts';
import { hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves, type Reader } from './proof.ts';
import { type AzureGroup, evaluateGroups, readBicep, readTemplate } from './readers/azure.ts';
import { isSeen } from './readers/cloud.ts';
import { cloudPlans } from './readers/cloud-plans.ts';

const generate = generateWith('ends');

/** Both files say the same, and it is what Bicep says that is evaluated. */
const read: Reader = (files) => {
  assert.deepEqual(
    files.map((f) => f.name.replace(/^[^.]*/, '')),
    ['.bicep', '.azure.json'],
  );
  const groups = readBicep(files[0]!.text);
  assert.deepEqual(readTemplate(files[1]!.text), groups);
  return evaluateGroups(groups);
};

const INTERNET = `plan "Internet"
zone web { subnet 10.1.0.0/24, fd00:1::/64 component www at 10.1.0.80, fd00:1::80 }
zone db { subnet 10.2.0.0/24, fd00:2::/64 }
zone branch external { subnet 172.16.0.0/16 }
zone internet external
allow internet -> www : tcp 443
allow web, db -> internet : tcp 443, udp 53
allow branch -> db : tcp 1433
allow any -> www : tcp 80
allow web -> db : tcp 1433
`;

proves({
  target: azureNsg,
  read,
  beyondPorts: true,
  icmpIn: [4],
  holds: isSeen,
  inside: 'each',
  plans: {
    ...cloudPlans(60, true),
    'the internet on both sides of the same port': INTERNET,
    'denies from everywhere else': `${INTERNET}deny internet -> www : tcp 80\ndeny db -> internet : udp 53\ndeny internet -> any : tcp 1000-2000\n`,
    'everywhere as an address': `plan "x"
zone a { subnet 10.1.0.0/24, fd00:1::/64 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 }
allow 0.0.0.0/0 -> a : tcp 80
allow 0.0.0.0-255.0.0.0 -> b : tcp 90
allow a -> ::/0 : tcp 81
`,
  },
});

async function emit(text: string, phases: string[] = []): Promise<{ groups: AzureGroup[]; text: string; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'azure-nsg', phases });
  const bicep = files[0]?.text ?? '';
  return {
    groups: bicep ? readBicep(bicep) : [],
    text: bicep,
    problems: problems.map((p) => `${p.level} ${p.line ?? '-'}: ${p.message}`),
  };
}

const rulesOf = (groups: readonly AzureGroup[], name: string) => groups.find((g) => g.name === name)!.rules;

describe('azure-nsg', () => {
  const plan = `plan "P"
zone a "Zone A" { subnet 10.1.0.0/24, fd00:1::/64 component x at 10.1.0.5, fd00:1::5 }
zone b { subnet 10.2.0.0/24 }
zone out external
allow x -> b : tcp 80, 443, udp 53, icmp until 2027-01-31 "web"
deny any -> b : tcp 23
allow out -> x : any
allow x -> b : tcp 81 during upgrade
`;

  it('writes a group for each zone that is ours, with rules on both sides', async () => {
    const { groups, problems } = await emit(plan);
    assert.deepEqual(problems, [
      'warning 5: azure-nsg: it does not close rules by date: this one has to be removed after 2027-01-31.',
    ]);
    assert.deepEqual(
      groups.map((g) => g.name),
      ['nsg-a', 'nsg-b'],
    );
    const section = (priority: number): string =>
      priority < 200 || priority >= 4090
        ? `${priority}`
        : priority < 1000
          ? 'deny'
          : priority < 3500
            ? 'allow'
            : priority < 3520
              ? `${priority}`
              : 'rest';
    const names = (name: string) => rulesOf(groups, name).map((r) => `${section(Number(r.properties.priority))} ${r.name}`);
    assert.deepEqual(names('nsg-b'), [
      '100 in-allow-inside-zone',
      'deny in-deny-any-to-b-tcp',
      'allow in-allow-x-to-b-tcp',
      'allow in-allow-x-to-b-udp',
      'allow in-allow-x-to-b-icmp',
      '4090 in-allow-load-balancer-probes',
      '4096 in-deny-all',
      '100 out-allow-inside-zone',
      '4096 out-deny-all',
    ]);
    assert.deepEqual(names('nsg-a'), [
      '100 in-allow-inside-zone',
      '110 in-allow-inside-zone-ipv6',
      // No other zone has IPv6, so that everywhere else is everywhere.
      'allow in-allow-out-to-x-any-ipv6',
      '3500 in-deny-other-zones',
      'rest in-allow-out-to-x-any-elsewhere',
      '4090 in-allow-load-balancer-probes',
      '4096 in-deny-all',
      '100 out-allow-inside-zone',
      '110 out-allow-inside-zone-ipv6',
      'deny out-deny-any-to-b-tcp',
      'allow out-allow-x-to-b-tcp',
      'allow out-allow-x-to-b-udp',
      'allow out-allow-x-to-b-icmp',
      '4096 out-deny-all',
    ]);
  });

  it('writes lists as lists, and one of a kind as one', async () => {
    const { groups } = await emit(plan);
    const rule = rulesOf(groups, 'nsg-b').find((r) => r.name === 'in-allow-x-to-b-tcp')!;
    assert.deepEqual(rule.properties, {
      description: 'x-to-b (until 2027-01-31) web',
      priority: 1028,
      direction: 'Inbound',
      access: 'Allow',
      protocol: 'Tcp',
      sourceAddressPrefix: '10.1.0.5',
      sourcePortRange: '*',
      destinationAddressPrefix: '10.2.0.0/24',
      destinationPortRanges: ['80', '443'],
    });
  });

  it('opens a phase when asked to, and says how it is closed again', async () => {
    const { groups, text } = await emit(plan, ['upgrade']);
    const rule = rulesOf(groups, 'nsg-b').find((r) => r.properties.destinationPortRange === '81')!;
    assert.match(String(rule.properties.description), /^x-to-b-\w{4} \(during upgrade\) x to b$/);
    assert.match(text, /^\/\/ Phases: upgrade$/m);
    assert.match(text, /^\/\/ .*generate again without it, and load again\.$/m);
  });

  it('inside of a zone nothing is decided, whatever is denied', async () => {
    const { groups } = await emit(
      'plan "x"\nzone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\ndeny any -> a\ndeny a -> any\n',
    );
    const decide = evaluateGroups(groups);
    const packet: Packet = { source: '10.1.0.1', destination: '10.1.0.2', protocol: 'tcp', port: 22 };
    assert.equal(decide(packet), 'passed');
    assert.equal(decide({ ...packet, source: '10.2.0.1' }), 'dropped');
  });

  it('one rule more leaves the names and the places of all others as they are', async () => {
    const before = await emit(plan);
    const after = await emit(`${plan}allow b -> x : tcp 5000\n`);
    const lines = (groups: readonly AzureGroup[]) =>
      groups.flatMap((g) => g.rules.map((r) => `${g.name} ${r.name} ${r.properties.priority}`));
    const added = lines(after.groups).filter((l) => !lines(before.groups).includes(l));
    assert.deepEqual(added, ['nsg-a in-allow-b-to-x-tcp 2421', 'nsg-b out-allow-b-to-x-tcp 2421']);
  });

  it('keeps priorities unique and in order for as many rules as a group holds, and refuses more', async () => {
    const many = (count: number) =>
      `plan "many"\nzone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\n${Array.from(
        { length: count },
        (_, n) => `${n % 3 ? 'allow' : 'deny'} a -> b : tcp ${n * 2 + 1}`,
      ).join('\n')}\n`;
    for (const count of someOf([90, 300, 900])) {
      const { groups } = await emit(many(count));
      const decide = evaluateGroups(groups);
      const packet = (port: number): Packet => ({ source: '10.1.0.9', destination: '10.2.0.9', protocol: 'tcp', port });
      assert.equal(decide(packet(1)), 'dropped');
      assert.equal(decide(packet(3)), 'passed');
      assert.equal(decide(packet(4)), 'dropped');
    }
    // Each group of these plans has five rules besides.
    assert.deepEqual((await emit(many(995))).problems, []);
    const { problems } = await emit(many(1000));
    assert.deepEqual(problems.sort(), [
      'error -: azure-nsg: The zone a needs 1005 rules, and a network security group holds 1000.',
      'error -: azure-nsg: The zone b needs 1005 rules, and a network security group holds 1000.',
    ]);
  });

  it('says what it can not hold', async () => {
    const zones = `plan "x"
zone a { subnet 10.1.0.0/24, fd00:1::/64 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 }
zone e1 external { subnet 192.0.2.0/25 }
zone e2 external { subnet 198.51.100.0/25 }
`;
    const said = async (rule: string) => (await emit(zones + rule)).problems.join('\n');
    assert.match(await said('allow a -> b : icmp\n'), /^warning 6: azure-nsg: .*icmp over IPv6: it stays closed/);
    assert.match(await said('allow a -> b : any\ndeny a -> b : icmp\n'), /^error 7: .*icmp over IPv6/m);
    // What it says is open is so: of IPv4 where both ends have it and the rule is about it.
    const both = 'icmp over IPv6: it stays closed; icmp over IPv4 is opened.';
    const none = 'icmp over IPv6: it stays closed.';
    for (const [rule, words] of [
      ['allow a -> b : icmp, tcp 22', both],
      ['allow a -> any : icmp', both],
      ['allow a -> b : icmpv6', none],
      ['allow a -> fd00:2::7 : icmp', none],
      ['allow fd00:1::7 -> any : icmp', none],
    ] as const) {
      const warned = await said(`${rule}\n`);
      assert.ok(warned.includes(words), `${rule}: ${warned}`);
    }
    assert.match(await said('allow e1 -> e2 : tcp 80\n'), /^warning 6: .*external zones.*left out/);
    assert.match(await said('allow a -> b : tcp 80 until 2027-01-01\n'), /^warning 6: .*2027-01-01/);
    assert.equal(await said('allow a -> b : any\nallow any -> b : tcp 80\nallow e1 -> b : icmp\n'), '');
  });

  it('is left by its formatter as it is: two blanks, one declaration after another, lists on one line up to 120 columns', async () => {
    const { text } = await emit(hostilePlan);
    assert.ok(text.endsWith('\n') && !text.endsWith('\n\n') && !text.includes('\n\n\n'));
    let depth = 0;
    for (const line of text.split('\n')) {
      if (line.startsWith('//') || !line) continue;
      if (/^ *[}\]]/.test(line)) depth--;
      assert.equal(/^ */.exec(line)![0].length, 2 * depth, line);
      assert.doesNotMatch(line, /\s$|\t/);
      if (/[[{]$/.test(line)) depth++;
      if (/\[.*\]$/.test(line) && !/'.*\[/.test(line)) assert.ok(line.length <= 120, line);
    }
    assert.equal(depth, 0);
  });

  it('hostile labels stay in their strings', async () => {
    const { groups, text } = await emit(hostilePlan);
    const all = groups.flatMap((g) => g.rules.map((r) => String(r.properties.description)));
    assert.ok(all.some((d) => d.includes('$(reboot) `reboot` %n %s')));
    assert.ok(all.some((d) => d.includes('${jndi} {{ 7*7 }}')));
    assert.ok(all.some((d) => d.endsWith('ends with a backslash \\')));
    assert.ok(all.some((d) => d.endsWith('…')));
    for (const line of text.split('\n')) assert.doesNotMatch(line.replace(/\\./g, ''), /\$\{/);
  });
});

describe('azure-nsg: service tags', () => {
  const zones = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.5 }
zone internet external { component files at tag "Storage" }
`;
  const rules = `allow x -> files : tcp 443, udp 53
allow y -> tag "Storage.WestUS", tag "AzureBackup", 192.0.2.0/28 : tcp 443
allow b -> internet : tcp 80
allow tag "AzureBackup" -> x : tcp 8443
deny x -> tag "Storage.WestUS" : udp 53
deny y -> tag "Storage" : tcp 80
`;
  /** What the tags stand for on some day. */
  const published: Readonly<Record<string, string>> = {
    'Storage.WestUS': '203.0.113.64/26',
    Storage: '203.0.113.0/24',
    AzureBackup: '198.51.100.0/28',
  };

  it('let through what the addresses would that Azure has for them', async () => {
    const { groups, problems } = await emit(zones + rules);
    assert.deepEqual(
      problems.filter((p) => p.startsWith('error')),
      [],
    );
    const known = (value: unknown): unknown =>
      typeof value === 'string' ? (published[value] ?? value) : Array.isArray(value) ? value.map(known) : value;
    const resolved = groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({
        ...rule,
        properties: Object.fromEntries(Object.entries(rule.properties).map(([field, value]) => [field, known(value)])),
      })),
    })) as AzureGroup[];
    const stated = Object.entries(published).reduce(
      (text, [tag, range]) => text.replaceAll(`tag "${tag}"`, range),
      zones + rules,
    );
    const [tags, addresses] = [evaluateGroups(resolved), evaluateGroups((await emit(stated)).groups)];
    const outside = ['203.0.113.1', '203.0.113.65', '198.51.100.1', '198.51.100.17', '192.0.2.1', '192.0.2.77'];
    const seen = new Set<string>();
    for (const inside of ['10.1.0.5', '10.1.0.6', '10.2.0.5', '10.2.0.6'])
      for (const other of outside)
        for (const [source, destination] of [
          [inside, other],
          [other, inside],
        ] as const)
          for (const [protocol, port] of [
            ['tcp', 443],
            ['tcp', 80],
            ['tcp', 8443],
            ['udp', 53],
          ] as const) {
            const packet: Packet = { source, destination, protocol, port };
            assert.equal(tags(packet), addresses(packet), JSON.stringify(packet));
            seen.add(tags(packet));
          }
    assert.deepEqual([...seen].sort(), ['dropped', 'passed']);
  });

  it('are rules of their own, one for each tag and address family', async () => {
    const { groups } = await emit(
      'zone a { subnet 10.1.0.0/24, fd00:1::/64 }\nzone internet external\nallow a -> tag "Storage", tag "Sql.WestUS" : tcp 443',
    );
    const rules = rulesOf(groups, 'nsg-a').filter((r) => r.name.startsWith('out-allow-a-'));
    assert.deepEqual(rules.map(({ properties: p }) => `${p.sourceAddressPrefix} ${p.destinationAddressPrefix}`).sort(), [
      '10.1.0.0/24 Sql.WestUS',
      '10.1.0.0/24 Storage',
      'fd00:1::/64 Sql.WestUS',
      'fd00:1::/64 Storage',
    ]);
  });

  it('that are no places of a plan, or inside of a zone with rules of its own, are refused', async () => {
    const { problems } = await emit(`${zones}allow x -> tag "VirtualNetwork" : tcp 443\nallow x -> tag "Internet" : tcp 443`);
    assert.match(problems.join('\n'), /^error 4: .*VirtualNetwork is no place of a plan; name the zones/m);
    assert.match(problems.join('\n'), /^error 5: .*Internet is no place of a plan; name an external zone/m);
    const inside = await emit(
      'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 component s at tag "Sql" }\nallow a -> s : tcp 1433',
    );
    assert.match(inside.problems.join('\n'), /^error 3: .*Sql is in the zone b.*put it into an external zone/m);
  });

  it('may have addresses of IPv6, where no rule matches icmp', async () => {
    const { problems } = await emit(
      'zone a { subnet 10.1.0.0/24, fd00:1::/64 }\nzone internet external\nallow a -> tag "Storage" : icmp',
    );
    assert.match(problems.join('\n'), /^warning 3: .*icmp over IPv6/m);
  });
});
