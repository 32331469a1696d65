import { shorten } from './lines.ts';
import type { RunningAction, RunningRule } from './running.ts';

/** What a rule of a chain matches, and what is known of it. */
export interface ChainMatch extends Pick<RunningRule, 'traffic' | 'line' | 'text'> {
  readonly from?: ReadonlySet<string> | undefined;
  readonly to?: ReadonlySet<string> | undefined;
  readonly notFrom?: ReadonlySet<string> | undefined;
  readonly notTo?: ReadonlySet<string> | undefined;
  readonly perhaps?: string | undefined;
  readonly comment?: string | undefined;
  readonly hits?: number | undefined;
}

/**
 * A rule of a chain of the kernel.
 * @param goesTo whether it goes to another chain: whoever does comes back not behind the rule, but to whoever called its chain
 */
export function chainRules(match: ChainMatch, action: RunningAction, goesTo: boolean): RunningRule[] {
  const { traffic, from, to, notFrom, notTo, perhaps, comment, hits, line, text } = match;
  const common: Omit<RunningRule, 'action'> = {
    traffic,
    ...(from && { from }),
    ...(to && { to }),
    ...(notFrom && { notFrom }),
    ...(notTo && { notTo }),
    ...(perhaps !== undefined && { perhaps }),
    name: undefined,
    ...(comment !== undefined && { comment: shorten(comment) }),
    ...(hits !== undefined && { hits }),
    line,
    text: shorten(text),
  };
  const rule = { ...common, action };
  return goesTo ? [rule, { ...common, action: 'return' }] : [rule];
}
