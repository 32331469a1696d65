import { AstUtils } from 'langium';
import { type Crossing, crossings } from '../analysis/advice/crosswise.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { insertBinding } from '../editing/bindings.ts';
import { nameOf } from '../editing/names.ts';
import type { Plan } from '../model/plan.ts';

/** Components that are required to reach those of another site, though their own has such. */
export const crosswiseFlow = defineCheck<Crossing>({
  code: 'crosswise-flow',
  level: 'info',
  theme: 'needs',
  ofPlan: true,
  title: 'Components of two roles that are required to reach each other across sites, though each site has both',
  documentation: `Every component of a role is required to reach every component of the other role of a flow. Where several sites have both, that is
most often more than is meant: the proxies of one site then have to reach the repositories of the other, and rules open the way.

\`\`\`segplan
site hq { zone hq-proxies { component p1 : veeam.vmware-proxy at 10.1.1.1 } zone hq-data { component r1 : veeam.hardened-repository at 10.1.2.1 } }
site dr { zone dr-proxies { component p2 : veeam.vmware-proxy at 10.2.1.1 } zone dr-data { component r2 : veeam.hardened-repository at 10.2.2.1 } }
bind veeam.proxy with veeam.repository by site   // without this line p1 has to reach r2 as well, and p2 r1
\`\`\`

In a plan without sites the same goes for zones that have both. Nothing is reported where the plan says that they belong together (\`pair\`,
\`deployment\`, \`bind\`), nor of flows that are meant to join sites. The quick-fix binds the two roles by site. If the flows across are meant, say so
with \`pair\`, or silence this.`,
  besidesRules: true,
  *detect({ analysis, document }) {
    for (const crossing of crossings(analysis)) {
      const first = crossing.components.find((c) => AstUtils.getDocument(c.node) === document);
      if (first) yield { ...at(first.node, 'name'), message: messageOf(crossing), data: crossing };
    }
  },
  fix({ data }, { plan }): Fix[] {
    const text = data && bindingOf(data, plan);
    return text === undefined ? [] : [{ title: `Add '${text}'`, edits: [insertBinding(plan, text)], preferred: true }];
  },
});

function messageOf({ roles: [one, other], scope, places, crossing, pairs }: Crossing): string {
  const where = places.length > 3 ? `${places.length} ${scope}s` : `${places.slice(0, -1).join(', ')} and ${places.at(-1)}`;
  const whom = one === other ? one : `${one} and ${other}`;
  return `Of ${pairs} required pairs of ${whom} ${crossing} cross from ${scope} to ${scope}, though ${where} each have their own.`;
}

function bindingOf({ roles, scope }: Crossing, plan: Plan): string | undefined {
  const [one, other] = roles.map((role) => {
    const node = plan.catalog.roles.get(role)?.node;
    return node && nameOf(node, plan);
  });
  return one === undefined || other === undefined ? undefined : `bind ${one} with ${other} by ${scope}`;
}
