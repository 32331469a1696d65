import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanRule } from '../../model/plan.ts';
import { followsRequirements } from '../../model/resolve-services.ts';
import type { Analysis } from '../analyze.ts';
import { boxesOf, type Moment, type RuleBox } from '../permissions.ts';
import { type Box, intersect, subtract } from '../region.ts';
import { indexRequirements } from '../requirement-index.ts';
import { requirementsOf } from '../requirements.ts';
import { boxKey } from '../set-keys.ts';

/** Moments at which two plans may differ, as points on a line of integers. */
export type Moments = IntervalSet<number>;

/** Traffic at some moments: a box in four dimensions. */
export interface TemporalBox extends Box {
  readonly moments: Moments;
}

/** A part of a rule, at the moments at which the rule has effect. */
export type TemporalRuleBox = RuleBox & TemporalBox;

/** A time during which something holds: with these phases on besides those of the comparison, after one day and through another. */
export interface Period {
  readonly phases: readonly string[];
  readonly after: string | undefined;
  readonly until: string | undefined;
}

/**
 * All moments that temporary rules tell apart, from today on: each state of the phases (those of the comparison; each other phase on as
 * well; all of them on) joined with each span between two end dates. Within one such moment no rule begins or ends.
 */
export class Timeline {
  /** Phases on besides those of the comparison; the first state has none. */
  readonly states: readonly (readonly string[])[];
  /** The last days of rules, in order; the time after the last of them is one more span. */
  readonly ends: readonly string[];

  constructor(phases: readonly string[], ends: readonly string[]) {
    this.states = [[], ...phases.map((p) => [p]), ...(phases.length > 1 ? [phases] : [])];
    this.ends = ends;
  }

  /** What two analyzed plans need to be compared at every moment. */
  static of(older: Analysis, newer: Analysis): Timeline {
    const plans = [older.plan, newer.plan];
    const rules = plans.flatMap((p) => p.rules);
    // What `required` opens also changes with the phases of the catalogs' flows.
    const flows = plans
      .filter((p) => p.rules.some((r) => followsRequirements(r.services)))
      .flatMap((p) => [...p.uses.values()].flatMap((u) => u.vendor.flows));
    const phases = new Set([...rules, ...flows].flatMap((each) => each.phase ?? []));
    const open = [...phases].filter((p) => !older.phases.has(p) || !newer.phases.has(p));
    const { today } = newer.moment;
    const ends = new Set(rules.flatMap((r) => (r.until !== undefined && r.until >= today ? r.until : [])));
    return new Timeline(open.sort(), [...ends].sort());
  }

  /** How many spans of days each state of the phases has. */
  get spans(): number {
    return this.ends.length + 1;
  }

  /** When a rule has effect while the phases are in one state. */
  of(rule: PlanRule, state: number, on: ReadonlySet<string>): Moments {
    if (rule.phase !== undefined && !on.has(rule.phase)) return IntervalSet.empty();
    const { until } = rule;
    const count = until === undefined ? this.spans : this.ends.filter((end) => end <= until).length;
    return IntervalSet.of([{ start: state * this.spans, end: state * this.spans + count }]);
  }

  /** The same moment for a single plan to be analyzed at. */
  momentAt(point: number, base: Moment): Moment {
    const state = this.states[Math.floor(point / this.spans)] ?? [];
    const span = point % this.spans;
    const today = span === 0 ? base.today : (this.ends[span] ?? '9999-12-31');
    return { today, phases: [...(base.phases ?? []), ...state] };
  }

  /**
   * The moments at which the same is expected as at some others: with further phases on as without, and with all of them on as with one.
   * @param moments none of which is among the result unless another one leads to it
   */
  ledBy(moments: Moments): Moments {
    const last = this.states.length - 1;
    const spansAt = (state: number): Moments => moved(moments.intersect(this.momentsOf(state)), -state * this.spans);
    const base = spansAt(0);
    const further = this.states.slice(1).map((_, n) => moved(base, (n + 1) * this.spans));
    // With one phase, all of them are that one.
    const single = last > 1 ? this.states.slice(1, last).map((_, n) => moved(spansAt(n + 1), last * this.spans)) : [];
    return IntervalSet.unionAll([...further, ...single]);
  }

  /** All moments at which the phases are in one state. */
  private momentsOf(state: number): Moments {
    return IntervalSet.of([{ start: state * this.spans, end: (state + 1) * this.spans }]);
  }

  /** Moments in words that a program can read, state by state. */
  periodsOf(moments: Moments): Period[] {
    return this.states.flatMap((phases, state) => {
      const first = state * this.spans;
      const own = moments.intersect(IntervalSet.of([{ start: first, end: first + this.spans }]));
      return own.intervals.map(({ start, end }): Period => {
        return {
          phases,
          after: this.ends[start - first - 1],
          until: end - first === this.spans ? undefined : this.ends[end - first - 1],
        };
      });
    });
  }
}

function moved(moments: Moments, by: number): Moments {
  return IntervalSet.of(moments.intervals.map(({ start, end }) => ({ start: start + by, end: end + by })));
}

/** The boxes of all rules of a plan with the moments at which they hold, whether that is now or not. */
export function temporalBoxes(analysis: Analysis, timeline: Timeline): TemporalRuleBox[] {
  const { plan } = analysis;
  const states = timeline.states.map((phases) => {
    const on = new Set([...analysis.phases, ...phases]);
    let index = phases.length ? undefined : analysis.index;
    return {
      on,
      // Only `required` asks for it.
      get index() {
        index ??= indexRequirements(plan, requirementsOf(plan, on));
        return index;
      },
    };
  });
  return plan.rules.flatMap((rule) => {
    const active = states.map((s, n) => timeline.of(rule, n, s.on));
    if (!followsRequirements(rule.services)) {
      const moments = IntervalSet.unionAll(active);
      return moments.isEmpty ? [] : boxesOf(rule, analysis.index).map((box) => ({ ...box, moments }));
    }
    const merged = new Map<string, TemporalRuleBox>();
    for (const [n, state] of states.entries()) {
      const moments = active[n]!;
      if (moments.isEmpty) continue;
      for (const box of boxesOf(rule, state.index)) {
        const key = boxKey(box);
        const known = merged.get(key);
        merged.set(key, known ? { ...known, moments: known.moments.union(moments) } : { ...box, moments });
      }
    }
    return [...merged.values()];
  });
}

/** Whether two boxes have traffic in common at a common moment. */
export function meet(a: TemporalBox, b: TemporalBox): boolean {
  return (
    a.moments.overlaps(b.moments) &&
    a.services.overlaps(b.services) &&
    a.sources.overlaps(b.sources) &&
    a.destinations.overlaps(b.destinations)
  );
}

/** What of some boxes is in none of the cuts; exact. */
export function subtractTemporal(boxes: readonly TemporalBox[], cuts: Iterable<TemporalBox>): readonly TemporalBox[] {
  let rest = boxes;
  for (const cut of cuts) {
    if (!rest.length) break;
    rest = rest.flatMap((box) => {
      if (!meet(box, cut)) return [box];
      const moments = box.moments.intersect(cut.moments);
      const later = box.moments.subtract(cut.moments);
      const parts: TemporalBox[] = subtract([box], [cut]).map((part) => ({ ...part, moments }));
      return later.isEmpty ? parts : [...parts, { ...box, moments: later }];
    });
  }
  return rest;
}

/** What of a box is in at least one of others that meet it, as boxes that may overlap. */
export function intersectTemporal(box: TemporalBox, others: readonly TemporalBox[]): TemporalBox[] {
  return others.flatMap((other) => {
    const moments = box.moments.intersect(other.moments);
    return intersect([box], [other]).map((common): TemporalBox => ({ ...common, moments }));
  });
}
