import { type Changes, changesIn } from '../api/changes.ts';
import { sayingsOf } from '../api/describe-changes.ts';
import type { OpenPlan } from '../api/load.ts';
import type { AuditOptions } from '../api/types.ts';
import { visible } from './text.ts';
import { namedFiles } from './workspace.ts';

/**
 * Writes what each device needs to standard output, as it can be loaded: what is said about it stands there as comments where the form has them, else on
 * standard error.
 */
export async function writeCommands(plan: OpenPlan, running: readonly string[], options: AuditOptions): Promise<Changes> {
  const answer = await changesIn(plan, namedFiles, running, options);
  for (const change of answer.changes) {
    const { comment, commands } = change;
    const said = sayingsOf(change).map(visible);
    if (comment === null) for (const line of said) process.stderr.write(`${line}\n`);
    process.stdout.write(`${comment === null ? '' : said.map((line) => `${comment} ${line}\n`).join('')}${commands}`);
  }
  return answer;
}
