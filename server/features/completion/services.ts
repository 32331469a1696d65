import { AstUtils } from 'langium';
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import type { PairGap } from '../../../language/analysis/pair-gaps.ts';
import * as ast from '../../../language/generated/ast.ts';
import { purposeOf } from '../../../language/model/describe-flow.ts';
import { EndpointResolver } from '../../../language/model/endpoint-resolver.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import { formatServices, formatSpan, NO_SERVICE, portSet, portSpans, type ServiceSet } from '../../../language/model/services.ts';
import { flowBullet } from '../hover/flow-text.ts';

export type Item = Partial<CompletionItem> & { label: string };

/** What the two ends of the rule at a node still lack. */
export function gapsAt(node: ast.Rule | undefined, analysis: Analysis): PairGap[] {
  if (node?.action !== 'allow') return [];
  const resolver = new EndpointResolver(analysis.plan.zones, analysis.plan.components);
  const addresses = (ends: readonly ast.Endpoint[], exceptions: readonly ast.Endpoint[]) =>
    IntervalSet.unionAll(resolver.resolveList(ends, exceptions).ends.map((e) => e.addresses));
  const from = addresses(node.sources, node.sourceExceptions);
  const to = addresses(node.destinations, node.destinationExceptions);
  return [...analysis.missing.within(from, to)];
}

function documentation(gaps: readonly PairGap[], set: ServiceSet, analysis: Analysis): Item['documentation'] {
  const bullets = new Set<string>();
  for (const gap of gaps.flatMap((g) => g.gaps)) {
    const ports = IntervalSet.unionAll(gap.region.map((b) => b.services)).intersect(set);
    if (!ports.isEmpty) bullets.add(flowBullet(gap.flow, ports, analysis.plan));
  }
  return { kind: 'markdown', value: [...bullets].join('\n') };
}

function purposes(gaps: readonly PairGap[], set: ServiceSet): string {
  const flows = gaps.flatMap((g) => g.gaps).filter((g) => IntervalSet.unionAll(g.region.map((b) => b.services)).overlaps(set));
  return [...new Set(flows.map((g) => purposeOf(g.flow)))].join('; ');
}

/** Everything that this pair lacks in one item, then each port or range by itself. */
export function missingServiceItems(gaps: readonly PairGap[], analysis: Analysis): Item[] {
  const all = gaps.reduce((set, g) => set.union(g.services), NO_SERVICE);
  if (all.isEmpty) return [];
  const item = (set: ServiceSet, label: string, sortText: string): Item => ({
    label,
    kind: CompletionItemKind.Value,
    detail: `missing: ${purposes(gaps, set)}`,
    documentation: documentation(gaps, set, analysis),
    sortText,
    filterText: label,
  });
  const single = (['tcp', 'udp'] as const).flatMap((transport) =>
    portSpans(all, transport).map((span) => ({ label: `${transport} ${formatSpan(span)}`, transport, span })),
  );
  const items = [{ ...item(all, formatServices(all), '000'), preselect: true }];
  if (single.length > 1)
    items.push(
      ...(single.map(({ label, transport, span }, n) => {
        return item(portSet(transport, span.from, span.to), label, `01${String(n).padStart(3, '0')}`);
      }) as typeof items),
    );
  return items;
}

/** Ports alone, where `tcp` or `udp` stands before them already. */
export function missingPortItems(gaps: readonly PairGap[], protocol: string, analysis: Analysis): Item[] {
  const all = gaps.reduce((set, g) => set.union(g.services), NO_SERVICE);
  const transport = protocol.includes('udp') && !protocol.includes('tcp') ? 'udp' : 'tcp';
  return portSpans(all, transport).map((span, n) => {
    const set = portSet(transport, span.from, span.to);
    return {
      label: formatSpan(span),
      kind: CompletionItemKind.Value,
      detail: `missing: ${purposes(gaps, set)}`,
      documentation: documentation(gaps, set, analysis),
      sortText: `00${String(n).padStart(3, '0')}`,
    };
  });
}

/** The rule that a node belongs to. */
export function ruleOf(node: Parameters<typeof AstUtils.getContainerOfType>[0]): ast.Rule | undefined {
  return AstUtils.getContainerOfType(node, ast.isRule);
}
