import type { LinkState, MapLink, MapSite } from './plan-map.ts';
import type { ZoneShape } from './zone-box.ts';

export type Point = readonly [x: number, y: number];

/** A rectangle in a picture. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SiteBox extends Rectangle {
  readonly site: MapSite;
}

export interface ZoneBox extends Rectangle {
  readonly shape: ZoneShape;
}

/** What stands beside a line, a row for each state, and one for the firewalls on the way. */
export interface RouteLabel extends Rectangle {
  readonly rows: readonly { readonly state: LinkState | 'firewall'; readonly text: string }[];
}

/** The way of a link from one zone to another. */
export interface Route {
  readonly link: MapLink;
  readonly points: readonly Point[];
  /** Whether the middle one of three points is what the line bends towards. */
  readonly curved?: true;
  /** None where there are too many. */
  readonly label?: RouteLabel;
}

/** A picture of a map, with a place for everything. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly sites: readonly SiteBox[];
  readonly zones: readonly ZoneBox[];
  readonly routes: readonly Route[];
  /** Set where there are so many routes that they are shown for one zone at a time. */
  readonly crowded?: true;
}
