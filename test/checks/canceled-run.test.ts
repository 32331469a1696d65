import assert from 'node:assert/strict';
import { Cancellation, isOperationCancelled } from 'langium';
import { loadPlan } from '../support/language.ts';

const PLAN = `use veeam 13
zone a { subnet 10.0.0.0/24 component v : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component r : veeam.linux-repository at 10.0.1.1 }
allow a -> b : tcp 22
`;

describe('a run of the checks that a key ends', () => {
  // After the plan: no analysis. After the analysis: nothing that the catalogs know of besides. After that: no rules are judged.
  const STEPS = ['plan', 'analysis', 'known', 'standing'] as const;
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
      const [plan, analysis] = [Plans.plan, Plans.analysis];
      Plans.plan = (root) => {
        note('plan');
        return plan.call(Plans, root);
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
        Object.assign(Plans, { plan, analysis });
      }
      assert.deepEqual([...new Set(done)], STEPS.slice(0, n + 1));
    });
});
