import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { NODE_OPTIONS } from '../../server/memory.ts';

describe('the options of Node that save memory', () => {
  it('are known to Node, on the command line and once it runs', () => {
    const program = `for (const option of ${JSON.stringify(NODE_OPTIONS)}) require('node:v8').setFlagsFromString(option)`;
    const { status, stderr } = spawnSync(process.execPath, [...NODE_OPTIONS, '-e', program], { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
