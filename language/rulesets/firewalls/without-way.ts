import type { Analysis } from '../../analysis/analyze.ts';
import { uncarried } from '../../analysis/ways/uncarried.ts';
import { waysOf } from '../../analysis/ways/ways.ts';
import { onceFor } from '../../model/once-for.ts';
import { betweenZones, buildRuleSet } from '../rule-set.ts';
import type { TargetProblem } from '../target.ts';
import { placesOf } from './crossing.ts';

/** What of a plan's rules no firewall gets: between zones that none joins, and about addresses of no zone. */
export const partsWithoutWay: (analysis: Analysis) => readonly TargetProblem[] = onceFor(findParts);

function findParts(analysis: Analysis): TargetProblem[] {
  const { plan } = analysis;
  const ways = waysOf(plan);
  if (!ways) return [];
  const { entries } = betweenZones(buildRuleSet(analysis));
  const places = placesOf(plan.zones);
  const outside = new Set(
    entries.flatMap(({ sources, destinations, line }) => (places.hold(sources) && places.hold(destinations) ? [] : [line])),
  );
  const lines = new Set(entries.map(({ line }) => line));
  const apart = plan.rules.flatMap((rule): TargetProblem[] => {
    const [first] = rule.action === 'allow' && lines.has(rule.line) ? uncarried(rule, plan, ways) : [];
    if (!first) return [];
    const message = `No way leads from ${first.from.name} to ${first.to.name}, so that no firewall gets this rule for it.`;
    return [{ level: 'warning', message, line: rule.line }];
  });
  const message = 'This rule is also about addresses that are in no zone, for which no firewall gets it.';
  return [...apart, ...[...outside].map((line): TargetProblem => ({ level: 'warning', message, line }))];
}
