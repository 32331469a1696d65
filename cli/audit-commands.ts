import { type Changes, changesIn } from '../api/changes.ts';
import type { OpenPlan } from '../api/load.ts';
import type { AuditOptions, DeviceChange } from '../api/types.ts';
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

/** What somebody should know who loads it, a line each. */
function sayingsOf({ file, form, firewall, commands, isWhole, why, loading, notes }: DeviceChange): string[] {
  const what = `${file} (${form}${firewall === null ? '' : `, firewall ${firewall}`})`;
  if (!commands && why === null) return [`${what}: nothing has to change.`, ...notes];
  if (!commands) return [`${what}: no commands can be written: ${why}.`, ...notes];
  const head = isWhole
    ? `${what}: the whole rule set, in place of what runs, since ${why}.`
    : `${what}: what brings it in step with the plan. ${loading}`;
  return [head, ...notes];
}
