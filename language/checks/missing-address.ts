import { at, defineCheck, findingsOfZones } from '../checking/check.ts';

/** A component that no rule can be written for, since nobody knows where it is. */
export const missingAddress = defineCheck({
  code: 'missing-address',
  level: 'warning',
  theme: 'places',
  title: 'A component without an address',
  documentation: `Until a component has an address it counts as being anywhere in its zone. That is enough to find missing flows, but a rule
set made from it would open the whole zone: generating stops until the address is there. In a zone without a subnet, in which nothing has an
address, it is nowhere, and nothing is checked of it: a \`subnet\` is enough for that, such as the one that is planned.

\`\`\`segplan
component repo : veeam.hardened-repository at 10.30.0.20
\`\`\`

In an \`external\` zone a component without an address is fine: tenants and browsers on the internet can be anywhere there.`,
  besidesRules: true,
  *detect(context) {
    yield* findingsOfZones(context, 'missing addresses', function* ({ addresses, components, external, name: zone }) {
      if (external) return;
      // One that can't be read has a finding of its own.
      for (const { addressed, name, node } of components)
        if (!addressed && !node.hosts.length)
          yield {
            ...at(node, 'name'),
            message: addresses.isEmpty
              ? `${name} has no address, and nothing in ${zone} has one, so that nothing is found missing of it: give ${zone} a 'subnet', or ${name} an address with 'at'.`
              : `${name} has no address: add one with 'at'.`,
          };
    });
  },
});
