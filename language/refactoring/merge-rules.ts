import type { TextEdit } from 'vscode-languageserver-types';
import { removeStatement } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';
import type { PlanRule } from '../model/plan.ts';
import { listRange, listText, type Offer, type Selection } from './refactoring.ts';

type Part = 'sources' | 'destinations' | 'services';
const PARTS: readonly Part[] = ['sources', 'destinations', 'services'];

/** Makes one rule of several that differ in their sources, their destinations or their services alone. */
export function mergeRules({ document, rules }: Selection): Offer[] {
  const [first, ...others] = rules;
  if (!first || !others.length || !rules.every(isPlain)) return [];
  const terms = ({ action, phase, until }: PlanRule): string => JSON.stringify([action, phase, until]);
  if (others.some((rule) => terms(rule) !== terms(first))) return [];
  const texts = new Map(PARTS.map((part) => [part, rules.map(({ node }) => listText(document, nodesOf(node, part)))]));
  const differing = PARTS.filter((part) => new Set(texts.get(part)).size > 1);
  const [part] = differing;
  // Rules that say the same in other words are no case for this, and of two parts that differ not all would belong to all.
  if (!part || differing.length > 1) return [];
  const items = [...new Set(rules.flatMap(({ node }) => nodesOf(node, part).map((each) => listText(document, [each]))))];
  const range = listRange(nodesOf(first.node, part));
  if (!range || [...texts.values()].flat().some((text) => /\/\/|\/\*/.test(text))) return [];
  const edits: TextEdit[] = [
    { range, newText: items.join(', ') },
    ...reasonEdits(first, rules),
    ...others.flatMap(({ node }) => removeStatement(node)),
  ];
  return [{ title: `Merge ${rules.length} rules into one`, kind: 'rewrite', edits }];
}

/** Whether nothing of a rule's lists is left out of them, and each is written. */
export function isPlain({ node }: PlanRule): boolean {
  const isWhole = node.sources.length > 0 && node.destinations.length > 0 && (node.service?.items.length ?? 0) > 0;
  return isWhole && !node.sourceExceptions.length && !node.destinationExceptions.length && !node.service?.exceptions.length;
}

/** The ends or the services of a rule. */
export function nodesOf(node: ast.Rule, part: Part): readonly (ast.Endpoint | ast.ServiceItem)[] {
  return part === 'services' ? (node.service?.items ?? []) : node[part];
}

/** All reasons, each once, in the place of the first rule's. */
function reasonEdits(first: PlanRule, rules: readonly PlanRule[]): TextEdit[] {
  const reasons = [...new Set(rules.flatMap(({ reason }) => reason ?? []))];
  const end = first.node.$cstNode?.range.end;
  if (!end || reasons.length < (first.reason === undefined ? 1 : 2)) return [];
  const text = JSON.stringify(reasons.join('; '));
  if (first.reason === undefined) return [{ range: { start: end, end }, newText: ` ${text}` }];
  // The reason is what a rule ends with.
  const start = { line: end.line, character: end.character - JSON.stringify(first.reason).length };
  return [{ range: { start, end }, newText: text }];
}
