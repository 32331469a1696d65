import { AstUtils, GrammarAST } from 'langium';
import type { CompletionContext, NextFeature } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import { dayAfter } from '../../../language/editing/rule-terms.ts';
import * as ast from '../../../language/generated/ast.ts';
import { ADVICE_KINDS, PROTECTIONS, TRAFFIC } from '../../../language/model/catalog-words.ts';
import { append } from '../../../language/model/lists.ts';
import type { SegplanServices } from '../../services.ts';
import {
  checkItems,
  extendableItems,
  formItems,
  icmpTypeItems,
  phaseItems,
  protocolItems,
  systemItems,
  tagItems,
  textBefore,
  valueItems,
  versionItems,
  wordItems,
} from './items.ts';
import type { Item } from './services.ts';

/** The name of a vendor to extend. */
const EXTENDING = /\bextend\s+vendor\s+[\p{L}\p{M}\p{N}_-]*$/u;

/** What a terminal of the grammar stands for at a place: a phase, a property's value, a date. */
export function terminalItems(
  context: CompletionContext,
  next: NextFeature,
  root: ast.Document,
  { Plans, VisibleDocuments }: SegplanServices['segplan'],
): Item[] {
  const { plan } = Plans.lastAnalysis(root);
  const items: Item[] = [];
  if (next.property === 'value' || (next.property === 'values' && ast.isPropertyCondition(context.node)))
    append(items, valueItems(context.node));
  // A version is one of three kinds of numbers.
  if (next.property === 'number' && GrammarAST.isRuleCall(next.feature) && next.feature.rule.$refText === 'INT')
    append(items, versionItems(context, plan));
  if (isNameOf(next, 'IcmpType')) append(items, icmpTypeItems(icmpOf(context)));
  if (isNameOf(next, 'ProtocolName')) append(items, protocolItems());
  if (next.property === 'name' && EXTENDING.test(textBefore({ ...context, tokenOffset: context.offset })))
    append(items, extendableItems(root, VisibleDocuments));
  if (next.property === 'system') append(items, systemItems());
  if (next.property === 'traffic') append(items, wordItems(TRAFFIC, 'what the flow carries'));
  if (next.property === 'protection') append(items, wordItems(PROTECTIONS, 'how the flow is encrypted'));
  if (next.property === 'kind') append(items, wordItems(ADVICE_KINDS, 'what checks go by'));
  if (next.property === 'form') append(items, formItems());
  if (next.property === 'tag') append(items, tagItems(root, plan));
  if (next.property === 'phase' || next.property === 'phases')
    append(items, phaseItems(plan, context.node ? AstUtils.getContainerOfType(context.node, ast.isVendor) !== undefined : false));
  if (next.property === 'code') append(items, checkItems(root));
  if (next.property === 'until') append(items, dateItems(Plans.today()));
  return items;
}

/** The days that exceptions end on mostly: in a week, in a month, in three, and with the year. Any other one is typed. */
function dateItems(today: string): Item[] {
  const year = `${today.slice(0, 4)}-12-31`;
  const days: readonly (readonly [string, string])[] = [
    [dayAfter(today, 30), 'in 30 days'],
    [dayAfter(today, 7), 'in a week'],
    [dayAfter(today, 90), 'in 90 days'],
    ...(year > today ? [[year, 'the end of the year'] as const] : []),
  ];
  return days.map(([label, detail], n) => ({ label, kind: CompletionItemKind.Value, detail, sortText: `0${n}` }));
}

/** Whether a name comes next that some rule of the grammar takes in place of a number. */
function isNameOf({ feature }: NextFeature, rule: string): boolean {
  if (!GrammarAST.isRuleCall(feature) || feature.rule.$refText !== 'ID') return false;
  return AstUtils.getContainerOfType(feature, GrammarAST.isParserRule)?.name === rule;
}

/** Which of the two the cursor stands behind. */
function icmpOf(context: CompletionContext): 'icmp' | 'icmpv6' {
  return /icmpv6\s*$/.test(textBefore(context)) ? 'icmpv6' : 'icmp';
}
