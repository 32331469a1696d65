import { ANYWHERE } from '../model/addresses.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { shorten } from './lines.ts';
import type { RunningRule } from './running.ts';

/**
 * What stands for the rules of a group that something has and the file does not hold: it may let pass and close anything.
 * @param name what people know the group by
 * @param line where the file says that something has it
 */
export function ruleOfMissing(name: string, line: number): RunningRule {
  return {
    action: 'unknown',
    traffic: [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }],
    name: undefined,
    line,
    text: `group ${shorten(name)}`,
    perhaps: 'the file does not hold the group',
  };
}
