import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, root, segplan } from './segplan.ts';

describe('segplan checks', () => {
  before(buildCli);

  it('lists the code of every finding that there is, with what it finds', () => {
    const { code, stdout, stderr } = segplan(['checks']);
    assert.deepEqual([code, stderr], [0, '']);
    const [, ...lines] = stdout.trimEnd().split('\n');
    assert.deepEqual(lines.map((line) => `${line.split(' ')[0]}.md`).sort(), readdirSync(join(root, 'docs/checks')).sort());
    assert.ok(lines.some((line) => /^missing-flow +error +A required flow/.test(line)));
  });

  it('explains one without a network', () => {
    for (const name of ['missing-flow', 'syntax-error']) {
      const { code, stdout } = segplan(['checks', name]);
      assert.deepEqual([code, stdout], [0, readFileSync(join(root, `docs/checks/${name}.md`), 'utf8')]);
    }
  });
});
