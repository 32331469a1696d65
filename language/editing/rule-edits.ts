import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { portRangeBounds, transportsOf } from '../model/resolve-services.ts';
import { formatSpan, hasIcmp, ICMP, type PortSpan, portSet, portSpans, type ServiceSet } from '../model/services.ts';
import { insertAt } from './edits.ts';

/** What of a service set each way of writing a protocol takes: ports of both transports stand under `tcp+udp`. */
function byProtocol(set: ServiceSet): { protocol: string; spans: PortSpan[] }[] {
  const spans = {
    tcp: IntervalSet.of(toIntervals(portSpans(set, 'tcp'))),
    udp: IntervalSet.of(toIntervals(portSpans(set, 'udp'))),
  };
  const both = spans.tcp.intersect(spans.udp);
  return [
    { protocol: 'tcp', spans: toSpans(spans.tcp.subtract(both)) },
    { protocol: 'udp', spans: toSpans(spans.udp.subtract(both)) },
    { protocol: 'tcp+udp', spans: toSpans(both) },
  ].filter((p) => p.spans.length);
}

function toIntervals(spans: readonly PortSpan[]): { start: number; end: number }[] {
  return spans.map((s) => ({ start: s.from, end: s.to + 1 }));
}

function toSpans(set: IntervalSet<number>): PortSpan[] {
  return set.intervals.map((i) => ({ from: i.start, to: i.end - 1 }));
}

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
  for (const { protocol, spans } of byProtocol(services)) {
    const wanted = transportsOf(protocol).join('+');
    const item = items.find(
      (i): i is ast.PortService => i.$type === 'PortService' && transportsOf(i.protocol).join('+') === wanted,
    );
    if (item) edits.push(...addPorts(item, spans));
    else rest.push(`${protocol} ${spans.map(formatSpan).join(', ')}`);
  }
  if (hasIcmp(services)) rest.push('icmp');
  if (rest.length) edits.push(insertAt(last.range.end, `${items.length ? ', ' : ' : '}${rest.join(', ')}`));
  return instead(stumpOf(rule), mergeInsertions(edits));
}

/** Whether an item of a list is written to its end. */
function isWhole(item: ast.ServiceItem): boolean {
  return item.$type !== 'PortService' || (item.ports.length > 0 && /\d\)?$|[)+]$/.test(item.$cstNode?.text ?? ''));
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

const STUMP = /^\s*[:,]?\s*((tcp|udp)\s*(\+\s*(udp)?)?\s*(dynamic)?)?\s*$/;

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

/** Services that a rule can be written with; `other protocols` has no words in the language. */
export const WRITABLE_SERVICES: ServiceSet = IntervalSet.unionAll([portSet('tcp', 1, 65535), portSet('udp', 1, 65535), ICMP]);
