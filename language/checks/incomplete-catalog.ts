import type { Analysis } from '../analysis/analyze.ts';
import { joinsComponents } from '../analysis/unused-vendors.ts';
import { at, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { insertUse } from '../editing/edits.ts';
import * as ast from '../generated/ast.ts';
import type { CatalogFlow, CatalogVendor } from '../model/catalog.ts';
import { roleId } from '../model/catalog-ids.ts';
import type { Plan } from '../model/plan.ts';
import { statementsButRules } from '../model/structure.ts';
import { contentsOf } from '../syntax/contents.ts';
import { statementsOf } from '../syntax/statements.ts';

/** So many words tell one sentence from others. */
const FEW_WORDS = 5;

/** A catalog in use that does not hold all of its product. */
export const incompleteCatalog = defineCheck<string>({
  code: 'incomplete-catalog',
  level: 'info',
  theme: 'needs',
  title: 'A catalog in use that does not hold all of its product',
  documentation: `A catalog says itself what of a product it leaves out (\`incomplete "…"\`). Flows of these parts are neither required nor known: a plan
that is complete by this catalog may lack them, and a rule for them may be called unneeded.

\`\`\`segplan
use acme   // the catalog of acme leaves out tape libraries
\`\`\`

There is one finding for each catalog, at its \`use\`. Nothing is said of a catalog whose roles are there for the flows of other catalogs
alone, such as the Hyper-V hosts of a plan that is about their backup. Where the plan needs what is missing, write it in a vendor of your own, or add it with
\`extend vendor\` ([From a port table to a catalog](../vendors.md)). Where it does not, silence the finding:
\`// segplan-disable-next-line incomplete-catalog -- no tape here\`, or \`check incomplete-catalog off "…"\` for all of them.

A role may also derive from one of another catalog, which holds more of it: \`veeam.one-server\` from \`veeam-one.server\`, where the
reference of Veeam ONE has its flows. A component with such a role is found as long as that catalog is not in use and has flows between
components of the plan; the quick-fix adds its \`use\`.`,
  besidesRules: true,
  *detect({ plan, root, analysis }) {
    const seen = new Set<string>();
    for (const use of statementsOf(root, 'Use')) {
      const name = use.vendor?.ref?.name;
      const vendor = name === undefined || seen.has(name) ? undefined : plan.catalog.vendors.get(name);
      if (!vendor?.gaps.length) continue;
      seen.add(vendor.name);
      if (isForOthersAlone(vendor, analysis)) continue;
      yield {
        ...at(use, 'vendor'),
        message: `The catalog of ${vendor.name} does not hold all of the product: ${vendor.gaps.map(sentence).join(' ')}`,
        related: gapNodes(vendor).map((node) => ({
          node,
          message: `The catalog says so here${begun(node.text, vendor) || '.'}`,
        })),
      };
    }
    yield* elsewhere(ofOtherCatalogs(analysis, root), plan);
  },
  fix: ({ data }, { root }): Fix[] =>
    data ? [{ title: `Add 'use ${data}'`, edits: [insertUse(root, data)], preferred: true }] : [],
});

/** The first words of one of several sentences, since the message holds all of each. */
function begun(text: string, { gaps }: CatalogVendor): string {
  const words = text.replace(/[.!?]$/, '').split(/\s+/);
  const isCut = words.length > FEW_WORDS;
  return gaps.length > 1 ? `: ${words.slice(0, FEW_WORDS).join(' ')}${isCut ? ' …' : '.'}` : '';
}

/** The components of a file with roles of catalogs in use that derive from one of a catalog that is not. */
function ofOtherCatalogs({ plan, memory }: Analysis, root: ast.Document): ast.Component[] {
  const { catalog, uses, settings } = plan;
  const known = new Map<ast.Role, boolean>();
  const isOfOther = (role: ast.Role): boolean => {
    let answer = known.get(role);
    if (answer === undefined) {
      const vendors = [...catalog.ancestors(roleId(role))].map((id) => id.split('.')[0] ?? '');
      answer = uses.has(role.$container.name) && vendors.some((vendor) => !uses.has(vendor));
      known.set(role, answer);
    }
    return answer;
  };
  // Roles are those of catalogs, and which of these are in use is a setting of the plan.
  return memory.each('components of catalogs beside those in use', statementsButRules(root), [catalog, settings], (statement) =>
    contentsOf(statement).filter(
      (node): node is ast.Component => ast.isComponent(node) && node.roles.some(({ ref }) => ref !== undefined && isOfOther(ref)),
    ),
  );
}

/** Components of catalogs in use that another catalog holds more of. */
function* elsewhere(components: readonly ast.Component[], plan: Plan): Generator<Finding<string>> {
  const seen = new Set<string>();
  // Components of one role say the same; what the first of them doesn't need the others don't.
  const known = new Set<ast.Role>();
  for (const node of components) {
    for (let index = 0; index < node.roles.length; index++) {
      const { ref } = node.roles[index]!;
      if (!ref || known.has(ref) || !plan.uses.has(ref.$container.name)) continue;
      known.add(ref);
      for (const ancestor of plan.catalog.ancestors(roleId(ref))) {
        const vendor = plan.catalog.vendors.get(ancestor.split('.')[0] ?? '');
        if (!vendor || vendor.name === ref.$container.name || plan.uses.has(vendor.name) || seen.has(vendor.name)) continue;
        if (!joinsComponents(vendor, plan)) continue;
        seen.add(vendor.name);
        const message = `The catalog of ${vendor.name} holds more of what ${node.name} needs: add 'use ${vendor.name}'.`;
        yield { node, property: 'roles', index, message, data: vendor.name };
      }
    }
  }
}

/** Whether what is required of a catalog's roles are flows of other catalogs alone. */
function isForOthersAlone(vendor: CatalogVendor, { requirements, memory }: Analysis): boolean {
  return memory.one(`for others alone: ${vendor.name}`, [requirements, vendor], () => areForOthers(vendor, requirements));
}

function areForOthers({ name }: CatalogVendor, requirements: Analysis['requirements']): boolean {
  const prefix = `${name}.`;
  const flows = new Set<CatalogFlow>();
  for (let n = 0; n < requirements.length; n++) flows.add(requirements[n]!.flow);
  const required = [...flows].filter(({ initiator, responder }) => initiator.startsWith(prefix) || responder.startsWith(prefix));
  return required.length > 0 && required.every(({ vendor }) => vendor !== name);
}

function gapNodes({ blocks }: CatalogVendor) {
  return blocks.flatMap((b) => b.members).flatMap((m) => (m.$type === 'Gap' && m.text ? [m] : []));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
