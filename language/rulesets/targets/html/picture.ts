import { drawMap } from '../../../map/draw.ts';
import { layOut } from '../../../map/layout.ts';
import type { LinkPart, MapLink, MapZone, PlanMap } from '../../../map/plan-map.ts';
import { withSigns } from '../../../map/signs.ts';
import { formatServices } from '../../../model/services.ts';
import { addressTexts, OUTSIDE } from '../../change-request.ts';
import type { Content } from '../../markup.ts';
import type { RuleSet } from '../../rule-set.ts';
import type { ZoneLink } from './zone-links.ts';

/** More zones than these can't be told apart on a page. */
export const MOST_ZONES = 30;
/** A page of A4 in landscape, with a heading and a line below the picture. */
const PAGE = 2.3;
const ELSEWHERE = 'elsewhere';

/** Who may connect to whom, zone by zone, in words. */
export function linksInWords(links: readonly ZoneLink[]): string[] {
  const targets = new Map<string, string[]>();
  for (const link of links) {
    const from = link.from?.name ?? ELSEWHERE;
    const to = `${link.to?.name ?? ELSEWHERE}${link.open.isEmpty ? ' (temporary)' : ''}`;
    targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  return [...targets].map(([from, to]) => `${from} may connect to ${to.join(', ')}.`);
}

/** The zones with their components and an arrow for each pair that a rule joins; nothing where there are too many to draw. */
export async function picture(ruleSet: RuleSet, links: readonly ZoneLink[]): Promise<Content> {
  if (!ruleSet.zones.length || ruleSet.zones.length > MOST_ZONES) return [];
  const map = mapOf(ruleSet, links);
  const scene = await layOut(map, { aspect: PAGE });
  return scene.crowded ? [] : drawMap(scene, map, { legend: true });
}

/** What a rule set says of the network: what it opens, and nothing of what else might be needed. */
function mapOf(ruleSet: RuleSet, links: readonly ZoneLink[]): PlanMap {
  const idOf = (zone: ZoneLink['from']): string => (zone ? `zone:${zone.name}` : ELSEWHERE);
  const zones = ruleSet.zones.map((zone) => mapZone(zone, ruleSet));
  const outside = links.some(({ from, to }) => !from || !to);
  const sites = [...new Set(ruleSet.zones.flatMap(({ site }) => site ?? []))];
  const vendors = [...new Set(ruleSet.components.flatMap(({ roles }) => roles.map(vendorOf)))];
  return {
    title: ruleSet.title,
    sites: sites.map((name) => ({ id: `site:${name}`, name, title: '' })),
    zones: outside ? [...zones, ELSEWHERE_ZONE] : zones,
    links: links.map((link): MapLink => {
      const [from, to] = [idOf(link.from), idOf(link.to)];
      return { id: `${from}>${to}`, from, to, required: 0, parts: partsOf(link) };
    }),
    rules: [],
    vendors: withSigns(vendors.map((name) => ({ name, title: name }))),
    phases: [],
    active: ruleSet.phases,
  };
}

const ELSEWHERE_ZONE: MapZone = {
  id: ELSEWHERE,
  name: ELSEWHERE,
  title: 'addresses of no zone',
  isolated: false,
  external: true,
  addresses: [],
  components: [],
};

function partsOf({ open, temporary }: ZoneLink): LinkPart[] {
  const parts = [
    { state: 'temporary', services: temporary.subtract(open) },
    { state: 'open', services: open },
  ] as const;
  return parts
    .filter(({ services }) => !services.isEmpty)
    .map(({ state, services }) => ({ state, services: formatServices(services).split(', '), pairs: 0, details: [], rules: [] }));
}

function mapZone(zone: RuleSet['zones'][number], ruleSet: RuleSet): MapZone {
  const { name, title, isolated, external, site } = zone;
  const addresses = addressTexts(zone.addresses, ruleSet);
  return {
    id: `zone:${name}`,
    name,
    title: title === name ? '' : title,
    isolated,
    external,
    addresses: addresses[0] === OUTSIDE ? [] : addresses,
    components: ruleSet.components
      .filter((component) => component.zone === name)
      .map((component) => ({
        id: `component:${component.name}`,
        name: component.name,
        title: component.title === component.name ? '' : component.title,
        roles: component.roles,
        vendors: [...new Set(component.roles.map(vendorOf))],
        addresses: [],
      })),
    ...(site === undefined ? {} : { site: `site:${site}` }),
  };
}

function vendorOf(role: string): string {
  return role.split('.')[0]!;
}
