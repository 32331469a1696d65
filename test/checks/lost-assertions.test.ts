// A fix that closes something says which assertion it breaks: held against the plan that it makes, checked as any other.
import assert from 'node:assert/strict';
import { fixesOf } from '../../language/checking/fixes.ts';
import { applied } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';
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
});
