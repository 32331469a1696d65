import * as ast from '../language/generated/ast.ts';
import { Catalog, type CatalogFlow, type CatalogVendor } from '../language/model/catalog.ts';
import { vendorJson } from '../language/model/catalog-json.ts';
import { formatServices } from '../language/model/services.ts';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import { EXIT, UsageError } from './errors.ts';
import { createLanguage, loadPlan } from './workspace.ts';

export interface CatalogOptions {
  readonly format: 'text' | 'json';
  /** A plan whose own vendors are shown as well. */
  readonly file?: string;
}

/** Shows what the catalogs say. @returns the exit code */
export async function catalog(name: string | undefined, options: CatalogOptions): Promise<number> {
  const services = await createLanguage();
  const seen = options.file ? (await loadPlan(services, options.file)).document.parseResult.value : undefined;
  const builtIn = services.shared.workspace.LangiumDocuments.all
    .filter((d) => d.uri.scheme === BUILT_IN_SCHEME)
    .map((d) => d.parseResult.value)
    .filter(ast.isDocument)
    .flatMap((d) => d.statements.filter(ast.isVendor));
  const all = seen ? services.segplan.Plans.catalog(seen) : new Catalog(builtIn.toArray());
  const vendors = [...all.vendors.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const chosen = name === undefined ? vendors : vendors.filter((v) => v.name === name);
  if (name !== undefined && !chosen.length)
    throw new UsageError(`There is no catalog of '${name}'; there are ${vendors.map((v) => v.name).join(', ')}.`);
  if (options.format === 'json')
    process.stdout.write(`${JSON.stringify({ schemaVersion: 1, vendors: chosen.map(vendorJson) }, undefined, 2)}\n`);
  else process.stdout.write(`${chosen.map((v) => (name === undefined ? summary(v) : details(v))).join('\n')}\n`);
  return EXIT.clean;
}

function summary(vendor: CatalogVendor): string {
  const version = vendor.version ? ` ${vendor.version.text}` : '';
  return `${vendor.name.padEnd(12)} ${vendor.title}${version}: ${vendor.roles.length} roles, ${vendor.flows.length} flows`;
}

function servicesText(flow: CatalogFlow): string {
  const open = flow.services.parts.some((p) => p.openEnded) ? ' (or the next free ports)' : '';
  const fixed = flow.services.set.isEmpty ? [] : [formatServices(flow.services.set) + open];
  return [...fixed, ...flow.services.alternatives.map((g) => `one of ${g.map(formatServices).join(' or ')}`)].join(', ');
}

function details(vendor: CatalogVendor): string {
  const width = Math.max(...vendor.roles.map((r) => r.name.length), 4);
  const roles = vendor.roles.map(
    (r) =>
      `  ${r.name.padEnd(width)}  ${r.title}${r.aliases.length ? ` (${r.aliases.join(', ')})` : ''}${r.parents.length ? `, is also ${r.parents.join(', ')}` : ''}`,
  );
  const flows = vendor.flows.flatMap((f) => [
    `  ${f.initiator} -> ${f.responder} : ${servicesText(f)}`,
    `      ${f.purpose}${f.phase ? `; only during ${f.phase}` : ''}${f.features.length ? `; only with ${f.features.join(' or ')}` : ''}${f.optional ? '; optional' : ''}`,
    ...f.sources.map((s) => `      source: ${s.title} (${s.file}), ${s.sections.join(', ')}`),
  ]);
  return [
    summary(vendor),
    '',
    'Roles',
    ...roles,
    '',
    'Flows',
    ...(flows.length ? flows : ['  none: they stand in the catalogs of the products']),
  ].join('\n');
}
