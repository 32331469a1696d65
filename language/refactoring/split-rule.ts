import { insertBehind } from '../editing/edits.ts';
import type { PlanRule } from '../model/plan.ts';
import { isPlain, nodesOf } from './merge-rules.ts';
import { listRange, listText, type Offer, type Selection } from './refactoring.ts';

const WORDS = { sources: 'source', destinations: 'destination', services: 'service' } as const;

/** Makes of one rule one for each of its sources, destinations or services, each under the same terms and for the same reason. */
export function splitRule({ document, rules }: Selection): Offer[] {
  const [rule, ...others] = rules;
  if (!rule || others.length || !isPlain(rule)) return [];
  const range = rule.node.$cstNode?.range;
  if (!range || /\/\/|\/\*/.test(document.textDocument.getText(range))) return [];
  return (['sources', 'destinations', 'services'] as const).flatMap((part): Offer[] => {
    const nodes = nodesOf(rule.node, part);
    if (nodes.length < 2) return [];
    const [first, ...rest] = nodes.map((node) => textWith(rule, part, listText(document, [node]), document));
    const title = `Split the rule: one for each ${WORDS[part]}`;
    return first ? [{ title, kind: 'rewrite', edits: [{ range, newText: first }, insertBehind(rule.node, rest)] }] : [];
  });
}

/** A rule's text with another one in the place of one of its lists. */
function textWith({ node }: PlanRule, part: keyof typeof WORDS, text: string, { textDocument }: Selection['document']): string {
  const whole = node.$cstNode!.range;
  const list = listRange(nodesOf(node, part))!;
  const before = textDocument.getText({ start: whole.start, end: list.start });
  return `${before}${text}${textDocument.getText({ start: list.end, end: whole.end })}`;
}
