import { ANY_SERVICE, portSet } from '../../language/model/services.ts';
import type { RunningDevice } from '../../language/running/running.ts';

const OTHERS = ANY_SERVICE.subtract(portSet('tcp', 0, 65_535)).subtract(portSet('udp', 0, 65_535));

/**
 * Whether a device permits something that is answered only where its configuration says so besides, as an ASA does what is neither tcp nor udp: a file that holds
 * its rules alone says nothing of that.
 */
export function mayLackAnswers({ howBack, lists }: RunningDevice): boolean {
  if (howBack === undefined) return false;
  return [...lists.values()].some(({ rules }) =>
    rules.some(({ action, traffic }) => action === 'permit' && traffic.some(({ services }) => services.overlaps(OTHERS))),
  );
}
