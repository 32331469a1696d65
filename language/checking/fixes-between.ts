import type { PairGap } from '../analysis/pair-gaps.ts';
import { blockedFlow } from '../checks/blocked-flow.ts';
import { missingFlow } from '../checks/missing-flow.ts';
import type { PlanComponent } from '../model/plan.ts';
import type { CheckContext, Fix } from './check.ts';

/** What the two checks know of a finding, of which each has one of these. */
interface About extends Partial<PairGap> {
  readonly pair?: PairGap;
  readonly pairs?: readonly PairGap[];
}

/**
 * The quick-fixes for what one component lacks towards another: those of what no rule permits, else of what a deny closes. Comments and levels
 * that silence a finding have no say, since somebody asks.
 * @returns nothing where nothing is lacking, or where so much is that this pair is not listed
 */
export function fixesBetween(from: PlanComponent, to: PlanComponent, context: CheckContext): readonly Fix[] {
  for (const check of [missingFlow, blockedFlow])
    for (const finding of check.detect(context)) {
      const { pair, pairs, ...own } = (finding.data ?? {}) as About;
      const isBetween = [own, ...(pair ? [pair] : []), ...(pairs ?? [])].some((each) => each.from === from && each.to === to);
      const fixes = isBetween ? (check.fix?.(finding, context) ?? []) : [];
      if (fixes.length) return fixes;
    }
  return [];
}
