import { type AddressSet, ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { ANY_IPV4, ANY_IPV6 } from '../../../../running/lines.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningDevice } from '../../../../running/running.ts';

/** What one of several firewalls of a file has of its own. */
export type Part = Pick<RunningDevice, 'name' | 'places' | 'lists' | 'stages' | 'outbound' | 'replies' | 'answering' | 'host'>;

/** What comes to interfaces and what leaves them, as AWS calls it. */
export type Direction = 'ingress' | 'egress';

/** Everything, for what a file does not say all of. */
export const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

/** A network, or an address; that of all addresses of a family is what host names may have as well. */
export function readNetwork(text: string): AddressSet | undefined {
  return text === '0.0.0.0/0' ? ANY_IPV4 : text === '::/0' ? ANY_IPV6 : readAddresses(text);
}
