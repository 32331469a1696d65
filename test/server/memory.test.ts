import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { OPTIONS_OF_COMMANDS } from '../../server/memory.ts';

describe('the options of Node that save memory', () => {
  it('are known to Node, on the command line and once it runs', () => {
    const program = `for (const option of ${JSON.stringify(OPTIONS_OF_COMMANDS)}) require('node:v8').setFlagsFromString(option)`;
    const { status, stderr } = spawnSync(process.execPath, [...OPTIONS_OF_COMMANDS, '-e', program], { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
