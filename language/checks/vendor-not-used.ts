import type { TextEdit } from 'vscode-languageserver-types';
import { isPartner, joinsComponents } from '../analysis/unused-vendors.ts';
import { type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { ofOtherVendors } from '../checking/other-vendors.ts';
import { insertUse, insertUses } from '../editing/edits.ts';
import * as ast from '../generated/ast.ts';
import { roleId } from '../model/catalog-ids.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';

/** A role of a vendor whose flows are not demanded, since no `use` names it. */
export const vendorNotUsed = defineCheck<string>({
  code: 'vendor-not-used',
  level: 'error',
  theme: 'needs',
  ofPlan: true,
  title: 'A role of a vendor that no `use` names',
  documentation: `Only the flows of vendors in use are required. A component with a role of another vendor would look complete while none of
its flows were checked. Catalogs that state no flows of their own, such as those of hypervisors, need no \`use\`. Nor does one of which the plan has
nothing but partners of the products in use: the browser that opens Veeam Backup for Microsoft 365, say, without a backup server.

\`\`\`segplan
use veeam 13
\`\`\`

A file without rules that a plan imports is a part of that plan: there it is told (\`unchecked-import\`), and the part needs no \`use\` line.

The quick-fix adds the \`use\` line.`,
  besidesRules: true,
  *detect(context) {
    // Nobody demands flows of an imported file's vendors either, unless this file uses them.
    const used = new Set([...context.plan.uses.keys(), ...misspelledIn(context)]);
    for (const node of ofOtherVendors(context)) {
      for (let index = 0; index < node.roles.length; index++) {
        const reference = node.roles[index]!;
        const vendor = reference.ref?.$container;
        if (!reference.ref || !ast.isVendor(vendor) || used.has(vendor.name)) continue;
        const catalog = context.plan.catalog.vendors.get(vendor.name);
        if (!catalog?.flows.length) continue;
        if (isPartner(roleId(reference.ref), context.plan) && !joinsComponents(catalog, context.plan)) continue;
        yield {
          node,
          property: 'roles',
          index,
          message: `The flows of ${vendor.name} are not checked: add 'use ${vendor.name}'.`,
          data: vendor.name,
        };
      }
    }
  },
  fix: (finding, context): Fix[] =>
    finding.data ? [{ title: `Add 'use ${finding.data}'`, edits: [insertUse(context.root, finding.data)], preferred: true }] : [],
  fixAll(findings, context): TextEdit[] {
    const vendors = [...new Set(findings.flatMap((f) => f.data ?? []))];
    return vendors.length ? [insertUses(context.root, vendors)] : [];
  },
});

/** The vendors that are meant, it seems, by `use` lines whose names lead nowhere: those lines are reported, and mended they are in use. */
function misspelledIn({ root, plan }: CheckContext): string[] {
  const names = statementsOf(root, 'Use').flatMap(({ vendor }) => (vendor && !vendor.ref ? vendor.$refText : []));
  return names.flatMap((name) => nearestNames(name, plan.catalog.vendors.keys(), 1));
}
