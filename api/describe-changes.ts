import type { DeviceChange } from './types.ts';

/** What somebody should know who loads a change, a line each. */
export function sayingsOf({ file, form, firewall, commands, isWhole, why, loading, notes }: DeviceChange): string[] {
  const what = `${file} (${form}${firewall === null ? '' : `, firewall ${firewall}`})`;
  if (!commands && why === null) return [`${what}: nothing has to change.`, ...notes];
  if (!commands) return [`${what}: no commands can be written: ${why}.`, ...notes];
  const head = isWhole
    ? `${what}: the whole rule set, since ${why}. Whatever of the device's rules is still there once it is loaded has to be taken away.`
    : `${what}: what brings it in step with the plan. ${loading}`;
  return [head, ...notes];
}
