import type { Plan, PlanRule } from '../model/plan.ts';
import type { Rows } from './join-rows.ts';
import { keptWithStructure } from './kept.ts';
import { permitsRequiredAlone } from './required-alone.ts';
import { wearersOf } from './shared-networks.ts';
import { ZonesTouched } from './zones-touched.ts';

/** From so many requirements on for each component, most of what a plan takes would be these. */
const MOST_FOR_EACH = 32;

/** A rule that touches one in so many pairs of zones asks about most of what is required. */
const MOST_ASKED = 4;

/** Rules that close something have what is required made between the zones that they touch: this many pairs for each zone at most. */
const MOST_CLOSED = 4;

/** Of so few zones there are not many pairs. */
const FEW_ZONES = 24;

/** Whether it takes a look at what flows join to know whether a plan is wide: most are not. */
export function mayBeWide(plan: Plan): boolean {
  // Where something is bound, who is joined with whom is found two by two; what meets in a network that both have legs in lies there, wherever
  // the components stand.
  return plan.zones.length > FEW_ZONES && !plan.bindings.length && !wearersOf(plan).length;
}

/**
 * Whether what flows join is far more than a plan has components, and no rule asks about most of it: then nothing is made of two zones until
 * somebody asks about these. Nearly everybody is joined with everybody where nothing is bound and sites don't matter.
 */
export function isWide(plan: Plan, flows: readonly Rows[]): boolean {
  if (!mayBeWide(plan)) return false;
  let count = 0;
  for (let n = 0; n < flows.length; n++) count += flows[n]!.count;
  return count > MOST_FOR_EACH * plan.components.length && !asksForAll(plan);
}

/**
 * Whether rules close something between many zones, or any is between most that permits else than what is required; of the rules that were there when
 * that was asked first.
 */
function asksForAll(plan: Plan): boolean {
  return keptWithStructure(plan, 'rules between most zones', () => {
    const touched = ZonesTouched.of(plan.zones);
    const most = plan.zones.length ** 2 / MOST_ASKED;
    const pairsOf = ({ sourceAddresses, destinationAddresses }: PlanRule): number =>
      touched.by(sourceAddresses).length * touched.by(destinationAddresses).length;
    let closed = 0;
    return plan.rules.some((rule) => {
      const pairs = pairsOf(rule);
      if (rule.action === 'deny') closed += pairs;
      return closed > MOST_CLOSED * plan.zones.length || (pairs > most && !permitsRequiredAlone(rule));
    });
  });
}
