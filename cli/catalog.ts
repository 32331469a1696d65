import { catalogJson, catalogOf, vendorsOf } from '../api/catalogs.ts';
import type { Catalog, CatalogFlow, CatalogVendor, SourceDocument } from '../language/model/catalog.ts';
import { describeServices, whenNeeded } from '../language/model/describe-flow.ts';
import { nameOfSource, sourceLine, sourceLines, withSections } from '../language/model/describe-source.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { EXIT } from './errors.ts';
import { jsonOutput, nameText, table, visible } from './text.ts';
import { createLanguage, loadPlans } from './workspace.ts';

export interface CatalogOptions {
  readonly format: 'text' | 'json';
  /** A plan whose own vendors are shown as well. */
  readonly file?: string;
}

/** Shows what the catalogs say. @returns the exit code */
export async function catalog(name: string | undefined, options: CatalogOptions): Promise<number> {
  const chosen = vendorsOf(await visibleCatalog(await createLanguage(), options.file), name);
  const text =
    options.format === 'json'
      ? jsonOutput(catalogJson(chosen))
      : (name === undefined ? overview(chosen) : chosen.flatMap(details)).map(visible).join('\n');
  process.stdout.write(`${text}\n`);
  return EXIT.clean;
}

/** The built-in catalogs, or those that a plan sees. */
async function visibleCatalog(services: SegplanCoreServices, file: string | undefined): Promise<Catalog> {
  const [plan] = file === undefined ? [] : await loadPlans(services, [file]);
  if (plan?.diagnostics.some((d) => d.severity === 1))
    process.stderr.write(
      `segplan: warning: ${nameText(plan.file)} has errors, so its own vendors may be incomplete; see segplan check.\n`,
    );
  return catalogOf(services, plan && { document: plan.document, services });
}

function overview(vendors: readonly CatalogVendor[]): string[] {
  const rows = vendors.map((v) => [v.name, v.version?.text ?? '', `${v.roles.length}`, `${v.flows.length}`, v.title]);
  return table([['VENDOR', 'VERSION', 'ROLES', 'FLOWS', 'TITLE'], ...rows]);
}

function details(vendor: CatalogVendor): string[] {
  const roles = vendor.roles.map((r) => [r.name, r.title, r.aliases.join(', '), r.parents.join(', ')]);
  const ends = table(
    vendor.flows.map((f) => [f.initiator, f.initiative === 'stated' ? '->' : '<->', f.responder, describeServices(f.services)]),
    '  ',
  );
  return [
    `${vendor.title}${vendor.version ? ` ${vendor.version.text}` : ''} (${vendor.name})`,
    ...(vendor.versions.length ? [`  speaks of ${vendor.versions.map((v) => v.text).join(', ')}`] : []),
    ...listed('SOURCES', vendor.sources.map(aboutSource)),
    ...listed('WHAT IS MISSING', vendor.gaps),
    '',
    ...table([['ROLE', 'TITLE', 'ALSO KNOWN AS', 'IS ALSO'], ...roles], '  '),
    '',
    `  FLOWS${vendor.flows.length ? '' : ': none of its own; they stand in the catalogs of the products that connect to it'}`,
    ...vendor.flows.flatMap((flow, n) => [ends[n]!, ...aboutFlow(flow).map((line) => `      ${line}`)]),
    ...(vendor.advice.length ? ['', '  ADVICE'] : []),
    ...vendor.advice.flatMap((a) => [
      `  ${[a.roles.join(', ') || `all of ${vendor.name}`, describeServices(a.services)].filter((text) => text).join(', ')}`,
      `      ${a.text}`,
      ...a.sources.map((s) => `      source: ${withSections(nameOfSource(s), s.sections)}`),
    ]),
    ...vendor.sizings.flatMap((z) => [
      '',
      `  SIZE of ${z.role} by ${z.measure}`,
      ...z.rows.map((r) => `  up to ${r.limit}: ${r.needs.map((n) => `${n.property} ${n.amount}`).join(', ')}`),
    ]),
  ];
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length ? ['', `  ${title}`, ...lines.map((line) => `  ${line}`)] : [];
}

/** `veeam.used-ports  Ports (https://…); the maker's reference, version 13.0.2.29, 2026-05-26` */
function aboutSource(source: SourceDocument): string {
  return `${source.id}: ${sourceLine({ ...source, sections: [] })}`;
}

function aboutFlow(flow: CatalogFlow): string[] {
  return [
    [...(flow.purpose ? [flow.purpose] : []), ...whenNeeded(flow), ...(flow.exposed ? ['may face an external zone'] : [])].join(
      '; ',
    ),
    ...sourceLines(flow),
  ].filter((line) => line);
}
