import assert from 'node:assert/strict';
import { contestedPlan } from '../support/contested.ts';
import { buildCli, FIRST_RULE, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

const PLAN = planWith(
  'allow vbr -> repo : tcp 6162, 2500-3000',
  'allow vbr -> repo : tcp 3001-3300, 4444',
  'allow vbr -> repo : ssh during deployment',
  'allow repo -> vbr : tcp 5000 until 2020-02-02',
  'allow management -> backup : tcp 8080',
  'deny any -> 10.2.0.20 : tcp 8080',
  'group servers = vbr, repo',
  'allow management -> "x.example.com" : tcp 9',
  'deny management -> 203.0.113.0/24 : tcp 9',
);

interface RuleReport {
  readonly line: number;
  readonly text: string;
  readonly services: string;
  readonly whole: boolean;
  readonly until: string | null;
  readonly because?: string;
}

interface Report {
  readonly question: string;
  readonly verdict: string;
  readonly permitted: boolean;
  readonly withinZone: string | null;
  readonly permittedBy: readonly RuleReport[];
  readonly deniedBy: readonly RuleReport[];
  readonly withoutEffect: readonly RuleReport[];
  readonly notPermitted: readonly { readonly from: string[]; readonly to: string[]; readonly services: string }[];
  readonly neededBy: readonly { readonly required: boolean; readonly phase: string | null }[];
}

describe('segplan explain', () => {
  let folder = '';
  const ask = (question: string, ...more: string[]): string => {
    const { code, stdout, stderr } = segplan(['explain', 'plan.segplan', question, ...more], folder);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  };
  const json = (question: string, ...more: string[]): Report => JSON.parse(ask(question, '--format', 'json', ...more));

  before(() => {
    buildCli();
    folder = folderWith({ 'plan.segplan': PLAN, "it's #1 %20.segplan": PLAN });
  });
  after(removeFolders);

  it('tells contested readings apart in JSON, with the documents on both sides', () => {
    const rules = 'allow main -> one : tcp 7000\nallow one -> main : tcp 7001';
    const files = { 'plan.segplan': contestedPlan('component one : acme.linux-agent at 10.0.1.1', rules) };
    const asked = segplan(['explain', 'plan.segplan', 'one -> main tcp 7001', '--format', 'json'], folderWith(files));
    const { neededBy, closable } = JSON.parse(asked.stdout);
    assert.deepEqual([neededBy.length, neededBy[0].required, neededBy[0].contested], [1, false, true]);
    assert.deepEqual(neededBy[0].sources, [{ id: 'acme.guide', file: 'guide.pdf', title: 'Field guide', section: '3' }]);
    assert.deepEqual(neededBy[0].contestedBy, [
      {
        id: 'acme.ports',
        file: 'https://acme.example/ports',
        title: 'Acme ports',
        vendor: true,
        version: '4.2',
        date: '2026-01-31',
        section: 'Agents',
      },
    ]);
    assert.deepEqual([closable.contested, closable.now], ['tcp 7001', null]);
  });

  it('says by which rule traffic is permitted, what needs it, and on whose word', () => {
    const text = ask('vbr -> repo tcp 6162');
    assert.match(text, /^vbr -> repo tcp 6162: permitted\n/);
    assert.ok(text.includes(`permitted by plan.segplan:${FIRST_RULE}\n    allow vbr -> repo : tcp 6162, 2500-3000\n`));
    assert.match(text, /needed for vbr -> repo on tcp 6162: \S/);
    assert.match(text, /source: Port guide \(vault-ports\.pdf\), section 1$/m);
    assert.doesNotMatch(text, /can be closed/);
  });

  it('says what would permit what is needed: the ports that a rule lacks, a rule of its own, or the deny to narrow', () => {
    const asked = (question: string, ...rules: string[]): string =>
      segplan(['explain', 'plan.segplan', question], folderWith({ 'plan.segplan': planWith(...rules) })).stdout;
    const lacking = asked('vbr -> repo tcp 6162', 'allow vbr -> repo : tcp 2500-2600');
    const place = `plan.segplan:${FIRST_RULE}\n`;
    assert.ok(lacking.includes(`a quick-fix of missing-flow permits what vbr -> repo needs on `), lacking);
    assert.match(
      lacking,
      /: plan\.segplan:\d+\n {4}allow vbr -> repo : tcp 2500-2600\n {4}Add [^\n]*tcp [^\n]*6162[^\n]* to this rule$/m,
    );
    assert.match(asked('vbr -> repo tcp 6162'), /^ {4}Add a rule: allow vbr -> repo : [^\n]+$/m);
    const closed = asked('vbr -> repo tcp 6162', 'deny any -> repo : tcp 6162, 80', 'allow vbr -> repo : required');
    assert.ok(closed.includes(`a quick-fix of blocked-flow permits what vbr -> repo needs on tcp 6162: ${place}`), closed);
    assert.match(closed, /^ {4}Take tcp 6162 out of 'deny any -> repo'/m);
    const all = asked('vbr -> repo tcp 6162', 'deny vbr -> repo', 'allow vbr -> repo : required');
    assert.match(all, /no quick-fix permits what vbr -> repo needs on [^\n]*; leave that out of this deny/);
    // What nothing needs, and what passes, lacks no rule.
    assert.doesNotMatch(asked('vbr -> repo tcp 9'), /quick-fix/);
    assert.doesNotMatch(ask('vbr -> repo tcp 6162'), /quick-fix/);
  });

  it('finds the rule of an id, of a name on a firewall, and of a line of a rule set', () => {
    const csv = segplan(['generate', 'plan.segplan', '--target', 'csv'], folder).stdout;
    const id = /^(vbr-to-repo-\w{4}),/m.exec(csv)![1]!;
    const find = (text: string, ...more: string[]) => segplan(['explain', 'plan.segplan', '--rule', text, ...more], folder);
    const found = `plan.segplan:${FIRST_RULE}: allow vbr -> repo : tcp 6162, 2500-3000\n  ${id}\n`;
    for (const text of [id, `Segplan-${id}-TCP-IPv4`, `set comments "${id}: why"`]) {
      const { code, stdout, stderr } = find(text);
      assert.deepEqual([code, stdout, stderr], [0, found, '']);
    }
    assert.deepEqual(JSON.parse(find(id, '--format', 'json').stdout).rules[0].ids, [id]);
    const gone = find('vbr-to-repo-zzzz');
    assert.deepEqual([gone.code, gone.stdout], [2, '']);
    assert.match(gone.stderr, /^segplan: No rule of plan\.segplan has the id 'vbr-to-repo-zzzz'[^\n]*\n$/);
    const both = segplan(['explain', 'plan.segplan', 'vbr -> repo tcp 1', '--rule', id], folder);
    assert.equal(both.code, 2);
    assert.match(both.stderr, /Ask one thing/);
  });

  it('says what a deny may close, since a host name may be one of its addresses', () => {
    const text = ask('management -> "x.example.com" tcp 9');
    assert.match(text, /^management -> "x\.example\.com" tcp 9: denied\n/);
    const at = PLAN.split('\n').findIndex((line) => line.startsWith('deny management -> 203')) + 1;
    assert.ok(
      text.includes(
        `  may be denied by plan.segplan:${at}\n    deny management -> 203.0.113.0/24 : tcp 9\n    x.example.com may be any address of the rest of the world\n`,
      ),
      text,
    );
    const { deniedBy } = JSON.parse(ask('management -> "x.example.com" tcp 9', '--format', 'json')) as {
      deniedBy: { uncertain?: string }[];
    };
    assert.deepEqual(
      deniedBy.map((d) => d.uncertain),
      ['x.example.com may be any address of the rest of the world'],
    );
  });

  it('says in JSON of which alternatives a port is one, and whether the first is preferred', () => {
    const file = folderWith({
      'plan.segplan': `use acme
vendor acme { role a role b flow a -> b : tcp 80, first of (tcp 6162, tcp 2500-3300), one of (tcp 25, tcp 465) "Works" }
zone x { subnet 10.0.0.0/24 component s : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component t : acme.b at 10.0.1.1 }
`,
    });
    const alternatives = (port: number): unknown =>
      JSON.parse(segplan(['explain', 'plan.segplan', `s -> t tcp ${port}`, '--format', 'json'], file).stdout).neededBy[0]
        .alternatives;
    assert.deepEqual(alternatives(2600), [{ ordered: true, of: ['tcp 6162', 'tcp 2500-3300'] }]);
    assert.deepEqual(alternatives(25), [{ of: ['tcp 25', 'tcp 465'] }]);
    assert.equal(alternatives(80), undefined);
  });

  it('takes the question with and without a colon', () => {
    assert.deepEqual({ ...json('vbr -> repo : tcp 6162'), question: '' }, { ...json('vbr -> repo tcp 6162'), question: '' });
  });

  it('names the rule that denies', () => {
    const { verdict, permitted, deniedBy, permittedBy } = json('vbr -> repo tcp 8080');
    assert.deepEqual([verdict, permitted, permittedBy], ['denied', false, []]);
    assert.deepEqual(
      [deniedBy.length, deniedBy[0]?.line, deniedBy[0]?.text],
      [1, FIRST_RULE + 5, 'deny any -> 10.2.0.20 : tcp 8080'],
    );
  });

  it('names the parts of a range that are open in several rules, and those in none', () => {
    const { verdict, permittedBy, notPermitted } = json('vbr -> repo tcp 2999-3301');
    assert.equal(verdict, 'partly permitted');
    const rules = permittedBy.map((r) => [r.line, r.services, r.whole]);
    assert.deepEqual(rules, [
      [FIRST_RULE, 'tcp 2999-3000', false],
      [FIRST_RULE + 1, 'tcp 3001-3300', false],
    ]);
    assert.deepEqual(notPermitted, [{ from: ['10.1.0.10'], to: ['10.2.0.20'], services: 'tcp 3301' }]);
    assert.equal(json('vbr -> repo tcp 2999-3300').verdict, 'permitted');
  });

  it('names the part of a zone that is open and the part that a deny closes', () => {
    const { verdict, permittedBy, deniedBy, notPermitted } = json('10.1.0.1 -> backup tcp 8080');
    assert.deepEqual(
      [verdict, permittedBy[0]?.line, deniedBy[0]?.line, notPermitted],
      ['partly permitted', FIRST_RULE + 4, FIRST_RULE + 5, []],
    );
    const half = json('10.1.0.0/24 -> repo tcp 6162');
    assert.deepEqual(half.notPermitted, [
      { from: ['10.1.0.0-10.1.0.9', '10.1.0.11-10.1.0.255'], to: ['10.2.0.20'], services: 'tcp 6162' },
    ]);
  });

  it('says when a port can be closed', () => {
    assert.match(ask('vbr -> repo tcp 4444'), /needed by nothing[^\n]*\n {2}can be closed now[^\n]*: tcp 4444\n/);
    const temporary = ask('vbr -> repo ssh', '--phase', 'deployment');
    assert.match(temporary, /^vbr -> repo ssh: permitted\n/);
    assert.match(temporary, /can be closed once the phase deployment is over: tcp 22\n/);
  });

  it('tells of rules that have no effect now, and why', () => {
    const ssh = json('vbr -> repo tcp 22');
    assert.equal(ssh.verdict, 'denied');
    assert.deepEqual([ssh.withoutEffect[0]?.line, ssh.withoutEffect[0]?.because], [FIRST_RULE + 2, 'phase']);
    assert.ok(ssh.neededBy.length > 0);
    for (const need of ssh.neededBy) assert.deepEqual([need.required, need.phase], [false, 'deployment']);
    const expired = json('repo -> vbr tcp 5000');
    assert.deepEqual(
      [expired.verdict, expired.withoutEffect[0]?.because, expired.withoutEffect[0]?.until],
      ['denied', 'expired', '2020-02-02'],
    );
    assert.match(ask('repo -> vbr tcp 5000'), /without effect, since it ended with 2020-02-02: plan\.segplan:15\n/);
  });

  it('understands every kind of end and of service', () => {
    const permitted = [
      'vault.backup-server in management -> repo tcp 6162',
      'vault.backup-server -> vault.managed-server tcp 6162',
      '10.1.0.10 -> 10.2.0.20 tcp 6162',
      'vbr -> repo vault.data-mover, vault.data-channels',
      'vbr -> repo tcp 6162, 2500-2600',
    ];
    for (const question of permitted) assert.equal(json(question).verdict, 'permitted', question);
    assert.equal(json('vbr -> repo tcp 6162 source port 512-1023').verdict, 'permitted');
    for (const question of ['servers -> backup tcp 6162', 'any -> any any', 'management, backup -> repo tcp 6162'])
      assert.equal(json(question).verdict, 'partly permitted', question);
    for (const question of [
      'vbr -> "updates.example.com" tcp 443',
      'vbr -> repo icmp',
      'vbr -> repo icmp 8',
      'vbr -> repo protocol 47',
      'vbr -> repo udp 67 source port 68',
      'vbr -> repo udp 6162',
      'repo -> vbr tcp 6162',
    ])
      assert.equal(json(question).verdict, 'denied', question);
    assert.equal(json('2001:db8::1 -> repo tcp 1').verdict, 'impossible');
  });

  it('says that no network firewall stands inside of a zone', () => {
    assert.equal(json('vbr -> 10.1.0.99 tcp 443').withinZone, 'management');
    assert.equal(json('vbr -> repo tcp 443').withinZone, null);
  });

  it('asks about all services where the question names none', () => {
    const text = ask('vbr -> repo');
    assert.match(text, /^vbr -> repo: partly permitted\n/);
    assert.match(text, /needed for vbr -> repo on tcp 6162: /);
  });

  describe('a component without an address', () => {
    const plan = `use veeam 12.3
zone backup { subnet 10.7.0.0/24 component vbr : veeam.backup-server component desk : veeam.console at 10.7.0.9 }
zone proxies { component proxy : veeam.vmware-proxy }
zone store { component repo : veeam.repository }
zone disks { subnet 10.8.0.0/24 component disk : veeam.repository at 10.8.0.1 }
allow vbr -> proxy : tcp 6160
`;
    const run = (question: string, ...more: string[]): string => {
      const { code, stdout, stderr } = segplan(
        ['explain', 'plan.segplan', question, ...more],
        folderWith({ 'plan.segplan': plan }),
      );
      assert.deepEqual([code, stderr], [0, '']);
      return stdout;
    };

    it('is answered for by the addresses of its zone', () => {
      const text = run('vbr -> disk tcp 6162');
      assert.match(text, /^vbr -> disk tcp 6162: denied\n/);
      assert.match(text, /\n {2}the plan has no address of vbr; those of its zone backup are taken: 10\.7\.0\.0\/24\n/);
      assert.match(text, /needed for vbr -> disk on tcp 6162: /);
    });

    it('is answered for by its name where its zone has no address either, and so are two', () => {
      const text = run('vbr -> proxy');
      assert.match(text, /^vbr -> proxy: unknown\n/);
      assert.match(text, /the plan has no address of proxy, nor of its zone proxies/);
      assert.match(text, /once they have addresses, permitted by plan\.segplan:6 for a part of it, tcp 6160\n/);
      assert.match(text, /needed for vbr -> proxy on tcp 2500-3300: /);
      const two = run('proxy -> repo tcp 2500');
      assert.match(two, /^proxy -> repo tcp 2500: unknown\n/);
      assert.match(two, /the plan has no address of repo, nor of its zone store/);
      assert.match(two, /needed for proxy -> repo on tcp 2500: /);
    });

    it('is told in JSON', () => {
      const { verdict, permitted, withoutAddress, named, neededBy } = JSON.parse(
        run('vbr -> proxy tcp 6160, 6162', '--format', 'json'),
      );
      assert.deepEqual([verdict, permitted], ['unknown', false]);
      assert.deepEqual(withoutAddress, [
        { component: 'vbr', zone: 'backup', taken: 'zone', addresses: ['10.7.0.0/24'] },
        { component: 'proxy', zone: 'proxies', taken: 'nothing', addresses: [] },
      ]);
      assert.deepEqual(
        named.map((n: { action: string; line: number; services: string; whole: boolean }) => [
          n.action,
          n.line,
          n.services,
          n.whole,
        ]),
        [['allow', 6, 'tcp 6160', false]],
      );
      const ends = neededBy.map((n: { from: string[]; to: string[] }) => `${n.from} -> ${n.to}`);
      assert.ok(ends.length > 1);
      assert.deepEqual([...new Set(ends)], ['vbr -> proxy']);
    });
  });

  it('works whatever the name of the file', () => {
    const { code, stdout } = segplan(['explain', "it's #1 %20.segplan", 'vbr -> repo tcp 6162'], folder);
    assert.equal(code, 0);
    assert.ok(stdout.includes(`permitted by it's #1 %20.segplan:${FIRST_RULE}\n`));
  });

  const WRONG: [question: string, message: RegExp][] = [
    [' ', /not complete.*vbr -> proxy tcp 6162/],
    ['vbr', /vbr -> proxy tcp 6162/],
    ['vbr -> rep tcp 1', /no zone, component.*'rep'.*Did you mean 'repo'/],
    ['vbr -> repo tcp 70000', /70000 is not a port/],
    ['vbr -> repo tcp 9-8', /8-9/],
    ['10.1.0.300 -> repo tcp 1', /'10\.1\.0\.300' is not an IPv4 address/],
    ['vbr -> repo veeam.nope', /no service named 'veeam\.nope'/],
    ['vbr -> repo required', /'required'/],
    ['vbr in backup -> repo', /place stands behind a role alone.* ask about vbr without 'in backup'\.$/m],
    ['vbr -> repo in backup tcp 22', /ask about repo without 'in backup'\.$/m],
    ['vbr -> repo tcp 1 until 2030-01-01', /ends with its services/],
    ['vbr -> repo tcp 1 deny any -> any', /two ends and services/],
    ['vbr -> repo tcp 1\ndeny any -> any : any', /one line/],
    ['vbr -> repo tcp 22 ;', /can't be read from ';' on/],
    ['vbr -> veeam.agent tcp 22', /veeam\.agent stands for no address/],
  ];
  for (const [question, message] of WRONG)
    it(`has one line for a wrong question: ${JSON.stringify(question)}`, () => {
      const { code, stdout, stderr } = segplan(['explain', 'plan.segplan', question], folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+\n$/);
      assert.match(stderr, message);
    });

  it('warns when the plan is broken, and answers what it can', () => {
    const broken = folderWith({ 'plan.segplan': `${PLAN}\nallow vbr -> \n` });
    const { code, stdout, stderr } = segplan(['explain', 'plan.segplan', 'vbr -> repo tcp 6162'], broken);
    assert.equal(code, 0);
    assert.match(stdout, /: permitted\n/);
    assert.match(stderr, /^segplan: warning: plan\.segplan has errors[^\n]*\n$/);
  });
});
