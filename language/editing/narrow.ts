import { type AstNode, AstUtils } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { openedBy, opensAlike } from '../model/adjust-services.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanComponent, PlanRule } from '../model/plan.ts';
import { statedSource, transportsOf } from '../model/port-ranges.ts';
import { partSet } from '../model/resolve-services.ts';
import {
  formatServices,
  formatSpan,
  isListable,
  NO_SERVICE,
  type PortList,
  portLists,
  type ServiceSet,
} from '../model/services.ts';
import { type Change, changeList } from './change-list.ts';
import { removeStatement } from './remove.ts';

/** What is to become of the services of a rule. */
export interface Narrowing {
  readonly without: ServiceSet;
  /** Services that take the place of those that go. */
  readonly instead?: ServiceSet;
  /** Items that go in any case. */
  readonly whole?: ReadonlySet<ast.ServiceItem>;
}

/**
 * The service list of a rule with some services taken out. What holds none of them stays as it is written, comments included; a named
 * service that holds some is written out as the ports that are left of what it opens here.
 * @returns nothing when the language has no words for exactly what would be left
 */
export function narrowServices(
  rule: PlanRule,
  { without, instead = NO_SERVICE, whole = new Set() }: Narrowing,
  components: readonly PlanComponent[],
): Change[] | undefined {
  const items = (rule.node.service?.items ?? []).map((node) => {
    const opened = openedBy(node, rule, components);
    return { node, opened, rest: whole.has(node) ? NO_SERVICE : opened.subtract(without) };
  });
  let added = instead.subtract(IntervalSet.unionAll(items.map(({ rest }) => rest)));
  const changes: Change[] = [];
  for (const { node, opened, rest } of items) {
    if (!whole.has(node) && !opened.overlaps(without)) {
      changes.push({ node });
      continue;
    }
    const text = rest.union(added);
    if (text.isEmpty) changes.push({ node, to: 'gone' });
    else {
      // What an item opens to one component alone would be open to all, once it is written out.
      if (!rest.isEmpty && !(opensAlike(node, rule, components) && isListable(rest))) return undefined;
      const ports = node.$type === 'PortService' && added.isEmpty ? narrowPorts(node, without) : undefined;
      changes.push({ node, to: ports ?? formatServices(text) });
    }
    added = NO_SERVICE;
  }
  return changes;
}

/** What a list is after its changes, without comments between its elements; an empty text when nothing is left. */
export function textOf(changes: readonly Change[]): string {
  return changes
    .flatMap(({ node, to }) => (to === 'gone' ? [] : [typeof to === 'string' ? to : textWith(node, to ?? [])]))
    .join(', ');
}

/** The text of a node after edits within it. */
function textWith({ $cstNode }: AstNode, edits: readonly TextEdit[]): string {
  if (!$cstNode) return '';
  const { uri, languageId, version } = AstUtils.getDocument($cstNode.astNode).textDocument;
  const { start } = $cstNode.range;
  const moved = (at: TextEdit['range']['start']): TextEdit['range']['start'] => ({
    line: at.line - start.line,
    character: at.line === start.line ? at.character - start.character : at.character,
  });
  const own = edits.map(({ range, newText }) => ({ range: { start: moved(range.start), end: moved(range.end) }, newText }));
  return TextDocument.applyEdits(TextDocument.create(uri, languageId, version, $cstNode.text), own);
}

/** Whether nothing of a list is left. */
export function isEmptied(changes: readonly Change[]): boolean {
  return changes.every(({ to }) => to === 'gone');
}

/**
 * Takes services out of a rule; one that is left with nothing goes as a whole.
 * @returns nothing when the language has no words for what would be left
 */
export function removeServices(
  rule: PlanRule,
  narrowing: Narrowing,
  components: readonly PlanComponent[],
): TextEdit[] | undefined {
  const changes = narrowServices(rule, narrowing, components);
  return changes && setServices(rule, changes);
}

/** Changes the service list of a rule; a rule that would open nothing goes as a whole. */
export function setServices(rule: PlanRule, changes: readonly Change[]): TextEdit[] {
  return isEmptied(changes) ? removeStatement(rule.node) : changeList(changes);
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
    const left = portLists(set.subtract(services));
    // What is left has to be of the item's own protocols, and from its source ports.
    if (left.length > 1 || left.some((list) => !isOf(item, list))) return undefined;
    const rest = left.map(({ spans }) => spans.map(formatSpan).join(', '));
    changes.push({ node, to: rest[0] || 'gone' });
  }
  return changeList(changes);
}

function isOf(item: ast.PortService, list: PortList): boolean {
  return (
    transportsOf(item.protocol).join('+') === list.protocol && statedSource(item) === (list.source ? formatSpan(list.source) : '')
  );
}

/** Replaces all services of a rule. */
export function replaceServices(rule: ast.Rule, text: string): TextEdit[] {
  const range = rule.service?.$cstNode?.range;
  return range ? [{ range, newText: text }] : [];
}
