import { BoxIndex } from '../analysis/box-index.ts';
import { type Box, type Region, subtract } from '../analysis/region.ts';
import type { Steps } from '../model/steps.ts';
import type { Evaluator } from './evaluate.ts';
import { merged } from './merged.ts';
import { type OpenBeyond, openBeyond } from './open-beyond.ts';
import type { PlanSide } from './plan-side.ts';

/**
 * What a device lets pass beyond the plan, wherever that comes from: what is known to come by one place, such as all of the internet, may come by one as well of which
 * nothing is known, and what rules about that one permit is perhaps open.
 * @param within what of a box the device sees at all
 * @param stages the lists that such traffic has to get through
 */
export function* openAnywhere(
  side: PlanSide,
  evaluator: Evaluator,
  within: (box: Box) => Region,
  stages: readonly string[],
): Steps<OpenBeyond[]> {
  const open = yield* openBeyond(side, evaluator, within, stages);
  const astray = evaluator.astray();
  if (!astray) return open;
  const known = new BoxIndex(open.flatMap(({ region }) => region));
  const places = new Map(
    open.flatMap(({ list, rule, perhaps }, n) => (perhaps === undefined ? [] : [[rule ?? list, n] as const])),
  );
  const all = [...open];
  for (const each of yield* openBeyond(side, astray, within, stages)) {
    yield;
    const region = each.region.flatMap((box) => subtract([box], known.touching(box)));
    if (!region.length) continue;
    const n = places.get(each.rule ?? each.list);
    if (n === undefined) all.push({ ...each, region });
    else all[n] = { ...open[n]!, ...(each.isPart && { isPart: true }), region: merged([...open[n]!.region, ...region]) };
  }
  return all;
}
