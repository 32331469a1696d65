import { defineCheck, type Finding, type Fix, findingsOfZones } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import type { CatalogVendor } from '../model/catalog.ts';
import type { Plan } from '../model/plan.ts';
import { compareVersions, isSpokenOf, nearestVersion, type ProductVersion, resolveVersion } from '../model/versions.ts';
import { statementsOf } from '../syntax/statements.ts';

interface Unknown {
  readonly node: ast.Version;
  /** What stands before the version: `use veeam` or `version =`. */
  readonly before: string;
  readonly vendor: CatalogVendor;
  readonly nearest: ProductVersion;
}

/** A version of which a catalog does not speak. */
export const unknownVersion = defineCheck<Unknown>({
  code: 'unknown-version',
  level: 'warning',
  theme: 'words',
  title: 'A version of a product that its catalog does not speak of',
  documentation: `A catalog knows what its sources say, and these are about certain versions of the product. A version that is newer than all of
them, or older, may need other flows: what is checked is then what the nearest version before it needs, or the oldest that there is.

\`\`\`segplan
use veeam 99     // the sources speak of 12.3 and 13
use veeam 13.0.1 // a more exact form of 13
\`\`\`

A version between two that the sources speak of is not reported, and neither is anything where the catalog names no versions. The
quick-fixes write a version that the catalog speaks of. Where the plan says the right one, silence the finding, and compare the flows with
what the maker says of this version.`,
  besidesRules: true,
  *detect(context) {
    const { plan, root } = context;
    for (const use of statementsOf(root, 'Use')) {
      const name = use.vendor?.ref?.name;
      const vendor = name === undefined ? undefined : plan.catalog.vendors.get(name);
      if (use.version && vendor) yield* judged(use.version, [vendor], `use ${vendor.name}`);
    }
    yield* findingsOfZones(context, 'versions', function* ({ components }) {
      for (const { node, roles } of components) {
        const version = node.versions[0]?.version;
        if (version) yield* judged(version, vendorsOf(roles, plan), 'version =');
      }
    });
  },
  fix({ data }): Fix[] {
    const range = data?.node.$cstNode?.range;
    if (!data || !range) return [];
    const { before, vendor, nearest } = data;
    const others = vendor.versions.filter((v) => v !== nearest).sort((a, b) => compareVersions(b, a));
    return [nearest, ...others].map((version) => ({
      title: `Write '${before} ${version.text}'`,
      edits: [{ range, newText: version.text }],
      ...(version === nearest ? { preferred: true } : {}),
    }));
  },
});

/** The vendors of roles whose catalogs say of which versions they speak. */
function vendorsOf(roles: readonly string[], { catalog }: Plan): CatalogVendor[] {
  const vendors = new Set(roles.flatMap((r) => catalog.vendors.get(catalog.roles.get(r)?.vendor ?? '') ?? []));
  return [...vendors];
}

/** The finding about a version that none of the vendors speaks of that it may be of. */
function* judged(node: ast.Version, vendors: readonly CatalogVendor[], before: string): Iterable<Finding<Unknown>> {
  const version = resolveVersion(node);
  // Of a vendor without versions it may be any.
  if (!version || vendors.some((v) => !v.versions.length || isSpokenOf(version, v.versions))) return;
  const [vendor] = vendors;
  const nearest = vendor && nearestVersion(version, vendor.versions);
  if (!nearest) return;
  const why = compareVersions(nearest, version) < 0 ? 'the nearest before it' : 'the oldest of them';
  const known = [...vendor.versions].sort(compareVersions).map((v) => v.text);
  const list = known.length > 1 ? `versions ${known.slice(0, -1).join(', ')} and ${known.at(-1)}` : `version ${known[0]}`;
  yield {
    node,
    message: `The catalog of ${vendor.name} speaks of ${list}, not of ${version.text}: flows are checked as for ${nearest.text}, ${why}.`,
    data: { node, before, vendor, nearest },
  };
}
