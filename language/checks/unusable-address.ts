import { defineCheck, type Finding, findingsOfZones } from '../checking/check.ts';
import { componentsWithLegs } from '../checking/zone-places.ts';
import type * as ast from '../generated/ast.ts';
import { formatAddresses } from '../model/addresses.ts';
import { edgesOf } from '../model/edge-addresses.ts';
import { specialKind } from '../model/special-addresses.ts';
import { addressSet } from '../model/stated-addresses.ts';

/** Why nobody of another zone reaches such an address. */
const REASONS: Readonly<Record<string, string>> = {
  unspecified: 'stands for no host at all',
  loopback: 'is the host that uses it, whichever that is',
  'link-local': 'is known on its own link alone, and no router passes it on',
  multicast: 'stands for a group of hosts and not for one',
  broadcast: 'stands for all hosts of a link and not for one',
};

/** An address of a component or a zone that no host can be reached at. */
export const unusableAddress = defineCheck({
  code: 'unusable-address',
  level: 'error',
  theme: 'places',
  title: 'An address of a component or a zone that no host can be reached at',
  documentation: `Multicast, loopback, link-local, unspecified (\`0.0.0.0\`, \`::\`) and broadcast addresses are no place where a component is: no
firewall passes traffic on to them. Rules made from such an address open nothing for the component, or, on devices that read \`0.0.0.0\` as
"any", everything. The same goes for the first and the last address of an IPv4 subnet, which are its network and its broadcast address.

\`\`\`segplan
zone backup {
  subnet 10.30.0.0/24
  component repo  : veeam.hardened-repository at 10.30.0.255   // the broadcast address of the subnet
  component proxy : veeam.vmware-proxy at 0.0.0.0              // not known yet? leave 'at' away
}
\`\`\`

Write the address that the host has; while nobody knows it, leave \`at\` away: the plan is checked without it.`,
  besidesRules: true,
  *detect(context) {
    yield* findingsOfZones(context, 'unusable addresses', function* (zone) {
      const subnets = zone.node.subnets.flatMap((s) => s.addresses);
      const edges = edgesOf(subnets);
      for (const subnet of [...subnets, ...zone.node.subnets.flatMap((s) => s.seen)]) yield* ofKind(subnet);
      for (const host of zone.node.components.flatMap((c) => c.hosts))
        if (host.$type === 'Address') yield* specialKind(addressSet(host)) ? ofKind(host) : atEdge(host, edges);
    });
    // These hang on the subnets of other zones.
    for (const { node } of componentsWithLegs(context.analysis, context.document))
      for (const leg of node.legs) {
        const edges = edgesOf(leg.zone?.ref?.subnets.flatMap((s) => s.addresses) ?? []);
        for (const address of leg.addresses) yield* specialKind(addressSet(address)) ? ofKind(address) : atEdge(address, edges);
      }
  },
});

function* ofKind(node: ast.Address): Iterable<Finding> {
  const set = addressSet(node);
  const kind = specialKind(set);
  if (kind)
    yield { node, message: `${formatAddresses(set)[0]} is ${kind}: it ${REASONS[kind]}. Write where the hosts are reached.` };
}

function* atEdge(host: ast.Address, edges: ReadonlyMap<bigint, string>): Iterable<Finding> {
  const set = addressSet(host);
  const [run] = set.intervals;
  const edge = run && run.end - run.start === 1n ? edges.get(run.start) : undefined;
  if (edge) yield { node: host, message: `${formatAddresses(set)[0]} is ${edge}, which no host has: correct one of the two.` };
}
