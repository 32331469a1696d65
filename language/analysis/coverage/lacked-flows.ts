import type * as ast from '../../generated/ast.ts';
import type { CatalogFlow } from '../../model/catalog.ts';
import { purposeOf } from '../../model/describe-flow.ts';
import { titleWithSections } from '../../model/describe-source.ts';
import { onceFor } from '../../model/once-for.ts';
import type { Gap, PairGap } from '../pair-gaps.ts';
import { formatGap } from './describe-gaps.ts';

// Thousands of pairs lack the same of the same flows: what is to say of these is said once.

/** What flows are for; found once for as many pairs as lack the same. */
export function purposesOf({ gaps }: PairGap): string {
  let flows = NO_FLOW;
  for (const { flow } of gaps) flows = withFlow(flows)(flow);
  flows.purposes ??= sayPurposes(gaps);
  return flows.purposes;
}

/** Stands for some flows, one after the other. */
interface Flows {
  purposes?: string;
}

const NO_FLOW: Flows = {};
const withFlow = onceFor((_former: Flows) => onceFor((_flow: CatalogFlow): Flows => ({})));

function sayPurposes(gaps: readonly Gap[]): string {
  const purposes = [...new Set(gaps.map((g) => g.flow.purpose).filter((p) => p))];
  const shown = purposes.slice(0, 3).join('; ');
  const more = purposes.length > 3 ? `; and ${purposes.length - 3} more` : '';
  return shown ? ` Needed for: ${shown}${more}${`${shown}${more}`.endsWith('.') ? '' : '.'}` : '';
}

interface Stated {
  readonly node: ast.Flow;
  readonly message: string;
}

/** Of several gaps that one statement of a catalog asks for, the last. */
export function flowsLacked({ gaps }: PairGap): readonly Gap[] {
  const isRepeated = gaps.some(({ flow }, n) => gaps.some((other, m) => m < n && other.flow.node === flow.node));
  return isRepeated ? [...new Map(gaps.map((g) => [g.flow.node, g])).values()] : gaps;
}

/**
 * The statement of a catalog that asks for what is lacking, and what it says; the same object for all pairs that lack the same of a flow.
 * @param open what there is to say besides
 */
export function statedBy(gap: Gap, open: string): Stated {
  const { flow } = gap;
  const known = placesOfFlows(flow);
  const lacking = `${formatGap(gap)}: `;
  let place = known.get(`${lacking}${open}`);
  if (!place) {
    const sources = flow.sources.map(titleWithSections).join('; ');
    place = { node: flow.node, message: `${lacking}${purposeOf(flow)}${sources ? ` (${sources})` : ''}${open}` };
    known.set(`${lacking}${open}`, place);
  }
  return place;
}

const placesOfFlows = onceFor((_flow: CatalogFlow) => new Map<string, Stated>());
