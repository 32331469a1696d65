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
const CHIP = 168;
const CHIP_HEIGHT = 36;
export const BADGE = 24;
export const TAG = 16;
/** Numbers of components beside each other. */
const COUNTS = 3;

/** A zone with its components in columns, or with their number where it is collapsed. */
export function shapeOf(zone: MapZone, map: PlanMap, collapsed: boolean, tallies: readonly Tally[] = []): ZoneShape {
  const vendors = new Map(map.vendors.map((vendor) => [vendor.name, vendor]));
  const { components } = zone;
  const columns = collapsed ? 1 : columnsFor(components.length);
  const inner = columns * CHIP + (columns - 1) * GAP;
  const tags = tagsOf(zone, PADDING + inner);
  const room = inner - tags.reduce((sum, tag) => sum + tag.width + 4, 0);
  const { lines, bottom } = heading(zone, inner, room, collapsed);
  const chips = collapsed ? [] : components.map((component, n) => chip(component, n, columns, bottom, vendors));
  const counts = collapsed ? countsOf(components, bottom, inner, vendors) : [];
  const rows = Math.ceil((collapsed ? counts : components).length / (collapsed ? COUNTS : columns));
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

/** Name, title and addresses, one below the other. */
function heading(zone: MapZone, inner: number, room: number, collapsed: boolean): { lines: Line[]; bottom: number } {
  const { name, title, addresses, components } = zone;
  const more = addresses.length > 2 ? ` (+${addresses.length - 2})` : '';
  const where = addresses.length ? `${addresses.slice(0, 2).join(', ')}${more}` : '';
  const count = components.length && !collapsed ? '' : countText(components.length);
  const texts = [
    { text: name, kind: 'name', width: room },
    { text: title, kind: 'title', width: inner },
    { text: [count, where].filter((text) => text).join(' · '), kind: 'detail', width: inner },
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
  const kinds = (['isolated', 'external'] as const).filter((kind) => zone[kind]);
  return kinds.map((kind) => {
    const width = textWidth(kind, SIZES.tag) + 22;
    x -= width;
    const tag = { kind, x, y: PADDING - 1, width };
    x -= 4;
    return tag;
  });
}

function chip(component: MapComponent, n: number, columns: number, top: number, vendors: ReadonlyMap<string, MapVendor>): Chip {
  const [x, y] = [PADDING + (n % columns) * (CHIP + GAP), top + Math.floor(n / columns) * (CHIP_HEIGHT + GAP)];
  const signs = component.vendors.slice(0, 2).flatMap((name) => vendors.get(name) ?? []);
  const badges = signs.map((vendor, k) => ({ x: x + 6 + k * (BADGE + 3), y: y + 6, vendor }));
  const left = x + 8 + Math.max(1, badges.length) * (BADGE + 3);
  const room = x + CHIP - left - 6;
  const about = oneLine(component.title || component.roles.join(', ')) || 'no role';
  const name = oneLine(component.name);
  const lines: Line[] = [
    { x: left, y: y + 16, text: fitted(name, room, SIZES.title, true), kind: 'title' },
    { x: left, y: y + 29, text: fitted(about, room, SIZES.detail), kind: 'detail' },
  ];
  return { component, x, y, width: CHIP, height: CHIP_HEIGHT, badges, lines };
}

/** How many components there are of each vendor, in three columns. */
function countsOf(
  components: readonly MapComponent[],
  top: number,
  inner: number,
  vendors: ReadonlyMap<string, MapVendor>,
): ZoneShape['counts'] {
  const counts = new Map<string, number>();
  for (const component of components) for (const name of component.vendors) counts.set(name, (counts.get(name) ?? 0) + 1);
  const width = inner / COUNTS;
  return [...counts].flatMap(([name, count], n) => {
    const vendor = vendors.get(name);
    if (!vendor) return [];
    const [x, y] = [PADDING + (n % COUNTS) * width, top + Math.floor(n / COUNTS) * (BADGE + GAP)];
    const text = `× ${count}`;
    return [{ badge: { x, y, vendor }, line: { x: x + BADGE + 6, y: y + 16, text, kind: 'title' as const } }];
  });
}
