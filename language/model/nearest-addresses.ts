import { distance } from 'fastest-levenshtein';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, formatAddresses, sameHostIn } from './addresses.ts';
import type { Plan, PlanZone } from './plan.ts';
import { addressSet } from './stated-addresses.ts';
import { asSeen } from './subnets.ts';

/** An address of a plan that another one may have been meant to be. */
export interface NearAddress {
  readonly text: string;
  /** The same, with what else stands beside it. */
  readonly set: AddressSet;
  /** The component or the zone that it belongs to. */
  readonly of: string;
}

/** So that a plan of thousands of wrong addresses is not held against thousands of others, each against each. */
const MOST_WANTED = 100;
const MOST_FOUND = 3;

/** Two slips of the hand at most; of a short text one, since any two of those are near each other. */
function limitOf(text: string): number {
  return text.length < 9 ? 1 : 2;
}

/**
 * The addresses of a plan that one may have been meant to be which it does not have: where it is the own address of a translated zone, the
 * one that others see; else those that are written almost like it, the nearest alone, of components, of subnets, and, for a single address,
 * the one at the same place of a subnet.
 */
export class NearestAddresses {
  private readonly components: readonly NearAddress[];
  private readonly subnets: readonly {
    readonly set: AddressSet;
    readonly text: string;
    readonly of: string;
    readonly zone: PlanZone;
  }[];
  /** Zones whose own addresses nobody else knows. */
  private readonly translated: readonly PlanZone[];
  private readonly known = new Map<string, readonly NearAddress[]>();

  constructor(plan: Plan) {
    // As they are written; what is translated is known by other addresses.
    const written = (node: ast.Address): { set: AddressSet; text: string }[] => {
      const set = addressSet(node);
      const [text, ...more] = formatAddresses(set);
      return text && !more.length ? [{ set, text }] : [];
    };
    const all = plan.zones.filter((zone) => !zone.translations.length);
    this.translated = plan.zones.filter((zone) => zone.translations.length);
    this.components = all.flatMap((zone) =>
      zone.components.flatMap((c) =>
        [...c.node.hosts, ...c.node.legs.flatMap((leg) => leg.addresses)].flatMap((host) =>
          host.$type === 'Address' ? written(host).map((each) => ({ ...each, of: c.name })) : [],
        ),
      ),
    );
    this.subnets = all.flatMap((zone) =>
      zone.node.subnets.flatMap((line) =>
        line.addresses.flatMap((node) => written(node).map((w) => ({ ...w, of: zone.name, zone }))),
      ),
    );
  }

  /** @param set a single address, a network or a range */
  to(set: AddressSet): readonly NearAddress[] {
    const [text, ...more] = formatAddresses(set);
    if (!text || more.length) return [];
    const known = this.known.get(text);
    if (known) return known;
    const found = this.known.size < MOST_WANTED ? this.find(text, set) : [];
    this.known.set(text, found);
    return found;
  }

  private find(text: string, set: AddressSet): NearAddress[] {
    const seen = this.translated
      .filter((zone) => zone.ownSubnets.covers(set))
      .flatMap((zone) => nearIn(asSeen(set, zone.translations), zone.name));
    if (seen.length) return seen.slice(0, MOST_FOUND);
    const inSubnets = this.subnets.flatMap(({ set: subnet, of, zone }) => {
      const host = sameHostIn(subnet, set);
      return zone.addresses.covers(host) ? nearIn(host, of) : [];
    });
    let best = limitOf(text);
    let nearest: NearAddress[] = [];
    for (const candidate of [...this.components, ...this.subnets, ...inSubnets]) {
      if (Math.abs(candidate.text.length - text.length) > best) continue;
      const score = distance(text, candidate.text);
      if (score > best || score === 0) continue;
      if (score < best) nearest = [];
      best = score;
      if (nearest.length < MOST_FOUND && nearest.every((n) => n.text !== candidate.text))
        nearest.push({ text: candidate.text, set: candidate.set, of: candidate.of });
    }
    return nearest;
  }
}

/** Addresses of one owner, each run of them by itself. */
function nearIn(set: AddressSet, of: string): NearAddress[] {
  return formatAddresses(set).map((text) => ({ text, set, of }));
}
