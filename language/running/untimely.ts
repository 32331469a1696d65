import type { CutOff } from './cut-off.ts';
import type { Evaluator } from './evaluate.ts';
import type { RunningRule } from './running.ts';

/** So many steps are taken to find which rules let pass in their time what is cut off now. */
const MOST_STEPS = 1_000_000;

/** What is cut off, with the rules of the device that would let it pass if it were their time: who wonders what closed it looks for one that ended. */
export function withUntimely(closed: CutOff[], evaluator: Evaluator, stages: readonly string[]): CutOff[] {
  const { anyTime } = evaluator.device;
  if (!anyTime || !closed.length) return closed;
  const then = evaluator.ofLists(anyTime, MOST_STEPS);
  return closed.map((cut) => {
    const { permits } = then.judge(cut.region, stages);
    const rules = permits.flatMap(({ rule, before = [] }) => [rule, ...before.map((each) => each.rule)]);
    const untimely = new Set(rules.filter((rule): rule is RunningRule => rule?.untimely !== undefined));
    return untimely.size ? { ...cut, untimely: [...untimely].sort((a, b) => a.line - b.line) } : cut;
  });
}
