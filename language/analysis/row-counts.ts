import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES, NO_ADDRESSES } from '../model/addresses.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
import { isPossible } from './region.ts';
import type { RoleGroup } from './role-index.ts';
import { PlainRow } from './row.ts';
import type { RowCoverage } from './row-coverage.ts';
import type { RowPairs } from './row-pairs.ts';

/** What addresses may be, each as all that there is of it. */
const FAMILIES: readonly AddressSet[] = [ALL_IPV4, ALL_IPV6, ALL_NAMES];

/** Of which of these some addresses are, as a number: that is all on which it hangs whether two ends may talk to each other. */
const familiesOf = onceFor((addresses: AddressSet): number =>
  FAMILIES.reduce((families, each, n) => families | (addresses.overlaps(each) ? 1 << n : 0), 0),
);

const SAMPLES: readonly AddressSet[] = Array.from({ length: 1 << FAMILIES.length }, (_, families) =>
  FAMILIES.reduce((all, each, n) => (families & (1 << n) ? all.union(each) : all), NO_ADDRESSES),
);

/** Whom initiators lack if no rule permits anything of what a flow joins them with. */
interface Target {
  readonly partners: readonly RoleGroup[];
  /** By the families of both ends, whether there is any such traffic. */
  readonly possible: string;
}

/** Components that lack the same: how many there are in each zone. */
interface Alike {
  readonly families: number;
  readonly targets: readonly Target[];
  readonly inZones: Map<PlanZone, number>;
}

/**
 * Counts the pairs of components that lack something in a wide plan where no rules stand, of what takes no look at two zones: all of one kind lack the same,
 * but for those that stand in their own zone.
 */
export class RowCounts {
  private readonly index: RowPairs;
  private readonly coverage: RowCoverage;
  private readonly possible = new Map<CatalogFlow, string>();

  /** @param coverage between which zones nothing is lacking */
  constructor(index: RowPairs, coverage: RowCoverage) {
    this.index = index;
    this.coverage = coverage;
  }

  /** Of all zones between which anything may be lacking. */
  get all(): number {
    const { coverage } = this;
    let count = 0;
    if (coverage.others(0)) return count;
    for (const { families, targets, inZones } of this.alike()) {
      const lacked = new Set<PlanComponent>();
      for (const { partners, possible } of targets)
        for (const { components } of partners)
          for (const each of components) if (isPossibleTo(possible, families, each)) lacked.add(each);
      const [perZone, perKind] = [new Map<PlanZone, number>(), new Map<number, number>()];
      for (const { zone } of lacked) {
        const kind = coverage.toKind(zone);
        perZone.set(zone, (perZone.get(zone) ?? 0) + 1);
        perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
      }
      const open = new Map<number, number>();
      for (const [zone, some] of inZones) {
        const kind = coverage.fromKind(zone);
        let all = open.get(kind);
        if (all === undefined) {
          all = 0;
          for (const [other, others] of perKind) if (!coverage.holdsKinds(kind, other)) all += others;
          open.set(kind, all);
        }
        count += some * (all - (coverage.holds(zone, zone) ? 0 : (perZone.get(zone) ?? 0)));
      }
    }
    return count;
  }

  /** Of two zones. */
  between(from: PlanZone, to: PlanZone): number {
    const lacked = new Map<PlanComponent, Set<PlanComponent>>();
    for (const row of this.index.rowsOf(from)) {
      if (!(row instanceof PlainRow)) continue;
      const possible = this.possibleOf(row.flow);
      for (const { components } of this.index.partnersIn(row, to))
        for (const one of row.group.components)
          for (const other of components) {
            if (!isPossibleTo(possible, familiesOf(one.addresses), other)) continue;
            const others = lacked.get(one) ?? new Set();
            lacked.set(one, others.add(other));
          }
    }
    let count = 0;
    for (const others of lacked.values()) count += others.size;
    return count;
  }

  private alike(): Iterable<Alike> {
    const targetsOf = new Map<PlanComponent, Set<Target>>();
    const targets = new Map<readonly RoleGroup[], Target[]>();
    const numbers = new Map<Target, number>();
    for (const rows of this.index.flows)
      for (const [row, { components }] of rows.entries()) {
        if (!(row instanceof PlainRow)) continue;
        const possible = this.possibleOf(row.flow);
        const known = targets.get(row.partners) ?? [];
        targets.set(row.partners, known);
        let target = known.find((each) => each.possible === possible);
        if (!target) {
          target = { partners: row.partners, possible };
          known.push(target);
          numbers.set(target, numbers.size);
        }
        for (const component of components) {
          const own = targetsOf.get(component);
          if (own) own.add(target);
          else targetsOf.set(component, new Set([target]));
        }
      }
    const result = new Map<string, Alike>();
    for (const [component, own] of targetsOf) {
      const { zone, addresses } = component;
      const families = familiesOf(addresses);
      const key = `${families} ${[...own].map((each) => numbers.get(each)).join()}`;
      let same = result.get(key);
      if (!same) {
        same = { families, targets: [...own], inZones: new Map() };
        result.set(key, same);
      }
      same.inZones.set(zone, (same.inZones.get(zone) ?? 0) + 1);
    }
    return result.values();
  }

  /** By the families of both ends, whether anything of a flow can lack between them: all of it, or one of several alternatives. */
  private possibleOf(flow: CatalogFlow): string {
    let known = this.possible.get(flow);
    if (known === undefined) {
      const { set, alternatives } = flow.services;
      const all = [set, ...alternatives.flat()];
      const is = (from: AddressSet, to: AddressSet): boolean => all.some((services) => isPossible(from, to, services));
      known = SAMPLES.flatMap((from) => SAMPLES.map((to) => (is(from, to) ? '1' : '0'))).join('');
      this.possible.set(flow, known);
    }
    return known;
  }
}

function isPossibleTo(possible: string, families: number, { addresses }: PlanComponent): boolean {
  return possible[families * SAMPLES.length + familiesOf(addresses)] === '1';
}
