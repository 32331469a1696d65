import assert from 'node:assert/strict';
import { openWorkspace, SegplanError } from '../../api/main.ts';
import type { Workspace } from '../../api/types.ts';

const texts = { 'plan.segplan': 'zone a { subnet 10.0.0.0/24 }\n' };

/** Calls as programs without types make them. */
type Loose = Record<keyof Workspace, (...given: unknown[]) => Promise<unknown>>;

const QUESTIONS: readonly (keyof Workspace)[] = [
  ...(['check', 'explain', 'reach', 'generate', 'diff', 'audit', 'changes', 'importRunning'] as const),
  ...(['importInventory', 'fixes', 'format', 'role'] as const),
];

describe('arguments of the programming interface', () => {
  it('that are of another kind are refused with which one it is, and what it has to be', async () => {
    const workspace = openWorkspace({ texts }) as unknown as Loose;
    for (const question of QUESTIONS)
      for (const given of [undefined, null, 5, Symbol('x'), {}, [[]], () => 1])
        await assert.rejects(workspace[question](given), (error) => {
          assert.ok(error instanceof SegplanError, `${question} ${String(error)}`);
          assert.match(error.message, new RegExp(`^Argument 1 of ${question} has to be `));
          return true;
        });
    await assert.rejects(workspace.generate('plan.segplan', { target: 5 }), /'target' of generate has to be a text/);
    await assert.rejects(workspace.generate('plan.segplan'), /Argument 2 of generate has to be an object/);
    await assert.rejects(workspace.audit('plan.segplan', 'core.cfg'), /Argument 2 of audit has to be a list of texts/);
    await assert.rejects(workspace.catalog(10n), /Argument 1 of catalog/);
  });

  it('of a workspace are refused as well', () => {
    for (const options of [null, 5, [], { texts: { a: 5 } }, { folder: 5 }, { phases: 'upgrade' }, { bounded: 'yes' }])
      assert.throws(() => openWorkspace(options as never), SegplanError, JSON.stringify(options));
  });

  it('that are right are taken', async () => {
    const { files } = await openWorkspace({ texts }).check('plan.segplan', { summary: true });
    assert.equal(files.length, 1);
    assert.equal(({} as { target?: string }).target, undefined);
  });
});
