import type * as ast from '../../../language/generated/ast.ts';
import type { Catalog, CatalogAdvice, CatalogFlow, CatalogSizing, CatalogVendor } from '../../../language/model/catalog.ts';
import { describeServices, purposeBehind } from '../../../language/model/describe-flow.ts';
import { append } from '../../../language/model/lists.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { sizingsFor } from '../../../language/model/sizing.ts';
import { SYSTEM_TITLES, SYSTEMS, type System } from '../../../language/model/systems.ts';
import { documentLines, documentText, escapeMarkdown, fewLines, IN_CATALOG, sourceText, whenText } from './flow-text.ts';

function portsOf(flow: CatalogFlow): string {
  return describeServices(flow.services);
}

function flowLine(flow: CatalogFlow, peer: string): string {
  const when = whenText(flow);
  return `- ${escapeMarkdown(peer)}: \`${portsOf(flow)}\`${purposeBehind(flow, ' — ', escapeMarkdown)}${when.length ? ` _(${escapeMarkdown(when.join('; '))})_` : ''}`;
}

/** What a role needs from whom and offers to whom; first what whoever the plan has may be about. Markdown. */
export function roleHover(id: string, plan: Plan): string {
  const { catalog } = plan;
  const role = catalog.roles.get(id);
  if (!role) return '';
  const lineage = catalog.ancestors(id);
  const flows = [...catalog.vendors.values()].flatMap((v) => v.flows);
  const needs = nearFirst(
    flows.filter((f) => lineage.has(f.initiator)),
    'responder',
    plan,
  );
  const offers = nearFirst(
    flows.filter((f) => lineage.has(f.responder)),
    'initiator',
    plan,
  );
  const lines = [`**${escapeMarkdown(id)}** · ${escapeMarkdown(role.title)}`];
  if (role.aliases.length) lines.push('', `Also known as ${role.aliases.map(escapeMarkdown).join(', ')}.`);
  const parents = [...lineage].filter((r) => r !== id);
  if (parents.length) lines.push('', `Is also: ${parents.map(escapeMarkdown).join(', ')}.`);
  for (const property of catalog.properties(id))
    lines.push('', `\`${property.name} = ${valuesText(property)}\` ${escapeMarkdown(property.title)}`);
  if ([...lineage].some((each) => catalog.roles.get(each)?.relays))
    lines.push('', 'Passes traffic on: an assertion `through relays` follows it.');
  append(lines, systemLines(catalog.systemsOf(id)));
  if (role.hosts.length)
    lines.push(
      '',
      `At ${role.hosts.map((h) => escapeMarkdown(h.$cstNode?.text ?? '')).join(', ')}, unless a plan says otherwise.`,
    );
  const list = (title: string, own: readonly CatalogFlow[], peer: 'initiator' | 'responder'): void => {
    const texts = own.map((f) => flowLine(f, f[peer]));
    if (texts.length) append(lines, ['', `**${title}**`, '', ...fewLines(texts, IN_CATALOG)]);
  };
  list('Connects to', needs, 'responder');
  list('Is connected to by', offers, 'initiator');
  append(lines, documentLines([...needs, ...offers]));
  for (const sizing of sizingsFor(catalog, lineage)) lines.push('', ...sizingTable(sizing));
  append(lines, adviceLines(catalog.adviceFor(id)));
  if (!needs.length && !offers.length) lines.push('', 'No catalog states a flow for it.');
  return lines.join('\n');
}

/**
 * Flows in another order: those with roles that the plan has, then those of vendors in use, then all others; of each those first that are needed in any
 * case, and those last whose features are off.
 */
function nearFirst(flows: readonly CatalogFlow[], peer: 'initiator' | 'responder', plan: Plan): readonly CatalogFlow[] {
  const filled = new Set(plan.components.flatMap((c) => [...c.allRoles]));
  const distance = (f: CatalogFlow): number => {
    const isOff = f.features.length > 0 && !f.features.some((each) => plan.features.has(each));
    const special = isOff ? 2 : whenText(f).length ? 1 : 0;
    return (filled.has(f[peer]) ? 0 : 6) + (plan.uses.has(f.vendor) ? 0 : 3) + special;
  };
  return flows
    .map((flow) => ({ flow, at: distance(flow) }))
    .sort((a, b) => a.at - b.at)
    .map(({ flow }) => flow);
}

/** What machines run. Markdown. */
export function systemLines(systems: ReadonlySet<System>): string[] {
  const titles = SYSTEMS.filter((system) => systems.has(system)).map((system) => SYSTEM_TITLES[system]);
  if (!titles.length) return [];
  return ['', titles.length > 1 ? `May be of several kinds; runs ${titles.join(', or ')}.` : `Runs ${titles[0]}.`];
}

/** A property of a role. Markdown. */
export function propertyHover({ name, title = '', type, values, default: usual }: ast.Property): string {
  const text = valuesText({ type: type ?? 'choice', values, ...(usual === undefined ? {} : { default: usual }) });
  return `**${name}** = ${text}\n\n${escapeMarkdown(title)}`;
}

/** What a plan sets a property to. Markdown. */
export function valueHover({ property, value }: ast.PropertyAssignment): string {
  return property.ref ? `**${escapeMarkdown(value)}** · ${propertyHover(property.ref)}` : '';
}

/** What a property can be: `nbd | hot-add`, `port`. */
export function valuesText(property: { type: string; values: readonly string[]; default?: string }): string {
  if (property.type !== 'choice') return `<${property.type}>`;
  return `${property.values.join(' | ')}${property.default ? `, ${property.default} unless set` : ''}`;
}

/** A size table of a vendor. Markdown. */
function sizingTable(sizing: CatalogSizing): string[] {
  const names = sizing.rows[0]?.needs.map((n) => n.property) ?? [];
  return [
    `**${escapeMarkdown(sizing.title || 'Size')}**`,
    '',
    `| up to ${sizing.measure} | ${names.join(' | ')} |`,
    `| ---: | ${names.map(() => '---:').join(' | ')} |`,
    ...sizing.rows.map((r) => `| ${r.limit} | ${r.needs.map((n) => n.amount).join(' | ')} |`),
    '',
    `Source: ${sourceText(sizing.sources)}`,
  ];
}

/** What a vendor advises. Markdown. */
export function adviceLines(advice: readonly CatalogAdvice[]): string[] {
  if (!advice.length) return [];
  return ['', '**Advice**', '', ...advice.map((a) => `- ${escapeMarkdown(a.text)} _${sourceText(a.sources)}_`)];
}

/** What a catalog holds. Markdown. */
export function vendorHover(vendor: CatalogVendor): string {
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length ? ['', `**${title}**`, '', ...fewLines(lines, IN_CATALOG)] : [];
  return [
    `**${escapeMarkdown(vendor.name)}** · ${escapeMarkdown(vendor.title)}${vendor.version ? `, version ${vendor.version.text}` : ''}`,
    '',
    `${vendor.roles.length} roles, ${vendor.flows.length} flows.`,
    ...(vendor.versions.length ? ['', `Its sources speak of ${vendor.versions.map((v) => v.text).join(', ')}.`] : []),
    ...list(
      'Features',
      vendor.features.map((f) => `- \`${f.id}\` ${escapeMarkdown(f.title)}`),
    ),
    ...list(
      'What is missing',
      vendor.gaps.map((gap) => `- ${escapeMarkdown(gap)}`),
    ),
    ...list(
      'Sources',
      vendor.sources.map((s) => `- ${documentText(s)}`),
    ),
  ].join('\n');
}

/** The flows that a feature makes necessary. Markdown. */
export function featureHover(id: string, title: string, catalog: Catalog): string {
  const flows = [...catalog.vendors.values()].flatMap((v) => v.flows).filter((f) => f.features.includes(id));
  return [
    `**${escapeMarkdown(id)}** · ${escapeMarkdown(title)}`,
    '',
    ...(flows.length
      ? [
          'Needs:',
          '',
          ...fewLines(
            flows.map(
              (f) =>
                `- ${escapeMarkdown(f.initiator)} -> ${escapeMarkdown(f.responder)}: \`${portsOf(f)}\`${purposeBehind(f, ' — ', escapeMarkdown)}`,
            ),
            IN_CATALOG,
          ),
        ]
      : ['No flow depends on it.']),
  ].join('\n');
}
