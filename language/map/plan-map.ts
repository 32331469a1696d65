import type { Range } from 'vscode-languageserver-types';

// A plan as a picture shows it: data alone, so that it can be sent to whoever draws it.

/** Where something stands in the source. */
export interface MapPlace {
  readonly uri: string;
  readonly range: Range;
}

/**
 * How traffic between two zones stands, worst first: required and permitted by no rule; required and closed by a deny; cut off by a firewall
 * that runs something else than the plan says; let pass by one, and not by the plan; open and needed by nothing; open for a while; open; closed
 * by a deny.
 */
export const LINK_STATES = ['missing', 'blocked', 'cut', 'beyond', 'unneeded', 'temporary', 'open', 'denied'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** A vendor, with the letters that stand for it where there is no room for its name. */
export interface MapVendor {
  readonly name: string;
  readonly title: string;
  readonly sign: string;
}

export interface MapComponent {
  /** `component:backup.repo`, the same as long as zone and component have their names. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** What it is, in the words of the catalog. */
  readonly roles: readonly string[];
  /** Names of the vendors of its roles, each once. */
  readonly vendors: readonly string[];
  readonly addresses: readonly string[];
  readonly place?: MapPlace;
}

export interface MapZone {
  /** `zone:backup`; `elsewhere` for what no zone holds. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** The id of its site. */
  readonly site?: string;
  readonly isolated: boolean;
  readonly external: boolean;
  readonly addresses: readonly string[];
  readonly components: readonly MapComponent[];
  /** A deny of everything that reaches it from anywhere, and of everything that leaves it, as numbers in `rules` of the map. */
  readonly closedIn?: number;
  readonly closedOut?: number;
  readonly place?: MapPlace;
}

export interface MapSite {
  /** `site:main` */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly place?: MapPlace;
}

/** A firewall that stands between zones, or at the hosts of some. */
export interface MapFirewall {
  /** `firewall:core` */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** The form of its rules, as the plan says it: `asa`. */
  readonly form?: string;
  /** Ids of its zones. */
  readonly zones: readonly string[];
  /** Whether it does what the plan says, where that is known: `1 cut off`, `in step with the plan`. */
  readonly drift?: string;
  readonly place?: MapPlace;
}

/** A rule that says something about the traffic between two zones. */
export interface MapRule {
  readonly action: 'allow' | 'deny';
  /** As it is written, on one line. */
  readonly text: string;
  readonly phase?: string;
  readonly until?: string;
  readonly place?: MapPlace;
}

/** One thing of a part. */
export interface LinkDetail {
  /** `vbr -> proxy : tcp 6162` */
  readonly text: string;
  /** The ids of the two components that lack it; unset for what a firewall runs. */
  readonly from?: string;
  readonly to?: string;
}

/** What of the traffic between two zones is in one state. */
export interface LinkPart {
  readonly state: LinkState;
  /** One service or range of ports each, as the language writes them. */
  readonly services: readonly string[];
  /** How many pairs of components lack it, as many as there are findings; 0 for what rules say. */
  readonly pairs: number;
  /** The first of them; of what a firewall runs, its first lines. */
  readonly details: readonly LinkDetail[];
  /** The rules that make it so, as numbers in `rules` of the map. */
  readonly rules: readonly number[];
  /** Set where denies from or to anywhere say it of all zones alike: a matrix shows it, a picture would drown in such lines. */
  readonly wide?: true;
}

/** All traffic from one zone to another. */
export interface MapLink {
  /** `link:management>backup` */
  readonly id: string;
  /** Ids of zones. */
  readonly from: string;
  readonly to: string;
  /** Worst first; at least one. */
  readonly parts: readonly LinkPart[];
  /** Required flows: a row of a catalog between two components counts as one. */
  readonly required: number;
  /** The firewalls on the way, as numbers in `firewalls` of the map, in the order in which they are passed; unset where the plan names none. */
  readonly over?: readonly number[];
}

/** A plan as zones, components and what lies between them. */
export interface PlanMap {
  readonly title: string;
  readonly sites: readonly MapSite[];
  readonly zones: readonly MapZone[];
  readonly links: readonly MapLink[];
  readonly rules: readonly MapRule[];
  readonly vendors: readonly MapVendor[];
  /** Unset where the plan names none. */
  readonly firewalls?: readonly MapFirewall[];
  /** Every phase that rules or catalogs know, and those that are on. */
  readonly phases: readonly string[];
  readonly active: readonly string[];
  /** Those that the plan itself has on, which nobody switches off for once; unset where it has none. */
  readonly lasting?: readonly string[];
  /** Set where a file has errors, so that something may be left out. */
  readonly broken?: true;
}

/** The zone of a map with an id. */
export function zoneOf(map: PlanMap, id: string): MapZone | undefined {
  return map.zones.find((zone) => zone.id === id);
}

/** What of a link a picture shows. */
export function drawnParts({ parts }: MapLink): LinkPart[] {
  return parts.filter(({ wide }) => !wide);
}

/** The links of a map that a picture draws. */
export function drawnLinks(map: PlanMap): MapLink[] {
  return map.links.filter((link) => drawnParts(link).length);
}

/** What a state is called. */
export const STATE_TITLES: Readonly<Record<LinkState, string>> = {
  missing: 'missing',
  blocked: 'blocked',
  cut: 'cut off',
  beyond: 'open beyond the plan',
  unneeded: 'not needed',
  temporary: 'temporary',
  open: 'open',
  denied: 'denied',
};

/** What a state means, for a legend. */
export const STATE_MEANINGS: Readonly<Record<LinkState, string>> = {
  missing: 'required, and no rule permits it',
  blocked: 'required, and a deny closes it',
  cut: 'cut off by what a firewall runs',
  beyond: 'let pass by what a firewall runs, and not by the plan',
  unneeded: 'open, and nothing needs it',
  temporary: 'open for a phase or until a day',
  open: 'open',
  denied: 'closed by a deny',
};

/** A link in words: `management to backup: missing tcp 6162; open tcp 445, 6160`. */
export function linkText(map: PlanMap, link: MapLink): string {
  const name = (id: string): string => zoneOf(map, id)?.name ?? id;
  const parts = link.parts.map(({ state, services }) => `${STATE_TITLES[state]} ${firstServices(services, 8)}`);
  const over = overOf(map, link).map((firewall) => firewall.name);
  return `${name(link.from)} to ${name(link.to)}${over.length ? ` over ${over.join(', ')}` : ''}: ${parts.join('; ')}`;
}

/** The firewalls that a link passes. */
export function overOf({ firewalls = [] }: PlanMap, { over = [] }: MapLink): MapFirewall[] {
  return over.flatMap((n) => firewalls[n] ?? []);
}

/** What is known of a firewall in words: `core, Core of the main site (asa): 1 cut off`. */
export function firewallText({ name, title, form, drift }: MapFirewall): string {
  const about = `${title && title !== name ? `, ${title}` : ''}${form === undefined ? '' : ` (${form})`}`;
  return `${name}${about}${drift === undefined ? '' : `: ${drift}`}`;
}

/** The first of some services, and how many more there are. */
export function firstServices(services: readonly string[], most: number): string {
  if (services.length <= most) return services.join(', ');
  return `${services.slice(0, most).join(', ')} and ${services.length - most} more`;
}
