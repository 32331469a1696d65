import { isCalendarDay } from '../analysis/permissions.ts';
import type { RuleList, RunningDevice, RunningRule } from './running.ts';

/**
 * Devices as they are on a day: rules whose time is over are none, and of those whose time it is that is no longer open. The clock of a device may be a day apart from the
 * plan's, which is that of UTC, so that a rule that begins or ends within a day stays as open as it was.
 */
export function asOf(devices: readonly RunningDevice[], today: string): readonly RunningDevice[] {
  if (!isCalendarDay(today)) return devices;
  const [before, after] = [-1, 1].map((days) => dayFrom(today, days)) as [string, string];
  const on = (rule: RunningRule): RunningRule[] => {
    const { lasting, perhaps: _, ...rest } = rule;
    if (!lasting) return [rule];
    if (lasting.periods.some(({ to = after, from = before }) => to < before || from > after)) return [];
    const isOn = lasting.periods.every(
      ({ to, from }) => (to === undefined || to > after) && (from === undefined || from < before),
    );
    if (!isOn) return [rule];
    return [{ ...rest, isForNow: true, ...(lasting.besides !== undefined && { perhaps: lasting.besides }) }];
  };
  return devices.map((device) => {
    const { lists, answering, following } = device;
    const now = all(lists, on);
    if (now === lists) return device;
    return {
      ...device,
      lists: now,
      ...(answering && { answering: all(answering, on) }),
      ...(following && { following: all(following, on) }),
    };
  });
}

/** Lists with their rules made anew; the same ones where none of them changes. */
function all(lists: ReadonlyMap<string, RuleList>, on: (rule: RunningRule) => RunningRule[]): ReadonlyMap<string, RuleList> {
  const now = new Map([...lists].map(([name, list]) => [name, changed(list, on)]));
  return [...now].some(([name, list]) => lists.get(name) !== list) ? now : lists;
}

/** A list with its rules made anew; the list itself where none of them changes. */
function changed(list: RuleList, on: (rule: RunningRule) => RunningRule[]): RuleList {
  if (!list.rules.some(({ lasting }) => lasting)) return list;
  const rules = list.rules.flatMap(on);
  const isSame = rules.length === list.rules.length && rules.every((rule, n) => rule === list.rules[n]);
  return isSame ? list : { ...list, rules };
}

function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
