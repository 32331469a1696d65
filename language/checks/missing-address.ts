import { AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';

/** A component that no rule can be written for, since nobody knows where it is. */
export const missingAddress = defineCheck({
  code: 'missing-address',
  level: 'warning',
  title: 'A component without an address',
  documentation: `Until a component has an address it counts as being anywhere in its zone. That is enough to find missing flows, but a rule
set made from it would open the whole zone: generating stops until the address is there.

\`\`\`segplan
component repo : veeam.hardened-repository at 10.30.0.20
\`\`\`

In an \`external\` zone a component without an address is fine: tenants and browsers on the internet can be anywhere there.`,
  besidesRules: true,
  *detect(context) {
    for (const component of context.plan.components) {
      if (component.addressed || component.zone.external || AstUtils.getDocument(component.node) !== context.document) continue;
      // One that can't be read has a finding of its own.
      if (component.node.hosts.length) continue;
      yield { ...at(component.node, 'name'), message: `${component.name} has no address: add one with 'at'.` };
    }
  },
});
