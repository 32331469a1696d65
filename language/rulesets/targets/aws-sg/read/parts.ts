import { ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import type { RunningDevice } from '../../../../running/running.ts';

/** What one of several firewalls of a file has of its own. */
export type Part = Pick<RunningDevice, 'name' | 'places' | 'lists' | 'stages' | 'outbound' | 'replies' | 'answering' | 'host'>;

/** What comes to interfaces and what leaves them, as AWS calls it. */
export type Direction = 'ingress' | 'egress';

/** Everything, for what a file does not say all of. */
export const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];
