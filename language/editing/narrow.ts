import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { resolveItems } from '../model/resolve-services.ts';
import { formatServices, type ServiceSet } from '../model/services.ts';
import { wholeLines } from './edits.ts';

/**
 * Takes services out of a rule. Items that hold none of them stay as they are written; a named service that holds some is written out
 * as the ports that are left. A rule that is left with nothing goes as a whole.
 */
export function removeServices(rule: ast.Rule, services: ServiceSet): TextEdit[] {
  const list = rule.service;
  if (!list?.$cstNode) return [];
  const texts: string[] = [];
  for (const item of list.items) {
    const resolved = resolveItems([item]);
    const all = IntervalSet.unionAll([resolved.set, ...resolved.alternatives.flat()]);
    if (!all.overlaps(services)) {
      if (item.$cstNode) texts.push(item.$cstNode.text);
      continue;
    }
    const rest = resolved.set.subtract(services);
    if (!rest.isEmpty) texts.push(formatServices(rest));
  }
  if (!texts.length) return [{ range: wholeLines(rule), newText: '' }];
  return [{ range: list.$cstNode.range, newText: texts.join(', ') }];
}

/** Replaces all services of a rule. */
export function replaceServices(rule: ast.Rule, text: string): TextEdit[] {
  const range = rule.service?.$cstNode?.range;
  return range ? [{ range, newText: text }] : [];
}
