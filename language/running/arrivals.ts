import { BoxIndex } from '../analysis/box-index.ts';
import { type Box, intersect, type Region } from '../analysis/region.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6, ofFamily } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append } from '../model/lists.ts';
import { STATABLE_SERVICES } from '../model/services.ts';
import { merged } from './merged.ts';
import type { OpenBeyond } from './open-beyond.ts';
import { askable } from './plan-side.ts';
import type { RunningDevice } from './running.ts';

/** What one firewall of hosts lets pass beyond the plan. */
export interface AtHosts {
  readonly device: RunningDevice;
  readonly guards?: AddressSet;
  /** What it lets come to its hosts. */
  readonly open: readonly OpenBeyond[];
  /** What it lets out from them. */
  readonly letOut?: readonly OpenBeyond[];
}

/**
 * What hosts may send anywhere is decided where it arrives: clouds let everything out unless somebody says otherwise. What goes from there to a host whose own
 * firewall is in the same files is open as far as that one lets it in.
 */
export class Arrivals {
  /** What comes beyond the plan to hosts of which all of that is known. */
  private readonly coming: BoxIndex<Box>;
  private readonly guarded: AddressSet;

  constructor(all: readonly AtHosts[]) {
    // What keeps no state stands between networks, and says nothing of what stays inside of one.
    const known = all.filter(
      ({ device, guards, open }) => guards && device.replies === 'tracked' && !open.some(({ isPart }) => isPart),
    );
    // A file of one family says nothing of the other one.
    this.guarded = IntervalSet.unionAll(
      known.flatMap(({ guards, device }) => device.families.map((family) => ofFamily(guards!, family))),
    );
    this.coming = new BoxIndex(known.flatMap(({ open }) => open.flatMap(({ region }) => region)));
  }

  /** All that a firewall of hosts lets pass: what it lets out less what others don't let in, where it lets that out because it lets out everything. */
  openAt({ device, open, letOut = [] }: AtHosts): OpenBeyond[] {
    const out = letOut.flatMap((each) => {
      if (each.isPart || !letsAllOut(each)) return [each];
      const region = each.region.flatMap((box) => this.arriving(box, device));
      return region.length ? [{ ...each, region: merged(region) }] : [];
    });
    return [...open, ...out];
  }

  private arriving(box: Box, device: RunningDevice): Region {
    if (!box.destinations.overlaps(this.guarded)) return [box];
    const outside = { ...box, destinations: box.destinations.subtract(this.guarded) };
    const left: Box[] = outside.destinations.isEmpty ? [] : [outside];
    append(left, intersect([box], this.coming.touching(box)));
    // What is left of every protocol may be what no plan can say.
    return left.flatMap((each) => askable(each, device));
  }
}

/** Whether something passes since all that leaves may pass: by a rule for everything, or by none. */
function letsAllOut({ rule }: OpenBeyond): boolean {
  return (
    !rule ||
    rule.traffic.some(
      ({ destinations, services }) =>
        services.covers(STATABLE_SERVICES) && (destinations.covers(ALL_IPV4) || destinations.covers(ALL_IPV6)),
    )
  );
}
