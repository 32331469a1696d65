import assert from 'node:assert/strict';
import { Cancellation, isOperationCancelled } from 'langium';
import { checks } from '../../language/generated/checks.ts';
import { planOfSites } from '../../scripts/bench/plans.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { diagnose, loadPlan } from '../support/language.ts';

const PLAN = `use veeam 13
zone a { subnet 10.0.0.0/24 component v : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component r : veeam.linux-repository at 10.0.1.1 }
allow a -> b : tcp 22
`;

describe('a run of the checks that a key ends', () => {
  // After the preparation: no analysis. After the analysis: nothing that the catalogs know of besides. After that: no rules are judged.
  const STEPS = ['preparation', 'analysis', 'known', 'standing'] as const;
  for (const [n, last] of STEPS.entries())
    it(`goes no further than the step that it is at: ${last}`, async () => {
      const { document, services } = await loadPlan(PLAN);
      const { Plans, CheckRunner } = services.segplan;
      const source = new Cancellation.CancellationTokenSource();
      const done: string[] = [];
      const note = (step: string): void => {
        done.push(step);
        if (step === last) source.cancel();
      };
      const { prepare, analysis } = Plans;
      Plans.prepare = function* (root, phases) {
        yield* prepare.call(Plans, root, phases);
        note('preparation');
      };
      Plans.analysis = (root, phases) => {
        note('analysis');
        const own = analysis.call(Plans, root, phases);
        const known = () => {
          note('known');
          return own.known();
        };
        const standing = () => {
          note('standing');
          return own.standing();
        };
        return { ...own, known, standing };
      };
      try {
        await assert.rejects(CheckRunner.run(document, source.token), isOperationCancelled);
      } finally {
        Object.assign(Plans, { prepare, analysis });
      }
      assert.deepEqual([...new Set(done)], STEPS.slice(0, n + 1));
    });
});

describe('a plan that is worked out in steps', () => {
  const first = planOfSites(2);
  /** Edits of an address, a name, a zone, of what belongs together, of a rule, and of what is said for all of it; one after the other. */
  const EDITS: readonly ((text: string) => string)[] = [
    (text) =>
      text.replace('s0-vbr "Backup server" : veeam.backup-server at 10.0.0.10', 's0-vbr : veeam.backup-server at 10.0.0.11'),
    (text) => text.replaceAll('s1-repo-2', 's1-store'),
    (text) => text.replace('bind s0 with s0', 'bind s0 with s1'),
    (text) => text.replace('bind s0 with s1', 'bind s0 with s0'),
    (text) => text.replace('component s1-dns : network.dns-server', 'component s1-dns : network.dns-server, veeam.console'),
    (text) => text.replace(/allow s0-vbr -> .*\n/, ''),
    (text) => text.replace('use veeam 13', 'use veeam 12.3'),
    (text) => text.replaceAll('s0-office', 's0-desks'),
  ];

  async function begun(): Promise<EditedLanguage> {
    const language = await createEditedLanguage(false);
    const document = await language.edit('plan.segplan', first);
    language.services.segplan.Plans.analysis(document.parseResult.value);
    return language;
  }

  async function isAsNew(language: EditedLanguage, text: string, note: string): Promise<void> {
    const document = await language.edit('plan.segplan', text);
    const results = await language.services.segplan.CheckRunner.run(document);
    const found = results.map(({ check, finding }) => `${check.code}: ${finding.message}`).sort();
    const wanted = (await diagnose(text)).map(({ code, message }) => `${code}: ${message}`).sort();
    assert.deepEqual(found, wanted, note);
  }

  it('can be left off at more than fifty places', async () => {
    const language = await createEditedLanguage(false);
    const document = await language.edit('plan.segplan', first);
    let count = 0;
    for (const _step of language.services.segplan.Plans.prepare(document.parseResult.value)) count++;
    assert.ok(count > 50, `${count} steps`);
  });

  it('is found to be what a new one is, wherever its rules were left off being judged', async () => {
    const language = await begun();
    const redundant = checks.find(({ code }) => code === 'redundant-rule')!;
    let text = first;
    let most = 0;
    for (const [n, edit] of EDITS.entries()) {
      text = edit(text);
      const document = await language.edit('plan.segplan', text);
      const steps = redundant.prepare!(language.services.segplan.CheckRunner.context(document));
      let count = 0;
      for (; count < 4 * n && !steps.next().done; count++);
      most = Math.max(most, count);
      if (n % 3 === 2) await isAsNew(language, text, `edit ${n}`);
    }
    assert.ok(most > 10, `${most} steps`);
  });

  it('is found to be what a new one is, wherever it was left off before', async () => {
    const language = await begun();
    let text = first;
    for (const [n, edit] of [...EDITS, ...EDITS].entries()) {
      text = edit(text);
      const document = await language.edit('plan.segplan', text);
      const steps = language.services.segplan.Plans.prepare(document.parseResult.value);
      for (let count = (n * 37) % 110; count > 0 && !steps.next().done; count--);
      if (n % 3 === 2) await isAsNew(language, text, `edit ${n}`);
    }
  });

  it('is found to be what a new one is, whatever was asked of a newer text between its steps', async () => {
    const language = await begun();
    const { Plans } = language.services.segplan;
    let text = first;
    for (const [n, edit] of EDITS.entries()) {
      const document = await language.edit('plan.segplan', text);
      const steps = Plans.prepare(document.parseResult.value);
      for (let count = [1, 2, 3, 9, 60, 120][n % 6]!; count > 0 && !steps.next().done; count--);
      text = edit(text);
      const newer = await language.edit('plan.segplan', text);
      Plans.analysis(newer.parseResult.value);
      for (; !steps.next().done; );
      await isAsNew(language, text, `edit ${n}, once the older text was done`);
    }
  });
});
