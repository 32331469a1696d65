import type { Choice } from '../model/choices.ts';
import { inMap } from '../model/lists.ts';
import type { PlanZone } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import { speaksOfNames } from './host-names.ts';
import type { KeptLacks, KnownLacks, Lacks } from './kept-lacks.ts';
import type { Lack } from './lacks.ts';
import { boxesNear, openNear } from './near-boxes.ts';
import { type LackingPlaces, ListedPlaces } from './pair-gaps.ts';
import { type PairsAsked, pairsAsked } from './pairs-asked.ts';
import { isWhole, type RuleBox } from './permissions.ts';
import { type Box, covers, intersect, isOfOneFamily, isPossible, possibleTraffic, subtract } from './region.ts';
import type { Requirement } from './requirements.ts';
import { RowCoverage } from './row-coverage.ts';
import { RowLacks, type RuledPlaces } from './row-lacks.ts';
import { RowPairs } from './row-pairs.ts';
import type { RulePlaces } from './rule-places.ts';
import { ZoneGaps } from './zone-gaps.ts';
import type { ZonePairs } from './zone-pairs.ts';

/** Notes what is missing and what is blocked between two zones, where anything is. */
class NotedLacks {
  missing: ZoneGaps | undefined;
  blocked: ZoneGaps | undefined;
  private readonly between: Pick<Requirement, 'fromZone' | 'toZone'>;

  constructor(between: Pick<Requirement, 'fromZone' | 'toZone'>) {
    this.between = between;
  }

  add(what: 'missing' | 'blocked', ...lack: Parameters<ZoneGaps['add']>): void {
    const [, region] = lack;
    if (!region.length) return;
    this[what] ??= new ZoneGaps(this.between);
    this[what].add(...lack);
  }
}

/** What the rules permit and close, by the zones that it is between, and what was found to be lacking there before. */
export interface Standing {
  readonly allowed: RulePlaces<RuleBox>;
  readonly denied: RulePlaces<RuleBox>;
  readonly denies: readonly RuleBox[];
  readonly lacks: KeptLacks;
  mayBeClosed(): RulePlaces<RuleBox>;
}

const PAIRS_A_STEP = 20;

/** Between which zones something is missing, and between which it is blocked. */
interface Lacking {
  readonly missing: LackingPlaces;
  readonly blocked: LackingPlaces;
}

/** What is missing and what is blocked between all zones; between those of which neither rules nor requirements changed, as it was. */
export function* lackingBetween(index: ZonePairs<Requirement>, state: Standing): Steps<Lacking> {
  const coverage = RowCoverage.of(index, state.allowed.spread);
  if (index instanceof RowPairs) {
    const closed = state.denies.length ? [state.denied, state.mayBeClosed()] : [];
    const asked = coverage && pairsAsked(index, { allowed: state.allowed, closed }, coverage);
    if (asked) return yield* lackingInRows(index, asked, coverage, state);
  }
  const result = { missing: [] as ZoneGaps[], blocked: [] as ZoneGaps[] };
  let count = 0;
  for (const between of index.lists) {
    if (count++ % PAIRS_A_STEP === 0) yield;
    const { fromZone, toZone } = between[0]!;
    const denied = state.denied.at(fromZone, toZone);
    const mayBeClosed = state.denies.length && isOfNames(between) ? state.mayBeClosed().at(fromZone, toZone) : denied;
    if (!denied.length && !mayBeClosed.length && coverage?.permits(between)) {
      state.lacks.note(between, PERMITTED);
      continue;
    }
    const allowed = state.allowed.at(fromZone, toZone);
    let known = state.lacks.before(between);
    if (!allowed.length && !denied.length && !mayBeClosed.length) {
      if (!(known instanceof ZoneGaps)) known = unruledBetween(between);
      if (known) {
        state.lacks.note(between, known);
        result.missing.push(known);
        continue;
      }
    }
    if (known instanceof ZoneGaps) known = undefined;
    const ruled = ruledBetween(between, { allowed, denied, mayBeClosed }, known);
    state.lacks.note(between, ruled);
    if (ruled.missing) result.missing.push(ruled.missing);
    if (ruled.blocked) result.blocked.push(ruled.blocked);
  }
  state.lacks.end();
  return { missing: new ListedPlaces(result.missing), blocked: new ListedPlaces(result.blocked) };
}

/** What is missing and blocked where rules stand; what was known of it, where that was found of the same rules. */
function ruledBetween(
  between: readonly Requirement[],
  { allowed, denied, mayBeClosed }: Omit<KnownLacks, keyof Lacks>,
  known: KnownLacks | undefined,
): KnownLacks {
  if (known?.allowed === allowed && known.denied === denied && known.mayBeClosed === mayBeClosed) return known;
  const lacks = new NotedLacks(between[0]!);
  if (denied.length || mayBeClosed.length || !arePermitted(between, allowed))
    addAll(between, { allowed, denied, mayBeClosed }, lacks);
  return { allowed, denied, mayBeClosed, missing: lacks.missing, blocked: lacks.blocked };
}

/** The same of a wide plan: looks where rules stand that don't permit all, or that close anything, and elsewhere when somebody asks. */
function* lackingInRows(index: RowPairs, asked: PairsAsked, coverage: RowCoverage, state: Standing): Steps<Lacking> {
  const { allowed, denied, denies, lacks } = state;
  const ruled: RuledPlaces = new Map();
  const blocked = new Map<PlanZone, Map<PlanZone, ZoneGaps>>();
  let count = 0;
  for (const [from, to] of asked) {
    if (count++ % PAIRS_A_STEP === 0) yield;
    const between = index.at(from, to);
    if (!between.length) continue;
    const closed = denies.length ? denied.at(from, to) : NO_RULES;
    const mayBeClosed = denies.length && isOfNames(between) ? state.mayBeClosed().at(from, to) : closed;
    const isClosed = closed.length > 0 || mayBeClosed.length > 0;
    if (!isClosed && coverage.holds(from, to)) continue;
    const here = allowed.at(from, to);
    const before = lacks.ofLists.get(between);
    let missing: ZoneGaps | undefined;
    if (here.length || isClosed) {
      const known = ruledBetween(
        between,
        { allowed: here, denied: closed, mayBeClosed },
        before instanceof ZoneGaps ? undefined : before,
      );
      lacks.ofLists.set(between, known);
      missing = known.missing;
      if (known.blocked) inMap(blocked, from, () => new Map()).set(to, known.blocked);
    } else missing = unruledOf(between, lacks);
    inMap(ruled, from, () => new Map()).set(to, missing);
  }
  const places = [...blocked].flatMap(([from, tos]) => [...tos.keys()].map((to) => [from, to] as const));
  return {
    missing: new RowLacks(index, ruled, { coverage, lacksOf: (between) => unruledOf(between, lacks) }),
    blocked: new ListedPlaces(index.inOrder(places).map(([from, to]) => blocked.get(from)!.get(to)!)),
  };
}

/** What is missing where no rule is about any of it: as it was, where the same is required. */
function unruledOf(between: readonly Requirement[], { ofLists }: KeptLacks): ZoneGaps | undefined {
  const before = ofLists.get(between);
  if (before instanceof ZoneGaps) return before;
  const none = { allowed: NO_RULES, denied: NO_RULES, mayBeClosed: NO_RULES };
  const known = unruledBetween(between) ?? ruledBetween(between, none, before);
  ofLists.set(between, known);
  return known instanceof ZoneGaps ? known : known.missing;
}

/** Whether the first rule between two zones is a `required` that permits all that is required between them, as most that say it do. */
function arePermitted(between: readonly Requirement[], allowed: readonly RuleBox[]): boolean {
  for (let n = 0; n < between.length; n++) {
    const box = allowed[n];
    if (!box || box.requirement !== between[n] || !isWhole(box)) return false;
  }
  return true;
}

function addAll(
  between: readonly Requirement[],
  { allowed, denied, mayBeClosed }: Pick<KnownLacks, 'allowed' | 'denied' | 'mayBeClosed'>,
  lacks: NotedLacks,
): void {
  // What a `required` of the plan permits as a whole, and no deny is about, needs no further look.
  const permitted = allowed.length ? new Set(allowed.filter(isWhole).map((box) => box.requirement)) : NONE;
  const [allows, closes] = [openNear(allowed), boxesNear(denied)];
  const mayClose = mayBeClosed === denied ? closes : boxesNear(mayBeClosed);
  for (const requirement of between) {
    const isOpen = permitted.has(requirement);
    const denies = (speaksOfNames(requirement) ? mayClose : closes)(requirement);
    if (denies.length || !isOpen) addLacks(requirement, allows(requirement), denies, lacks);
  }
}

/** What is missing where no rule is about any of it; nothing where it takes a closer look to see that something is. */
function unruledBetween(required: readonly Requirement[]): ZoneGaps | undefined {
  return required.some(isLacking) ? new ZoneGaps(required[0]!, required, lacksIn) : undefined;
}

function isLacking(requirement: Requirement): boolean {
  const { sources, destinations, services, alternatives } = requirement;
  if (isPossible(sources, destinations, services)) return true;
  if (!alternatives.length || !isOfOneFamily(requirement)) return false;
  return alternatives.some((choice) => choice.some((each) => isPossible(sources, destinations, each)));
}

function lacksIn(required: readonly Requirement[]): Lack[] {
  const lacks = new NotedLacks(required[0]!);
  for (const requirement of required) addLacks(requirement, NO_RULES, NO_RULES, lacks);
  return lacks.missing?.lacks ?? [];
}

const NO_RULES: readonly never[] = [];
/** Where rules permit all, whatever they are made of. */
const PERMITTED: KnownLacks = { allowed: [], denied: [], mayBeClosed: [], missing: undefined, blocked: undefined };
const NONE: ReadonlySet<Requirement | undefined> = new Set();

/** Whether a host name has a part in what is required between two zones. */
function isOfNames(between: readonly Requirement[]): boolean {
  let known = ofNames.get(between);
  if (known === undefined) {
    known = between.some(speaksOfNames);
    ofNames.set(between, known);
  }
  return known;
}

const ofNames = new WeakMap<readonly Requirement[], boolean>();

/** Notes what a requirement lacks where some rules stand. */
function addLacks(requirement: Requirement, allowed: readonly Box[], denied: readonly RuleBox[], lacks: NotedLacks): void {
  const { sources, destinations, services, alternatives, flow } = requirement;
  if (!services.isEmpty) {
    const needed = possibleTraffic(sources, destinations, services);
    const closed = intersect(needed, denied);
    const open = subtract(needed, allowed);
    // The common case, decided for all pairs at once.
    if (open.length || closed.length) {
      lacks.add('blocked', requirement, closed, { flow }, denied);
      lacks.add('missing', requirement, subtract(open, denied), { flow });
    }
  }
  for (const group of alternatives) addAlternatives(requirement, group, allowed, denied, lacks);
}

/** For every pair one alternative has to be open in full; where none is, the first is what is reported as lacking. */
function addAlternatives(
  requirement: Requirement,
  group: Choice,
  allows: readonly Box[],
  denies: readonly RuleBox[],
  lacks: NotedLacks,
): void {
  const { flow, sources, destinations } = requirement;
  const extra = group.length > 1 ? { flow, oneOf: group } : { flow };
  const [first, ...others] = group;
  if (first && isOfOneFamily(requirement)) {
    const whole = [first, ...others].map((services) => possibleTraffic(sources, destinations, services));
    const near = (boxes: readonly Box[]): boolean => whole.some((region) => intersect(region, boxes).length > 0);
    // Where no rule is about any of it, or one of them is open to all, there is no need to look at each pair.
    if (!near(denies) && whole.every((region) => region.length)) {
      if (whole.some((region) => covers(allows, region))) return;
      if (!near(allows)) {
        lacks.add('missing', requirement, whole[0]!, extra);
        return;
      }
    }
  }
  for (const from of requirement.from)
    for (const to of requirement.to) {
      // Types of icmp that the family of these addresses has not are no alternative.
      const regions = group
        .map((services) => possibleTraffic(from.addresses, to.addresses, services))
        .filter((region) => region.length);
      if (!regions.length || regions.some((region) => !intersect(region, denies).length && covers(allows, region))) continue;
      const wanted = regions.find((region) => !intersect(region, denies).length) ?? regions[0]!;
      const only = { ...requirement, from: [from], to: [to], sources: from.addresses, destinations: to.addresses };
      lacks.add('blocked', only, intersect(wanted, denies), extra, denies);
      lacks.add('missing', only, subtract(subtract(wanted, denies), allows), extra);
    }
}
