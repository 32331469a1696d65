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
    assert.deepEqual(optionsOf(true, '11.3.244.8-node.33'), ['--semi-space-growth-factor=16']);
    assert.deepEqual(optionsOf(false, '11.3.244.8-node.33'), ['--semi-space-growth-factor=8']);
  });

  it('keep the room for what is new of a command at the size that it has once it is loaded', () => {
    const program = `const { setFlagsFromString: set, getHeapSpaceStatistics: spaces } = require('node:v8');
      const room = () => spaces().find((each) => each.space_name === 'new_space').space_size / 2 ** 20;
      const fill = (kept, many) => { for (let i = 0; i < many; i++) kept.push({ i }); return kept.length; };
      fill([], 2e5);
      for (const option of ${JSON.stringify(OPTIONS_WHEN_LOADED)}) set(option);
      const loaded = room();
      fill([], 2e6);
      console.log(loaded, room());`;
    const [room] = optionsOf(true);
    const { stdout } = spawnSync(process.execPath, [room!, '-e', program], { encoding: 'utf8' });
    const [loaded, after] = stdout.split(' ').map(Number);
    assert.ok(loaded! >= 32 && after === loaded, stdout);
  });
});
