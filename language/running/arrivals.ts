import { BoxIndex } from '../analysis/box-index.ts';
import { type Box, type Region, subtract } from '../analysis/region.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6, ANYWHERE } from '../model/addresses.ts';
import { append } from '../model/lists.ts';
import { ANY_SERVICE, STATABLE_SERVICES } from '../model/services.ts';
import type { Evaluator } from './evaluate.ts';
import { merged } from './merged.ts';
import type { OpenBeyond } from './open-beyond.ts';
import { askable } from './plan-side.ts';
import type { RunningDevice } from './running.ts';

/** A firewall of hosts, and the hosts. */
interface Guard {
  readonly device: RunningDevice;
  readonly addresses: AddressSet;
}

/** So many times firewalls are asked what they let in; what nobody asked about counts as let in. */
const MOST_ASKED = 20_000;

/**
 * What hosts may send anywhere is decided where it arrives: clouds let everything out unless somebody says otherwise. What goes from there to a host whose own
 * firewall is in the same files is open as far as that one lets it in.
 */
export class Arrivals {
  private readonly index: BoxIndex<Box & Guard>;
  private readonly evaluatorOf: (device: RunningDevice) => Evaluator;
  private readonly evaluators = new Map<RunningDevice, Evaluator>();
  private left = MOST_ASKED;

  /**
   * @param guards firewalls of hosts. One that keeps no state stands between networks, and says nothing of what stays inside of one.
   * @param evaluatorOf asks one of them
   */
  constructor(guards: readonly Guard[], evaluatorOf: (device: RunningDevice) => Evaluator) {
    const own = guards.filter(({ device }) => device.replies === 'tracked');
    this.index = new BoxIndex(
      own.map((guard) => ({ sources: ANYWHERE, destinations: guard.addresses, services: ANY_SERVICE, ...guard })),
    );
    this.evaluatorOf = evaluatorOf;
  }

  /** What is let out beyond the plan, without what other hosts don't let in where it is let out because everything is. */
  withoutClosed(device: RunningDevice, all: readonly OpenBeyond[]): OpenBeyond[] {
    return all.flatMap((open) => {
      if (open.isPart || !letsAllOut(open)) return [open];
      const region = open.region.flatMap((box) => {
        const closed = this.closed(box);
        // What is left of every protocol may be what no plan can say.
        return closed.length ? subtract([box], closed).flatMap((left) => askable(left, device)) : [box];
      });
      return region.length ? [{ ...open, region: merged(region) }] : [];
    });
  }

  /** What of some traffic the hosts that it is sent to don't let in, for certain. */
  private closed(box: Box): Region {
    const closed: Box[] = [];
    for (const { device, addresses } of this.index.touching(box)) {
      if (this.left-- <= 0) break;
      const destinations = box.destinations.intersect(addresses);
      if (destinations.isEmpty) continue;
      const evaluator = this.evaluators.get(device) ?? this.evaluatorOf(device);
      this.evaluators.set(device, evaluator);
      const part = { ...box, destinations };
      // A file of one family says nothing of the other one.
      const { permits, denies, isOpen } = evaluator.judge(device.families.length > 1 ? [part] : askable(part, device));
      const shut = denies.map((deny) => deny.box);
      append(
        closed,
        isOpen
          ? subtract(
              shut,
              permits.map((permit) => permit.box),
            )
          : shut,
      );
    }
    return closed;
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
