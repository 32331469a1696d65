import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { type Installation, installationsBySite, withoutDeployment } from '../analysis/advice/missing-deployments.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { insertBehind, isOnBrokenLine } from '../editing/edits.ts';
import { freeName } from '../editing/free-name.ts';
import { nameOf } from '../editing/names.ts';
import type { PlanComponent } from '../model/plan.ts';

/** A provider and its tenants that count as one installation. */
export const missingDeployment = defineCheck<'all'>({
  code: 'missing-deployment',
  level: 'warning',
  theme: 'needs',
  ofPlan: true,
  title: 'A provider and its tenants without deployments of their own',
  documentation: `A provider and each of its tenants are installations of their own, joined by what their product has for that, such as a cloud
connector. A plan says so with deployments. Without them all of it counts as one installation, and flows are required that nobody uses: from one
tenant to another, and past the connector.

\`\`\`segplan
deployment provider = cloud                                 // the provider's site
deployment tenant-harbor of provider = harbor, zcc-harbor   // a tenant's site, and the connector that joins it with the provider
\`\`\`

Reported are components with roles of a provider or a tenant that stand in no deployment, where a plan holds both, or tenants of several sites.
The quick-fix writes a deployment for each site, where the plan has none yet. To which tenant a connector belongs it tells by their names; look at
the lines before you go on.`,
  besidesRules: true,
  ofShape: true,
  *detect({ plan, document }) {
    const loose = withoutDeployment(plan);
    const first = loose.find((c) => AstUtils.getDocument(c.node) === document);
    if (!first) return;
    const others = loose.filter((c) => c !== first).map((c) => c.name);
    const names = [first.name, ...(others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} more`] : others)];
    const subject = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} stand` : `${first.name} stands`;
    yield {
      ...at(first.node, 'name'),
      message: `${subject} in no deployment, so that the provider and its tenants count as one installation: flows between them are required that nobody uses.`,
      data: 'all',
    };
  },
  fix(_, context): Fix[] {
    const edits = writeDeployments(context);
    return edits.length ? [{ title: 'Write a deployment for each site', edits, preferred: true }] : [];
  },
});

/** Deployments by site, behind the last site; none where sites don't tell them, or the plan has begun to write its own. */
function writeDeployments({ plan, root }: CheckContext): TextEdit[] {
  const installations = plan.deployments.size ? undefined : installationsBySite(plan);
  const last = root.statements.findLast((s) => s.$type === 'Site');
  if (!installations || !last || isOnBrokenLine(last)) return [];
  const { provider, tenants } = installations;
  const membersOf = ({ site, more }: Installation): string => [site, ...more.map((c) => named(c))].join(', ');
  const named = (component: PlanComponent): string => nameOf(component.node, plan) ?? component.name;
  const name = freeName('provider', plan, root);
  const lines = [
    ...(provider.length ? [`deployment ${name} = ${provider.map(membersOf).join(', ')}`] : []),
    ...tenants.map(
      (each) =>
        `deployment ${freeName(`tenant-${each.site}`, plan, root)}${provider.length ? ` of ${name}` : ''} = ${membersOf(each)}`,
    ),
  ];
  return [insertBehind(last, ['', ...lines])];
}
