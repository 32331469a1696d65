import type { AstNode } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import { isAloneOnItsLines, startOfLine } from '../editing/edits.ts';
import { lineEndingOf } from '../editing/line-endings.ts';
import * as ast from '../generated/ast.ts';
import type { Plan, PlanEndpoint, PlanRule } from '../model/plan.ts';
import type { Offer, Selection } from './refactoring.ts';

/**
 * Puts rules in the order of the zones that they lead from, and then to; comments above and behind a rule go with it. What decides is no
 * order, so that nothing else changes. Of a single place the rules around it are meant, up to an empty line or another statement.
 */
export function sortRules({ document, root, analysis: { plan }, rules, isPlace }: Selection): Offer[] {
  const nodes = isPlace ? around(rules[0]?.node, root, document) : rules.map(({ node }) => node);
  const known = new Map(plan.rules.map((rule) => [rule.node, rule]));
  const parts = nodes.map((node) => ({ node, rule: known.get(node) }));
  const [first, last] = [nodes[0], nodes.at(-1)];
  const start = first && root.statements.indexOf(first);
  if (!first || !last || nodes.length < 2 || !nodes.every(isAloneOnItsLines) || parts.some(({ rule }) => !rule)) return [];
  // Nothing else may stand between them.
  if (nodes.some((node, n) => root.statements[start! + n] !== node)) return [];
  const keyOf = orderIn(plan);
  const chunks = nodes.map((node, n) => ({ lines: linesOf(node, nodes[n - 1]), key: keyOf(known.get(node)!) }));
  const sorted = chunks.toSorted((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1]);
  if (sorted.every((chunk, n) => chunk === chunks[n])) return [];
  const { textDocument } = document;
  const textOf = ({ lines }: (typeof chunks)[number]): string => textDocument.getText(lines).replace(/\r\n?$|\n$/, '');
  const end = startOfLine(textDocument, chunks.at(-1)!.lines.end.line);
  const range: Range = { start: chunks[0]!.lines.start, end };
  const eol = lineEndingOf(textDocument);
  const ending = /(\r\n?|\n)$/.exec(textDocument.getText(range))?.[0] ?? '';
  const newText = sorted.map(textOf).join(eol) + ending;
  return [{ title: `Sort ${nodes.length} rules by their zones`, kind: 'rewrite', edits: [{ range, newText }] }];
}

/** The rules without an empty line or another statement between them. */
function around(node: ast.Rule | undefined, { statements }: ast.Document, document: Selection['document']): ast.Rule[] {
  const at = node ? statements.indexOf(node) : -1;
  if (at < 0) return [];
  const goOn = (a: AstNode | undefined, b: AstNode | undefined): boolean => {
    const [end, start] = [a?.$cstNode?.range.end, b?.$cstNode?.range.start];
    return (
      ast.isRule(a) &&
      ast.isRule(b) &&
      !!end &&
      !!start &&
      !/\n\s*\n|\r\s*\r/.test(document.textDocument.getText({ start: end, end: start }))
    );
  };
  let [first, last] = [at, at];
  while (goOn(statements[first - 1], statements[first])) first--;
  while (goOn(statements[last], statements[last + 1])) last++;
  return statements.slice(first, last + 1).filter(ast.isRule);
}

/** The lines of a rule with the comments above it: from behind the rule before it. */
function linesOf(node: ast.Rule, before: ast.Rule | undefined): Range {
  const { start, end } = node.$cstNode!.range;
  const above = before?.$cstNode?.range.end.line;
  return {
    start: { line: above === undefined ? start.line : above + 1, character: 0 },
    end: { line: end.line + 1, character: 0 },
  };
}

/** By the zones of its first source and destination; what is in no zone comes last. */
function orderIn({ zones }: Plan): (rule: PlanRule) => [number, number] {
  const numbers = new Map(zones.map((zone, n) => [zone.name, n]));
  const numberOf = ([end]: readonly PlanEndpoint[]): number => {
    const name = end?.kind === 'zone' ? end.label : end?.components[0]?.zone.name;
    const zone = name ?? zones.find(({ addresses }) => end && end.kind !== 'any' && addresses.covers(end.addresses))?.name;
    return (zone === undefined ? undefined : numbers.get(zone)) ?? zones.length;
  };
  return ({ sources, destinations }) => [numberOf(sources), numberOf(destinations)];
}
