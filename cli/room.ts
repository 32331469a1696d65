import { getHeapStatistics } from 'node:v8';
import type { URI } from 'vscode-uri';
import { DiskFiles, realPath, statsOf } from '../api/disk-files.ts';
import { OF_A_PLAN, OF_OTHERS } from '../api/room.ts';
import { tooLarge } from '../language/workspace/readable.ts';
import { EXIT } from './errors.ts';

/** What the program takes by itself, in bytes. */
const OF_ALL = 60 * 1024 * 1024;

/** Set for a program that was started again. */
const AGAIN = 'SEGPLAN_AGAIN';

/**
 * The disk, with a look at what there is of memory. V8 ends a program that has no more of it, with pages of addresses and no word about what to do; so
 * where what is read may take more than there is, the same command runs in a process of its own, and what becomes of that is said.
 */
export class FilesWithRoom extends DiskFiles {
  /** What was read, links followed. */
  readonly read = new Set<string>();
  private readonly seen = new Set<string>();
  private needed = OF_ALL;

  override async assertReadable(uri: URI): Promise<void> {
    await super.assertReadable(uri);
    const path = uri.fsPath;
    this.read.add(realPath(path));
    // Standard input can be read once.
    if (this.seen.has(path) || process.env[AGAIN] || process.argv.includes('-')) return;
    this.seen.add(path);
    // Why one can't be reached is told where it is read.
    const stats = statsOf(path);
    // What is too large is not read.
    if (stats?.isFile() && !tooLarge(stats.size)) this.needed += stats.size * (path.endsWith('.segplan') ? OF_A_PLAN : OF_OTHERS);
    if (this.needed > getHeapStatistics().heap_size_limit) await runAgain();
  }
}

/** Runs this command in a process of its own, and ends as that does: nothing has been written before all is read. */
async function runAgain(): Promise<never> {
  // Hardly anybody needs it.
  const { spawnSync } = await import('node:child_process');
  const { status, signal, stderr } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: { ...process.env, [AGAIN]: '1' },
    stdio: ['inherit', 'inherit', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== null && status <= EXIT.usage) {
    process.stderr.write(stderr);
    process.exit(status);
  }
  // Somebody has ended it.
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') process.exit(EXIT.usage);
  const most = Math.round(getHeapStatistics().heap_size_limit / 1024 / 1024);
  process.stderr.write(
    `segplan: what is read here takes more memory than Node may use (${most} MB). Give it more, as by NODE_OPTIONS=--max-old-space-size=${Math.max(4096, 2 * most)}, or name fewer or smaller files.\n`,
  );
  process.exit(EXIT.usage);
}
