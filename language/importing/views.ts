import type { Analysis } from '../analysis/analyze.ts';
import { BoxIndex } from '../analysis/box-index.ts';
import { type Box, intersectBoxes, isEmptyBox, type Region, subtract } from '../analysis/region.ts';
import { ZonesTouched } from '../analysis/zones-touched.ts';
import { type AddressSet, ALL_IPS, ANYWHERE, ofFamily } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append, note } from '../model/lists.ts';
import type { Plan, PlanFirewall } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { crossing } from '../running/audit.ts';
import { placedOn } from '../running/devices-of.ts';
import { Evaluator } from '../running/evaluate.ts';
import { askable, PlanSide } from '../running/plan-side.ts';
import type { Entry } from '../running/program.ts';
import type { RuleList, RunningDevice, RunningRule } from '../running/running.ts';
import { contextsOf, EVERYTHING, narrowed } from './contexts.ts';
import type { NewFirewall } from './layout.ts';

/** A rule of a device with what it is about, where its list is reached. */
export interface Candidate {
  readonly list: RuleList;
  /** Nothing for what a list does with all that no rule of it matches. */
  readonly rule: RunningRule | undefined;
  /** Where it stands in its list. */
  readonly position: number;
  readonly boxes: Region;
}

/** What one device decides: all that passes it, or what comes to a host or goes from it. */
export class View {
  readonly device: RunningDevice;
  readonly permits: readonly Candidate[];
  readonly denies: readonly Candidate[];
  /** Rules that somebody wrote and that permit something between places of which nothing says what lies there: what may be anywhere is opened nowhere. */
  readonly nowhere: readonly RunningRule[];
  /** What of the traffic it can see at most. */
  readonly hull: Box;
  /** At which end of traffic it stands, where it is the firewall of hosts. */
  readonly end: 'source' | 'destination' | undefined;
  private readonly evaluator: Evaluator;
  private readonly stages: readonly string[];
  private readonly side: PlanSide;

  constructor(device: RunningDevice, evaluator: Evaluator, stages: readonly string[], side: PlanSide, hull: Box) {
    this.device = device;
    this.evaluator = evaluator;
    this.stages = stages;
    this.side = side;
    this.hull = hull;
    this.end = device.host && (stages === device.outbound ? 'source' : 'destination');
    const { permits, denies, nowhere } = this.candidates();
    this.nowhere = nowhere;
    this.permits = permits;
    this.denies = denies;
  }

  /** The traffic of a box as the device can be asked about it. */
  asked(box: Box): Region {
    return askable(box, this.device);
  }

  /** What of a box it sees: what goes from one zone to another here. */
  sees(box: Box): Region {
    const own = this.hull === EVERYTHING ? box : intersectBoxes(box, this.hull);
    return isEmptyBox(own) ? [] : this.side.crossing(own);
  }

  /** What of some traffic passes, or may, with what decides it. */
  judge(region: Region): ReturnType<Evaluator['judge']> {
    return this.evaluator.judge(region, this.stages);
  }

  private candidates(): { permits: Candidate[]; denies: Candidate[]; nowhere: RunningRule[] } {
    const { lists } = this.evaluator;
    const callsOf = (name: string) => {
      const boxes = new Map<RunningRule, Entry[]>();
      for (const entry of lists.get(name)?.entries ?? []) note(boxes, entry.rule, entry);
      return [...boxes].map(([rule, all]) => ({ rule, boxes: all }));
    };
    const contexts = contextsOf(this.stages, callsOf);
    const closing = this.stages.find((name) => lists.get(name)?.list.otherwise === 'deny');
    const first = closing ?? this.stages.find((name) => lists.has(name));
    const opening = first === undefined ? new Set<string>() : new Set(contextsOf([first], callsOf).keys());
    const permits: Candidate[] = [];
    const denies: Candidate[] = [];
    const unplaced = new Set<RunningRule>();
    for (const [name, context] of contexts) {
      const program = lists.get(name);
      if (!program) continue;
      const { list } = program;
      const positions = new Map(list.rules.map((rule, n) => [rule, n]));
      for (const { rule, boxes: all } of callsOf(name)) {
        const boxes = rule.action === 'permit' ? all.filter((entry) => entry.isPlaced || isToName(entry)) : all;
        if (opening.has(name) && all.some((entry) => isAboutAddresses(entry) && !boxes.includes(entry))) unplaced.add(rule);
        const own = narrowed(boxes, context).flatMap((box) => {
          const within = this.hull === EVERYTHING ? box : intersectBoxes(box, this.hull);
          return isEmptyBox(within) ? [] : [within];
        });
        const candidate = { list, rule, position: positions.get(rule) ?? 0, boxes: own };
        if (!own.length) continue;
        if (rule.action === 'deny') denies.push(candidate);
        else if (opening.has(name) && (rule.action === 'permit' || rule.action === 'unknown' || isOpenCall(rule, lists)))
          permits.push(candidate);
      }
      const passesRest = list.otherwise === 'permit' || (name === first && list.otherwise === 'return');
      if (opening.has(name) && passesRest)
        permits.push({ list, rule: undefined, position: list.rules.length, boxes: narrowed([this.hull], context) });
    }
    const placed = new Set(permits.map(({ rule }) => rule));
    const nowhere = [...opening]
      .flatMap((name) => lists.get(name)?.list.rules ?? [])
      .filter(
        (rule) =>
          rule.action === 'permit' && !rule.isImplied && (unplaced.has(rule) || (!placed.has(rule) && this.hull === EVERYTHING)),
      );
    return { permits, denies, nowhere };
  }
}

/** Whether all that it goes to are host names, which lie at no place for certain. */
function isToName({ named, destinations }: Entry): boolean {
  return named && !destinations.overlaps(ALL_IPS);
}

function isAboutAddresses({ sources, destinations }: Entry): boolean {
  return sources.overlaps(ALL_IPS) && destinations.overlaps(ALL_IPS);
}

function isOpenCall({ action }: RunningRule, lists: ReadonlyMap<string, unknown>): boolean {
  return typeof action === 'object' && !lists.has(action.call);
}

/** The devices of a plan to be, as its firewalls see traffic. */
export class Views {
  readonly all: readonly View[];
  /** The day that the plan to be is of. */
  readonly today: string;
  /** All hosts of which a device says what comes there. */
  readonly guarded: AddressSet;
  private readonly index: BoxIndex<Box & { view: View }>;
  private readonly side: PlanSide;
  private readonly plan: Plan;
  private readonly touched: ZonesTouched;

  /** @param analysis of a plan with the zones and the firewalls alone */
  constructor(analysis: Analysis, firewalls: readonly NewFirewall[]) {
    this.today = analysis.moment.today;
    this.side = new PlanSide(analysis);
    this.plan = analysis.plan;
    this.touched = ZonesTouched.of(analysis.plan.zones);
    const isAlone = firewalls.length === 1;
    const byName = new Map(analysis.plan.firewalls.map((firewall) => [firewall.name, firewall]));
    this.all = firewalls.flatMap((firewall) => {
      const own = byName.get(firewall.name);
      return own
        ? firewall.devices.flatMap((device) => viewsOf(analysis, own, device, firewall.standIns.get(device)?.name, isAlone))
        : [];
    });
    this.index = new BoxIndex(this.all.map((view) => ({ ...view.hull, view })));
    const arriving = this.all.filter(({ end }) => end === 'destination');
    this.guarded = IntervalSet.unionAll(
      arriving.map(({ hull, device: { families } }) => {
        const [family, more] = families;
        return family === undefined || more !== undefined ? hull.destinations : ofFamily(hull.destinations, family);
      }),
    );
  }

  /** Whether traffic stays inside of one zone. */
  isInside({ sources, destinations }: Box): boolean {
    const first = IntervalSet.of([{ start: sources.first, end: sources.first + 1n }]);
    const [n] = this.touched.by(first);
    const zone = n === undefined ? undefined : this.plan.zones[n]!.addresses;
    return zone?.covers(sources) === true && zone.covers(destinations);
  }

  /** What of a region goes from one zone to another, whoever sees it. */
  crossing(region: Region): Region {
    return region.flatMap((box) => this.side.crossing(box));
  }

  /** What of some traffic that leaves hosts is left without what comes to other hosts, of which the rules there speak. */
  withoutArrivals(region: Region, own: View): Region {
    if (own.end !== 'source' || this.guarded.isEmpty) return region;
    return region
      .map((box) => ({ ...box, destinations: box.destinations.subtract(this.guarded) }))
      .filter((box) => !isEmptyBox(box));
  }

  /** What of a region every device but one lets pass, of what it sees. */
  passingOthers(region: Region, own: View): Region {
    if (this.all.length < 2) return region;
    const result: Box[] = [];
    for (const box of region) {
      let left: Region = [box];
      for (const { view } of this.index.touching(box)) {
        if (view === own || !sharesFamily(view.device, own.device)) continue;
        const next: Box[] = [];
        for (const part of left) {
          const seen = view.sees(part).flatMap((each) => view.asked(each));
          if (!seen.length) {
            next.push(part);
            continue;
          }
          const { permits, denies } = view.judge(seen);
          if (!denies.length) next.push(part);
          else {
            append(next, subtract([part], seen));
            append(
              next,
              permits.map((permit) => permit.box),
            );
          }
        }
        left = next;
      }
      append(result, left);
    }
    return result;
  }
}

function sharesFamily(one: RunningDevice, other: RunningDevice): boolean {
  return one.families.some((family) => other.families.includes(family));
}

function viewsOf(
  analysis: Analysis,
  firewall: PlanFirewall,
  device: RunningDevice,
  zone: string | undefined,
  isAlone: boolean,
): View[] {
  const placing = placedOn(analysis, firewall, device);
  // All that goes from zone to zone passes the only firewall there is.
  const side = new PlanSide(analysis, isAlone ? undefined : crossing(analysis, firewall));
  const evaluator = new Evaluator(device, placing, analysis.names);
  if (!device.host) return [new View(device, evaluator, device.stages, side, EVERYTHING)];
  const said = device.host.isEmpty ? undefined : device.host;
  const addresses: AddressSet | undefined = said ?? analysis.plan.zones.find(({ name }) => name === zone)?.addresses;
  if (!addresses || addresses.isEmpty) return [];
  const comes = { sources: ANYWHERE, destinations: addresses, services: ANY_SERVICE };
  const goes = { sources: addresses, destinations: ANYWHERE, services: ANY_SERVICE };
  return [
    new View(device, evaluator, device.stages, side, comes),
    ...(device.outbound ? [new View(device, evaluator, device.outbound, side, goes)] : []),
  ];
}
