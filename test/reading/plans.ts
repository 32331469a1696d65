// Plans of chance that hold whatever the language has.
import { Chance } from './chance.ts';
import { adorned, asideOfChance, factsOfChance, firewallsOfChance } from './more-of-chance.ts';
import { withRarer } from './rarer-of-chance.ts';
import { RulesOfChance } from './rules-of-chance.ts';
import { type VendorOfChance, vendorOfChance } from './vendor-of-chance.ts';
import { zonesOfChance } from './zones-of-chance.ts';

/** What plans may hold. */
export interface Features {
  /** Host names of components, of roles and in rules. */
  readonly names: boolean;
  /** Components of which nobody says where they are. */
  readonly nowhere: boolean;
  readonly alternatives: boolean;
  readonly moved: boolean;
  readonly counted: boolean;
  readonly features: boolean;
  readonly phases: boolean;
  /** How often out of a hundred the command switches phases on. */
  readonly outside: number;
  readonly conditions: boolean;
  readonly deployments: boolean;
  /** What belongs together: `bind`, and `with` behind components, zones, sites and groups. */
  readonly bindings: boolean;
  readonly directions: boolean;
  readonly relays: boolean;
  readonly imports: boolean;
  readonly externals: boolean;
  readonly shared: boolean;
  readonly denies: boolean;
  readonly ipv6: boolean;
  readonly assertions: boolean;
  /** `except` at the ends and services of rules. */
  readonly except: boolean;
  /** How often out of a hundred a plan holds types of icmp, other protocols, and source ports, each by itself. */
  readonly beyondPorts: number;
  /** `subnet … except …`. */
  readonly carved: boolean;
  /** `subnet … as …`. */
  readonly translated: boolean;
  /** A second vendor, with flows to roles of the first. */
  readonly vendors: boolean;
  /** Components of equal names in two zones. */
  readonly twins: boolean;
  /** What machines run. */
  readonly systems: boolean;
  /** Addresses in other networks: `also at … in …`. */
  readonly legs: boolean;
  /** Titles, reasons, sources and lists of several, and ends that assertions leave out. */
  readonly words: boolean;
  /** Firewalls between zones, with names of interfaces, translations and running files. */
  readonly firewalls: boolean;
  /** What the language has and plans seldom hold: services that are chosen from and left out, what extends a vendor, files behind files. */
  readonly rarer: boolean;
}

export const EVERYTHING: Features = {
  names: true,
  nowhere: true,
  alternatives: true,
  moved: true,
  counted: true,
  features: true,
  phases: true,
  outside: 40,
  conditions: true,
  deployments: true,
  bindings: true,
  directions: true,
  relays: true,
  imports: true,
  externals: true,
  shared: true,
  denies: true,
  ipv6: true,
  assertions: true,
  except: true,
  beyondPorts: 15,
  carved: true,
  translated: true,
  vendors: true,
  twins: true,
  systems: true,
  legs: true,
  words: true,
  firewalls: true,
  rarer: true,
};

/** Without components of which nobody says where they are, for which there are no rule sets, and without firewalls, each of which gets one. */
export const NAMES: Features = { ...EVERYTHING, nowhere: false, outside: 10, firewalls: false };

/** The same without what packet filters can't hold. */
export const ADDRESSES_ONLY: Features = { ...NAMES, names: false };

export interface PlanOfChance {
  readonly text: string;
  /** Files that the plan imports. */
  readonly others: Readonly<Record<string, string>>;
  /** Phases that the command switches on. */
  readonly phases: readonly string[];
}

/** The plan of a number. */
export function planOfChance(seed: number, on: Features = EVERYTHING): PlanOfChance {
  const chance = new Chance(seed);
  const first = vendorOfChance(chance, 'v', on);
  const second = on.vendors && chance.percent(25) ? vendorOfChance(chance, 'w', on, first.roles) : undefined;
  const vendor = second ? bothOf(first, second) : first;
  const zones = zonesOfChance(chance, vendor, on);
  const rules = new RulesOfChance(chance, vendor, zones, on);
  const phases = vendor.phases.length && chance.percent(40) ? chance.some(vendor.phases, 2) : [];
  const statements = [
    chance.percent(70) ? `use v ${chance.pick(['1', '1.5', '2', '2 update 1', '2.5', '3'])}` : 'use v',
    ...(second ? [`use w ${chance.pick(['1', '2', '3'])}`] : []),
    ...(chance.percent(30) ? ['use network'] : []),
    ...(vendor.features.length && chance.percent(50) ? [`enable ${chance.some(vendor.features, 2).join(', ')}`] : []),
    ...(vendor.sources.length && chance.percent(50) ? [`trust ${chance.some(vendor.sources, 2).join(', ')}`] : []),
    ...(phases.length ? [`phase ${phases.join(', ')}`] : []),
    ...rules.aside(),
    ...rules.rules(),
  ];
  const shared = [...zones.statements, ...rules.named, vendor.text];
  const imported = on.imports && chance.percent(25) ? chance.shuffled(shared).filter((each) => movable(each, shared)) : [];
  const own = shared.filter((each) => !imported.includes(each));
  const others = imported.length
    ? {
        'shared.segplan': `${chance.shuffled([...imported, ...(['v', 'w'] as const).filter((name) => imported.some((each) => each.includes(`${name}.`))).map((name) => `use ${name}`), ...strangeRules(zones.names)]).join('\n')}\n`,
      }
    : {};
  const header = imported.length ? ['import "./shared.segplan"'] : [];
  const all = chance.shuffled([...header, ...own, ...statements]);
  const things = { zones: zones.names, components: zones.components.map(({ name }) => name), roles: vendor.roles };
  // By chances of their own, so that plans are what they are without.
  if (on.words) all.push(...asideOfChance(seed, things));
  if (on.words && on.names && seed % 3 === 0) all.push(factsOfChance(seed, 'v', first.roles));
  if (on.firewalls) all.push(...firewallsOfChance(seed, things));
  const plain = `${all.join('\n')}\n`;
  const text = on.words ? adorned(seed, plain, things) : plain;
  const whole = { ...things, vendor, sites: zones.sites, addresses: zones.addresses };
  return {
    ...(on.rarer
      ? withRarer(seed, { text, others: others as Record<string, string> }, whole, on)
      : { text, others: others as Record<string, string> }),
    phases: vendor.phases.length && chance.percent(on.outside) ? chance.some(vendor.phases, 2) : [],
  };
}

function bothOf(one: VendorOfChance, other: VendorOfChance): VendorOfChance {
  const joined = <K extends keyof VendorOfChance>(key: K) => [...(one[key] as unknown[]), ...(other[key] as unknown[])];
  const lists = ['roles', 'services', 'fixed', 'counted', 'features', 'between', 'sources'] as const;
  return {
    ...one,
    text: `${one.text}${other.text}`,
    properties: { ...one.properties, ...other.properties },
    ...Object.fromEntries(lists.map((key) => [key, joined(key)])),
  };
}

/** A vendor can go by itself; everything else goes together, since it speaks of each other. */
function movable(statement: string, all: readonly string[]): boolean {
  return statement.startsWith('vendor ') || all.length > 0;
}

/** Rules of an imported file are none of the plan. */
function strangeRules(zones: readonly string[]): string[] {
  return [`allow ${zones[0]} -> any : any`];
}

export type { VendorOfChance };
