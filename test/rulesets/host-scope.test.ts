import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { targets } from '../../language/generated/targets.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices, portSet } from '../../language/model/services.ts';
import type { Generated } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets, type HostRuleSet } from '../../language/rulesets/host-rule-set.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { labFault } from '../lab/available.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { generateWith, linedHosts } from './lined.ts';
import { plans } from './plans.ts';
import { readNft } from './readers.ts';

const generate = generateWith('lines');

const VENDOR = `
vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  role server "Server"
  role agent "Agent"
  role store "Store"
  flow server -> agent : tcp 100 "Starts jobs" from guide "1"
  flow agent -> server : tcp 200-210 "Sends data" from guide "2"
  flow server -> store : tcp 300 "Writes" from guide "3"
  flow agent -> agent : udp 400 "Finds its neighbors" from guide "4"
  flow agent -> store : one of (tcp 500, tcp 501) "Reads" from guide "5"
  role client "Client"
  role quiet "Quiet"
  flow client -> server : tcp 443 "Asks" from guide "7"
  flow server -> agent : tcp 600 during set-up "Installs" from guide "6"
}
`;

/** One zone with three components, where the first has two roles, and rules from two other zones. */
const PLAN = `plan "Hosts"
use acme
zone lan {
  subnet 10.0.0.0/24, fd00::/64
  component server : acme.server, acme.store at 10.0.0.1, fd00::1
  component agent : acme.agent at 10.0.0.2, fd00::2
  component second : acme.agent at 10.0.0.3
}
zone desk { subnet 10.0.1.0/24 }
zone world external { component visitor : acme.client }
allow desk -> agent : tcp 22 "Administration"
allow world -> server : required
deny second -> server : tcp 201-210
${VENDOR}`;

/** Every rule of every host: `L11 allow desk -> agent : tcp 22`. */
function rulesOf(sets: readonly HostRuleSet[]): Record<string, string[]> {
  const names = (sides: HostRuleSet['entries'][number]['sources']): string => sides.map((s) => s.label).join(', ');
  return Object.fromEntries(
    sets.map(({ host, entries }) => [
      host.name,
      entries.map(
        (e) =>
          `${e.id} ${e.action} ${names(e.sources)} -> ${names(e.destinations)} : ${formatServices(e.services)}${e.phase ? ` during ${e.phase}` : ''}`,
      ),
    ]),
  );
}

async function hostRules(text: string, phases: string[] = []): Promise<Record<string, string[]>> {
  return rulesOf(linedHosts(await analysisOf(text, phases)));
}

async function emit(text: string, target: string, scope?: 'network' | 'host'): Promise<Generated & { said: string[] }> {
  const { document, services } = await loadPlan(text);
  const generated = await generate(document, services, { target, scope });
  return { ...generated, said: generated.problems.map((p) => `${p.level} ${p.line ?? ''}: ${p.message}`) };
}

function loads(nft: string): void {
  const flags = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];
  execFileSync('unshare', [...flags, 'nft', '-c', '-f', '-'], { input: nft, stdio: ['pipe', 'ignore', 'pipe'] });
}

describe('rule sets of hosts', () => {
  it('hold the rules about each host, denies first, and then what its zone needs of it', async () => {
    assert.deepEqual(await hostRules(PLAN), {
      server: [
        'L13 deny second -> server : tcp 201-210',
        'L12 allow visitor -> server : tcp 443',
        'R5 allow agent, second -> server : tcp 200-210, 500',
      ],
      agent: ['L11 allow desk -> agent : tcp 22', 'R6 allow server -> agent : tcp 100', 'R6.2 allow second -> agent : udp 400'],
      second: ['R7 allow server -> second : tcp 100', 'R7.2 allow agent -> second : udp 400'],
    });
  });

  it('say of a flow of a phase that it is one', async () => {
    const { second } = await hostRules(PLAN, ['set-up']);
    assert.deepEqual(second, [
      'R7 allow server -> second : tcp 100',
      'R7.2 allow server -> second : tcp 600 during set-up',
      'R7.3 allow agent -> second : udp 400',
    ]);
  });

  it('trace each rule to the flows that it serves on this host', async () => {
    const sets = linedHosts(await analysisOf(PLAN));
    const traces = Object.fromEntries(
      sets.flatMap((s) =>
        s.entries.map((e) => [`${s.host.name} ${e.id}`, e.traces.map((t) => `${t.purpose} (${t.sources[0]!.sections.join()})`)]),
      ),
    );
    assert.deepEqual(traces['server L12'], ['Asks (7)']);
    assert.deepEqual(traces['server R5'], ['Sends data (2)', 'Reads (5)']);
    assert.deepEqual(traces['server L13'], []);
    assert.deepEqual(traces['agent L11'], []);
    assert.deepEqual(traces['second R7.2'], ['Finds its neighbors (4)']);
    const wide = linedHosts(await analysisOf(PLAN.replace('allow desk -> agent : tcp 22', 'allow lan -> lan : tcp 100-210')));
    const rule = (host: string) => wide.find((s) => s.host.name === host)!.entries.find((e) => e.id === 'L11')!;
    assert.deepEqual(
      rule('server').traces.map((t) => t.purpose),
      ['Sends data'],
    );
    assert.deepEqual(
      rule('agent').traces.map((t) => t.purpose),
      ['Starts jobs'],
    );
  });

  it('cut a wide rule down to the host', async () => {
    const text = `zone a { subnet 10.0.0.0/24
  component range : acme.store at 10.0.0.8-10.0.0.11
  component other : acme.store at 10.0.0.20 }
zone b { subnet 10.0.1.0/24 }
allow b -> 10.0.0.10-10.0.0.200, b : tcp 80
allow any -> any : icmp
allow b -> 10.0.0.99 : tcp 81
use acme
${VENDOR}`;
    const sets = linedHosts(await analysisOf(text));
    assert.deepEqual(rulesOf(sets), {
      range: ['L5 allow b -> range in 10.0.0.10-10.0.0.200, b : tcp 80', 'L6 allow any -> range : icmp'],
      other: ['L5 allow b -> other : tcp 80', 'L6 allow any -> other : icmp'],
    });
    assert.deepEqual(formatAddresses(sets[0]!.entries[0]!.destinations[0]!.addresses), ['10.0.0.10/31']);
  });

  it('take a component of many addresses for many hosts, and components of one address for one', async () => {
    const rules = await hostRules(`use acme
zone a {
  component agents : acme.agent at 10.0.0.8/30
  component server : acme.server at 10.0.0.20
  component store : acme.store at 10.0.0.20
}
${VENDOR}`);
    assert.deepEqual(rules.agents, ['R3 allow server -> agents : tcp 100', 'R3.2 allow agents -> agents : udp 400']);
    // One machine has one firewall, whichever of the two files is loaded; between the two nothing leaves it.
    assert.deepEqual(rules.server, ['R4 allow agents -> server : tcp 200-210, 500']);
    assert.deepEqual(rules.store, ['R5 allow agents -> store : tcp 200-210, 500']);
  });

  it('let `required` inside of a zone stand for what the zone needs', async () => {
    const text = PLAN.replace('deny second -> server : tcp 201-210', 'deny second -> server : required');
    const { server } = await hostRules(text);
    assert.equal(server![0], 'L13 deny second -> server : tcp 200-210, 500-501');
  });

  it('say what a deny closes inside of a zone, also where a host name may be one of its addresses', async () => {
    const named = PLAN.replace(
      'component second : acme.agent at 10.0.0.3',
      'component second : acme.agent at "second.example.com"',
    );
    const closed = async (deny: string): Promise<unknown[]> => {
      const sets = buildHostRuleSets(await analysisOf(named.replace(/deny.*/, deny)));
      return sets.flatMap((set) => set.closed.map((c) => [set.host.name, c.from, formatServices(c.services)]));
    };
    assert.deepEqual(await closed('deny 10.0.0.64/26 -> server : tcp 201'), [['server', ['second'], 'tcp 201']]);
    assert.deepEqual(await closed('deny 10.0.1.0/24 -> server : tcp 201'), []);
  });

  it('leave out external zones and components without address, and say so', async () => {
    const text = PLAN.replace('component second : acme.agent at 10.0.0.3', 'component third : acme.store').replace(
      /deny.*\n/,
      '',
    );
    const { said, files } = await emit(text, 'csv', 'host');
    assert.deepEqual(said, ["warning 7: third has no address, and it gets no rule set; add one with 'at'."]);
    assert.doesNotMatch(files[0]!.text, /^(third|visitor),/m);
    assert.match(files[0]!.text, /^agent,lan,,R6,/m);
  });

  it('stop where a component that has to be let in has no address', async () => {
    const text = PLAN.replace('component second : acme.agent at 10.0.0.3', 'component second : acme.agent').replace(
      /deny.*\n/,
      '',
    );
    const { said, files } = await emit(text, 'csv', 'host');
    assert.deepEqual([files, said], [[], ["error 7: second has no address, and server has to let it in; add one with 'at'."]]);
  });

  it('warn of a deny that closes what a zone needs', async () => {
    const { said, files } = await emit(PLAN, 'nftables', 'host');
    assert.deepEqual(said, ['warning 13: On server this deny closes tcp 201-210 from second, which is required inside of lan.']);
    const read = readNft(files.find((f) => f.name === 'plan.server.nft')!.text);
    const from = (source: string, port: number) => read({ source, destination: '10.0.0.1', protocol: 'tcp', port });
    assert.deepEqual([from('10.0.0.3', 200), from('10.0.0.3', 201), from('10.0.0.2', 201)], ['passed', 'dropped', 'passed']);
  });
});

describe('targets for hosts', () => {
  it('nftables: one file for each host, and every one of them loads', async function () {
    const all = [PLAN, ...Object.values(plans)];
    const files = (await Promise.all(all.map(async (text) => (await emit(text, 'nftables', 'host')).files))).flat();
    assert.deepEqual(
      files.slice(0, 3).map((f) => f.name),
      ['plan.server.nft', 'plan.agent.nft', 'plan.second.nft'],
    );
    for (const { text } of files) {
      assert.match(
        text,
        /type filter hook input priority filter; policy drop;\n {4}iif "lo" accept\n {4}ct state established,related accept/,
      );
      assert.match(text, /icmpv6 type \{ nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert \} accept/);
      // RFC 4890, 4.4.1, and RFC 3810, 5: multicast listener queries come from link-local addresses with a hop limit of 1.
      assert.match(text, /^ {4}ip6 saddr fe80::\/10 ip6 hoplimit 1 icmpv6 type mld-listener-query accept$/m);
      // RFC 8415, 7.2: clients of DHCPv6 listen on udp 546, at their link-local address.
      assert.match(text, /^ {4}ip6 saddr fe80::\/10 ip6 daddr fe80::\/10 udp dport 546 accept$/m);
      assert.doesNotMatch(text, /hook (output|forward)/);
    }
    assert.match(files[2]!.text, /ip saddr @server_v4 ip daddr @second_v4 tcp dport 100 accept comment "R7 Starts jobs"/);
    assert.ok(files.length > 8);
    if (labFault()) this.skip();
    for (const { text } of files) loads(text);
  });

  it('nftables: names that differ in case only get files that differ', async () => {
    const text = 'zone a {\n component x : acme.store at 10.0.0.1\n component X : acme.store at 10.0.0.2\n}\nuse acme\n';
    const { files } = await emit(text + VENDOR, 'nftables', 'host');
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.x.nft', 'plan.X-jdf9.nft'],
    );
  });

  it('csv: one table with a column for the host', async () => {
    const { files } = await emit(PLAN, 'csv', 'host');
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.hosts.csv'],
    );
    const rows = parse(files[0]!.text, { columns: true }) as Record<string, string>[];
    assert.deepEqual(
      rows.map((r) => `${r.Host} ${r.Zone} ${r.Rule} ${r.Action} ${r['Destination addresses']} ${r.Services}`),
      [
        'server lan L13 deny 10.0.0.1, fd00::1 tcp 201-210',
        'server lan L12 allow 10.0.0.1, fd00::1 tcp 443',
        'server lan R5 allow 10.0.0.1, fd00::1 tcp 200-210, 500',
        'agent lan L11 allow 10.0.0.2, fd00::2 tcp 22',
        'agent lan R6 allow 10.0.0.2, fd00::2 tcp 100',
        'agent lan R6.2 allow 10.0.0.2, fd00::2 udp 400',
        'second lan R7 allow 10.0.0.3 tcp 100',
        'second lan R7.2 allow 10.0.0.3 udp 400',
      ],
    );
    assert.equal(rows[4]!.Reference, 'Guide (guide.txt), section 1');
  });

  it('say nothing of the networks of a zone, which reach each other through firewalls between them', async () => {
    const several = PLAN.replace('10.0.0.0/24,', '10.0.0.0/24, 10.5.0.0/24,');
    for (const { name, scopes } of targets as readonly Target[]) {
      if (!scopes.includes('host')) continue;
      assert.deepEqual((await emit(several, name, 'host')).said, (await emit(PLAN, name, 'host')).said, name);
    }
    const inNetwork = (await emit(several, 'csv')).said.filter((each) => /networks of lan reach each other/.test(each));
    assert.equal(inNetwork.length, 1);
  });

  it('markdown: one section for each host, and one that lets nothing in says so', async () => {
    const { files } = await emit(
      PLAN.replace('zone desk {', 'zone desk { component quiet : acme.quiet at 10.0.1.9'),
      'markdown',
      'host',
    );
    assert.equal(files[0]!.name, 'plan.hosts.md');
    const sections = files[0]!.text.split('\n### ').slice(1);
    assert.deepEqual(
      sections.map((s) => s.split('\n')[0]),
      ['server in lan', 'agent in lan', 'second in lan', 'quiet in desk'],
    );
    assert.deepEqual(
      sections.map((s) => [...s.matchAll(/^\| ([LR][\d.]+) /gm)].map((m) => m[1])),
      [['L13', 'L12', 'R5'], ['L11', 'R6', 'R6.2'], ['R7', 'R7.2'], []],
    );
    assert.match(sections[0]!, /Denied, whatever is allowed:\n\n\| Rule[^\n]*\n[^\n]*\n\| L13 /);
    assert.match(sections[1]!, /^agent in lan\n\nAllowed:\n\n(\|.*\n)+$/);
    assert.match(sections[3]!, /Nothing may connect to it\./);
  });

  it('json: follows the published schema, which tells the scopes apart', async () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../language/rulesets/rule-set.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const plan of [PLAN, ...Object.values(plans)]) {
      const { files } = await emit(plan, 'json', 'host');
      if (!files.length) continue;
      const data = JSON.parse(files[0]!.text) as object;
      assert.ok(validate(data), JSON.stringify(validate.errors));
      for (const wrong of [
        { ...data, scope: 'network' },
        { ...data, rules: [] },
        { ...data, hosts: undefined, rules: [] },
        { ...data, scope: undefined },
      ])
        assert.equal(validate(JSON.parse(JSON.stringify(wrong))), false);
    }
    const { files } = await emit(PLAN, 'json', 'host');
    const data = JSON.parse(files[0]!.text);
    assert.equal(files[0]!.name, 'plan.hosts.json');
    assert.deepEqual(
      data.hosts.map((h: { name: string; rules: unknown[] }) => [h.name, h.rules.length]),
      [
        ['server', 3],
        ['agent', 3],
        ['second', 2],
      ],
    );
  });

  it('say which scopes they have a form for, and are as good as their word', async () => {
    const { document, services } = await loadPlan(PLAN);
    for (const target of ['nftables', 'csv', 'markdown', 'json'])
      for (const scope of ['network', 'host'] as const)
        assert.ok((await generate(document, services, { target, scope })).files.length, `${target} ${scope}`);
    (nftables as { scopes: Target['scopes'] }).scopes = ['network'];
    try {
      const { files, said } = await emit(PLAN, 'nftables', 'host');
      assert.deepEqual(files, []);
      assert.match(
        said.join('\n'),
        /^error : nftables has no form for the firewalls of hosts; targets that have one: csv, [^\n]*json, markdown[^\n]*\.$/,
      );
    } finally {
      (nftables as { scopes: Target['scopes'] }).scopes = ['network', 'host'];
    }
  });

  it('a packet filter refuses the host name of a host that rules are about', async () => {
    const text = `use acme\nzone a {\n component agent : acme.agent at "a.example.com"\n component server : acme.server at 10.0.0.1\n}\n${VENDOR}`;
    assert.match((await emit(text, 'nftables', 'host')).said.join('\n'), /error 3: nftables: .*a\.example\.com/);
    assert.equal((await emit(text, 'csv', 'host')).files.length, 1);
  });

  it('have nothing to write for a plan without hosts', async () => {
    const { files, said } = await emit('zone a { subnet 10.0.0.0/24 }', 'json', 'host');
    assert.deepEqual(files, []);
    assert.match(said.join(), /error : No component of the plan has an address/);
  });
});

describe('a plan of a single zone', () => {
  const single = `use veeam 13
zone backup {
  component vbr : veeam.backup-server at 10.0.0.10
  component repo : veeam.hardened-repository at 10.0.0.20
}
`;

  it('needs no network rule, which the result says, and has host rules', async () => {
    const network = await emit(single, 'nftables');
    assert.deepEqual([network.needless, network.files.length, network.said], [true, 1, []]);
    const hosts = await emit(single, 'nftables', 'host');
    assert.equal(hosts.needless, undefined);
    const repo = readNft(hosts.files.find((f) => f.name === 'plan.repo.nft')!.text);
    const from = (source: string, port: number) => repo({ source, destination: '10.0.0.20', protocol: 'tcp', port });
    assert.deepEqual(
      [from('10.0.0.10', 6162), from('10.0.0.10', 6163), from('10.0.0.11', 6162)],
      ['passed', 'dropped', 'dropped'],
    );
  });

  it('is one to which nothing of the sort applies', async () => {
    assert.equal((await emit(PLAN, 'csv')).needless, undefined);
    assert.equal(
      (await emit(`${single}zone other { subnet 10.1.0.0/24 }\nallow other -> vbr : tcp 22\n`, 'csv')).needless,
      undefined,
    );
  });
});

describe('hosts that share an address', () => {
  it('let in what one of them needs at that address alone', async () => {
    const analysis = await analysisOf(`use shop vendor shop { role server role store flow server -> store : tcp 6162 "Stores" }
zone a { subnet 10.0.0.0/24
  component vbr : shop.server at 10.0.0.1
  component shared : shop.store at 10.0.0.7
  component pool : network.dns-server at 10.0.0.7-10.0.0.9 }
`);
    const pool = buildHostRuleSets(analysis).find((set) => set.host.name === 'pool')!;
    const needed = pool.entries.filter((e) => e.services.overlaps(portSet('tcp', 6162, 6162)));
    assert.deepEqual(
      needed.map((e) => e.destinations.flatMap((d) => formatAddresses(d.addresses))),
      [['10.0.0.7']],
    );
  });
});
