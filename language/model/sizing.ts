import type { Catalog, CatalogSizing, SizingRow } from './catalog.ts';
import type { PlanComponent } from './plan.ts';

/** A component held against a size table of its vendor. */
export interface Size {
  readonly sizing: CatalogSizing;
  /** The load that the component states. */
  readonly load: number;
  /** The smallest row that holds the load; none when the table ends before it. */
  readonly row: SizingRow | undefined;
}

/** The tables that are for a component's roles. */
export function sizingsFor(catalog: Catalog, roles: ReadonlySet<string>): CatalogSizing[] {
  let sizings = all.get(catalog);
  if (!sizings) {
    sizings = [...catalog.vendors.values()].flatMap((v) => v.sizings);
    all.set(catalog, sizings);
  }
  return sizings.filter((s) => roles.has(s.role));
}

const all = new WeakMap<Catalog, readonly CatalogSizing[]>();

/** What size a component needs, by each table whose load it states. */
export function sizesOf(component: PlanComponent, catalog: Catalog): Size[] {
  // Most state no load.
  if (!component.properties.size) return [];
  return sizingsFor(catalog, component.allRoles).flatMap((sizing) => {
    const value = component.properties.get(sizing.measure);
    if (value === undefined || !/^\d+$/.test(value)) return [];
    const load = Number(value);
    return [{ sizing, load, row: sizing.rows.find((r) => load <= r.limit) }];
  });
}
