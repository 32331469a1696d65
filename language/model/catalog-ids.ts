import type * as ast from '../generated/ast.ts';
import { isVendor } from '../generated/ast.ts';
import type { Source } from './catalog.ts';

/** `veeam.backup-server` of a role; the plain name for one of a vendor without a name, which only a broken text has. */
export function roleId(role: ast.Role): string {
  const vendor = role.$container;
  return isVendor(vendor) && vendor.name ? `${vendor.name}.${role.name}` : role.name;
}

export function featureId(feature: ast.Feature): string {
  const vendor = feature.$container;
  return isVendor(vendor) && vendor.name ? `${vendor.name}.${feature.name}` : feature.name;
}

/** The sources that a flow or service cites. */
export function readSources(citations: readonly Pick<ast.Citation, 'source' | 'sections'>[]): Source[] {
  return citations.map((c) => ({
    ...readSource(c.source?.ref),
    sections: [...c.sections],
  }));
}

/** `veeam.segmentation`; the plain name for one of a vendor without a name. */
export function sourceId(source: ast.Source): string {
  const vendor = source.$container;
  return isVendor(vendor) && vendor.name ? `${vendor.name}.${source.name}` : source.name;
}

export function readSource(node: ast.Source | undefined): Omit<Source, 'sections'> {
  return {
    id: node ? sourceId(node) : '',
    file: node?.file ?? '',
    title: node?.title ?? node?.file ?? '',
    ...(node?.vendor ? { vendor: true as const } : {}),
    ...(node?.version ? { version: String(node.version.number) } : {}),
    ...(node?.date ? { date: sourceDate(node.date) } : {}),
  };
}

/** The date of a source, with a month of two digits: the parser reads `2019-09` as two numbers. */
export function sourceDate(date: string): string {
  return date.replace(/^(\d{4})-(\d)$/, '$1-0$2');
}
