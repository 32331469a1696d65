import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { OPTIONS_WHEN_LOADED, optionsOf } from '../../server/engine.ts';

describe('the options of Node that save time and memory', () => {
  it('are known to Node, on the command line and once it runs', () => {
    const options = [...optionsOf(true), ...OPTIONS_WHEN_LOADED];
    assert.ok(options.length > 1);
    const program = `for (const option of ${JSON.stringify(options)}) require('node:v8').setFlagsFromString(option)`;
    const { status, stderr } = spawnSync(process.execPath, [...options, '-e', program], { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('are few on a Node whose V8 would complain about the others', () => {
    assert.deepEqual(optionsOf(true, '11.3.244.8-node.33'), ['--semi-space-growth-factor=8']);
    assert.deepEqual(optionsOf(false, '11.3.244.8-node.33'), []);
  });
});
