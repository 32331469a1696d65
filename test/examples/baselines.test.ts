import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { baselines, FAULTY, FORMS, planFolders, root } from '../support/baselines.ts';

describe('examples and what is expected of them', () => {
  let files: Awaited<ReturnType<typeof baselines>>;
  before(async () => {
    files = await baselines();
  });

  it('have the diagnostics, the format and the rule sets that are kept beside them (npm run baselines updates them)', () => {
    for (const { path, text } of files) {
      const file = join(root, path);
      assert.ok(existsSync(file), `${path} is missing`);
      assert.equal(readFileSync(file, 'utf8'), text, path);
    }
  });

  it('have nothing beside them that is not expected', () => {
    const paths = new Set(files.map(({ path }) => path));
    for (const folder of planFolders)
      for (const each of readdirSync(join(root, folder, 'expected'), { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, 'expected', each);
        if (statSync(join(root, path)).isFile()) assert.ok(paths.has(path), `${path} is expected of nothing`);
      }
  });

  it('are clean, but for those with faults, and each has a variant with faults', () => {
    const examples = files.filter(({ path }) => !path.startsWith(FORMS));
    for (const { path, text } of examples)
      if (path.endsWith('diagnostics.txt')) assert.equal(text === '', !path.startsWith(FAULTY), path);
    const plans = examples.map(({ path }) => path).filter((path) => path.endsWith('.segplan'));
    for (const plan of plans)
      if (!plan.startsWith(FAULTY)) assert.ok(plans.includes(join(FAULTY, relative('examples', plan))), plan);
  });
});
