import type { Analysis } from '../analysis/analyze.ts';
import { letThrough } from '../analysis/coverage/let-through.ts';
import { keptWithStructure } from '../analysis/kept.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { type Box, possibleTraffic, type Region, servicesOf, subtract } from '../analysis/region.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import { fits } from '../analysis/truth.ts';
import { at, defineCheck, type Fix, type Place } from '../checking/check.ts';
import { takeOut } from '../editing/narrow-rule.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6 } from '../model/addresses.ts';
import { adjustServices } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { describeServices } from '../model/describe-flow.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { ANY_SERVICE, formatServices, type ServiceSet } from '../model/services.ts';

interface Exposure {
  readonly rule: PlanRule;
  readonly region: Region;
}

/** A rule that opens a product's component to an external zone, beyond what its catalog means to be exposed. */
export const internetExposure = defineCheck<Exposure>({
  code: 'internet-exposure',
  level: 'warning',
  theme: 'openings',
  title: 'A port that faces an external zone and is not meant to',
  documentation: `Catalogs say which flows may face the internet: of Veeam it is port 6180 of a Cloud Connect gateway, and nothing else. This rule
opens another port of a component with a role to an external zone. All of an address family (\`0.0.0.0/0\`, \`::/0\`) is the internet as well, as far as no
zone holds it, whatever external zones there are.

\`\`\`segplan
zone internet external
allow internet -> gateway : tcp 6180, 9419   // 9419 is not meant to be exposed
allow internet -> vbr : tcp 443 "agreed until the VPN is there"
\`\`\`

Components without a role, or with roles of common network services alone, are left to you: a web server is there to be reached. So are
connections that a catalog requires from a component at a known address, and rules that state their reason. A rule from \`any\` is reported
by \`any-endpoint\`. The quick-fix takes out of the rule what is exposed.`,
  *detect({ plan, analysis }) {
    const outside = keptWithStructure(plan, 'what is outside', () =>
      IntervalSet.unionAll(plan.zones.filter((z) => z.external).map((z) => z.addresses)),
    );
    const candidates = new Set(
      ofEachRule(analysis, 'rules that are open to the outside', (rule) =>
        isCandidate(rule) && rule.sourceAddresses.overlaps(outsideOf(rule.sourceAddresses, outside, plan)) ? [rule] : [],
      ),
    );
    if (!candidates.size) return;
    const byRule = new Map<PlanRule, RuleBox[]>();
    for (const box of analysis.allows) {
      if (!candidates.has(box.rule) || !box.sources.overlaps(outsideOf(box.sources, outside, plan))) continue;
      const own = byRule.get(box.rule);
      if (own) own.push(box);
      else byRule.set(box.rule, [box]);
    }
    const known = keptWithStructure(plan, 'components that catalogs know', () => plan.components.filter((c) => isKnown(c, plan)));
    const partners = analysis.memory.one('traffic with partners', [analysis.index], () => partnerTraffic(analysis));
    for (const [rule, boxes] of byRule) {
      const exposed = targetsOf(rule, known).flatMap((component) => {
        const region = exposureOf(component, boxes, outside, partners, analysis);
        return region.length ? [{ component, region }] : [];
      });
      if (!exposed.length) continue;
      const region = exposed.flatMap((e) => e.region);
      const index = rule.sources.findIndex((e) => region.some((b) => b.sources.overlaps(e.addresses)));
      yield {
        ...at(rule.node, 'sources', index),
        message: `This opens ${describe(exposed)} to ${rule.sources[index]?.label ?? 'the internet'}, and no catalog means that to be exposed: take it out, or state the reason in the rule.`,
        related: meantByVendors(
          exposed.map((e) => e.component),
          plan,
        ),
        data: { rule, region },
      };
    }
  },
  fix({ data }, { analysis }): Fix[] {
    const fix = data && takeOut(data.rule, data.region, analysis);
    return fix ? [fix] : [];
  },
});

function isCandidate(rule: PlanRule): boolean {
  return !rule.reason && !rule.sources.some((e) => e.kind === 'any');
}

/** The external zones, and all that no zone holds of an address family that a rule is open to as a whole. */
function outsideOf(sources: AddressSet, external: AddressSet, plan: Plan): AddressSet {
  const whole = [ALL_IPV4, ALL_IPV6].filter((family) => sources.covers(family));
  if (!whole.length) return external;
  const held = keptWithStructure(plan, 'what zones hold', () => IntervalSet.unionAll(plan.zones.map((z) => z.addresses)));
  return external.union(IntervalSet.unionAll(whole).subtract(held));
}

/** Whether the catalogs in use know what a component is there for. Of common network services they know a part at most. */
function isKnown(component: PlanComponent, plan: Plan): boolean {
  if (component.zone.external || component.roles.every((r) => plan.catalog.roles.get(r)?.vendor === 'network')) return false;
  return [...plan.uses.values()].some(({ vendor }) =>
    vendor.flows.some((f) => component.allRoles.has(f.initiator) || component.allRoles.has(f.responder)),
  );
}

/** The components that a rule is for; an address within the range of a component stands for itself alone. */
function targetsOf(rule: PlanRule, known: readonly PlanComponent[]): PlanComponent[] {
  const byName = new Set(rule.destinations.flatMap((e) => e.components));
  const byAddress = rule.destinations.filter((e: PlanEndpoint) => e.kind !== 'component' && e.kind !== 'role');
  return known.filter((c) => byName.has(c) || byAddress.some((e) => e.addresses.covers(c.addresses)));
}

function exposureOf(
  component: PlanComponent,
  boxes: readonly RuleBox[],
  external: AddressSet,
  partners: readonly Box[],
  analysis: Analysis,
): Region {
  const { plan } = analysis;
  const open = boxes.map((box) => ({
    ...box,
    sources: box.sources.intersect(outsideOf(box.sources, external, plan)),
    destinations: box.destinations.intersect(component.addresses),
  }));
  const meant = exposedFlows(component, plan).map((flow) => ({
    sources: IntervalSet.unionAll(open.map((b) => b.sources)),
    destinations: component.addresses,
    services: IntervalSet.unionAll([
      adjustServices(flow.services, component, plan.components),
      ...flow.services.alternatives.flat(),
    ]),
  }));
  return subtract(letThrough(open, analysis), [...meant, ...partners]);
}

/** The flows towards a component that may face the internet, whoever is on the other end. */
function exposedFlows(component: PlanComponent, plan: Plan): CatalogFlow[] {
  return [...plan.uses.values()]
    .flatMap(({ vendor }) => vendor.flows)
    .filter((f) => component.allRoles.has(f.responder) && f.exposed && fits(plan, f, component, 'responder'));
}

/** What is required from components outside that have an address of their own: that is open to them and not to the internet. */
function partnerTraffic(analysis: Analysis): Box[] {
  if (!analysis.plan.zones.some(({ external }) => external)) return [];
  return analysis.requirements
    .filter((r) => r.fromZone.external && !r.toZone.external)
    .flatMap((r) => {
      const sources = IntervalSet.unionAll(r.from.filter((c) => c.addressed).map((c) => c.addresses));
      return possibleTraffic(sources, r.destinations, IntervalSet.unionAll([r.services, ...r.alternatives.flat()]));
    });
}

/** `tcp 443 of vbr, tcp 22 of repo and proxy` */
function describe(exposed: readonly { component: PlanComponent; region: Region }[]): string {
  const byServices = new Map<string, string[]>();
  for (const { component, region } of exposed) {
    const services = inWords(servicesOf(region));
    byServices.set(services, [...(byServices.get(services) ?? []), component.name]);
  }
  const texts = [...byServices].map(([services, names]) => {
    const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
    const last = shown[shown.length - 1];
    return `${services} of ${shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last}`;
  });
  return texts.join('; ');
}

/** A list of ports, or of those few that are not in it. */
function inWords(services: ServiceSet): string {
  const others = ANY_SERVICE.subtract(services);
  if (others.isEmpty) return 'every service';
  return services.intervals.length > others.intervals.length
    ? `every service but ${formatServices(others)}`
    : formatServices(services);
}

/** What the vendors of these components do mean to be exposed. */
function meantByVendors(components: readonly PlanComponent[], plan: Plan): Place[] {
  const vendors = new Set(components.flatMap((c) => c.roles.flatMap((r) => plan.catalog.roles.get(r)?.vendor ?? [])));
  const flows = [...vendors].flatMap((v) => plan.uses.get(v)?.vendor.flows.filter((f) => f.exposed) ?? []);
  const nodes = new Map(flows.map((f) => [f.node, f]));
  return [...nodes.values()].map((f) => ({
    node: f.node,
    message: `Meant to be exposed is ${describeServices(f.services)} of ${f.responder}.`,
  }));
}
