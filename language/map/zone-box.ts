import { largest } from '../model/lists.ts';
import { oneLine } from '../rulesets/text.ts';
import type { LinkState, MapComponent, MapVendor, MapZone, PlanMap } from './plan-map.ts';
import { fitted, textWidth } from './text-width.ts';

/** A text in a picture, at its base line. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: 'name' | 'title' | 'detail' | 'tag';
}

/** The letters that stand for a vendor. */
export interface Badge {
  readonly x: number;
  readonly y: number;
  readonly vendor: MapVendor;
}

/** A component in its zone. Places are seen from the zone. */
export interface Chip {
  readonly component: MapComponent;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly badges: readonly Badge[];
  readonly lines: readonly Line[];
}

/** What a zone looks like, by itself. */
export interface ZoneShape {
  readonly zone: MapZone;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly tags: readonly {
    readonly kind: 'isolated' | 'external';
    readonly x: number;
    readonly y: number;
    readonly width: number;
  }[];
  readonly chips: readonly Chip[];
  /** Vendors and how many components they have, where those are not drawn one by one. */
  readonly counts: readonly { readonly badge: Badge; readonly line: Line }[];
  /** How many links of the zone are in which state, where those are too many to draw. */
  readonly tallies: readonly { readonly state: LinkState; readonly x: number; readonly y: number; readonly text: string }[];
  readonly collapsed: boolean;
}

/** How many links of a zone are in a state. */
export type Tally = readonly [state: LinkState, count: number];

export const SIZES = { name: 13, title: 11, detail: 10, tag: 10, sign: 10 } as const;
const PADDING = 12;
const GAP = 8;
/** How wide a component is, at least and at most: as wide as its texts in between. */
const CHIP = 168;
const WIDEST_CHIP = 220;
const CHIP_HEIGHT = 36;
/** A zone is as wide as its name, and its title within limits, up to this. */
const WIDEST_NAME = 344;
const WIDEST_TITLE = 220;
/** What a zone is made wide enough for has room for wider fonts too. */
const ROOM = 1.08;
export const BADGE = 24;
export const TAG = 16;
/** The number of components of a vendor, with its sign. */
const COUNT = 56;

/** A zone with its components in columns, or with their number where it is collapsed. */
export function shapeOf(zone: MapZone, map: PlanMap, collapsed: boolean, tallies: readonly Tally[] = []): ZoneShape {
  const vendors = new Map(map.vendors.map((vendor) => [vendor.name, vendor]));
  const { components } = zone;
  const columns = collapsed ? 1 : columnsFor(components.length);
  const gaps = (columns - 1) * GAP;
  const least = collapsed ? CHIP : columns * chipWidth(components) + gaps;
  const inner = Math.max(least, headingWidth(zone));
  const width = (inner - gaps) / columns;
  const tags = tagsOf(zone, PADDING + inner);
  const { lines, bottom } = heading(zone, inner, inner - tagRoom(zone), collapsed);
  const chips = collapsed ? [] : components.map((component, n) => chip(component, n, columns, width, bottom, vendors));
  const counts = collapsed ? countsOf(components, bottom, inner, vendors) : [];
  const rows = Math.ceil((collapsed ? counts : components).length / (collapsed ? Math.floor(inner / COUNT) : columns));
  const below = bottom + (rows ? rows * ((collapsed ? BADGE : CHIP_HEIGHT) + GAP) - GAP : -4) + PADDING;
  const placed = tallies.map(([state, count], n) => ({ state, x: PADDING + n * 42, y: below, text: `${count}` }));
  const height = placed.length ? below + 12 + PADDING : below;
  return { zone, width: inner + 2 * PADDING, height, lines, tags, chips, counts, tallies: placed, collapsed };
}

function columnsFor(count: number): number {
  if (count <= 3) return 1;
  if (count <= 10) return 2;
  return count <= 24 ? 3 : 4;
}

/** How wide a zone has to be for what stands above its components. */
function headingWidth(zone: MapZone): number {
  const name = textWidth(oneLine(zone.name), SIZES.name, true) * ROOM + tagRoom(zone);
  const title = textWidth(oneLine(zone.title), SIZES.title) * ROOM;
  return Math.ceil(Math.max(Math.min(name, WIDEST_NAME), Math.min(title, WIDEST_TITLE)));
}

/** How wide each component has to be for the texts of all of them. */
function chipWidth(components: readonly MapComponent[]): number {
  const widths = components.map((component) => {
    const name = textWidth(oneLine(component.name), SIZES.title, true);
    return textLeft(component) + Math.max(name, textWidth(aboutOf(component), SIZES.detail)) * ROOM + 6;
  });
  return Math.ceil(Math.min(WIDEST_CHIP, Math.max(CHIP, largest(widths))));
}

/** Name, title and addresses, one below the other. */
function heading(zone: MapZone, inner: number, room: number, collapsed: boolean): { lines: Line[]; bottom: number } {
  const { name, title, addresses, components } = zone;
  const count = components.length && !collapsed ? '' : countText(components.length);
  // As many addresses as there is room for, and how many more there are.
  const details = [2, 1].map((most) => {
    const more = addresses.length > most ? ` (+${addresses.length - most})` : '';
    return [count, addresses.length ? `${addresses.slice(0, most).join(', ')}${more}` : ''].filter((text) => text).join(' · ');
  });
  const where = details.find((text) => textWidth(text, SIZES.detail) <= inner) ?? details[1]!;
  const texts = [
    { text: name, kind: 'name', width: room },
    { text: title, kind: 'title', width: inner },
    { text: where, kind: 'detail', width: inner },
  ] as const;
  let y = PADDING;
  const lines = texts.flatMap(({ text, kind, width }): Line[] => {
    if (!text) return [];
    y += SIZES[kind] + 4;
    return [{ x: PADDING, y: y - 3, text: fitted(oneLine(text), width, SIZES[kind], kind === 'name'), kind }];
  });
  return { lines, bottom: y + GAP };
}

/** `12 components` */
export function countText(count: number): string {
  return `${count || 'no'} component${count === 1 ? '' : 's'}`;
}

/** What kind of zone it is, in words, from the right. */
function tagsOf(zone: MapZone, right: number): ZoneShape['tags'] {
  let x = right;
  return kindsOf(zone).map((kind) => {
    const width = tagWidth(kind);
    x -= width;
    const tag = { kind, x, y: PADDING - 1, width };
    x -= 4;
    return tag;
  });
}

function kindsOf(zone: MapZone): readonly ('isolated' | 'external')[] {
  return (['isolated', 'external'] as const).filter((kind) => zone[kind]);
}

function tagWidth(kind: string): number {
  return textWidth(kind, SIZES.tag) + 24;
}

/** What the tags leave less for the name. */
function tagRoom(zone: MapZone): number {
  return kindsOf(zone).reduce((sum, kind) => sum + tagWidth(kind) + 4, 0);
}

function aboutOf({ title, roles }: MapComponent): string {
  return oneLine(title || roles.join(', ')) || 'no role';
}

/** Where the texts of a component begin, behind the signs of its vendors. */
function textLeft({ vendors }: MapComponent): number {
  return 8 + Math.min(2, Math.max(1, vendors.length)) * (BADGE + 3);
}

function chip(
  component: MapComponent,
  n: number,
  columns: number,
  width: number,
  top: number,
  vendors: ReadonlyMap<string, MapVendor>,
): Chip {
  const [x, y] = [PADDING + (n % columns) * (width + GAP), top + Math.floor(n / columns) * (CHIP_HEIGHT + GAP)];
  const signs = component.vendors.slice(0, 2).flatMap((name) => vendors.get(name) ?? []);
  const badges = signs.map((vendor, k) => ({ x: x + 6 + k * (BADGE + 3), y: y + 6, vendor }));
  const left = x + textLeft(component);
  const room = x + width - left - 6;
  const name = oneLine(component.name);
  const lines: Line[] = [
    { x: left, y: y + 16, text: fitted(name, room, SIZES.title, true), kind: 'title' },
    { x: left, y: y + 29, text: fitted(aboutOf(component), room, SIZES.detail), kind: 'detail' },
  ];
  return { component, x, y, width, height: CHIP_HEIGHT, badges, lines };
}

/** How many components there are of each vendor, in columns. */
function countsOf(
  components: readonly MapComponent[],
  top: number,
  inner: number,
  vendors: ReadonlyMap<string, MapVendor>,
): ZoneShape['counts'] {
  const counts = new Map<string, number>();
  for (const component of components) for (const name of component.vendors) counts.set(name, (counts.get(name) ?? 0) + 1);
  const columns = Math.floor(inner / COUNT);
  return [...counts].flatMap(([name, count], n) => {
    const vendor = vendors.get(name);
    if (!vendor) return [];
    const [x, y] = [PADDING + (n % columns) * COUNT, top + Math.floor(n / columns) * (BADGE + GAP)];
    const text = `× ${count}`;
    return [{ badge: { x, y, vendor }, line: { x: x + BADGE + 6, y: y + 16, text, kind: 'title' as const } }];
  });
}
