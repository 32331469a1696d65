import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { thoroughly } from '../support/chance.ts';

/** Makes 150 MB that stay, as the reading of a plan does, with a look at the clock now and then. @returns megabytes for what is new */
async function roomFor(setup: string): Promise<number> {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { setImmediate } from 'node:timers/promises';
    import { YoungSpace } from ${JSON.stringify(import.meta.resolve('../../server/young-space.node.ts'))};
    const space = new YoungSpace();
    ${setup}
    const kept = [];
    for (let n = 0; n < 2_000_000; n++) {
      kept.push({ n, next: { n } });
      if (n % 2000 === 0) await setImmediate();
    }
    console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 2 ** 20);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', '--input-type=module', '-e', program]);
  return Number(stdout);
}

describe('the memory that the server has for what is new', () => {
  thoroughly('stays small where V8 would take more and more of it', async () => {
    const [watched, free] = await Promise.all([roomFor('space.watch();'), roomFor('')]);
    assert.ok(watched * 2 <= free, `${watched} and ${free} MB`);
  });
});
