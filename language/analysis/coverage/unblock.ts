import { ALL_NAMES } from '../../model/addresses.ts';
import type { PlanComponent, PlanRule } from '../../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { notClosed, surroundings } from '../host-names.ts';
import type { PairGap } from '../pair-gaps.ts';
import type { RuleBox } from '../permissions.ts';
import { intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import { closersOf } from '../verdicts.ts';

/** What has to go from denies so that a required flow passes. */
export interface Unblocking {
  readonly taken: ReadonlyMap<PlanRule, ServiceSet>;
  /** What of it no rule allows either, so that it takes a new one. */
  readonly lacking: ServiceSet;
  /** What the plan permits then, with that rule, and did not before, now or in another phase. */
  readonly opened: Region;
  /** What else opens between the two that it is about, besides what they require. */
  readonly more: ServiceSet;
  /** The pairs of components that may talk then, besides the one that it is about. */
  readonly others: readonly { readonly from: PlanComponent; readonly to: PlanComponent }[];
  /** Whether addresses that are no component's may talk then. */
  readonly beyond: boolean;
}

/**
 * Whether ports can be taken out of a deny: it lists them, and doesn't close everything, `required`, or ports that components move. Of
 * alternatives it closes all, so that the others stay as a list.
 */
function listsPorts({ node, services }: PlanRule): boolean {
  return node.service !== undefined && !services.any && !services.required && !services.adjustable;
}

/**
 * Finds out which ports to take out of which denies so that everything of a pair passes that they close.
 * @returns nothing when a deny doesn't list its ports
 */
export function unblock(pair: PairGap, analysis: Analysis): Unblocking | undefined {
  const closed = pair.gaps.flatMap((gap) => gap.region);
  const closers = closersOf(closed, analysis);
  const taken = new Map<PlanRule, ServiceSet>();
  for (const rule of new Set(pair.gaps.flatMap((gap) => gap.denies))) {
    if (!listsPorts(rule)) return undefined;
    taken.set(
      rule,
      servicesOf(
        intersect(
          closed,
          closers.filter((box) => box.rule === rule),
        ),
      ),
    );
  }
  const staying = analysis.denies.map((box) => ({
    ...box,
    services: box.services.subtract(taken.get(box.rule) ?? NO_SERVICE),
  }));
  const unallowed = subtract(closed, analysis.allows);
  const opened = [...noLongerClosed(taken, staying, analysis), ...unallowed];
  return { taken, lacking: servicesOf(unallowed), opened, ...besides(pair, opened, analysis) };
}

/** What has to be left out of denies so that a required flow passes. */
export interface LeavingOut extends Omit<Unblocking, 'taken'> {
  /** For each deny, the end at which one of the two components is left out. */
  readonly out: ReadonlyMap<PlanRule, 'sources' | 'destinations'>;
}

/**
 * Leaves one of two components out of every deny that closes what it requires: the one that is connected to, or the other where a deny is
 * about that one alone.
 * @returns nothing when a deny is about the two and nobody else, when a component has names that no addresses can be left out for, and when
 *   something would still be closed afterwards
 */
export function leaveOut(pair: PairGap, analysis: Analysis): LeavingOut | undefined {
  if ([pair.from, pair.to].some((c) => !c.addressed || c.addresses.overlaps(ALL_NAMES))) return undefined;
  const closed = pair.gaps.flatMap((gap) => gap.region);
  const out = new Map<PlanRule, 'sources' | 'destinations'>();
  for (const rule of new Set(pair.gaps.flatMap((gap) => gap.denies))) {
    if (!pair.to.addresses.covers(rule.destinationAddresses)) out.set(rule, 'destinations');
    else if (!pair.from.addresses.covers(rule.sourceAddresses)) out.set(rule, 'sources');
    else return undefined;
  }
  const cut = (box: RuleBox, side: 'sources' | 'destinations'): Region => {
    const { addresses } = side === 'sources' ? pair.from : pair.to;
    // What stands after `except` takes the names along that may be there.
    return subtract([box], [{ ...box, [side]: addresses.union(analysis.names.mayBe(addresses)) }]);
  };
  const staying = analysis.denies.flatMap((box) => {
    const side = out.get(box.rule);
    return side ? cut(box, side) : [box];
  });
  if (intersect(closed, staying).length) return undefined;
  const unallowed = subtract(closed, analysis.allows);
  const opened = [...noLongerClosed(out, staying, analysis), ...unallowed];
  return { out, lacking: servicesOf(unallowed), opened, ...besides(pair, opened, analysis) };
}

/**
 * What allows let through once some denies say less, and what these closed for certain before: a deny that holds one address less no longer
 * keeps a host name out that may be that address.
 */
function noLongerClosed(changed: ReadonlyMap<PlanRule, unknown>, staying: Region, analysis: Analysis): Region {
  const { denies, names } = analysis;
  const around = denies.filter((box) => changed.has(box.rule)).map((box) => surroundings(box, names));
  const asked = intersect(allowsAtAnyTime(analysis), around).flatMap((box) =>
    possibleTraffic(box.sources, box.destinations, box.services),
  );
  const open = (closers: Region): Region => notClosed(subtract(asked, closers), closers, names);
  return subtract(open(staying), open(denies));
}

/**
 * What rules permit now, and what they say they permit in any phase: a deny that goes closes nothing in any of them. What `required` stands
 * for in another phase is needed then.
 */
function allowsAtAnyTime({ allows, standing }: Analysis): RuleBox[] {
  const rules = standing();
  const stated = rules.rules.filter((rule) => rule.action === 'allow').flatMap((rule) => rules.boxesOf(rule));
  return [...allows, ...stated.filter((box) => !box.requirement)];
}

/** What else opens between the two, and who else may talk. */
function besides(pair: PairGap, opened: Region, { plan }: Analysis): Pick<Unblocking, 'more' | 'others' | 'beyond'> {
  const two = { sources: pair.from.addresses, destinations: pair.to.addresses, services: servicesOf(opened) };
  const closed = pair.gaps.flatMap((gap) => gap.region);
  const more = servicesOf(subtract(intersect(opened, [two]), closed));
  const rest = subtract(opened, [two]);
  const others: { from: PlanComponent; to: PlanComponent }[] = [];
  let open = rest;
  for (const from of plan.components) {
    const own = rest.filter((box) => box.sources.overlaps(from.addresses));
    if (!own.length) continue;
    for (const to of plan.components) {
      const between = { sources: from.addresses, destinations: to.addresses, services: servicesOf(own) };
      if (from === to || !intersect(own, [between]).length) continue;
      others.push({ from, to });
      open = subtract(open, [between]);
    }
  }
  return { more, others, beyond: open.length > 0 };
}
