import { tagOf } from '../model/addresses.ts';
import type { RuleEntry, RuleSet } from './rule-set.ts';

/** The host names that a rule is about, service tags aside. */
export function hostNamesOf({ sources, destinations }: Pick<RuleEntry, 'sources' | 'destinations'>): string[] {
  return [...new Set([...sources, ...destinations].flatMap((s) => s.hostNames))].filter((name) => tagOf(name) === undefined);
}

/**
 * What whoever loads rules about host names has to know, a sentence each; nothing where there are none.
 * @param setting what tells such a firewall whom to ask, in its own words
 */
export function hostNameNotes({ entries }: RuleSet, setting: string): string[] {
  const named = entries.filter((entry) => hostNamesOf(entry).length);
  if (!named.length) return [];
  const denied = named.some(({ action }) => action === 'deny');
  return [
    `Host names are looked up by the firewall, which needs a name server: ${setting}. A rule about a name is one about the addresses that it has found${denied ? ', so that a deny of a name closes no other address of it' : ''}.`,
  ];
}
