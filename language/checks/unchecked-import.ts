import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { joinsComponents } from '../analysis/unused-vendors.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { importThatBrings } from '../checking/imports-of.ts';
import { importedOfOtherVendors, ofOtherVendors } from '../checking/other-vendors.ts';
import { insertUses } from '../editing/edits.ts';
import * as ast from '../generated/ast.ts';
import type { CatalogVendor } from '../model/catalog.ts';
import { statementsOf } from '../syntax/statements.ts';
import { statesRules } from '../workspace/visible-documents.ts';

/** Components of imported files whose flows nobody demands, since no `use` of the plan names their vendor. */
export const uncheckedImport = defineCheck<string>({
  code: 'unchecked-import',
  level: 'error',
  theme: 'needs',
  ofPlan: true,
  title: 'An import of components of a vendor that no `use` here names',
  documentation: `\`use\` counts for the file that it stands in. A plan that imports its zones from another file has their components, and what these need
is required where the plan itself uses the vendor: without that all would look complete while none of the flows were checked.

\`\`\`segplan
import "./zones.segplan"      // with components that are veeam.backup-server and veeam.vmware-proxy
use veeam 13                  // their flows are required here

allow vbr -> proxy : required
\`\`\`

Nothing is reported of a vendor whose flows join none of the components, nor where all that they join is a plan of its own that is imported, with rules and the
\`use\` line. The quick-fix adds the line, with the version that the other file says.`,
  *detect(context) {
    const { plan } = context;
    if (!plan.imports.length) return;
    // Of those that stand here it is told there.
    const told = new Set(ofOtherVendors(context).flatMap(vendorsOf));
    for (const component of importedOfOtherVendors(context))
      for (const name of vendorsOf(component)) {
        if (told.has(name) || plan.uses.has(name)) continue;
        told.add(name);
        const vendor = plan.catalog.vendors.get(name);
        const node = importThatBrings(homeOf(component), context);
        if (!node || !vendor || !joinsComponents(vendor, plan) || isCheckedElsewhere(vendor, context)) continue;
        const named = `${name}${versionIn(plan.imports, name)}`;
        yield {
          ...at(node, 'path'),
          message: `The flows of ${name} are not checked here, though '${node.path}' brings in components that have some: add 'use ${named}'.`,
          related: [{ ...at(component, 'name'), message: `${component.name} is one of them.` }],
          data: named,
        };
      }
  },
  fix: ({ data }, { root }): Fix[] =>
    data ? [{ title: `Add 'use ${data}'`, edits: [insertUses(root, [data])], preferred: true }] : [],
  fixAll(findings, { root }): TextEdit[] {
    return findings.length ? [insertUses(root, [...new Set(findings.flatMap(({ data }) => data ?? []))])] : [];
  },
});

function vendorsOf({ roles }: ast.Component): string[] {
  return roles.flatMap(({ ref }) => (ref && ast.isVendor(ref.$container) ? [ref.$container.name] : []));
}

function homeOf(component: ast.Component): ast.Document {
  return AstUtils.getDocument<ast.Document>(component).parseResult.value;
}

/** Whether one of the imported files has all components that a vendor's flows may join, and rules of its own, and demands these flows itself. */
function isCheckedElsewhere({ name, flows }: CatalogVendor, { plan, visible }: CheckContext): boolean {
  const roles = new Set(flows.flatMap(({ initiator, responder }) => [initiator, responder]));
  const homes = new Set(
    plan.components.filter(({ allRoles }) => [...allRoles].some((role) => roles.has(role))).map(({ node }) => homeOf(node)),
  );
  return plan.imports.some((file) => {
    if (!statesRules(file) || !statementsOf(file, 'Use').some(({ vendor }) => vendor?.ref?.name === name)) return false;
    const seen = new Set(visible.plansFor(file));
    return [...homes].every((home) => seen.has(home));
  });
}

/** The version of a vendor that imported files say, as a text behind its name. */
function versionIn(files: readonly ast.Document[], name: string): string {
  const uses = files.flatMap((file) => statementsOf(file, 'Use')).filter(({ vendor }) => vendor?.ref?.name === name);
  const version = uses.find((use) => use.version)?.version?.$cstNode?.text;
  return version ? ` ${version}` : '';
}
