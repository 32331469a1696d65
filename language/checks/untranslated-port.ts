import { BoxIndex } from '../analysis/box-index.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { type Outside, outsidesOf, zonesOutside } from '../analysis/ways/translated.ts';
import { defineCheck, type Finding } from '../checking/check.ts';
import { formatAddresses } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { PlanComponent, PlanEndpoint, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, formatServices, type ServiceSet } from '../model/services.ts';
import { PRIVATE_ADDRESSES } from '../model/special-addresses.ts';
import { realServices, translatedOf } from '../model/translations.ts';

/** Ports that are open from the rest of the world to a private address, beside others that are translated. */
export const untranslatedPort = defineCheck({
  code: 'untranslated-port',
  level: 'warning',
  theme: 'firewalls',
  title: 'A port that is open from outside and not translated, to a machine that is known there by others alone',
  documentation: `The rest of the world knows a machine with a private address by its outer address, and by the ports that are translated. A rule that
opens another port to it from there opens nothing that anybody could use.

\`\`\`segplan
zone internet external
zone dmz { subnet 10.20.0.0/24  component gateway at 10.20.0.10 }

firewall edge : asa {
  zones internet, dmz
  nat 203.0.113.10 tcp 443 -> gateway
}

allow internet -> gateway : tcp 443, 8080     // tcp 8080 is not translated
\`\`\`

Add the port to the line of the firewall (\`nat 203.0.113.10 tcp 443, 8080 -> gateway\`), or take it out of the rule. Behind \`nat 203.0.113.10 tcp 443 -> gateway port 8443\` a rule
names the port of the machine itself, tcp 8443.`,
  *detect({ plan, analysis }) {
    const all = outsidesOf(plan);
    if (!all.length) return;
    const allows = new BoxIndex(analysis.allows);
    const byComponent = new Map<PlanComponent, Outside[]>();
    for (const each of all) note(byComponent, each.translation.component, each);
    for (const [component, outsides] of byComponent)
      for (const zone of new Set(
        [...new Set(outsides.map(zonesOutside))].flatMap((zones) => [...zones].filter((each) => each.rest)),
      ))
        yield* inZone(component, zone, outsides, allows);
  },
});

type Allows = BoxIndex<RuleBox>;

/** So many outer addresses of one component are named. */
const MOST_NAMED = 8;

function* inZone(
  component: PlanComponent,
  zone: PlanZone,
  outsides: readonly Outside[],
  allows: Allows,
): Iterable<Finding<undefined>> {
  const own = outsides.filter((each) => zonesOutside(each).has(zone));
  const real = IntervalSet.unionAll(own.map(({ translation }) => translation.real));
  if (!PRIVATE_ADDRESSES.covers(real)) return;
  const known = IntervalSet.unionAll(own.map(({ translation }) => realServices(translation)));
  const open = new Map<PlanEndpoint, ServiceSet>();
  for (const box of allows.touching({ sources: zone.addresses, destinations: real, services: ANY_SERVICE })) {
    const end = endOf(box, component);
    const left = box.services.subtract(known);
    if (end && !left.isEmpty) open.set(end, left.union(open.get(end) ?? IntervalSet.empty()));
  }
  const addresses = [...new Set(own.flatMap(({ translation }) => formatAddresses(translation.address)))];
  const more = addresses.length - MOST_NAMED;
  const outer = [...addresses.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(' and ');
  for (const [end, services] of open)
    yield {
      node: end.node,
      message: `${zone.name} knows ${component.name} as ${outer} alone, where ${formatServices(services)} is not translated: nobody there reaches it by that.${meantBy(services, own)}`,
      related: [{ node: own[0]!.translation.node, message: 'It is translated here.' }],
    };
}

/** What somebody means who names ports as they are known outside. */
function meantBy(services: ServiceSet, own: readonly Outside[]): string {
  for (const { translation } of own) {
    const dialed = translation.shift ? translation.services?.intersect(services) : undefined;
    if (!dialed || dialed.isEmpty) continue;
    const real = formatServices(translatedOf(dialed, translation));
    return ` A rule names the port of ${translation.component.name} itself: ${real} is what ${formatServices(dialed)} is translated to.`;
  }
  return '';
}

/** The end of a rule that names a component itself; what is about a whole network says nothing of one machine. */
function endOf({ rule }: RuleBox, component: PlanComponent): PlanEndpoint | undefined {
  return rule.destinations.find(({ kind, components: [only] }) => kind === 'component' && only === component);
}
