// A second reading of what a device does, as plain as can be: one packet at a time, through the rules in their order, as running.ts says it. Whatever may or may
// not match is tried both ways, one after the other.
import { type AddressSet, V4_BASE } from '../../language/model/addresses.ts';
import { portSet } from '../../language/model/services.ts';
import type { Placing } from '../../language/running/program.ts';
import type { RunningDevice, RunningRule } from '../../language/running/running.ts';

export interface OnePacket {
  /** The last numbers of addresses in 10.0.0.0/24. */
  readonly source: number;
  readonly destination: number;
  /** Of tcp. */
  readonly port: number;
}

const BASE = V4_BASE + (10n << 24n);

export const addressOf = (number: number): bigint => BASE + BigInt(number);

type Verdict = 'permit' | 'deny';

/**
 * What may become of a packet: every outcome of every choice that is left open.
 * @param day the day of the plan; without one, a rule that counts at certain times may count and may not
 */
export function outcomes(device: RunningDevice, packet: OnePacket, placing: Placing, day?: string): Set<Verdict> {
  const result = new Set<Verdict>();
  // Choices are made in the order in which they come up; each run through is one row of them, counted up like the digits of a number.
  let choices: boolean[] = [];
  for (;;) {
    let asked = 0;
    // A rule that may match does so each time or never.
    const made = new Map<unknown, boolean>();
    const choose = (about: unknown): boolean => {
      const known = made.get(about);
      if (known !== undefined) return known;
      if (asked === choices.length) choices.push(false);
      const choice = choices[asked++]!;
      made.set(about, choice);
      return choice;
    };
    const passes = device.stages.every((stage) => decide({ device, placing, choose, day }, stage, packet) === 'permit');
    result.add(passes ? 'permit' : 'deny');
    choices = choices.slice(0, asked);
    while (choices.at(-1)) choices.pop();
    if (!choices.length) return result;
    choices[choices.length - 1] = true;
  }
}

type Choose = (about: unknown) => boolean;

/** What a packet meets. */
interface Met {
  readonly device: RunningDevice;
  readonly placing: Placing;
  readonly choose: Choose;
  readonly day: string | undefined;
}

function decide(met: Met, stage: string, packet: OnePacket): Verdict {
  const verdict = through(met, stage, packet);
  return verdict ?? (met.device.lists.get(stage)!.otherwise === 'deny' ? 'deny' : 'permit');
}

/** What a list decides; nothing where it goes back. */
function through(met: Met, name: string, packet: OnePacket): Verdict | undefined {
  const { device, choose } = met;
  const list = device.lists.get(name)!;
  for (const rule of list.rules) {
    if (!matches(met, rule, packet)) continue;
    const { action } = rule;
    if (action === 'permit' || action === 'deny') return action;
    if (action === 'return') return undefined;
    if (action === 'unknown') return choose({ rule, what: 'does' }) ? 'permit' : 'deny';
    const verdict = through(met, action.call, packet);
    if (verdict) return verdict;
  }
  return list.otherwise === 'return' || device.stages.includes(name) ? undefined : list.otherwise;
}

/** When a rule counts: its clock may be a day before or behind that of the plan. */
function counts({ lasting }: RunningRule, day: string | undefined): 'always' | 'never' | 'perhaps' {
  if (!lasting || day === undefined) return 'perhaps';
  const number = (date: string): number => Date.parse(date) / 86_400_000;
  const days = [-1, 0, 1].map((off) => number(day) + off);
  const isOn = lasting.periods.map(({ from, to }) =>
    days.map((one) => (from === undefined || number(from) <= one) && (to === undefined || one <= number(to))),
  );
  if (isOn.some((some) => !some.includes(true))) return 'never';
  // On its first and on its last day it counts in part.
  const isWhole = lasting.periods.every(
    ({ from, to }) => !days.some((one) => [from, to].some((end) => end && number(end) === one)),
  );
  return isWhole && lasting.besides === undefined ? 'always' : 'perhaps';
}

function matches({ placing, choose, day }: Met, rule: RunningRule, packet: OnePacket): boolean {
  const service = portSet('tcp', packet.port).first;
  const [source, destination] = [addressOf(packet.source), addressOf(packet.destination)];
  const isThere = rule.traffic.some(
    (box) => box.sources.has(source) && box.destinations.has(destination) && box.services.has(service),
  );
  if (!isThere) return false;
  const sides = [
    [source, rule.from, rule.notFrom],
    [destination, rule.to, rule.notTo],
  ] as const;
  const when = counts(rule, day);
  if (when === 'never') return false;
  let isOpen = rule.perhaps !== undefined && when === 'perhaps';
  for (const [address, names, others] of sides) {
    if (!names && !others) continue;
    if (placing.unplaced.has(address)) {
      // It lies at one of the places of which not all is known.
      const isKnown = (at: ReadonlySet<string>): boolean => [...at].every((name) => placing.whole.has(name));
      if (names && isKnown(names)) return false;
      if ((names && !isKnown(names)) || (others && !isKnown(others))) isOpen = true;
      continue;
    }
    const isAt = (at: ReadonlySet<string>): boolean =>
      [...placing.at].some(([place, set]: [string, AddressSet]) => set.has(address) && isNamed(place, at));
    // Where nothing is known of a place, strays may lie there too: rules about it may match them, and some of them may lie nowhere else.
    const { strays } = placing;
    const isLost = (at: ReadonlySet<string>): boolean => [...at].some((name) => !placing.at.has(name));
    const isStray = strays?.possible.has(address) ?? false;
    const isDoubtful = strays?.doubtful.has(address) ?? false;
    if (names && !isAt(names) && !(isStray && isLost(names))) return false;
    if (others && isAt(others) && !isDoubtful) return false;
    const sure = names ? isAt(names) && !isDoubtful : true;
    if (!sure || (others && isDoubtful && (isAt(others) || isLost(others)))) isOpen = true;
  }
  return !isOpen || choose(rule);
}

function isNamed(place: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => (name.endsWith('*') ? place.startsWith(name.slice(0, -1)) : place === name));
}
