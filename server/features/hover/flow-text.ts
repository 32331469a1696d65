import type { CatalogFlow, Source } from '../../../language/model/catalog.ts';
import { describeConditions, describePorts } from '../../../language/model/describe-flow.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { formatServices, type ServiceSet } from '../../../language/model/services.ts';

/** Makes text of a plan harmless in Markdown: it is shown, never interpreted. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~$]/g, '\\$&').replace(/\s+/g, ' ');
}

/** `Veeam and network segmentation, section 2, 4 (004_….txt)` */
export function sourceText(sources: readonly Source[]): string {
  return sources
    .map(
      (s) =>
        `${escapeMarkdown(s.title)}, ${s.sections.length > 1 ? 'sections' : 'section'} ${s.sections.map(escapeMarkdown).join(', ')} (${escapeMarkdown(s.file)})`,
    )
    .join('; ');
}

/** Titles of the named services that make up a flow, where it has any. */
function serviceTitles(flow: CatalogFlow, ports: ServiceSet): string[] {
  const titles = flow.services.parts
    .filter((p) => p.service && p.set.overlaps(ports))
    .map((p) => p.service?.title ?? p.service?.name ?? '');
  return [...new Set(titles)];
}

/** When a flow is needed and when it is not. Nothing for one that always is. */
export function whenText(flow: CatalogFlow, plan?: Plan): string[] {
  const texts: string[] = [];
  if (flow.phase) texts.push(`only during the phase ${flow.phase}`);
  if (flow.features.length) {
    const names = flow.features.map((f) => f.slice(f.indexOf('.') + 1)).join(', ');
    const off = plan && !flow.features.some((f) => plan.features.has(f));
    texts.push(`only with ${flow.features.length > 1 ? 'any of ' : ''}${names}${off ? ', which this plan does not enable' : ''}`);
  }
  if (flow.optional) texts.push('optional, never required');
  return [...texts, ...describeConditions(flow)];
}

/** One bullet: the ports, what they are for, when, how protected, on whose word. */
export function flowBullet(flow: CatalogFlow, ports: ServiceSet, plan?: Plan): string {
  const titles = serviceTitles(flow, ports).map(escapeMarkdown);
  const facts = [
    ...(flow.traffic
      ? [flow.traffic === 'backup-data' ? 'carries backup data' : `carries ${escapeMarkdown(flow.traffic)} traffic`]
      : []),
    ...(flow.protection ? [`protected by ${escapeMarkdown(flow.protection)}`] : []),
    ...whenText(flow, plan).map(escapeMarkdown),
  ];
  const alternatives = flow.services.alternatives.map((group) => `one of ${group.map(formatServices).join(' or ')}`);
  const openEnded = describePorts(flow.services).map(escapeMarkdown);
  const what = [
    ...(ports.isEmpty ? [] : [`\`${formatServices(ports)}\``]),
    ...(flow.services.set.isEmpty ? alternatives : []),
  ].join(', ');
  const lines = [`- ${what}${titles.length ? ` ${titles.join(', ')}` : ''} — ${escapeMarkdown(flow.purpose)}`];
  const all = [...facts, ...openEnded];
  if (all.length) lines.push(`  _${all.join('; ')}_`);
  if (flow.note) lines.push(`  ${escapeMarkdown(flow.note)}`);
  if (flow.sources.length) lines.push(`  Source: ${sourceText(flow.sources)}`);
  return lines.join('  \n');
}
