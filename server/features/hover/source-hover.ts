import type { Catalog, CatalogFlow } from '../../../language/model/catalog.ts';
import { describeServices, purposeBehind } from '../../../language/model/describe-flow.ts';
import { placeInSource } from '../../../language/model/describe-source.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { documentText, escapeMarkdown, flowBullet } from './flow-text.ts';

/** So many contested readings are listed. */
const MOST = 12;

/** What a source is, what of it a maker's reference contests, and what it contests itself. Markdown. */
export function sourceHover(id: string, plan: Plan): string {
  const vendors = [...plan.catalog.vendors.values()];
  const source = vendors.flatMap((v) => v.sources).find((s) => s.id === id);
  if (!source) return '';
  const flows = vendors.flatMap((v) => v.flows);
  const contested = flows.filter((f) => f.contestedBy.length && f.sources.some((s) => s.id === id));
  const contests = flows.filter((f) => f.contestedBy.some((s) => s.id === id));
  const state = plan.trusted.has(id) ? 'required, since this plan trusts the source' : `required only with \`trust ${id}\``;
  return [
    `**${escapeMarkdown(id)}** · ${documentText(source)}`,
    ...readings(`Contested readings, ${state}`, contested, (f) => `contested by ${f.contestedBy.map(placeInSource).join('; ')}`),
    ...readings('Contests', contests, (f) => f.sources.map(placeInSource).join('; ')),
  ].join('\n');
}

function readings(title: string, flows: readonly CatalogFlow[], whose: (flow: CatalogFlow) => string): string[] {
  if (!flows.length) return [];
  const lines = flows.map(
    (f) =>
      `- ${escapeMarkdown(`${f.initiator} -> ${f.responder}`)}: \`${describeServices(f.services)}\`${purposeBehind(f, ' — ', escapeMarkdown)} _${escapeMarkdown(whose(f))}_`,
  );
  const more = lines.length > MOST ? [`- and ${lines.length - MOST} more`] : [];
  return ['', `**${title}**`, '', ...lines.slice(0, MOST), ...more];
}

/** What a statement of a catalog says, and on whose word. Markdown. */
export function statementHover(node: CatalogFlow['node'], catalog: Catalog): string {
  const flows = [...catalog.vendors.values()].flatMap((v) => v.flows).filter((f) => f.node === node);
  const [flow] = flows;
  if (!flow) return '';
  const ends = (side: 'initiator' | 'responder'): string => [...new Set(flows.map((f) => f[side]))].join(', ');
  const arrow = flow.initiative === 'stated' ? '->' : '<->';
  return [
    `**${escapeMarkdown(`${ends('initiator')} ${arrow} ${ends('responder')}`)}**`,
    '',
    flowBullet(flow, flow.services.set),
  ].join('\n');
}
