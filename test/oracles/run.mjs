// npm run test:oracles: holds what targets emit against readers that others wrote. Installs them when they are missing (hundreds of MB).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '../..');
const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const missing = Object.keys(dependencies).filter((name) => !existsSync(join(here, 'node_modules', name, 'package.json')));
if (missing.length) {
  console.log(`Installing ${missing.join(', ')} …`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: 'inherit',
  });
}
const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), '--exit', '--timeout', '120000'];
const tests = process.argv.slice(2).map((name) => `test/oracles/${name}.test.ts`);
const { status } = spawnSync(
  join(root, 'node_modules/.bin/node'),
  [...mocha, ...(tests.length ? tests : ['test/oracles/*.test.ts'])],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
