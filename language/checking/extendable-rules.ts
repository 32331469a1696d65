import { AstUtils } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { Extendable } from '../analysis/coverage/extendable.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import { isMendable } from '../editing/rule-edits.ts';
import type { PlanRule } from '../model/plan.ts';
import { brokenLines } from './broken-lines.ts';

/** Rules that are meant to stay and list their services: what a missing port may be added to. */
function isExtendable(rule: PlanRule): boolean {
  return (
    rule.action === 'allow' &&
    rule.phase === undefined &&
    rule.until === undefined &&
    !rule.services.any &&
    !rule.services.required &&
    // What such a list leaves out may be the very port that is missing.
    !rule.services.exceptions
  );
}

/** The rules of the file that could be added to. */
export function extendableRules(analysis: Analysis): Extendable {
  let known = extendable.get(analysis);
  if (!known) {
    const { plan } = analysis;
    const broken = brokenLines(AstUtils.getDocument(plan.root));
    const isBroken = ({ node }: PlanRule): boolean => broken.has(node.$cstNode?.range.end.line ?? -1);
    const isFree = (rule: PlanRule): boolean => !isBroken(rule) || isMendable(rule.node);
    const rules = ofEachRule(analysis, 'rules that may be added to', (rule) => (isExtendable(rule) ? [rule] : []));
    known = new Extendable(analysis, broken.size ? rules.filter(isFree) : rules);
    extendable.set(analysis, known);
  }
  return known;
}

const extendable = new WeakMap<Analysis, Extendable>();
