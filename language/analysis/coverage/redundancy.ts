import type { PlanRule } from '../../model/plan.ts';
import { covers, possibleTraffic, type Region, subtract } from '../region.ts';
import { holdsThroughout, type StandingRules, type TimedBox } from '../standing-rules.ts';

/** A rule without which nothing would change, and the rules that make it so. */
export interface IdleRule {
  readonly rule: PlanRule;
  /** In the order of the plan. */
  readonly by: readonly PlanRule[];
}

/** The allows that never have an effect: at every moment at which they hold, denies close all of their traffic. */
export function shadowedRules(standing: StandingRules): IdleRule[] {
  return standing.rules.flatMap((rule) => {
    if (rule.action !== 'allow') return [];
    const by = idleBy(rule, standing, (other) => other.action === 'deny');
    return by ? [{ rule, by }] : [];
  });
}

/**
 * The rules that say only what others say as well: allows whose traffic other allows permit (what denies close of it doesn't count), and
 * denies whose traffic other denies close. All of them together can go: each is judged by those that stay, and of two that are equal the
 * later one goes.
 */
export function redundantRules(standing: StandingRules): IdleRule[] {
  const shadowed = new Set(shadowedRules(standing).map((idle) => idle.rule));
  const gone = new Set<PlanRule>();
  const result: IdleRule[] = [];
  for (const rule of [...standing.rules].reverse()) {
    if (shadowed.has(rule)) continue;
    const by = idleBy(rule, standing, (other) => !gone.has(other) && (other.action === 'deny' || rule.action === 'allow'));
    if (!by) continue;
    gone.add(rule);
    result.unshift({ rule, by });
  }
  return result;
}

/** The rules, of those that count, that take all effect from a rule; nothing when it has some. */
function idleBy(rule: PlanRule, standing: StandingRules, counts: (other: PlanRule) => boolean): PlanRule[] | undefined {
  const parts = standing.boxesOf(rule).flatMap((box) => {
    const region = possibleTraffic(box.sources, box.destinations, box.services);
    return region.length ? [{ box, region }] : [];
  });
  if (!parts.length) return undefined;
  const taken: { region: Region; cuts: readonly TimedBox[] }[] = [];
  for (const { box, region } of parts) {
    const cuts = [...standing.touching(box)].filter((cut) => cut.rule !== rule && counts(cut.rule) && holdsThroughout(cut, box));
    if (!covers(cuts, region)) return undefined;
    taken.push({ region, cuts });
  }
  return standing.isUnderstood(rule) ? namesOf(taken) : undefined;
}

/** A rule that does it alone, if there is one; else rules that do it together, none of which could be left out. */
function namesOf(taken: readonly { region: Region; cuts: readonly TimedBox[] }[]): PlanRule[] {
  const all = [...new Set(taken.flatMap(({ cuts }) => cuts.map((cut) => cut.rule)))].sort((a, b) => a.line - b.line);
  const enough = (rules: ReadonlySet<PlanRule>): boolean =>
    taken.every(({ region, cuts }) =>
      covers(
        cuts.filter((cut) => rules.has(cut.rule)),
        region,
      ),
    );
  const alone = all.find((rule) => enough(new Set([rule])));
  if (alone) return [alone];
  // Those that take nothing away are left out at once, so that few are tried one by one.
  const used = new Set<PlanRule>();
  for (const { region, cuts } of taken) {
    let rest = region;
    for (const cut of cuts) {
      const less = subtract(rest, [cut]);
      if (less.length !== rest.length || less.some((box, n) => box !== rest[n])) used.add(cut.rule);
      rest = less;
    }
  }
  for (const rule of all) if (used.delete(rule) && !enough(used)) used.add(rule);
  return all.filter((rule) => used.has(rule));
}
