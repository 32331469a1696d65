// A fix that closes something says which assertion it breaks: held against the plan that it makes, checked as any other.
import assert from 'node:assert/strict';
import { fixesOf } from '../../language/checking/fixes.ts';
import { applied, openText } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';
import { runs } from '../support/running.ts';
import { vault } from '../support/vault.ts';

/** The assertions stand first, so that no fix moves them. */
const plan = (assertions: readonly string[], ...rules: string[]): string => `${assertions.join('\n')}
${vault}zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 component desk "A desk" at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : vault.hardened-repository at 10.0.1.1 }
zone lab isolated { subnet 10.0.2.0/24 component test at 10.0.2.1 }
zone world external
allow vbr -> repo : vault.data-mover, vault.data-channels
${rules.join('\n')}
`;

const zerto = (asserted: string, services: string): string => `${asserted}
use zerto 8.5
zone ui { subnet 10.0.0.0/24 component admins : zerto.user-interface at 10.0.0.9 }
zone z { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.5 }
allow admins -> zvm : ${services}`;

interface Told {
  readonly code: string;
  readonly title: string;
  readonly preferred: boolean;
}

/** The fixes of some codes; each says the line of an assertion exactly where that one fails in the plan that it makes and did not before. */
async function told(text: string, ...codes: string[]): Promise<Told[]> {
  const failing = async (source: string): Promise<number[]> =>
    (await loadPlan(source, {}, true)).document.diagnostics!.flatMap(({ code, range }) =>
      code === 'assertion-failed' ? [range.start.line + 1] : [],
    );
  const { document, services } = await loadPlan(text, {}, true);
  const before = await failing(text);
  const found: Told[] = [];
  for (const { code, fix } of await fixesOf(document, services)) {
    if (!codes.includes(code)) continue;
    const [, line] = /, against the assertion on line (\d+)$/.exec(fix.title) ?? [];
    const lost = (await failing(applied(document, fix.edits))).filter((each) => !before.includes(each));
    assert.deepEqual(line === undefined ? [] : [Number(line)], lost.slice(0, 1), fix.title);
    assert.ok(line === undefined || !fix.preferred, fix.title);
    found.push({ code, title: fix.title, preferred: fix.preferred === true });
  }
  return found;
}

async function everythingFixed(text: string): Promise<string> {
  const { document, segplan } = await openText(text);
  return applied(document, await segplan.segplan.Mender.edits(document));
}

const titles = (found: readonly Told[]): string[] => found.map(({ title }) => title);

describe('a fix that closes what an assertion wants open', () => {
  it('says so where the rule goes or loses a port, and is taken by nobody who is not asked', async () => {
    const asserted = ['assert desk reaches repo on tcp 22'];

    const both = await told(plan(asserted, 'allow vbr -> repo : tcp 22', 'allow m -> d : tcp 4444'), 'unneeded-port');
    assert.ok(
      both.every(({ title, preferred }) => preferred && !/assertion/.test(title)),
      titles(both).join('\n'),
    );
    const only = ['assert vbr reaches repo on tcp 4444'];
    assert.deepEqual(await told(plan(only, 'allow vbr -> repo : tcp 4444'), 'unneeded-port'), [
      { code: 'unneeded-port', title: 'Remove this rule, against the assertion on line 1', preferred: false },
    ]);
    assert.deepEqual(titles(await told(plan(only, 'allow vbr -> repo : tcp 4444, 6162'), 'unneeded-port')), [
      'Take tcp 4444 out of this rule, against the assertion on line 1',
    ]);
  });

  it('says nothing where another rule opens the same, or the assertion wants something else, another time, or fails already', async () => {
    for (const [assertion, ...rules] of [
      ['assert vbr reaches repo on tcp 4444', 'allow m -> d : tcp 4444 "kept"'],
      ['assert vbr reaches repo on tcp 6162'],
      ['assert vbr never reaches repo on tcp 5555'],
      ['assert vbr reaches repo on tcp 4444 during failover'],
      ['assert vbr reaches repo on tcp 4444, 5555'],
    ] as const) {
      const found = await told(plan([assertion], 'allow vbr -> repo : tcp 4444', ...rules), 'unneeded-port', 'redundant-rule');
      assert.ok(found.length, assertion);
      for (const { title } of found) assert.doesNotMatch(title, /assertion/, assertion);
    }
  });

  it('says so of rules that are open to anywhere or for everything, of ways over relays, and of zones that are closed as a whole', async () => {
    const open = await told(plan(['assert desk reaches repo on tcp 22'], 'allow m -> repo : any'), 'any-service');
    assert.match(open[0]!.title, /^Open what is 'required', against the assertion on line 1$/);
    const wide = await told(plan(['assert desk reaches repo on tcp 6162'], 'allow any -> repo : tcp 6162'), 'any-endpoint');
    assert.deepEqual(titles(wide), ['Name vbr instead, against the assertion on line 1']);
    const relayed = ['assert desk reaches test on tcp 22 through relays'];
    const lab = await told(plan(relayed, 'allow desk -> test : tcp 22'), 'isolation-breach');
    assert.match(titles(lab).join(), /^Remove this rule, against the assertion on line 1/);
    const zone = await told(plan(['assert test reaches repo on tcp 22'], 'allow lab, desk -> d, m : any'), 'isolation-breach');
    assert.ok(zone.length, 'no fix');
  });

  it('says so where a rule is turned round', async () => {
    const text = plan(['assert repo reaches vbr on tcp 6162'], 'allow repo -> vbr : tcp 6162').replace(/^allow vbr.*$/m, '');
    const [turned] = await told(text, 'reversed-flow');
    assert.match(turned?.title ?? '', /^Turn the rule round.*, against the assertion on line 1$/);
  });

  it('says so of ports of an older version, of an installation, of those that stay closed, and of what is open to the outside', async () => {
    const consoles = (asserted: string) => `${asserted}
use veeam 13
zone o { subnet 10.0.0.0/24 component admins : veeam.console at 10.0.0.9 }
zone m { subnet 10.0.1.0/24 component vbr : veeam.backup-server at 10.0.1.1 component repo : veeam.hardened-repository at 10.0.1.2 }
allow admins -> vbr : tcp 9392, 9419`;
    assert.deepEqual(titles(await told(consoles('assert admins reaches vbr on tcp 9392'), 'superseded-port')), [
      'Replace tcp 9392 by tcp 443, against the assertion on line 1',
    ]);

    const ssh = (...lines: string[]) => plan(['assert vbr reaches repo on ssh'], 'allow vbr -> repo : ssh', ...lines);
    assert.deepEqual(titles(await told(ssh(), 'temporary-flow-open')), [
      'Open tcp 22 during deployment alone, against the assertion on line 1',
    ]);

    assert.deepEqual(titles(await told(zerto('assert admins reaches zvm on tcp 445', 'tcp 445, 9669'), 'closed-port')), [
      'Take tcp 445 out of this rule, against the assertion on line 1',
    ]);

    const exposed = await told(
      plan(['assert world reaches vbr on tcp 6162'], 'allow world -> vbr : tcp 6162'),
      'internet-exposure',
    );
    assert.match(titles(exposed).join(), /, against the assertion on line 1$/);
  });

  it('says so of ports that are internal to a server, which are not taken out with everything', async () => {
    const text = zerto('assert admins reaches zvm on tcp 7073', 'tcp 7073, 9669');
    assert.deepEqual(await told(text, 'internal-port'), [
      { code: 'internal-port', title: 'Take tcp 7073 out of this rule, against the assertion on line 1', preferred: false },
    ]);
    assert.match(await everythingFixed(text), /^allow admins -> zvm : tcp 7073, 9669$/m);
    // Each of two rules could go, and both together could not.
    const twice = `${text}\nallow ui -> zvm : tcp 7073 "for both"`;
    assert.match(await everythingFixed(twice), /^allow .* : tcp 7073/m);
    // Nobody wants it open.
    assert.match(
      await everythingFixed(zerto('assert admins reaches zvm', 'tcp 7073, 9669')),
      /^allow admins -> zvm : tcp 9669$/m,
    );
  });

  it('says nothing where what is open in its place is enough, or the rule stays as it is while its phase is on', async () => {
    const [other] = await told(
      `assert admins reaches vbr
use veeam 13
zone o { subnet 10.0.0.0/24 component admins : veeam.console at 10.0.0.9 }
zone m { subnet 10.0.1.0/24 component vbr : veeam.backup-server at 10.0.1.1 }
allow admins -> vbr : tcp 9392`,
      'superseded-port',
    );
    assert.deepEqual(other, { code: 'superseded-port', title: 'Replace tcp 9392 by tcp 443', preferred: true });
    const [phase] = await told(
      plan(['assert vbr reaches repo on ssh'], 'phase deployment', 'allow vbr -> repo : ssh'),
      'temporary-flow-open',
    );
    assert.deepEqual(phase, { code: 'temporary-flow-open', title: 'Open tcp 22 during deployment alone', preferred: true });
  });

  it('says so where the plan goes by what a firewall closes', async () => {
    const text = `assert desk reaches repo on tcp 22
zone m { subnet 10.0.0.0/24 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo at 10.0.1.1 }
firewall core : asa { zones m, d  running "core.txt" }
allow desk -> repo : tcp 22`;
    const running = `interface g0/0
 nameif m
 security-level 50
 ip address 10.0.0.1 255.255.255.0
interface g0/1
 nameif d
 security-level 50
 ip address 10.0.1.254 255.255.255.0
access-list closed extended deny ip any any
access-group closed in interface m
access-group closed in interface d
`;
    const { document, services } = await loadPlan(text, {}, true);
    const { CheckRunner } = services.segplan;
    runs(document, services, { 'core.txt': running });
    const context = CheckRunner.context(document);
    const found = await CheckRunner.run(document, undefined, ({ code }) => code === 'drift-closed');
    const fixes = found.flatMap(({ check, finding }) => check.fix?.(finding, context) ?? []);
    assert.ok(fixes.length, 'no fix');
    for (const { title, preferred } of fixes) {
      assert.equal(title, 'Go by core: remove this rule, against the assertion on line 1');
      assert.ok(!preferred);
    }
  });

  it('says so of an address that is written in the place of one that lies nowhere, and takes none where it may close something', async () => {
    const near = (...lines: string[]): string => `assert c never reaches repo
zone m { subnet 10.10.0.0/24 component vbr at 10.10.0.7 }
zone b { subnet 10.30.0.0/24 component repo at 10.30.0.20 }
zone c { subnet 10.50.0.0/24 }
${lines.join('\n')}`;
    const written = { code: 'unplaced-address', title: 'Write 10.30.0.20 (repo)' };
    const of = (...lines: string[]): Promise<Told[]> => told(near(...lines), 'unplaced-address');
    assert.deepEqual(await of('allow m -> 10.3.0.20 : tcp 22'), [{ ...written, preferred: true }]);
    assert.deepEqual(await of('allow c -> 10.3.0.20 : tcp 22'), [
      { ...written, title: `${written.title}, against the assertion on line 1`, preferred: false },
    ]);
    for (const line of [
      'allow m -> b except 10.3.0.20 : tcp 22',
      'deny m -> 10.3.0.20',
      'deny m -> b except 10.3.0.20',
      'group g = 10.3.0.20',
    ])
      assert.deepEqual(await of(line), [{ ...written, preferred: false }], line);
  });

  it('says so of rules for whatever a machine may run', async () => {
    const text = (asserted: string): string => `${asserted}
vendor acme { role server role agent flow server -> agent : tcp 22 when responder runs linux "Works" flow server -> agent : tcp 445 when responder runs windows "Works" }
use acme
zone a { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component t : acme.agent at 10.0.1.1 }
`;
    const rules = 'Add rules for whatever it may run';
    for (const [asserted, title] of [
      ['assert s never reaches t on tcp 445', `${rules}, against the assertion on line 1`],
      ['assert t never reaches s', rules],
    ] as const)
      assert.equal(titles(await told(text(asserted), 'missing-flow')).at(-1), title);
  });
});
