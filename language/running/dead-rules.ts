import { type Box, overlap, type Region, subtract } from '../analysis/region.ts';
import { note } from '../model/lists.ts';
import type { Steps } from '../model/steps.ts';
import type { Evaluator } from './evaluate.ts';
import type { Entry, ProgramList } from './program.ts';
import type { RuleList, RunningDevice, RunningRule } from './running.ts';
import { LOOKED, sizeOf } from './walk.ts';

/**
 * A rule without effect. `shadowed`: rules before it decide all that it is about, and at least one of them otherwise. `redundant`: other rules do the same for all
 * that it is about. `unreached`: its list is called by none. `never hit`: the device counts, and counted none for it.
 */
export interface DeadRule {
  readonly why: 'shadowed' | 'redundant' | 'unreached' | 'never hit';
  readonly list: RuleList;
  readonly rule: RunningRule;
  /** The rules that stand in its way, or do the same; some of them where they are many. */
  readonly by: readonly RunningRule[];
}

/** So many rules are named as the reason. */
const MOST_NAMED = 3;
/** So many rules behind one are looked at for one that does the same. */
const MOST_BEHIND = 64;

/** More often than this no rule is held against another one, which takes seconds. */
const MOST_LOOKED_AT = 2_000_000;

/** Sets of so many intervals count once more. */
const INTERVALS = 32;

/** What was found, and whether that is all there is. */
export interface DeadRules {
  readonly dead: DeadRule[];
  readonly isPart: boolean;
}

/**
 * The rules of a device that have no effect, in the order of its lines. What may match or not is never held against another one.
 * @param most how many times one rule is held against another one before the rest is not looked at
 */
export function* deadRules(evaluator: Evaluator, most: number = MOST_LOOKED_AT): Steps<DeadRules> {
  const { device, lists } = evaluator;
  const counts = [...device.lists.values()].some(({ rules }) => rules.some((rule) => rule.hits));
  const reached = reachedLists(device);
  const result: DeadRule[] = [];
  let room = most;
  for (const program of lists.values()) {
    const { list } = program;
    if (!reached.has(list.name)) {
      for (const rule of list.rules) result.push({ why: 'unreached', list, rule, by: [] });
      continue;
    }
    const byRule = new Map<number, Entry[]>();
    for (const entry of program.entries) note(byRule, entry.position, entry);
    for (const [position, rule] of list.rules.entries()) {
      yield;
      if (rule.isImplied) continue;
      const entries = byRule.get(position) ?? [];
      const around: Entry[][] = [];
      for (const box of entries) {
        if (room < 0) break;
        const before = program.looked;
        const found = near(program, box);
        around.push(found);
        room -= found.length + Math.floor(sizeOf(box) / INTERVALS + (program.looked - before) / LOOKED);
      }
      const isLookedAt = around.length === entries.length;
      const dead = isLookedAt
        ? (before(program, rule, position, entries, around) ?? behind(rule, position, entries, around))
        : undefined;
      if (dead) result.push({ ...dead, list, rule });
      else if (counts && rule.hits === 0) result.push({ why: 'never hit', list, rule, by: [] });
    }
  }
  return { dead: result.sort((a, b) => a.rule.line - b.rule.line), isPart: room < 0 };
}

/**
 * What several devices of one file say of the same rules, such as the chains of packets that pass and of those that come to the host, as it is for the
 * file: a rule is dead where it is so in each of them that gets to it, and told with the first.
 */
export function deadOnce<Each extends { readonly device: RunningDevice; readonly dead: readonly DeadRule[] }>(
  audits: readonly Each[],
): Each[] {
  const placeOf = ({ file }: RunningDevice, { line, text }: RunningRule): string => `${file} ${line} ${text}`;
  const alive = new Set<string>();
  const dead = new Map<string, { why: DeadRule['why']; teller: Each }>();
  for (const each of audits) {
    const found = new Map(each.dead.map((one) => [one.rule, one]));
    for (const { rules } of each.device.lists.values())
      for (const rule of rules) {
        const place = placeOf(each.device, rule);
        const why = found.get(rule)?.why;
        const known = dead.get(place);
        if (why === undefined) alive.add(place);
        else if (!known || (known.why === 'unreached' && why !== 'unreached')) dead.set(place, { why, teller: each });
      }
  }
  const isTold = (each: Each, { rule }: DeadRule): boolean => {
    const place = placeOf(each.device, rule);
    return !alive.has(place) && dead.get(place)?.teller === each;
  };
  return audits.map((each) => {
    // A line that makes several rules is told once, as long as they are dead for the same.
    const told = new Map(
      each.dead.filter((one) => isTold(each, one)).map((one) => [`${one.rule.line} ${one.rule.text} ${one.why}`, one]),
    );
    return each.dead.length ? { ...each, dead: [...told.values()] } : each;
  });
}

/** The names of the lists that a device tries, those that others call included. */
export function reachedLists({ lists, stages, outbound = [] }: RunningDevice): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...stages, ...outbound];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const { action } of lists.get(name)?.rules ?? []) if (typeof action === 'object') open.push(action.call);
  }
  return reached;
}

type Found = Pick<DeadRule, 'why' | 'by'> | undefined;

function decides({ rule, perhaps }: Entry): boolean {
  return perhaps === undefined && !rule.isForNow && typeof rule.action === 'string';
}

function before(
  program: ProgramList,
  rule: RunningRule,
  position: number,
  entries: readonly Entry[],
  around: readonly (readonly Entry[])[],
): Found {
  const counts = (entry: Entry): boolean => entry.position < position && decides(entry);
  // Mostly nothing before it is about any of it.
  if (!entries.length || !around.every((found) => found.some(counts)) || !program.covers(entries, counts)) return undefined;
  const by = new Set<RunningRule>();
  let left: Region = entries;
  // Each part goes to the first rule that decides it.
  for (const entry of new Set(around.flat().filter(counts))) {
    const rest = subtract(left, [entry]);
    if (rest !== left) by.add(entry.rule);
    left = rest;
    if (!left.length || by.size > MOST_NAMED) break;
  }
  const all = [...by];
  const isSame = all.every(({ action }) => action === rule.action);
  return { why: isSame ? 'redundant' : 'shadowed', by: all.slice(0, MOST_NAMED) };
}

function near(program: ProgramList, box: Box): Entry[] {
  return program.near(box).filter((entry) => overlap(entry, box));
}

/** Whether a rule behind it does the same for all of it, and none between them does anything else. */
function behind(rule: RunningRule, position: number, entries: readonly Entry[], around: readonly (readonly Entry[])[]): Found {
  if (!entries.length) return undefined;
  if ((rule.action !== 'permit' && rule.action !== 'deny') || rule.perhaps !== undefined) return undefined;
  const by = new Set<RunningRule>();
  for (const [n, box] of entries.entries()) {
    let looked = 0;
    let isHeld = false;
    for (const entry of around[n]!) {
      if (entry.position <= position) continue;
      if (++looked > MOST_BEHIND || entry.rule.action !== rule.action || entry.perhaps !== undefined) break;
      isHeld =
        !entry.rule.isForNow &&
        entry.sources.covers(box.sources) &&
        entry.destinations.covers(box.destinations) &&
        entry.services.covers(box.services);
      if (isHeld) {
        by.add(entry.rule);
        break;
      }
    }
    if (!isHeld) return undefined;
  }
  return { why: 'redundant', by: [...by].slice(0, MOST_NAMED) };
}
