import type { RuleMark } from '../../../language/rulesets/rule-marks.ts';

/** The lines of a preview that are about the rule on a line of the plan, 0-based. @param planLine 0-based */
export function linesOf(marks: readonly RuleMark[], planLine: number): number[] {
  return marks.filter((mark) => mark.planLine === planLine + 1).map((mark) => mark.line);
}

/** The line of the plan that a line of a preview is about, 0-based; nothing where it is about none. */
export function planLineOf(marks: readonly RuleMark[], line: number): number | undefined {
  const mark = marks.find((each) => each.line === line);
  return mark && mark.planLine - 1;
}
