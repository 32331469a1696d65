import type { Analysis } from '../analysis/analyze.ts';
import { BoxIndex } from '../analysis/box-index.ts';
import { type Box, covers, type Region, subtract } from '../analysis/region.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6 } from '../model/addresses.ts';
import { append } from '../model/lists.ts';
import { STATABLE_SERVICES } from '../model/services.ts';
import { lastDayOf } from '../running/as-of.ts';
import { merged } from '../running/merged.ts';
import type { RuleList, RunningDevice, RunningRule } from '../running/running.ts';
import { type Decision, isTooMuch } from '../running/walk.ts';
import type { NewFirewall } from './layout.ts';
import { quoted } from './plan-text.ts';
import { type Candidate, type View, Views } from './views.ts';

/** A rule of the plan to be. */
export interface DecidedRule {
  readonly action: 'allow' | 'deny';
  readonly boxes: Region;
  /** What somebody wrote about it. */
  readonly reason: string | undefined;
  /** A comment with what the device calls it, where nobody wrote anything. It is no reason, since a rule that has one is taken to be meant. */
  readonly called: string | undefined;
  /** Set where the device may permit less, with why. */
  readonly perhaps: string | undefined;
  /** The last day of a rule that depends on days alone; null where it has none, since it has begun. */
  readonly until?: string | null | undefined;
  readonly device: RunningDevice;
  readonly file: string;
  readonly line: number;
}

/** Rules of devices that the plan to be has none for, by why. */
export interface LeftOut {
  /** Of one rule, and of several: `never matches`, `never match`. */
  readonly why: Why;
  readonly places: readonly { readonly file: string; readonly line: number }[];
}

export interface Decided {
  /** The hosts of which devices say what comes there. */
  readonly guarded: AddressSet;
  readonly rules: readonly DecidedRule[];
  readonly leftOut: readonly LeftOut[];
}

type Why = readonly [one: string, several: string];

export const WHY = {
  wide: ['permits something that the file does not hold', 'permit something that the file does not hold'],
  dead: ['never matches, since others before it do', 'never match, since others before them do'],
  inside: [
    'is about traffic inside of one zone, of which a plan says nothing',
    'are about traffic inside of one zone, of which a plan says nothing',
  ],
  family: [
    'is about an address family of which its zones have no network: add the networks',
    'are about an address family of which their zones have no network: add the networks',
  ],
  elsewhere: ['permits what another firewall on the way closes', 'permit what another firewall on the way closes'],
  idle: ['closes what is closed without it as well', 'close what is closed without them as well'],
  mixed: [
    'closes a part of what others before it permit, and is left out of what is permitted behind it',
    'close a part of what others before them permit, and are left out of what is permitted behind them',
  ],
  nowhere: [
    'is about an interface or a zone of which nothing says what lies there',
    'are about interfaces or zones of which nothing says what lies there',
  ],
  many: [
    'may permit and may deny: lists lead to more cases there than are looked at',
    'may permit and may deny: lists lead to more cases there than are looked at',
  ],
  unknown: ['may permit and may deny', 'may permit and may deny'],
  over: ['counts no more, since its last day is over', 'count no more, since their last day is over'],
  maybe: ['may deny, and nobody knows when', 'may deny, and nobody knows when'],
} as const satisfies Record<string, Why>;

/** Why there is nothing to say for a part of a line. */
const IN_PART: ReadonlySet<Why> = new Set<Why>([WHY.dead, WHY.inside, WHY.family]);

/**
 * What devices decide as rules of a plan, in which order has no meaning and a `deny` wins. A rule that permits is taken over as it is, where what others before it close is
 * closed by a `deny` of the plan as well, or not at all; else what is left of it is.
 */
export function decidedRules(analysis: Analysis, firewalls: readonly NewFirewall[]): Decided {
  const views = new Views(analysis, firewalls);
  const left = new Map<Why, { file: string; line: number }[]>();
  const rules = views.all.flatMap((view) => new Decider(view, views, left).rules());
  const keyOf = ({ file, line }: { file: string; line: number }): string => `${file} ${line}`;
  // Of a line that makes several rules one may have nothing to say here, and another one stands in the plan, or is left out for what matters more.
  const told = new Set(rules.map(keyOf));
  for (const [why, places] of left) if (!IN_PART.has(why)) for (const place of places) told.add(keyOf(place));
  const leftOut = [...left].flatMap(([why, places]) => {
    const all = new Map(places.map((place) => [keyOf(place), place]));
    if (IN_PART.has(why)) for (const key of told) all.delete(key);
    return all.size ? [{ why, places: [...all.values()].sort((a, b) => a.line - b.line) }] : [];
  });
  return { rules, leftOut, guarded: views.guarded };
}

class Decider {
  private readonly view: View;
  private readonly views: Views;
  private readonly left: Map<Why, { file: string; line: number }[]>;
  private readonly isAlone: boolean;
  /** The denies as they stand. */
  private readonly stated: ReadonlyMap<RunningRule | undefined, Region>;

  constructor(view: View, views: Views, left: Map<Why, { file: string; line: number }[]>) {
    this.view = view;
    this.views = views;
    this.left = left;
    this.isAlone = views.all.length === 1;
    this.stated = new Map(view.denies.map(({ rule, boxes }) => [rule, boxes]));
  }

  rules(): DecidedRule[] {
    const { view } = this;
    for (const rule of view.nowhere) this.leave({ rule }, WHY.nowhere);
    const permits = view.permits.filter((candidate) => !this.isWide(candidate));
    const denies = this.writableDenies(permits);
    const closed = new BoxIndex(denies.flatMap(({ boxes }) => boxes));
    const closers = new Set(denies.map(({ candidate }) => candidate.rule));
    const allows = permits.flatMap((candidate) => this.allow(candidate, closed, closers));
    // A deny that no rule needs any more, since what it closes is left out of all of them, says nothing.
    const open = new BoxIndex(allows.flatMap(({ boxes }) => boxes));
    const needed = denies.filter(({ boxes, candidate }) => {
      const isNeeded = boxes.some((box) => open.touching(box).length > 0);
      if (!isNeeded) this.leave(candidate, WHY.idle);
      return isNeeded;
    });
    return [...needed.map(({ candidate, boxes }) => this.ruleOf('deny', candidate, boxes)), ...allows].sort(
      (a, b) => Number(a.action === 'allow') - Number(b.action === 'allow') || a.line - b.line,
    );
  }

  private allow(candidate: Candidate, closed: BoxIndex<Box>, closers: ReadonlySet<unknown>): DecidedRule[] {
    const { view } = this;
    // What hosts send each other stands in the rules of those that it comes to.
    const boxes = this.views.withoutArrivals(candidate.boxes, view);
    if (!boxes.length) return [];
    const asked = boxes.flatMap((box) => view.asked(box));
    if (!asked.length) return this.leave(candidate, WHY.family);
    const { permits, denies } = view.judge(asked);
    if (permits.some((each) => [each, ...(each.before ?? [])].some(isTooMuch))) return this.leave(candidate, WHY.many);
    const own = permits.filter(({ list, rule, before }) =>
      [{ list, rule }, ...(before ?? [])].some((each) => each.list === candidate.list && each.rule === candidate.rule),
    );
    if (!own.length) return this.leave(candidate, WHY.dead);
    const seen = this.seen(permits.map(({ box }) => box));
    if (seen.every((box) => this.views.isInside(box))) return this.leave(candidate, WHY.inside);
    const passing = this.passing(seen);
    if (!passing.length) return this.leave(candidate, WHY.elsewhere);
    const shut = subtract(asked, passing);
    const isClosed = (box: Box): boolean => closed.covers([box], () => true);
    const isWhole = shut.every((box) => isClosed(box) || this.views.crossing([box]).every(isClosed));
    if (isWhole) return [this.ruleOf('allow', candidate, boxes)];
    const region = this.passing(this.seen(own.map(({ box }) => box)));
    const rest = merged((this.withoutClosers(asked, region, denies, closers) ?? region).flatMap((box) => view.sees(box)));
    if (!rest.length) return this.leave(candidate, WHY.dead);
    return [this.ruleOf('allow', candidate, rest)];
  }

  /**
   * What is left of a rule once the denies before it are taken out as they stand, which reads better than what is left packet by packet.
   * @param own what is left exactly
   * @param closers the denies that the plan has as well
   * @returns nothing where that would leave out too much
   */
  private withoutClosers(
    asked: Region,
    own: Region,
    denies: readonly Decision[],
    closers: ReadonlySet<unknown>,
  ): Region | undefined {
    if (!this.isAlone) return undefined;
    const cuts: Box[] = [];
    const seen = new Set<RunningRule>();
    for (const { rule, box, perhaps } of denies) {
      if (perhaps !== undefined || (rule && closers.has(rule))) continue;
      const stated = rule && this.stated.get(rule);
      if (!stated) cuts.push(box);
      else if (!seen.has(rule)) append(cuts, stated);
      if (rule) seen.add(rule);
    }
    const left = subtract(asked, cuts);
    return covers(left, own) ? left : undefined;
  }

  /** What of some traffic comes by here; what doesn't is not this firewall's to open. */
  private seen(region: Region): Region {
    return this.isAlone ? region : region.flatMap((box) => this.view.sees(box));
  }

  /** What of traffic that comes by here passes all other firewalls on its way as well. */
  private passing(seen: Region): Region {
    return this.isAlone ? seen : this.views.passingOthers(seen, this.view);
  }

  /** The denies that say nothing but what is denied for certain, and close something that another rule would open. */
  private writableDenies(permits: readonly Candidate[]): { candidate: Candidate; boxes: Region }[] {
    const { view } = this;
    const open = new BoxIndex(permits.flatMap((permit) => permit.boxes.map((box) => ({ ...box, permit }))));
    return view.denies.flatMap((candidate) => {
      const { list, position, rule, boxes } = candidate;
      const closes = boxes.some((box) =>
        open.touching(box).some(({ permit }) => permit.list !== list || permit.position > position),
      );
      if (!closes) return this.leave(candidate, WHY.idle);
      if (boxes.every((box) => this.views.isInside(box))) return this.leave(candidate, WHY.inside);
      if (rule?.perhaps !== undefined) return this.leave(candidate, WHY.maybe);
      const seen = this.isAlone ? boxes : merged(boxes.flatMap((box) => view.sees(box)));
      const asked = seen.flatMap((box) => view.asked(box));
      const crossing = this.views.crossing(asked);
      if (!crossing.length) return this.leave(candidate, WHY.inside);
      const { permits: all } = view.judge(asked);
      const passing = !all.length ? undefined : view.judge(crossing).permits;
      if (passing?.length) return this.leave(candidate, WHY.mixed);
      if (!seen.length) return this.leave(candidate, WHY.inside);
      // As it stands it closes no more, where what it is about besides stays inside of zones.
      return [{ candidate, boxes: covers(seen, this.views.crossing(boxes)) ? boxes : seen }];
    });
  }

  private isWide(candidate: Candidate): boolean {
    const { rule } = candidate;
    if (!rule || (rule.action === 'permit' && !rule.isWide)) return false;
    this.leave(candidate, isWithin(rule) ? WHY.inside : rule.isWide ? WHY.wide : WHY.unknown);
    return true;
  }

  private leave({ rule }: Pick<Candidate, 'rule'>, why: Why): [] {
    // Whoever ends a list with it says what is so anyway.
    if (!rule || (rule.action === 'deny' && rule.traffic.some(isAll))) return [];
    const place = { file: this.view.device.file, line: rule.line };
    const places = this.left.get(why);
    if (places) places.push(place);
    else this.left.set(why, [place]);
    return [];
  }

  private ruleOf(action: DecidedRule['action'], { rule, list }: Candidate, boxes: Region): DecidedRule {
    const { device } = this.view;
    const { file } = device;
    const reason = rule?.comment;
    const called = reason === undefined ? calledBy(rule, list) : undefined;
    const until = rule && lastDayOf(rule, this.views.today);
    return { action, boxes, reason, called, perhaps: rule?.perhaps, until, device, file, line: rule?.line ?? list.line };
  }
}

function calledBy(rule: RunningRule | undefined, list: RuleList): string | undefined {
  if (!rule) return 'what no rule matches passes';
  const { name } = rule;
  if (name === undefined || name === list.name || list.name.endsWith(` ${name}`) || /^\d+$/.test(name)) return undefined;
  // In quotes it is no comment that silences something, whatever it says.
  return quoted(name);
}

function isAll({ sources, destinations, services }: Box): boolean {
  return (
    services.covers(STATABLE_SERVICES) && [sources, destinations].every((set) => set.covers(ALL_IPV4) || set.covers(ALL_IPV6))
  );
}

/** Whether a rule is about what comes and goes at one place. */
function isWithin({ from, to }: RunningRule): boolean {
  const [place] = from ?? [];
  return place !== undefined && from!.size === 1 && to?.size === 1 && to.has(place);
}
