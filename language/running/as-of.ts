import { isCalendarDay } from '../analysis/permissions.ts';
import type { RuleList, RunningDevice, RunningRule } from './running.ts';

/**
 * Devices as they are on a day: rules whose time is over are none, and of those whose time it is that is no longer open. The clock of a device may be a day apart from the
 * plan's, which is that of UTC, so that a rule that begins or ends within a day stays as open as it was.
 */
export function asOf(devices: readonly RunningDevice[], today: string): readonly RunningDevice[] {
  if (!isCalendarDay(today)) return devices;
  const [before, after] = [-1, 1].map((days) => dayFrom(today, days)) as [string, string];
  const on = (rule: RunningRule): RunningRule => {
    const { lasting, perhaps: _, ...rest } = rule;
    if (!lasting) return rule;
    const besides = lasting.besides === undefined ? {} : { perhaps: lasting.besides };
    const missed = lasting.periods.find(({ to = after, from = before }) => to < before || from > after);
    if (missed) {
      const { from = before, to } = missed;
      return { ...rest, ...besides, untimely: from > after ? { begins: from } : { ended: to! } };
    }
    const isOn = lasting.periods.every(
      ({ to, from }) => (to === undefined || to > after) && (from === undefined || from < before),
    );
    return isOn ? { ...rest, isForNow: true, ...besides } : rule;
  };
  // What begins later is as uncertain as it came: nobody asks for the day on which it counts.
  const coming = (rule: RunningRule): RunningRule[] => {
    const made = on(rule);
    if (!made.untimely) return [made];
    return 'begins' in made.untimely ? [rule] : [];
  };
  return devices.map((device) => {
    const { lists, answering, following } = device;
    const anyTime = all(lists, (rules) => rules.map(on));
    if (anyTime === lists) return device;
    const timely = (rules: readonly RunningRule[]): RunningRule[] => rules.filter(({ untimely }) => !untimely);
    const now = all(anyTime, timely);
    const isComing = [...anyTime.values()].some((list) => list.rules.some(({ untimely }) => untimely && 'begins' in untimely));
    return {
      ...device,
      lists: now,
      ...(now !== anyTime && { anyTime }),
      ...(isComing && { later: all(lists, (rules) => rules.flatMap(coming)) }),
      ...(answering && { answering: all(answering, (rules) => timely(rules.map(on))) }),
      ...(following && { following: all(following, (rules) => timely(rules.map(on))) }),
    };
  });
}

/** Rules whose time is over, and devices without them. */
export function withoutEnded(
  devices: readonly RunningDevice[],
  today: string,
): { readonly devices: readonly RunningDevice[]; readonly ended: readonly { readonly file: string; readonly line: number }[] } {
  const ended: { file: string; line: number }[] = [];
  const before = dayFrom(today, -1);
  const isOver = ({ lasting }: RunningRule): boolean =>
    lasting?.periods.some(({ to }) => to !== undefined && to < before) === true;
  const made = devices.map((device) => {
    const left = all(device.lists, (rules) => {
      for (const rule of rules) if (isOver(rule)) ended.push({ file: device.file, line: rule.line });
      return rules.filter((rule) => !isOver(rule));
    });
    if (left === device.lists) return device;
    const { answering, following } = device;
    const without = (lists: ReadonlyMap<string, RuleList>) => all(lists, (rules) => rules.filter((rule) => !isOver(rule)));
    return {
      ...device,
      lists: left,
      ...(answering && { answering: without(answering) }),
      ...(following && { following: without(following) }),
    };
  });
  return { devices: made, ended };
}

/**
 * The last day of a rule that counts today and depends on nothing but days.
 * @returns null for one that has begun and has no end; nothing for one that begins later, ends or begins within a day, or depends on something else
 */
export function lastDayOf({ lasting }: RunningRule, today: string): string | null | undefined {
  if (!lasting || lasting.besides !== undefined) return undefined;
  const [before, after] = [dayFrom(today, -1), dayFrom(today, 1)];
  const isOn = lasting.periods.every(({ to, from }) => (to === undefined || to > after) && (from === undefined || from < before));
  return isOn ? (lasting.periods.flatMap(({ to }) => to ?? []).sort()[0] ?? null) : undefined;
}

/** A device with the rules that begin to count later. */
export function withLater({ later, ...device }: RunningDevice): RunningDevice {
  return later ? { ...device, lists: later } : device;
}

/** Lists with their rules made anew; the same ones where none of them changes. */
function all(
  lists: ReadonlyMap<string, RuleList>,
  made: (rules: readonly RunningRule[]) => readonly RunningRule[],
): ReadonlyMap<string, RuleList> {
  const now = new Map([...lists].map(([name, list]) => [name, changed(list, made)]));
  return [...now].some(([name, list]) => lists.get(name) !== list) ? now : lists;
}

/** A list with its rules made anew; the list itself where none of them changes. */
function changed(list: RuleList, made: (rules: readonly RunningRule[]) => readonly RunningRule[]): RuleList {
  if (!list.rules.some(({ lasting, untimely }) => lasting || untimely)) return list;
  const rules = made(list.rules);
  const isSame = rules.length === list.rules.length && rules.every((rule, n) => rule === list.rules[n]);
  return isSame ? list : { ...list, rules };
}

function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
