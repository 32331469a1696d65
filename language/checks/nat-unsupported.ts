import { type AstNode, AstUtils } from 'langium';
import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import type { Analysis } from '../analysis/analyze.ts';
import type { Requirement } from '../analysis/requirements.ts';
import { type Outside, outsidesOf, zonesOutside } from '../analysis/ways/translated.ts';
import { defineCheck } from '../checking/check.ts';
import type { AddressSet } from '../model/addresses.ts';
import type { CatalogAdvice } from '../model/catalog.ts';
import { note } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';

/** Address translation on the way of a product that does not stand it. */
export const natUnsupported = defineCheck({
  code: 'nat-unsupported',
  level: 'error',
  theme: 'firewalls',
  title: 'Address translation between components that do not support it',
  documentation: `A plan says with \`nat a -> b\` that addresses are translated on the way from one end to the other. Some products don't work
through that: Zerto supports no NAT between its components, and a Segment Server of Zero Networks must not be behind one.

\`\`\`segplan
nat branch -> main
\`\`\`

A subnet that others see under other addresses is translated as well, towards every other zone:

\`\`\`segplan
zone branch { subnet 192.168.1.0/24 as 10.101.1.0/24 }
\`\`\`

A firewall that makes a component known under another address (\`nat\` within its braces) translates what comes to that from outside.

Route between the two ends without translation, or take the components out of the translated range.`,
  besidesRules: true,
  *detect({ plan, analysis, document }) {
    const all = [...plan.nats.map(ofNat), ...plan.zones.flatMap(ofZone), ...outsidesOf(plan).map(ofFirewall)];
    const here = all.filter(({ node }) => AstUtils.getDocument(node) === document);
    const advised = here.length ? new Advised(analysis) : undefined;
    if (!advised?.count) return;
    for (const { node, among, crosses } of here)
      for (const [advice, { from, to }] of advised.first(new Set(among(advised)), crosses))
        yield {
          node,
          message: `${from.name} -> ${to.name} crosses this translation. ${advice.text}`,
          related: [{ node: advice.node, message: sourceOfAdvice(advice) }],
        };
  },
});

/** A translation that a plan speaks of, and who is translated towards whom. */
interface Translated {
  readonly node: AstNode;
  readonly crosses: (from: PlanComponent, to: PlanComponent) => boolean;
  /** Components of which one is in any two that cross it. */
  readonly among: (advised: Advised) => Iterable<PlanComponent>;
}

type Found = Map<CatalogAdvice, { readonly from: PlanComponent; readonly to: PlanComponent }>;

/** The requirements of products that don't stand translation, by the components that they are between. */
class Advised {
  private readonly plan: Plan;
  private readonly requirements: readonly Requirement[];
  private readonly advice = new Set<CatalogAdvice>();
  private readonly byComponent = new Map<PlanComponent, Set<number>>();
  private readonly byZone = new Map<PlanZone, PlanComponent[]>();
  private readonly components: readonly PlanComponent[];
  private places: SetPlaces<bigint> | undefined;

  constructor({ plan, requirements }: Analysis) {
    this.plan = plan;
    // A thousand requirements are between the same components.
    const known = new Map<readonly PlanComponent[], readonly CatalogAdvice[]>();
    const of = (components: readonly PlanComponent[]): readonly CatalogAdvice[] => {
      const found = known.get(components) ?? [...new Set(components.flatMap((each) => adviceFor(plan, each, 'no-nat')))];
      known.set(components, found);
      return found;
    };
    this.requirements = requirements.filter(({ flow, from, to }) => {
      const own = [...of(from), ...of(to)].filter(({ vendor }) => vendor === flow.vendor);
      for (const each of own) this.advice.add(each);
      return own.length;
    });
    for (const [n, { from, to }] of this.requirements.entries())
      for (const component of [...from, ...to]) {
        const numbers = this.byComponent.get(component) ?? new Set();
        this.byComponent.set(component, numbers.add(n));
      }
    this.components = [...this.byComponent.keys()];
    for (const component of this.components) note(this.byZone, component.zone, component);
  }

  in(zone: PlanZone): readonly PlanComponent[] {
    return this.byZone.get(zone) ?? [];
  }

  touching(addresses: AddressSet): readonly PlanComponent[] {
    this.places ??= new SetPlaces(this.components.map((component) => component.addresses));
    return this.places.overlapping(addresses).map((n) => this.components[n]!);
  }

  /** How many pieces of advice any requirement has. */
  get count(): number {
    return this.advice.size;
  }

  /** Each piece of advice with the first two components that it is about and that cross a translation. */
  first(among: ReadonlySet<PlanComponent>, crosses: Translated['crosses']): Found {
    const found: Found = new Map();
    const numbers = new Set([...among].flatMap((component) => [...(this.byComponent.get(component) ?? [])]));
    for (const n of [...numbers].sort((a, b) => a - b)) {
      if (found.size === this.count) break;
      const { flow, from, to } = this.requirements[n]!;
      const near = to.filter((component) => among.has(component));
      for (const a of from)
        for (const b of among.has(a) ? to : near) {
          if (!crosses(a, b) && !crosses(b, a)) continue;
          for (const advice of [...adviceFor(this.plan, a, 'no-nat'), ...adviceFor(this.plan, b, 'no-nat')])
            if (advice.vendor === flow.vendor && !found.has(advice)) found.set(advice, { from: a, to: b });
        }
    }
    return found;
  }
}

function ofNat({ node, sources, destinations }: Plan['nats'][number]): Translated {
  const crosses: Translated['crosses'] = (from, to) => sources.overlaps(from.addresses) && destinations.overlaps(to.addresses);
  return { node, crosses, among: (advised) => advised.touching(sources) };
}

/** Who comes from outside of a firewall that makes a component known under another address. */
function ofFirewall(outside: Outside): Translated {
  const { node, component } = outside.translation;
  const crosses: Translated['crosses'] = (from, to) => to === component && zonesOutside(outside).has(from.zone);
  return { node, crosses, among: () => [component] };
}

/** What other zones see under other addresses than a zone itself. */
function ofZone(zone: PlanZone): Translated[] {
  const line = zone.node.subnets.find(({ seen }) => seen.length);
  const crosses: Translated['crosses'] = (from, to) => from.zone === zone && to.zone !== zone && !from.own.equals(from.addresses);
  return line ? [{ node: line, crosses, among: (advised) => advised.in(zone) }] : [];
}
