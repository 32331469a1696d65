import type * as ast from '../../../language/generated/ast.ts';
import type { CatalogVendor } from '../../../language/model/catalog.ts';
import { roleId } from '../../../language/model/catalog-ids.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { compareVersions, isSpokenOf, nearestVersion, resolveVersion } from '../../../language/model/versions.ts';
import { escapeMarkdown } from './flow-text.ts';

/** What the version of a product decides, where a plan says it of a vendor or of a component. Markdown; an empty text elsewhere. */
export function versionHover(node: ast.Version, plan: Plan): string {
  const version = resolveVersion(node);
  const vendors = vendorsOf(node, plan);
  if (!version || !vendors.length) return '';
  const lines = vendors.map(({ title, versions }) => {
    const known = [...versions].sort(compareVersions).map(({ text }) => text);
    const nearest = isSpokenOf(version, versions) ? undefined : nearestVersion(version, versions);
    const said = known.length ? `: its catalog speaks of ${known.join(', ')}` : ', whose catalog names no versions';
    return `- ${escapeMarkdown(title)}${said}${nearest ? `; flows are checked as for ${nearest.text}` : ''}`;
  });
  const whose = node.$container.$type === 'VersionAssignment' ? 'of the product on this component' : 'that is deployed';
  return [
    `**${version.text}** · the version ${whose}`,
    '',
    ...lines,
    '',
    'Flows and ports of other versions are not required.',
  ].join('\n');
}

function vendorsOf({ $container: owner }: ast.Version, { catalog }: Plan): CatalogVendor[] {
  const names =
    owner.$type === 'Use'
      ? [owner.vendor?.ref?.name]
      : owner.$type === 'VersionAssignment'
        ? owner.$container.roles.map(({ ref }) => ref && roleId(ref).split('.')[0])
        : [];
  return [...new Set(names)].flatMap((name) => (name === undefined ? [] : (catalog.vendors.get(name) ?? [])));
}
