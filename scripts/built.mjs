// The command line of this checkout, for those who run it from there: made where it is missing, which takes the network once.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, install, root, run } from './setup.mjs';

/** Where the command line lies, once it does. What is told while it is made goes to standard error. */
export async function builtCli() {
  const cli = join(root, 'dist/cli.cjs');
  if (existsSync(cli)) return cli;
  console.log = console.error;
  install();
  const { code, output } = await run(['esbuild.mjs', '--production', '--quiet'], { capture: true });
  if (code !== 0) fail(`Segplan could not be built:\n${output}`);
  return cli;
}
