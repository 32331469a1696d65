import { ofKind } from '../model/lists.ts';
import type { Plan, PlanRule } from '../model/plan.ts';
import { followsRequirements } from '../model/resolve-services.ts';
import { flowApplies } from './conditions.ts';
import type { TimedBox } from './permissions.ts';
import { keptIndex } from './requirement-index.ts';
import { flowsOfComponents, type Requirement, requiredFlow } from './requirements.ts';
import { areSpread, type Parts } from './row-boxes.ts';
import { KeptBoxes } from './rule-boxes.ts';
import type { ZonePairs } from './zone-pairs.ts';
import { ZonesTouched } from './zones-touched.ts';

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
  private stays:
    | { readonly former: WeakRef<BoxesAtAnyTime>; readonly tell: ((rule: PlanRule) => boolean) | undefined }
    | undefined;
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
  of(rule: PlanRule): Parts<TimedBox> {
    const wider = followsRequirements(rule.services) ? this.indexAtAnyTime() : undefined;
    return wider ? this.wide.of(rule, () => wider) : this.boxes.of(rule, this.indexNow);
  }

  /** What a rule is now, as far as phases decide about what it says and not about the rule itself. */
  ofNow(rule: PlanRule): Parts<TimedBox> {
    // What is left out of a rule as required is less where less is required.
    const isPart = !rule.services.exceptions?.required && followsRequirements(rule.services) && this.indexAtAnyTime();
    if (!isPart) return this.boxes.of(rule, this.indexNow);
    const all = this.of(rule);
    if (areSpread(all)) return this.boxes.of(rule, this.indexNow);
    let part = this.parts.get(all);
    if (!part) {
      part = partOf(all, this.now.phases);
      this.parts.set(all, part);
    }
    return part;
  }

  /**
   * Tells the rules between the ends of which the same is required as before an edit, whatever phases are on; no rule of which that isn't seen at once.
   * @returns nothing where it isn't known of any
   */
  staysSince(former: BoxesAtAnyTime): ((rule: PlanRule) => boolean) | undefined {
    if (this.stays?.former.deref() !== former) this.stays = { former: new WeakRef(former), tell: this.tellingStays(former) };
    return this.stays.tell;
  }

  private tellingStays({ now: before, wider: widerBefore, looked }: BoxesAtAnyTime): ((rule: PlanRule) => boolean) | undefined {
    // To join what any phase asks for is much work in vain where nobody asked for it before.
    if (!looked) return undefined;
    const { zones } = this.now.plan;
    const touched = ZonesTouched.of(zones);
    const wider = this.indexAtAnyTime();
    if (touched !== ZonesTouched.of(before.plan.zones) || !wider !== !widerBefore) return undefined;
    const changed = this.now.index.changedSince(before.index);
    const changedWider = wider && widerBefore ? wider.changedSince(widerBefore) : [];
    if (!changed || !changedWider) return undefined;
    const [froms, tos] = [new Uint8Array(zones.length), new Uint8Array(zones.length)];
    for (const [from, to] of [...changed, ...changedWider]) froms[from] = tos[to] = 1;
    const isAmong = (some: readonly number[], marked: Uint8Array): boolean => {
      for (let n = 0; n < some.length; n++) if (marked[some[n]!]) return true;
      return false;
    };
    return ({ sourceAddresses, destinationAddresses }) => {
      const [own, others] = [touched.by(sourceAddresses), touched.by(destinationAddresses)];
      if (own.length > MOST_ZONES || others.length > MOST_ZONES) return false;
      return !isAmong(own, froms) || !isAmong(others, tos);
    };
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
      if (isMore) this.wider = keptIndex(plan, 'required at any time', requiredFlow(plan, all));
    }
    return this.wider;
  }
}

/** What of a rule holds with some phases on: all of it is the same list. */
function partOf(all: readonly TimedBox[], phases: ReadonlySet<string>): readonly TimedBox[] {
  // A rule may be a million parts, and a thousand rules a thousand each.
  const isOff = new Uint8Array(all.length);
  let count = 0;
  for (let n = 0; n < all.length; n++) {
    const { requirement, phases: own } = all[n]!;
    if (!own.length || !requirement) continue;
    const { phase } = requirement.flow;
    if (phase === undefined || phases.has(phase)) continue;
    isOff[n] = 1;
    count++;
  }
  return count ? ofKind(all, isOff, 0) : all;
}

/** A rule that touches more zones than this is asked about anew. */
const MOST_ZONES = 64;
