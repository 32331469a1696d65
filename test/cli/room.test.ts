import assert from 'node:assert/strict';
import { buildCli, folderWith, ownProcess, removeFolders } from './segplan.ts';

describe('a command that reads more than there is memory for', () => {
  before(buildCli);
  after(removeFolders);

  const zones = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';
  const ports = (count: number): string =>
    `allow a -> b : tcp ${Array.from({ length: count }, (_, n) => 1 + 2 * (n % 30_000)).join(', ')}\n`;

  it('says that there is not enough memory, in place of what V8 says', () => {
    const folder = folderWith({ 'shared.segplan': zones + ports(200_000), 'plan.segplan': 'import "./shared.segplan"\n' });
    const { code, stdout, stderr } = ownProcess(['check', 'plan.segplan'], folder, ['--max-old-space-size=70']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /^segplan: what is read here takes more memory than Node may use \(\d+ MB\)\. Give it more, as by NODE_OPTIONS=.*\n$/,
    );
  });

  it('ends as it would where there is enough after all', () => {
    const folder = folderWith({ 'plan.segplan': `${zones}allow a -> b : tcp 0\n/*${' a comment'.repeat(100_000)} */\n` });
    const args = ['check', 'plan.segplan', '--phase', 'nowhere'];
    const little = ownProcess(args, folder, ['--max-old-space-size=100']);
    assert.equal(little.code, 1, little.stderr);
    assert.match(little.stderr, /nowhere/);
    assert.deepEqual(little, ownProcess(args, folder));
  });
});
