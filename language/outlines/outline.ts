import { largest } from '../model/lists.ts';
import { nearestNames } from '../syntax/near-names.ts';
import type { OutlineComponent, OutlineProduct, Tier } from './outline-product.ts';
import { outlineProducts } from './products.ts';

/** A zone that a plan may be begun with, beside those that components stand in. */
export type OutlineZone = Tier | 'recovery' | 'internet';

/** The zones to choose from, with what they are for. */
export const outlineZones: readonly { readonly name: OutlineZone; readonly title: string }[] = [
  { name: 'management', title: 'Management: who steers backups' },
  { name: 'production', title: 'Production: what is backed up' },
  { name: 'backup', title: 'Backup data: where backups are kept' },
  { name: 'recovery', title: 'Isolated recovery: where restores are tried' },
  { name: 'internet', title: 'The internet' },
];

/** No more sites: each has a network of its own below 10.0.0.0/8, and a plan of more is written by a program. */
export const MOST_SITES = 20;

/** What a plan is begun with. */
export interface OutlineChoice {
  /** At least one. */
  readonly products: readonly OutlineProduct[];
  /** How many sites there are. */
  readonly sites: number;
  readonly zones: readonly OutlineZone[];
}

/** Where components go whose zone was not chosen. */
const INSTEAD: Readonly<Record<Tier, readonly Tier[]>> = {
  management: ['management', 'backup', 'production'],
  production: ['production', 'management', 'backup'],
  backup: ['backup', 'management', 'production'],
};
const NUMBER: Readonly<Record<Exclude<OutlineZone, 'internet'>, number>> = {
  management: 0,
  production: 1,
  backup: 2,
  recovery: 3,
};
const PER_ZONE = 250;

/**
 * Reads a choice by names.
 * @throws Error with a sentence for the user
 */
export function outlineChoice(names: readonly string[], sites?: number, zones?: readonly string[]): OutlineChoice {
  const products = names.map((name) => {
    const product = outlineProducts.find((each) => each.name === name);
    if (!product) throw new Error(`There is no product '${name}'${choicesText(name, outlineProducts)}.`);
    return product;
  });
  if (!products.length) throw new Error(`Name a product; choose from ${listOf(outlineProducts)}.`);
  const count = sites ?? largest(products.map((product) => product.sites ?? 1));
  if (!Number.isInteger(count) || count < 1 || count > MOST_SITES)
    throw new Error(`The number of sites has to be from 1 to ${MOST_SITES}.`);
  const chosen = (zones ?? outlineZones.map(({ name }) => name)).map((name) => {
    const zone = outlineZones.find((each) => each.name === name);
    if (!zone) throw new Error(`There is no zone '${name}' to begin with${choicesText(name, outlineZones)}.`);
    return zone.name;
  });
  return { products: [...new Set(products)], sites: count, zones: chosen };
}

function listOf(items: readonly { readonly name: string }[]): string {
  return items.map(({ name }) => name).join(', ');
}

/** So many are proposed in place of one that there is not. */
const MOST_MEANT = 3;

/**
 * What to choose in place of something that there is not: what has the word in its name or its title, else what is nearly called so.
 * @param items all that there are
 * @returns the rest of a sentence: `; did you mean 'zerto'? Choose from veeam-vmware, zerto`
 */
export function choicesText(word: string, items: readonly { readonly name: string; readonly title?: string }[]): string {
  const wanted = word.toLowerCase();
  const having = items.filter(({ name, title = '' }) => wanted && `${name} ${title}`.toLowerCase().includes(wanted));
  const names = having.length
    ? having.map(({ name }) => name)
    : nearestNames(
        wanted,
        items.map(({ name }) => name),
      );
  const meant = names
    .slice(0, MOST_MEANT)
    .map((name) => `'${name}'`)
    .join(' or ');
  return `; ${meant ? `did you mean ${meant}? Choose` : 'choose'} from ${listOf(items)}`;
}

/** A plan without rules: the zones, and the components of the products in them, with addresses to be replaced. */
export function outlineText(choice: OutlineChoice): string {
  const sites = siteNames(choice.sites);
  const tiers = tiersOf(choice);
  const blocks = sites.map((site, index) => siteBlock(site, index, tiers, choice));
  const together = sites.length > 1 ? [`pair ${sites.join(', ')}\nvpn ${sites.join(', ')}\n`] : [];
  return `${[head(choice), ...blocks, ...internetBlock(choice), ...together, ...closing(choice, sites, tiers)].join('\n')}`;
}

function siteNames(count: number): string[] {
  return Array.from({ length: Math.min(Math.max(1, count), MOST_SITES) }, (_, n) => (n ? `site-${n + 1}` : 'main'));
}

/** The zones for components: those that were chosen, or the one of each tier where none of them was. */
function tiersOf({ zones }: OutlineChoice): Tier[] {
  const chosen = (['management', 'production', 'backup'] as const).filter((tier) => zones.includes(tier));
  return chosen.length ? chosen : ['management', 'production', 'backup'];
}

/** The internet, where it was chosen or a product has a service there; such services have no addresses of the plan's. */
function internetBlock({ products, zones }: OutlineChoice): string[] {
  const services = products.flatMap(({ online = [] }) => online);
  if (!services.length) return zones.includes('internet') ? ['zone internet external\n'] : [];
  const heads = services.map(({ name, title }) => `component ${name} "${title}"`);
  const width = largest(heads.map((each) => each.length));
  const lines = services.map(({ role }, n) => `  ${heads[n]!.padEnd(width)} : ${role}\n`);
  return [`zone internet external {\n${lines.join('')}}\n`];
}

function head({ products, sites }: OutlineChoice): string {
  const names = products.map(({ title }) => title).join(', ');
  const versions = Object.fromEntries(products.flatMap((product) => Object.entries(product.versions ?? {})));
  const roles = products.flatMap(({ components, online = [] }) => [
    ...components.flatMap((component) => component.roles),
    ...online.map(({ role }) => role),
  ]);
  const vendors = new Set(roles.map(vendorOf));
  const lines = new Set(products.flatMap((product) => product.lines ?? []));
  return [
    `// ${names}${sites > 1 ? `, at ${sites} sites` : ''}.`,
    "// Put your own addresses in; take out what you don't have, and Segplan says what that changes.",
    `plan "${names}"`,
    '',
    ...[...vendors].map((vendor) => `use ${[vendor, versions[vendor]].filter(Boolean).join(' ')}`),
    ...lines,
    '',
  ].join('\n');
}

function siteBlock(site: string, index: number, tiers: readonly Tier[], choice: OutlineChoice): string {
  const several = choice.sites > 1;
  const indent = several ? '  ' : '';
  const zones = [...tiers, ...(choice.zones.includes('recovery') ? (['recovery'] as const) : [])];
  const blocks = zones.flatMap((zone) => {
    const components = zone === 'recovery' ? [] : componentsIn(zone, index, tiers, choice.products);
    // A branch need not have what only the main site has something in.
    if (index && zone !== 'recovery' && !components.length) return [];
    const network = `10.${10 * (index + 1)}.${10 * NUMBER[zone]}`;
    const { title } = outlineZones.find(({ name }) => name === zone)!;
    return [
      [
        `${indent}zone ${several ? `${site}-` : ''}${zone} "${title}"${zone === 'recovery' ? ' isolated' : ''} {`,
        `${indent}  subnet ${network}.0/24`,
        ...componentLines(components, several ? `${site}-` : '', network).map((line) => `${indent}  ${line}`),
        `${indent}}`,
      ].join('\n'),
    ];
  });
  if (!several) return `${blocks.join('\n\n')}\n`;
  return `site ${site} {\n${blocks.join('\n\n')}\n}\n`;
}

/** Two products may have a component in common, such as a vCenter Server: it stands once, with the roles of both. */
function componentsIn(
  tier: Tier,
  site: number,
  tiers: readonly Tier[],
  products: readonly OutlineProduct[],
): readonly OutlineComponent[] {
  const found = new Map<string, OutlineComponent>();
  const keys = new Map<string, string>();
  for (const { name: product, components } of products)
    for (const component of components) {
      if (INSTEAD[component.tier].find((each) => tiers.includes(each)) !== tier || (site && component.central)) continue;
      const same = [...found.values()].find(({ title, name }) => title === component.title && name === component.name);
      if (same) found.set(keys.get(same.name)!, { ...component, roles: [...new Set([...same.roles, ...component.roles])] });
      else {
        const name = found.has(component.name) ? `${product}-${component.name}` : component.name;
        keys.set(name, name);
        found.set(name, { ...component, name });
      }
    }
  return [...found.values()];
}

function componentLines(components: readonly OutlineComponent[], prefix: string, network: string): string[] {
  const heads = components.map(
    ({ name, title, central }) => `component ${central ? '' : prefix}${name}${title ? ` "${title}"` : ''}`,
  );
  const width = largest(heads.map((each) => each.length));
  let next = 10;
  return components.map(({ roles, addresses = 1, says }, n) => {
    const first = next;
    next = Math.min(next + Math.max(addresses, 5), PER_ZONE);
    const last = addresses > 1 ? `-${network}.${first + addresses - 1}` : '';
    return `${heads[n]!.padEnd(width)} : ${roles.join(', ')} at ${network}.${first}${last}${says ? ` ${says}` : ''}`;
  });
}

/** What is to hold whatever rules are added. */
function closing({ zones, products }: OutlineChoice, sites: readonly string[], tiers: readonly Tier[]): string[] {
  const named = (tier: string): string[] => sites.map((site) => (sites.length > 1 ? `${site}-${tier}` : tier));
  const recovery = zones.includes('recovery')
    ? [
        `// ---- what is restored for a trial meets nothing else\n\n${named('recovery')
          .map((zone) => `deny ${zone} -> any\ndeny any -> ${zone}\n`)
          .join('')}`,
      ]
    : [];
  const inside = sites.flatMap((site, index) =>
    tiers
      .filter((tier) => !index || componentsIn(tier, index, tiers, products).length)
      .map((tier) => (sites.length > 1 ? `${site}-${tier}` : tier)),
  );
  const outside = zones.includes('internet') ? [`assert internet never reaches ${inside.join(', ')}\n`] : [];
  return [...recovery, ...outside];
}

function vendorOf(role: string): string {
  return role.slice(0, role.indexOf('.'));
}
