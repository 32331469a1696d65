import type { Plan, PlanRule } from '../model/plan.ts';
import { followsRequirements } from '../model/resolve-services.ts';
import { flowApplies } from './conditions.ts';
import type { TimedBox } from './permissions.ts';
import { flowsOfComponents, keptIndex, type Requirement, requirementsOf } from './requirements.ts';
import { KeptBoxes } from './rule-boxes.ts';
import type { ZonePairs } from './zone-pairs.ts';

/** What is required by the phases that are on. */
interface Now {
  readonly plan: Plan;
  readonly phases: ReadonlySet<string>;
  readonly index: ZonePairs<Requirement>;
}

/**
 * What rules are as traffic, by the phases that are on and whatever phases are on. The one is a part of the other, so that nothing is made
 * twice: a `required` may be a million parts.
 */
export class BoxesAtAnyTime {
  private readonly now: Now;
  private readonly boxes: KeptBoxes;
  private readonly wide: KeptBoxes;
  private readonly parts: WeakMap<readonly TimedBox[], readonly TimedBox[]>;
  private wider: ZonePairs<Requirement> | undefined;
  private looked = false;
  /** One for all rules, which are asked about after each key. */
  private readonly indexNow = (): ZonePairs<Requirement> => this.now.index;

  /** @param former the same before an edit, with the same phases on */
  constructor(now: Now, former?: BoxesAtAnyTime) {
    this.now = now;
    this.boxes = former?.boxes ?? new KeptBoxes();
    this.wide = former?.wide ?? new KeptBoxes();
    this.parts = former?.parts ?? new WeakMap();
  }

  /** What a rule is whatever phases are on. */
  of(rule: PlanRule): readonly TimedBox[] {
    const wider = followsRequirements(rule.services) ? this.indexAtAnyTime() : undefined;
    return wider ? this.wide.of(rule, () => wider) : this.boxes.of(rule, this.indexNow);
  }

  /** What a rule is now, as far as phases decide about what it says and not about the rule itself. */
  ofNow(rule: PlanRule): readonly TimedBox[] {
    // What is left out of a rule as required is less where less is required.
    const isPart = !rule.services.exceptions?.required && followsRequirements(rule.services) && this.indexAtAnyTime();
    if (!isPart) return this.boxes.of(rule, this.indexNow);
    const all = this.of(rule);
    let part = this.parts.get(all);
    if (!part) {
      const { phases } = this.now;
      const isOn = ({ requirement, phases: own }: TimedBox): boolean => {
        const phase = own.length ? requirement?.flow.phase : undefined;
        return phase === undefined || phases.has(phase);
      };
      part = all.every(isOn) ? all : all.filter(isOn);
      this.parts.set(all, part);
    }
    return part;
  }

  /** What would be required with all phases on; nothing where that is what is required now. */
  private indexAtAnyTime(): ZonePairs<Requirement> | undefined {
    if (!this.looked) {
      this.looked = true;
      const { plan, phases } = this.now;
      const all = new Set([...plan.phases, ...[...plan.uses.values()].flatMap((use) => use.vendor.phases)]);
      const isMore = flowsOfComponents(plan).some(
        (flow) => !flow.optional && flowApplies(plan, flow, all) !== flowApplies(plan, flow, phases),
      );
      if (isMore) this.wider = keptIndex(plan, 'required at any time', () => requirementsOf(plan, all));
    }
    return this.wider;
  }
}
