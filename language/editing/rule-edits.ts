import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { append } from '../model/lists.ts';
import { portRangeBounds, statedSource, transportsOf } from '../model/port-ranges.ts';
import {
  formatServices,
  formatSpan,
  hasIcmp,
  ICMP,
  ICMP_OF,
  isListable,
  NO_SERVICE,
  OTHER_PROTOCOLS,
  type PortSpan,
  portItem,
  portLists,
  type ServiceSet,
} from '../model/services.ts';
import { insertAt } from './edits.ts';

const WITHOUT_PORTS = ICMP.union(OTHER_PROTOCOLS);

/**
 * Adds services to a rule: ranges that touch one that is there widen it, other ports join the item of their protocol, the rest follows
 * at the end of the list. Comments and the order of what is there stay. Of a rule that breaks off within its list, what has no meaning yet
 * gives way.
 */
export function addServices(rule: ast.Rule, services: ServiceSet): TextEdit[] {
  const items = (rule.service?.items ?? []).filter(isWhole);
  const last = items[items.length - 1]?.$cstNode ?? rule.destinations[rule.destinations.length - 1]?.$cstNode;
  if (!last) return [];
  const edits: TextEdit[] = [];
  const rest: string[] = [];
  for (const { protocol, spans, source } of portLists(services)) {
    const wanted = transportsOf(protocol).join('+');
    const from = source ? formatSpan(source) : '';
    const item = items.find(
      (i): i is ast.PortService =>
        i.$type === 'PortService' && transportsOf(i.protocol).join('+') === wanted && statedSource(i) === from,
    );
    if (item) append(edits, addPorts(item, spans));
    else rest.push(portItem({ protocol, spans, source }));
  }
  const portless = services.intersect(WITHOUT_PORTS);
  if (!portless.isEmpty) rest.push(isListable(portless) ? formatServices(portless) : wholeOf(portless));
  if (rest.length) edits.push(insertAt(last.range.end, `${items.length ? ', ' : ' : '}${rest.join(', ')}`));
  return instead(stumpOf(rule), mergeInsertions(edits));
}

/** What nobody lists type by type is all of icmp, and the protocols that go with it. */
function wholeOf(services: ServiceSet): string {
  const icmp = services.overlaps(ICMP_OF[4]) ? ICMP : ICMP_OF[6];
  return formatServices(services.union(hasIcmp(services) ? icmp : NO_SERVICE));
}

/** Whether an item of a list is written to its end. */
function isWhole(item: ast.ServiceItem): boolean {
  if (item.$type === 'ProtocolService') return item.protocol !== undefined;
  if (item.$type !== 'PortService') return true;
  const last = item.ports.at(-1);
  return last !== undefined && (isMovedAlone(last) || /\d\)?$|[)+]$/.test(item.$cstNode?.text ?? ''));
}

/** Whether a port is only said to be the one that a property sets, which only catalogs may say. */
function isMovedAlone({ start, setBy }: ast.PortRange): boolean {
  return start === undefined && Boolean(setBy?.$refText);
}

/** Where a rule ends that breaks off: a colon, a comma or a protocol that nothing follows. */
function stumpOf(rule: ast.Rule): TextEdit['range'] | undefined {
  const items = (rule.service?.items ?? []).filter(isWhole);
  const last = items[items.length - 1]?.$cstNode ?? rule.destinations[rule.destinations.length - 1]?.$cstNode;
  if (!last || !rule.$cstNode || rule.$cstNode.end === last.end) return undefined;
  const { textDocument } = AstUtils.getDocument(rule);
  const range = { start: last.range.end, end: rule.$cstNode.range.end };
  return STUMP.test(textDocument.getText(range)) ? range : undefined;
}

const STUMP = /^\s*[:,]?\s*(protocol|(tcp|udp)\s*(\+\s*(udp)?)?\s*(dynamic)?)?\s*$/;

/** Whether services can be added to a rule although it breaks off: what is missing of it is a part of its list. */
export function isMendable(rule: ast.Rule): boolean {
  return stumpOf(rule) !== undefined;
}

/** Puts what is inserted before a place in its stead. */
function instead(place: TextEdit['range'] | undefined, edits: readonly TextEdit[]): TextEdit[] {
  if (!place) return [...edits];
  const { line, character } = place.start;
  const at = edits.find(({ range }) => range.end.line === line && range.end.character === character);
  const others = edits.filter((edit) => edit !== at);
  return [...others, { range: { start: at?.range.start ?? place.start, end: place.end }, newText: at?.newText ?? '' }];
}

function addPorts(item: ast.PortService, spans: readonly PortSpan[]): TextEdit[] {
  const ranges = item.ports.flatMap((node) => {
    try {
      return node.openEnded ? [] : [{ node, ...portRangeBounds(node), changed: false }];
    } catch {
      return [];
    }
  });
  const rest: string[] = [];
  for (const span of spans) {
    const neighbor = ranges.find((r) => r.to + 1 === span.from || span.to + 1 === r.from);
    if (!neighbor) {
      rest.push(formatSpan(span));
      continue;
    }
    neighbor.from = Math.min(neighbor.from, span.from);
    neighbor.to = Math.max(neighbor.to, span.to);
    neighbor.changed = true;
  }
  const edits: TextEdit[] = ranges.flatMap((r) =>
    r.changed && r.node.$cstNode ? [{ range: r.node.$cstNode.range, newText: formatSpan({ from: r.from, to: r.to }) }] : [],
  );
  const end = item.ports[item.ports.length - 1]?.$cstNode?.range.end;
  if (rest.length && end) edits.push(insertAt(end, `, ${rest.join(', ')}`));
  return edits;
}

/** Insertions at one place become one edit, in their order. */
export function mergeInsertions(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const { start, end } = edit.range;
    const empty = start.line === end.line && start.character === end.character;
    const same = result.find(
      (r) =>
        empty &&
        r.range.start.line === start.line &&
        r.range.start.character === start.character &&
        r.range.end.line === start.line &&
        r.range.end.character === start.character,
    );
    if (same) same.newText += edit.newText;
    else result.push({ ...edit });
  }
  return result;
}
