import type { Analysis } from '../analysis/analyze.ts';
import { at, defineCheck } from '../checking/check.ts';
import type { CatalogVendor } from '../model/catalog.ts';

/** A catalog in use that does not hold all of its product. */
export const incompleteCatalog = defineCheck({
  code: 'incomplete-catalog',
  level: 'info',
  title: 'A catalog in use that does not hold all of its product',
  documentation: `A catalog says itself what of a product it leaves out (\`incomplete "…"\`). Flows of these parts are neither required nor known: a plan
that is complete by this catalog may lack them, and a rule for them may be called unneeded.

\`\`\`segplan
use acme   // the catalog of acme leaves out tape libraries
\`\`\`

There is one finding for each catalog, at its \`use\`. Nothing is said of a catalog whose roles are there for the flows of other catalogs
alone, such as the Hyper-V hosts of a plan that is about their backup. Where the plan needs what is missing, write it in a vendor of your own, or add it with
\`extend vendor\` ([From a port table to a catalog](../vendors.md)). Where it does not, silence the finding:
\`// segplan-disable-next-line incomplete-catalog -- no tape here\`, or \`check incomplete-catalog off "…"\` for all of them.`,
  *detect({ plan, root, analysis }) {
    const seen = new Set<string>();
    for (const use of root.statements) {
      const name = use.$type === 'Use' ? use.vendor?.ref?.name : undefined;
      const vendor = name === undefined || seen.has(name) ? undefined : plan.catalog.vendors.get(name);
      if (use.$type !== 'Use' || !vendor?.gaps.length) continue;
      seen.add(vendor.name);
      if (isForOthersAlone(vendor, analysis)) continue;
      yield {
        ...at(use, 'vendor'),
        message: `The catalog of ${vendor.name} does not hold all of the product: ${vendor.gaps.map(sentence).join(' ')}`,
        related: gapNodes(vendor).map((node) => ({ node, message: sentence(node.text) })),
      };
    }
  },
});

/** Whether what is required of a catalog's roles are flows of other catalogs alone. */
function isForOthersAlone({ name }: CatalogVendor, { requirements }: Analysis): boolean {
  const required = requirements.filter(({ flow }) =>
    [flow.initiator, flow.responder].some((role) => role.startsWith(`${name}.`)),
  );
  return required.length > 0 && required.every(({ flow }) => flow.vendor !== name);
}

function gapNodes({ blocks }: CatalogVendor) {
  return blocks.flatMap((b) => b.members).flatMap((m) => (m.$type === 'Gap' && m.text ? [m] : []));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
