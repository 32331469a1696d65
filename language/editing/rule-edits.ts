import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanRule } from '../model/plan.ts';
import { portRangeBounds, transportsOf } from '../model/resolve-services.ts';
import {
  formatServices,
  formatSpan,
  hasIcmp,
  ICMP,
  type PortSpan,
  portSet,
  portSpans,
  type ServiceSet,
} from '../model/services.ts';
import { appendStatement, insertAt, insertBehind, isOnBrokenLine, lineEnding } from './edits.ts';
import { nameOf } from './names.ts';

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
 * at the end of the list. Comments and the order of what is there stay.
 */
export function addServices(rule: ast.Rule, services: ServiceSet): TextEdit[] {
  const list = rule.service;
  const last = list?.items[list.items.length - 1]?.$cstNode;
  if (!list || !last) {
    const target = rule.destinations[rule.destinations.length - 1]?.$cstNode;
    return target ? [insertAt(target.range.end, ` : ${formatServices(services)}`)] : [];
  }
  const edits: TextEdit[] = [];
  const rest: string[] = [];
  for (const { protocol, spans } of byProtocol(services)) {
    const wanted = transportsOf(protocol).join('+');
    const item = list.items.find(
      (i): i is ast.PortService => i.$type === 'PortService' && transportsOf(i.protocol).join('+') === wanted,
    );
    if (item) edits.push(...addPorts(item, spans));
    else rest.push(`${protocol} ${spans.map(formatSpan).join(', ')}`);
  }
  if (hasIcmp(services)) rest.push('icmp');
  if (rest.length) edits.push(insertAt(last.range.end, `, ${rest.join(', ')}`));
  return mergeInsertions(edits);
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
function mergeInsertions(edits: readonly TextEdit[]): TextEdit[] {
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

/** A rule that is to be added between two components. */
export interface NewRule {
  readonly from: PlanComponent;
  readonly to: PlanComponent;
  readonly services: ServiceSet;
}

/**
 * Adds rules beside their kin: behind the last rule of the same initiator, else of its zone, else behind the last rule, else at the end
 * of the file. Rules that end up at one place become one edit.
 */
export function insertRules(plan: Plan, rules: readonly NewRule[]): TextEdit[] {
  const eol = lineEnding(plan.root);
  const orphans: string[] = [];
  const behind = new Map<PlanRule, string[]>();
  for (const rule of rules) {
    const text = ruleLine(rule, plan);
    if (!text) continue;
    const kin = kinOf(plan, rule.from);
    if (!kin) orphans.push(text);
    else behind.set(kin, [...(behind.get(kin) ?? []), text]);
  }
  const edits = [...behind].map(([kin, texts]) => insertBehind(kin.node, [...new Set(texts)]));
  if (orphans.length) edits.push(appendStatement(plan.root, [...new Set(orphans)].join(eol)));
  return mergeInsertions(edits);
}

/** A rule as text; nothing where no name leads to one of its ends. */
export function ruleLine({ from, to, services }: NewRule, plan: Plan): string | undefined {
  const [source, destination] = [nameOf(from.node, plan), nameOf(to.node, plan)];
  return source && destination ? `allow ${source} -> ${destination} : ${formatServices(services)}` : undefined;
}

function kinOf(plan: Plan, from: PlanComponent): PlanRule | undefined {
  const root = AstUtils.getDocument(plan.root);
  const rules = plan.rules.filter((r) => r.node.$cstNode && AstUtils.getDocument(r.node) === root && !isOnBrokenLine(r.node));
  const lastWhere = (test: (rule: PlanRule) => boolean): PlanRule | undefined =>
    rules.filter(test)[rules.filter(test).length - 1];
  const allows = (rule: PlanRule): boolean => rule.action === 'allow';
  return (
    lastWhere((r) => allows(r) && r.sources.some((e) => e.kind === 'component' && e.components[0] === from)) ??
    lastWhere((r) => allows(r) && r.sources.some((e) => e.components.some((c) => c.zone === from.zone))) ??
    lastWhere(allows) ??
    lastWhere(() => true)
  );
}

/** Services that a rule can be written with; `other protocols` has no words in the language. */
export const WRITABLE_SERVICES: ServiceSet = IntervalSet.unionAll([portSet('tcp', 1, 65535), portSet('udp', 1, 65535), ICMP]);
