import assert from 'node:assert/strict';
import { removeStatement } from '../../language/editing/remove.ts';
import { applied } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';

/** A text without its statement that says `tcp 1`. */
async function without(...lines: string[]): Promise<string[]> {
  const { document } = await loadPlan(`zone a { subnet 10.0.0.0/24 }\n\n${lines.join('\n')}\n`);
  const node = document.parseResult.value.statements.find((s) => /tcp 1$/.test(s.$cstNode?.text ?? ''));
  return applied(document, removeStatement(node!)).split('\n').slice(2, -1);
}

describe('the comment above a rule that is removed', () => {
  const gone = 'allow a -> 10.1.0.0/16 : tcp 1';
  const stays = 'allow a -> 10.1.0.0/16 : tcp 2';

  it('goes along where it is about that rule alone', async () => {
    assert.deepEqual(await without('// for the move', gone), []);
    assert.deepEqual(await without(stays, '// for the move', '// of 2026', gone, '', stays), [stays, '', stays]);
    assert.deepEqual(await without('// first', gone, '// second', stays), ['// second', stays]);
  });

  it('stays where it is about others as well', async () => {
    assert.deepEqual(await without('// both', gone, stays), ['// both', stays]);
    assert.deepEqual(await without('// above', '', gone, stays), ['// above', '', stays]);
    for (const heading of ['// ---- Backup', '// Backup:', '// === Backup ===', '// Backup ----'])
      assert.deepEqual(await without(heading, gone, '', stays), [heading, '', stays]);
    assert.deepEqual(await without('// Backup:', '// for the move', gone, '', stays), ['// Backup:', '', stays]);
  });

  it('stays where it only looks like one, within a comment of several lines', async () => {
    assert.deepEqual(await without(`${stays} /*`, '// in it */', gone, '', stays), [`${stays} /*`, '// in it */', '', stays]);
    assert.deepEqual(await without('/* one', '*/', '// for the move', gone, '', stays), ['/* one', '*/', '', stays]);
  });
});
