import { type AstNode, AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { partSet, resolveItems, transportsOf } from '../model/resolve-services.ts';
import { formatServices, formatSpan, portSpans, type ServiceSet } from '../model/services.ts';
import { removeStatement } from './remove.ts';

/** What becomes of one element of a list: it stays as it is written, it goes, or it becomes another text. */
export type Change = { readonly node: AstNode; readonly to?: string | 'gone' | readonly TextEdit[] };

/**
 * Takes services out of a rule. What holds none of them stays as it is written, comments included; a named service that holds some is
 * written out as the ports that are left. A rule that is left with nothing goes as a whole.
 * @param whole items that go in any case
 */
export function removeServices(
  rule: ast.Rule,
  services: ServiceSet,
  whole: ReadonlySet<ast.ServiceItem> = new Set(),
): TextEdit[] {
  const list = rule.service;
  if (!list?.$cstNode) return [];
  const changes = list.items.map((item): Change => {
    if (whole.has(item)) return { node: item, to: 'gone' };
    const resolved = resolveItems([item]);
    if (!IntervalSet.unionAll([resolved.set, ...resolved.alternatives.flat()]).overlaps(services)) return { node: item };
    const rest = resolved.set.subtract(services);
    if (rest.isEmpty) return { node: item, to: 'gone' };
    return { node: item, to: (item.$type === 'PortService' && narrowPorts(item, services)) || formatServices(rest) };
  });
  return changes.every((c) => c.to === 'gone') ? removeStatement(rule) : changeList(changes);
}

/** Takes ports out of one item; nothing where they can't be taken out of its protocols alike. */
function narrowPorts(item: ast.PortService, services: ServiceSet): TextEdit[] | undefined {
  const changes: Change[] = [];
  for (const node of item.ports) {
    const set = partSet(node, item.protocol);
    if (!set.overlaps(services)) {
      changes.push({ node });
      continue;
    }
    const rest = transportsOf(item.protocol).map((t) => portSpans(set.subtract(services), t).map(formatSpan).join(', '));
    if (new Set(rest).size !== 1) return undefined;
    changes.push({ node, to: rest[0] || 'gone' });
  }
  return changeList(changes);
}

/** The edits for a list with commas: what goes takes one comma with it, and leaves comments where they are. */
export function changeList(changes: readonly Change[]): TextEdit[] {
  const [head] = changes;
  if (!head) return [];
  const document = AstUtils.getDocument(head.node).textDocument;
  const text = document.getText();
  const edits: TextEdit[] = [];
  const cut = (start: number, end: number, newText = ''): void => {
    edits.push({ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText });
  };
  const span = (n: number): { start: number; end: number } => {
    const cst = changes[n]?.node.$cstNode;
    return { start: cst?.offset ?? 0, end: cst?.end ?? 0 };
  };
  const firstKept = changes.findIndex((c) => c.to !== 'gone');
  for (const [n, { to }] of changes.entries()) {
    const { start, end } = span(n);
    if (to === undefined) continue;
    if (typeof to !== 'string') edits.push(...to);
    else if (to !== 'gone') cut(start, end, to);
    else {
      // What stands before the first that stays goes with the comma behind it, everything else with the comma before it.
      const [from, till] = n < firstKept ? [end, span(n + 1).start] : [span(n - 1).end, start];
      const between = text.slice(from, till);
      if (/^\s*,\s*$/.test(between)) cut(Math.min(start, from), Math.max(end, till));
      else {
        cut(start, end);
        const comma = commaIn(between);
        if (comma !== undefined) cut(from + comma, from + comma + 1);
      }
    }
  }
  return edits;
}

/** Where the comma is between two elements; one in a comment doesn't count. */
function commaIn(text: string): number | undefined {
  for (const match of text.matchAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|,/g)) if (match[0] === ',') return match.index;
  return undefined;
}

/** Replaces all services of a rule. */
export function replaceServices(rule: ast.Rule, text: string): TextEdit[] {
  const range = rule.service?.$cstNode?.range;
  return range ? [{ range, newText: text }] : [];
}
