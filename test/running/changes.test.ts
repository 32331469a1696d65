import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeWriters } from '../../language/generated/change-writers.ts';
import { readers } from '../../language/generated/readers.ts';
import { targets } from '../../language/generated/targets.ts';
import { audit } from '../../language/running/audit.ts';
import { changeOf } from '../../language/running/changing/change-file.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { plans } from '../rulesets/plans.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { analysisOf } from '../support/language.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';
import {
  type Applier,
  applyAsa,
  applyFortios,
  applyIptables,
  applyJunos,
  applyNft,
  applyPanos,
  withHandles,
} from './change-appliers.ts';
import { running } from './drift-proof.ts';
import { drift, isRule, MUTATIONS, type Mutation, mutated } from './mutants.ts';

interface Form {
  readonly isRule: (line: string) => boolean;
  readonly mutations: readonly Mutation[];
  readonly apply: Applier;
  /** How many lines a change has at most, on average. */
  readonly most?: number;
  /** What the device prints of what was loaded. */
  readonly printed?: (text: string) => string;
}

const changed =
  (change: (line: string) => string): Mutation =>
  (lines, at) => {
    const line = change(lines[at]!);
    return line === lines[at] ? undefined : lines.with(at, line);
  };
const COMMON = ['a rule deleted', 'a rule moved up', 'a rule twice'].map((name) => MUTATIONS[name]!);

const FORMS: Readonly<Record<string, Form>> = {
  asa: {
    isRule: (line) => /^access-list \S+ extended (?!deny ip any any$)/.test(line) && !line.includes('segplan_closed'),
    mutations: [
      MUTATIONS['a rule deleted']!,
      changed((line) => (line.includes(' permit ') ? line.replace(' permit ', ' deny ') : line.replace(' deny ', ' permit '))),
      changed((line) => line.replace(/ eq (\d+)$/, (_, port) => ` eq ${(Number(port) % 65_000) + 1}`)),
      changed((line) => line.replace(/ (permit \S+) (?:object-group|object|host) \S+ /, ' $1 any4 ')),
      (lines, at) => lines.toSpliced(at, 0, `${/^access-list \S+/.exec(lines[at]!)![0]} extended deny tcp any4 any4`),
      (lines, at) => lines.toSpliced(at, 0, `${/^access-list \S+/.exec(lines[at]!)![0]} extended permit udp any4 any4 eq 53`),
    ],
    apply: applyAsa,
  },
  iptables: { isRule, mutations: Object.values(MUTATIONS), apply: applyIptables },
  nftables: {
    isRule: (line) => /^ {4}.* (?:accept|drop) comment "/.test(line),
    mutations: [
      ...COMMON,
      changed((line) =>
        / accept comment/.test(line)
          ? line.replace(' accept comment', ' drop comment')
          : line.replace(' drop comment', ' accept comment'),
      ),
      changed((line) => line.replace(/ dport (\d+)(?= )/, (_, port) => ` dport ${Number(port) + 1}`)),
      changed((line) => line.replace(/ip6? saddr \S+ /, '')),
    ],
    apply: applyNft,
    printed: withHandles,
  },
  panos: {
    isRule: (line) => /^set rulebase security rules (?!segplan-deny-rest)\S+ .*action /.test(line),
    mutations: [
      ...COMMON,
      changed((line) =>
        line.includes(' action allow ')
          ? line.replace(' action allow ', ' action drop ')
          : line.replace(' action drop ', ' action allow '),
      ),
      changed((line) => line.replace(/ source (?:\[[^\]]*\]|\S+)/, ' source any')),
      changed((line) => line.replace(/ service (?:\[[^\]]*\]|\S+) action/, ' service any action')),
      (lines, at) =>
        lines.toSpliced(
          at,
          0,
          'set rulebase security rules others rule-type interzone from any to any source any destination any application any service tcp-443 action allow',
          'set service tcp-443 protocol tcp port 443',
        ),
      (lines, at) =>
        lines.toSpliced(
          at,
          0,
          'set rulebase security rules nothing rule-type interzone from any to any source any destination any application any service any action deny',
        ),
    ],
    apply: applyPanos,
  },
  junos: {
    isRule: (line) => /^set security policies from-zone \S+ to-zone \S+ policy \S+ (match|then (permit|deny)$)/.test(line),
    mutations: [
      MUTATIONS['a rule deleted']!,
      changed((line) => (/ then permit$/.test(line) ? line.replace(/permit$/, 'deny') : line.replace(/ deny$/, ' permit'))),
      changed((line) => line.replace(/ source-address (?:\[[^\]]*\]|\S+)/, ' source-address any')),
      changed((line) => line.replace(/ application (?:\[[^\]]*\]|\S+)$/, ' application any')),
      (lines, at) =>
        lines.toSpliced(
          at,
          0,
          ...['match source-address any destination-address any application any', 'then deny'].map(
            (rest) => `${/^.* policy /.exec(lines[at]!)![0]}closed ${rest}`,
          ),
        ),
    ],
    apply: applyJunos,
    // A network or an application takes one to three lines before a policy of four can name it.
    most: 32,
  },
  fortios: {
    isRule: (line) => /^ {8}set (action|srcaddr|service) /.test(line),
    mutations: [
      MUTATIONS['a rule deleted']!,
      changed((line) =>
        line.includes('action accept') ? line.replace('accept', 'deny') : line.replace('action deny', 'action accept'),
      ),
      changed((line) => line.replace(/ srcaddr .*/, ' srcaddr "all"')),
      changed((line) => line.replace(/ service .*/, ' service "ALL"')),
      (lines) => {
        const at = lines.indexOf('config firewall policy');
        const own = [
          'srcintf "any"',
          'dstintf "any"',
          'action deny',
          'srcaddr "all"',
          'dstaddr "all"',
          'schedule "always"',
          'service "ALL"',
        ];
        return lines.toSpliced(at + 1, 0, '    edit 7', ...own.map((each) => `        set ${each}`), '    next');
      },
    ],
    apply: applyFortios,
    most: 40,
  },
};

describe('the change that a device needs', () => {
  for (const [name, form] of Object.entries(FORMS))
    it(`brings a device of ${name} in step, whatever happened to one of its rules`, async () => {
      const [target, reader, writer] = [targets, readers, changeWriters].map((all) => all.find((each) => each.name === name)) as [
        (typeof targets)[number],
        (typeof readers)[number],
        (typeof changeWriters)[number],
      ];
      let [written, refused, lines] = [0, 0, 0];
      const why = new Map<string, number>();
      const tried = async (text: string, seed: number): Promise<void> => {
        const right = await running(text, target);
        if (!right) return;
        for (const [n, mutation] of form.mutations.entries()) {
          const files = mutated(right.files, mutation, seed + n, form.isRule);
          for (const { text: plain, name: file } of files ?? []) {
            const now = form.printed?.(plain) ?? plain;
            const read = (given: string) => reader.read(given, file);
            const change = changeOf(right.analysis, read(now), now, writer, read);
            if ('why' in change) {
              refused++;
              why.set(change.why, (why.get(change.why) ?? 0) + 1);
              continue;
            }
            for (const line of change.commands) assert.doesNotMatch(line, /[\p{Cf}\p{Zl}\p{Zp}]|\p{Cc}/u);
            const { closed, open, unsure } = drift(audit(right.analysis, read(form.apply(now, change.commands))));
            assert.deepEqual(
              [closed.length, open.length, unsure.length],
              [0, 0, 0],
              `${text}\n${now}\n${change.commands.join('\n')}`,
            );
            if (change.commands.length) {
              written++;
              lines += change.commands.length;
            }
          }
        }
      };
      for (const text of someOf([...Object.values(plans), hostilePlan], 2)) await tried(text, 1);
      await fc.assert(
        fc.asyncProperty(randomPlanWithDenies, fc.nat(), (text, seed) => tried(text, seed)),
        { numRuns: ofChance(24, 2), seed: 11 },
      );
      assert.ok(written > 10 && refused < written / 4, `${written} written, ${refused} not: ${[...why].join('; ')}`);
      // The smallest change is some lines, and never the whole rule set; a few plans may be far from the average.
      const { most = 8 } = form;
      assert.ok(lines < ofChance(most, 2 * most) * written, `${lines} lines for ${written} changes`);
    });

  const PLAN = `zone office { subnet 10.1.0.0/24 component till at 10.1.0.5 }
zone servers { subnet 10.2.0.0/24 component db at 10.2.0.7 }
zone internet external
allow till -> db : tcp 5432-5440 "sales"
allow office -> internet : tcp 443
deny 10.1.0.66 -> internet
`;
  const head = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n';
  const RIGHT = [
    '-A FORWARD -s 10.1.0.66/32 -o wan -j DROP',
    '-A FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 5432:5440 -j ACCEPT',
    '-A FORWARD -s 10.1.0.0/24 -o wan -p tcp -m tcp --dport 443 -j ACCEPT',
  ];
  const options = { places: new Map([['wan', ['internet']]]) };
  const changeTo = async (rules: readonly string[], plan = PLAN, start = head) => {
    const [reader, writer] = [readers, changeWriters].map((all) => all.find(({ name }) => name === 'iptables')) as [
      (typeof readers)[number],
      (typeof changeWriters)[number],
    ];
    const text = `${start}${rules.join('\n')}\nCOMMIT\n`;
    const read = (given: string) => reader.read(given, 'fw.rules');
    return changeOf(await analysisOf(plan), read(text), text, writer, read, options);
  };
  const commandsFor = async (...given: Parameters<typeof changeTo>): Promise<readonly string[]> => {
    const change = await changeTo(...given);
    assert.ok(!('why' in change), JSON.stringify(change));
    return change.commands.slice(1, -1);
  };

  it('holds each label of a plan on one line, in the quoting of its form', async () => {
    const [command, ...more] = await commandsFor(
      RIGHT.toSpliced(1, 1),
      PLAN.replace('"sales"', `'x" -j ACCEPT\\nCOMMIT $(id) \\\\'`),
    );
    assert.deepEqual(more, []);
    assert.match(command!, /^-I FORWARD 4 [^"]*-m comment --comment "till-to-db-\w{4} x' -j ACCEPT[^"\\\n]*" -j ACCEPT$/);
  });

  it('repeats no rule of the file that holds what nobody sees or a terminal obeys, and says what to do', async () => {
    const [reader, writer] = [readers, changeWriters].map((all) => all.find(({ name }) => name === 'asa')) as [
      (typeof readers)[number],
      (typeof changeWriters)[number],
    ];
    const plan = 'zone out { subnet 10.9.0.0/24 }\nzone inside { subnet 10.1.0.0/24 }\nfirewall f { zones out, inside }\n';
    const change = async (entry: string) => {
      const interfaces = ['out 0 10.9.0.1', 'inside 100 10.1.0.1'].map((each, n) => {
        const [name, level, address] = each.split(' ');
        return `interface Ethernet0/${n}\n nameif ${name}\n security-level ${level}\n ip address ${address} 255.255.255.0\n`;
      });
      const lists = `access-list o extended ${entry}\naccess-list o extended deny ip any any\naccess-list i extended deny ip any any\naccess-group o in interface out\naccess-group i in interface inside\n`;
      const text = `ASA Version 9.16(4)\n${interfaces.join('')}${lists}`;
      const read = (given: string) => reader.read(given, 'asa.txt');
      return changeOf(await analysisOf(plan), read(text), text, writer, read);
    };
    const entry = 'permit tcp any host 10.1.0.5 eq 22';
    const plain = await change(entry);
    assert.ok(!('why' in plain) && plain.commands.includes(`no access-list o extended ${entry}`), JSON.stringify(plain));
    for (const hidden of ['\u001b[31m', '\u202e', '\u0000', '\ufeff']) {
      const hostile = await change(`permit icmp 10.9.0.0 255.255.255.0 object ${hidden} 8`);
      assert.ok('why' in hostile, JSON.stringify(hostile));
      assert.match(
        hostile.why,
        /^a rule that would have to go holds characters that nobody can see: take them out of it on the device$/,
      );
    }
  });

  it('is nothing where nothing has to change', async () => {
    assert.deepEqual(await changeTo(RIGHT), { commands: [], after: `${head}${RIGHT.join('\n')}\nCOMMIT\n` });
  });

  it('takes away what stands in the way and what opens nothing of the plan, and leaves all else', async () => {
    assert.deepEqual(await commandsFor(['-A FORWARD -d 10.2.0.0/24 -p tcp -m tcp --dport 5438 -j REJECT', ...RIGHT]), [
      '-D FORWARD 2',
    ]);
    assert.deepEqual(await commandsFor([...RIGHT, '-A FORWARD -s 10.1.0.9/32 -j ACCEPT']), ['-D FORWARD 5']);
  });

  it('does not take away a rule that closes something else as well', async () => {
    const wide = ['-A FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 5438:5450 -j DROP', ...RIGHT.slice(0, 1)];
    const behind = '-A FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 5432:5450 -j ACCEPT';
    const [command, ...more] = await commandsFor([
      ...wide,
      '-A FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 5432:5437 -j ACCEPT',
      behind,
      RIGHT[2]!,
    ]);
    assert.deepEqual(more, []);
    assert.match(command!, /^-I FORWARD 2 -s 10\.1\.0\.5\/32 -d 10\.2\.0\.7\/32 -p tcp --dport 5438:5440 .* -j ACCEPT$/);
  });

  it('puts what is missing at the end, behind the denies, under the name of the rule of the plan', async () => {
    const [command, ...more] = await commandsFor(RIGHT.toSpliced(1, 1));
    assert.deepEqual(more, []);
    assert.match(
      command!,
      /^-I FORWARD 4 -s 10\.1\.0\.5\/32 -d 10\.2\.0\.7\/32 -p tcp --dport 5432:5440 -m comment --comment "till-to-db-\w{4} sales" -j ACCEPT$/,
    );
  });

  it('makes a rule that is too wide as narrow as the plan, at its place', async () => {
    const commands = await commandsFor(RIGHT.map((rule) => rule.replace('5432:5440', '5432:5500')));
    assert.equal(commands[0], '-D FORWARD 3');
    assert.match(commands[1]!, /^-I FORWARD 3 .* --dport 5432:5440 .* -j ACCEPT$/);
    assert.equal(commands.length, 2);
  });

  it('leaves rules that decide what comes to the firewall itself as well', async () => {
    const start = head.replace(
      '-A FORWARD',
      ':INPUT DROP [0:0]\n:both - [0:0]\n-A INPUT -j both\n-A FORWARD -j both\n-A FORWARD',
    );
    const [command, ...more] = await commandsFor(
      [...RIGHT, '-A both -s 10.1.0.5/32 -p tcp -j DROP', '-A both -s 10.1.0.9/32 -p udp -j ACCEPT'],
      PLAN,
      start,
    );
    // Without them the firewall itself would be open to what the first one closes, or closed to what the second one lets in.
    assert.ok(
      [command!, ...more].every((each) => each.startsWith('-I both ')),
      [command, ...more].join('\n'),
    );
    assert.ok(more.length > 0);
  });

  it('says where a zone lies by the interface that it lies at', async () => {
    const [command] = await commandsFor(RIGHT.toSpliced(2, 1));
    assert.match(command!, /^-I FORWARD 4 -s 10\.1\.0\.0\/24 -o wan -p tcp --dport 443 /);
  });

  it('opens nothing for networks behind the interface of a zone that the plan does not have there', async () => {
    const zones = 'zone outside external\nzone inside { subnet 10.1.0.0/24 }\nzone servers { subnet 10.2.0.0/24 }\n';
    const analysis = await analysisOf(`${zones}allow inside -> servers : tcp 22\nallow outside -> servers : tcp 443\n`);
    const places = { outside: '203.0.113.1', inside: '10.1.0.1', servers: '10.2.0.1' };
    const asa = Object.entries(places).map(
      ([name, address], n) =>
        `interface Ethernet${n}\n nameif ${name}\n security-level ${n}\n ip address ${address} 255.255.255.0\n`,
    );
    const lists = Object.keys(places).map(
      (name) => `access-list ${name}_in extended deny ip any any\naccess-group ${name}_in in interface ${name}\n`,
    );
    const routes = 'route outside 0.0.0.0 0.0.0.0 203.0.113.9\nroute inside 10.99.0.0 255.255.0.0 10.1.0.9\n';
    const panos = Object.entries(places).flatMap(([name, address], n) => [
      `set zone ${name} network layer3 ethernet1/${n + 1}`,
      `set network interface ethernet ethernet1/${n + 1} layer3 ip ${address}/24`,
    ]);
    const route = 'set network virtual-router default routing-table ip static-route';
    panos.push(`${route} all destination 0.0.0.0/0 nexthop ip-address 203.0.113.9`);
    panos.push(`${route} more destination 10.99.0.0/16 nexthop ip-address 10.1.0.9`);
    panos.push(
      'set rulebase security rules last from any to any source any destination any application any service any action deny',
    );
    const made = new Map<string, string>();
    for (const [form, text] of [
      ['asa', `ASA Version 9.16(4)\n${asa.join('')}${lists.join('')}${routes}`],
      ['panos', `${panos.join('\n')}\n`],
    ] as const) {
      const [reader, writer] = [readers, changeWriters].map((all) => all.find(({ name }) => name === form)) as [
        (typeof readers)[number],
        (typeof changeWriters)[number],
      ];
      const read = (given: string) => reader.read(given, 'fw.txt');
      const change = changeOf(analysis, read(text), text, writer, read);
      assert.ok(!('why' in change), JSON.stringify(change));
      made.set(form, change.commands.join('\n'));
    }
    assert.match(made.get('asa')!, /inside_in .*permit tcp 10\.1\.0\.0 255\.255\.255\.0 10\.2\.0\.0 255\.255\.255\.0 eq 22/);
    assert.match(made.get('asa')!, /outside_in .*permit tcp any4 10\.2\.0\.0 255\.255\.255\.0 eq 443/);
    assert.match(
      made.get('panos')!,
      /from inside to servers source net-10\.1\.0\.0-24 destination net-10\.2\.0\.0-24 application any service tcp-22 /,
    );
  });

  it('puts one rule where the same is closed in several places, the first of them perhaps', async () => {
    const chains = head.replace(':FORWARD DROP [0:0]', ':FORWARD DROP [0:0]\n:tail - [0:0]');
    const perhaps = '-A FORWARD -m set --match-set blocked src -j DROP';
    const rules = [...RIGHT.slice(0, 1), perhaps, ...RIGHT.slice(2), '-A FORWARD -j tail', '-A tail -j DROP'];
    const commands = await commandsFor(rules, PLAN, chains);
    const about = (port: number): string[] => commands.filter((line) => line.includes(`--dport ${port}`));
    assert.equal(about(5432).length, 1, commands.join('\n'));
    assert.match(about(5432)[0]!, /^-I FORWARD 3 /);
    assert.ok(!commands.some((line) => / tail /.test(line)), commands.join('\n'));
  });

  it('never opens what is needed and the plan does not allow', async () => {
    const plan = `use veeam
zone m { subnet 10.1.0.0/24 component vbr : veeam.backup-server at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component repo : veeam.hardened-repository at 10.2.0.7 }
`;
    assert.deepEqual(await changeTo([], plan), { commands: [], after: `${head}\nCOMMIT\n` });
  });

  it('is none where rules do not settle it: no state is kept, or what a rule does is not known', async () => {
    const [reader, writer] = [readers, changeWriters].map((all) => all.find(({ name }) => name === 'iptables')) as [
      (typeof readers)[number],
      (typeof changeWriters)[number],
    ];
    const text = `${head}${RIGHT.slice(1).join('\n')}\nCOMMIT\n`;
    const read = (given: string) => reader.read(given, 'fw.rules').map((device) => ({ ...device, replies: 'ruled' as const }));
    assert.match(JSON.stringify(changeOf(await analysisOf(PLAN), read(text), text, writer, read, options)), /keep no state/);
    const script = `iptables -P FORWARD DROP\niptables -A FORWARD -m state --state ESTABLISHED -j ACCEPT\niptables -A FORWARD -s 10.1.0.9 -j ACCEPT\n`;
    const asRead = (given: string) => reader.read(given, 'fw.rules');
    assert.match(
      JSON.stringify(changeOf(await analysisOf(PLAN), asRead(script), script, writer, asRead, options)),
      /line 1 is none of iptables-save: give what iptables-save writes/,
    );
  });
});
