import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { asa } from '../../language/rulesets/targets/asa/asa.ts';
import { loadPlan } from '../support/language.ts';
import { hostilePlan } from './hostile.ts';
import { linedRules } from './lined.ts';
import { proves } from './proof.ts';
import { AsaConfiguration } from './readers/asa.ts';
import { type InterfaceReader, provesInterfaces } from './readers/interfaces.ts';
import { withTopology } from './readers/topology.ts';

const { target, zoneOf } = withTopology(asa);

const readAsa: InterfaceReader = (files, interfaceOf) => {
  const configuration = new AsaConfiguration().run(files[0]!.text);
  return (packet) => {
    const from = interfaceOf(packet.source);
    const name = from === 'unknown' ? 'elsewhere' : from;
    // Nothing that comes from no zone is let in unless a rule is about it.
    return name === 'elsewhere' && !configuration.bound.has(name) ? 'dropped' : configuration.decide(packet, name);
  };
};

proves({
  target,
  byZones: true,
  read: (files) => readAsa(files, zoneOf()),
  beyondPorts: true,
});
provesInterfaces(asa, readAsa);

async function write(text: string, phases: string[] = []): Promise<{ files: OutputFile[]; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  assert.deepEqual(document.parseResult.parserErrors, []);
  const ruleSet = linedRules(services.segplan.Plans.analysis(document.parseResult.value, phases));
  const problems = asa.problems(ruleSet).map((p) => `${p.level} ${p.line}: ${p.message}`);
  return { files: asa.emit(ruleSet, 'plan'), problems };
}

const ZONES = `zone a { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.5, fd00:a::5 component y at 10.0.0.6 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component z at 10.0.1.7 }
zone c { subnet 10.0.2.0/24 }
`;

async function listOf(rules: string, name = 'a_in'): Promise<string[]> {
  const { files } = await write(ZONES + rules);
  new AsaConfiguration().run(files[0]!.text);
  return files[0]!.text.split('\n').flatMap((line) => {
    const entry = new RegExp(`^access-list ${name} extended (.*)$`).exec(line)?.[1];
    return entry === undefined ? [] : [entry];
  });
}

describe('asa: rules as an engineer would write them', () => {
  const cases: [rule: string, entry: string][] = [
    ['allow y -> z : tcp 443', 'permit tcp object y object z eq 443'],
    ['allow y -> z : udp 500-600', 'permit udp object y object z range 500 600'],
    ['allow x -> z : tcp 1, 3', 'permit object-group svc_tcp_1_3 object-group net_x object z'],
    ['allow y -> z : tcp+udp 53', 'permit object-group svc_tcp-udp_53 object y object z'],
    ['allow y -> z : any', 'permit ip object y object z'],
    ['allow y -> z : icmp', 'permit icmp object y object z'],
    ['allow fd00:a::5 -> b : icmp', 'permit icmp6 host fd00:a::5 object-group net_b'],
    ['allow 10.0.0.8/29 -> 10.0.1.0/26 : tcp 22', 'permit tcp 10.0.0.8 255.255.255.248 10.0.1.0 255.255.255.192 eq 22'],
    ['allow any -> z : tcp 22', 'permit tcp any object z eq 22'],
    ['deny y -> any', 'deny ip object y any'],
    ['allow x, y -> z, c : tcp 22', 'permit tcp object-group net_x_y object-group net_z_c eq 22'],
    ['allow y -> z : tcp 22 until 2030-06-30', 'permit tcp object y object z eq 22 time-range segplan_until_2030-06-30'],
  ];
  for (const [rule, entry] of cases)
    it(rule, async () => {
      assert.deepEqual(await listOf(rule), [entry, 'deny ip any any']);
    });

  it('denies come before what is allowed, and a list for a zone that nothing may leave', async () => {
    assert.deepEqual(await listOf('allow a -> b : tcp 80\ndeny y -> b : tcp 80'), [
      'deny tcp object y object-group net_b eq 80',
      'permit tcp object-group net_a object-group net_b eq 80',
      'deny ip any any',
    ]);
    assert.deepEqual(await listOf('allow a -> b : tcp 80', 'c_in'), ['deny ip any any']);
  });

  it('a service of both families in one entry, and none for packets that there are not', async () => {
    const { files } = await write(`${ZONES}allow x -> b : icmp, tcp 5\nallow fd00:a::5 -> z : tcp 9`);
    assert.match(
      files[0]!.text,
      /object-group service svc_tcp_5_icmp\n description Made by Segplan\n service-object tcp destination eq 5\n service-object icmp\n service-object icmp6\n/,
    );
    assert.doesNotMatch(files[0]!.text, /eq 9/);
  });

  it('every address once, in an object, with a netmask; ranges as ranges', async () => {
    const { files } = await write(
      `zone a { subnet 10.0.0.0/16, fd00:a::/64 component x at 10.0.0.5, fd00:a::5, 10.0.0.7-10.0.0.9 }\nzone b { subnet 10.1.0.0/19 }\nallow x -> b : tcp 1\nallow x, 10.0.7.0/24 -> b : tcp 2`,
    );
    for (const expected of [
      'object network b\n subnet 10.1.0.0 255.255.224.0\n',
      'object network x_10.0.0.5\n host 10.0.0.5\n',
      'object network x_10.0.0.7-10.0.0.9\n range 10.0.0.7 10.0.0.9\n',
      'object network x_v6\n host fd00:a::5\n',
      ' network-object 10.0.7.0 255.255.255.0\n',
    ])
      assert.equal(files[0]!.text.split(expected).length, 2, expected);
  });

  it('the rest of the world is any where it comes from, and never where one goes to', async () => {
    const plan =
      'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nzone net external\nallow net -> a : tcp 443\nallow a -> net : tcp 80\n';
    const { files } = await write(plan);
    assert.match(files[0]!.text, /access-list net_in extended permit tcp any object a eq 443\n/);
    assert.match(files[0]!.text, /access-list a_in extended permit tcp object a object-group net_net eq 80\n/);
  });

  it('one changed rule changes no other', async () => {
    const rules = ['allow x -> b : tcp 80', 'allow y -> z : tcp 1, 2-9', 'allow b -> c : udp 53'];
    const { files: before } = await write(ZONES + rules.join('\n'));
    const { files: after } = await write(ZONES + rules.join('\n').replace('udp 53', 'udp 53, 99'));
    const [old, now] = [before, after].map((files) => files[0]!.text.split('\n'));
    const changed = now!.filter((line) => !old!.includes(line));
    assert.ok(changed.length > 0 && changed.every((line) => /99|53/.test(line)), changed.join('\n'));
  });
});

describe('asa: loading and removing', () => {
  const PLAN = `${ZONES}phase build\nallow x -> b : tcp 80\nallow y -> z : tcp 22 during build "set-up"\nallow y -> c : tcp 22 during build\n`;

  it('loading again, or what has become of the plan, replaces what was there', async () => {
    const first = (await write(PLAN)).files[0]!.text;
    const other = (await write(`${ZONES}allow x, y -> b : tcp 81`)).files[0]!.text;
    const lists = (configuration: AsaConfiguration): unknown =>
      [...configuration.lists].map(([name, list]) => [name, list.entries, list.remarks]).sort();
    const again = new AsaConfiguration().run(first).run(other).run(first);
    assert.deepEqual(lists(again), lists(new AsaConfiguration().run(first)));
    assert.deepEqual([...again.bound.values()].sort(), ['a_in', 'b_in', 'c_in']);
  });

  it('no interface is ever without a list', async () => {
    const lines = (await write(PLAN)).files[0]!.text.split('\n');
    const configuration = new AsaConfiguration().run(lines.join('\n'));
    const packet = { source: '10.0.0.6', destination: '10.0.2.9', protocol: 'tcp', port: 9 } as const;
    for (const line of lines) {
      configuration.run(line);
      for (const name of ['a', 'b', 'c']) assert.equal(configuration.decide(packet, name), 'dropped', line);
    }
  });

  it('the removal file takes out the rules of phases, and nothing else', async () => {
    const { files } = await write(PLAN, ['build']);
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.asa', 'plan.remove.asa'],
    );
    assert.match(files[0]!.text, /^! .*plan\.remove\.asa/m);
    const configuration = new AsaConfiguration().run(files[0]!.text).run(files[1]!.text);
    const left = [...configuration.lists].map(([name, { entries, remarks }]) => [
      name,
      entries.map((e) => e.text.replace(/.*extended /, '')),
      remarks,
    ]);
    assert.deepEqual(left, [
      ['a_in', ['permit tcp object-group net_x object-group net_b eq 80', 'deny ip any any'], ['L5 x to b']],
      ['b_in', ['deny ip any any'], []],
      ['c_in', ['deny ip any any'], []],
    ]);
  });

  it('a rule of a phase that stands for good elsewhere stays', async () => {
    for (const rules of [
      'allow y -> z : tcp 22\nallow y -> z : tcp 22 during build',
      'allow y -> z : tcp 22 during build\nallow y -> z : tcp 22',
    ]) {
      const { files } = await write(`${ZONES}phase build\n${rules}`, ['build']);
      const configuration = new AsaConfiguration().run(files[0]!.text).run(files[1]?.text ?? '');
      const packet = { source: '10.0.0.6', destination: '10.0.1.7', protocol: 'tcp', port: 22 } as const;
      assert.equal(configuration.decide(packet, 'a'), 'passed', rules);
    }
  });

  it('a rule that says what ends every list stands there once, and stays when its phase is over', async () => {
    const { files } = await write(`${ZONES}phase build\nallow x -> b : tcp 80\ndeny any -> any : any during build`, ['build']);
    const configuration = new AsaConfiguration().run(files[0]!.text).run(files[1]!.text);
    assert.deepEqual(
      configuration.lists.get('c_in')!.entries.map((e) => e.text),
      ['access-list c_in extended deny ip any any'],
    );
  });

  it('there is none without a phase, and rules with a date end by themselves', async () => {
    const { files, problems } = await write(
      `${ZONES}allow y -> z : tcp 22 until 2030-06-30\nallow y -> z : tcp 23 until 2036-01-01`,
    );
    assert.equal(files.length, 1);
    assert.match(problems.join(), /^warning 5: .*2035.*2036-01-01[^,]*$/);
    const configuration = new AsaConfiguration().run(files[0]!.text);
    const packet = { source: '10.0.0.6', destination: '10.0.1.7', protocol: 'tcp', port: 22 } as const;
    assert.equal(configuration.decide(packet, 'a', '2030-06-30T23:58:00.000Z'), 'passed');
    assert.equal(configuration.decide(packet, 'a', '2030-07-01T00:00:00.000Z'), 'dropped');
  });
});

describe('asa: what it does not take', () => {
  it('hostile labels become plain remarks of at most 100 characters, and names of at most 64', async () => {
    const { files } = await write(hostilePlan);
    const configuration = new AsaConfiguration().run(files[0]!.text);
    assert.equal(configuration.lists.get('a_in')!.remarks.length, 16);
    for (const line of files[0]!.text.split('\n'))
      assert.match(line, /^(!| |$|object |object-group |access-(list|group) |clear |no object-group )/);
    assert.ok([...configuration.objects.keys()].some((name) => name.length === 64));
  });

  it('host names resolve for both families; wildcards and odd characters are refused', async () => {
    const plan = (host: string): string =>
      `zone a { subnet 10.0.0.0/24 }\nzone e external { component s at "${host}" }\nallow a -> s : tcp 443`;
    const { files, problems } = await write(plan('www.example.com'));
    assert.deepEqual(problems, []);
    assert.match(
      files[0]!.text,
      /object network s\n fqdn v4 www\.example\.com\n description Made by Segplan\nobject network s_v6\n fqdn v6 www\.example\.com\n/,
    );
    assert.match(files[0]!.text, /object a object-group net_s eq 443/);
    assert.match((await write(plan('a_b.example.com'))).problems.join(), /error 3: .*a_b\.example\.com/);
    assert.equal(asa.capabilities.hostNames, 'plain');
  });

  it('says that replies to icmp need an inspection, and which rules are about no zone', async () => {
    const icmp = await write(`${ZONES}allow x -> b : icmp`);
    assert.match(icmp.problems.join(), /^warning 4: .*inspect icmp/);
    assert.match(icmp.files[0]!.text, /^! .*inspect icmp/m);
    const any = await write(`${ZONES}allow x -> b : any`);
    assert.match(any.problems.join('\n'), /^warning 4: .*inspect icmp.*\nwarning 4: .*not of other protocols:/);
    const gre = await write(`${ZONES}allow x -> b : protocol gre, protocol esp, tcp 22`);
    assert.match(
      gre.problems.join(),
      /^warning 4: .*of tcp and udp, and not of protocol gre, protocol esp: [^,]*, allow that as well\.$/,
    );
    assert.match(gre.files[0]!.text, /^! Replies of protocols other than tcp, udp and icmp/m);
    for (const rule of ['allow x -> b : tcp 22, udp 53', 'deny x -> b : any'])
      assert.deepEqual((await write(`${ZONES}${rule}`)).problems, []);
    const outside = await write(`${ZONES}allow 192.0.2.1 -> b : tcp 22\nallow x -> b : tcp 22`);
    assert.match(outside.problems.join(), /^warning 4: [^,]*, and .*elsewhere[^:]*$/);
    assert.match(
      outside.files[0]!.text,
      /access-list elsewhere_in extended permit tcp host 192\.0\.2\.1 object-group net_b eq 22\n/,
    );
  });

  it('zones that are told apart by case alone, or have long names: says what their interfaces have to be called', async () => {
    const long = `z${'o'.repeat(59)}`;
    const { files, problems } = await write(
      `zone TRUST { subnet 10.0.0.0/24 }\nzone trust { subnet 10.0.1.0/24 }\nzone trust_2 { subnet 10.0.2.0/24 }\nzone ${long} { subnet 10.0.3.0/24 }\nallow TRUST -> trust, ${long} : tcp 80`,
    );
    const cut = `${long.slice(0, 43)}_wf8z`;
    const bound = [...files[0]!.text.matchAll(/^access-group (\S+_in) in interface (\S+)$/gm)].map((m) => m.slice(1));
    assert.deepEqual(
      bound,
      ['TRUST', 'trust_csss', 'trust_2', cut].map((name) => [`${name}_in`, name]),
    );
    const said = [
      ['trust', 'trust_csss'],
      [long, cut],
    ].map(
      ([zone, name]) =>
        `one ${zone} can't have its name on the firewall; the rules call it ${name}, so name the firewall's interface that.`,
    );
    assert.deepEqual(
      problems,
      said.map((text) => `warning undefined: asa: z${text}`),
    );
    for (const text of said) assert.ok(files[0]!.text.includes(`\n! Z${text}\n`), text);
    assert.doesNotMatch((await write(`${ZONES}allow a -> b : tcp 1`)).files[0]!.text, /can't have its name/);
  });

  it('zones whose names have letters that an ASA does not take are told by what lies in them, and no two fall together', async () => {
    const { files, problems } = await write(
      'zone Büro { subnet 10.1.0.0/24 }\nzone Buero { subnet 10.2.0.0/24 }\nzone 東京 { subnet 10.3.0.0/24 }\nzone 大阪 { subnet 10.4.0.0/24 }\nallow Büro -> Buero : tcp 80\nallow 東京 -> 大阪 : tcp 80',
    );
    const { text } = files[0]!;
    const bound = [...text.matchAll(/^access-group (\S+)_in in interface (\S+)$/gm)].map(([, list, name]) => [list, name]);
    assert.equal(new Set(bound.map(([, name]) => name)).size, 4);
    assert.ok(bound.every(([list, name]) => list === name));
    const renamed = new Map(
      problems.map((each) => /zone (\S+) can't .* call it (\S+),/.exec(each)!.slice(1) as [string, string]),
    );
    assert.deepEqual([...renamed.keys()].sort(), ['Büro', '大阪', '東京']);
    for (const [zone, network] of [
      ['Büro', '10.1.0.0/24'],
      ['東京', '10.3.0.0/24'],
      ['大阪', '10.4.0.0/24'],
    ] as const)
      assert.match(
        text,
        new RegExp(`^! The rules call the zone with ${network} ${renamed.get(zone)}, since its name has letters`, 'm'),
      );
    assert.doesNotMatch(text, /\P{ASCII}/u);
  });

  it('a zone named elsewhere is not the interface of addresses in no zone, and the warning names that one', async () => {
    const { files, problems } = await write(
      'zone Elsewhere { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nallow 192.0.2.1 -> b : tcp 22',
    );
    assert.match(files[0]!.text, /^access-list elsewhere_ncjv_in extended permit tcp host 192\.0\.2\.1 object b eq 22$/m);
    assert.match(problems.join(), /^warning 3: .*'elsewhere_ncjv'\.$/);
  });

  it('examples stay readable: objects by name, one entry a rule', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/segmented-veeam.segplan'), 'utf8');
    const { files } = await write(text);
    const entries = files[0]!.text.match(/^access-list \S+ extended permit .*$/gm)!;
    // Each of them joins other zones, and groups hold several ends and both families; what is tied to a phase that is off is not there.
    const rules = text.split('\n').filter((line) => line.startsWith('allow ') && !line.includes(' during '));
    assert.equal(entries.length, rules.length);
    for (const entry of entries) assert.doesNotMatch(entry, /\d+\.\d+\.\d+\.\d+/);
  });
});
