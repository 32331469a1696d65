import { type ConfigNode, valuesAt } from '../../../../running/tree.ts';

/** The zones that an end of a rule names; nothing where it may be any. */
export function placesOf(node: ConfigNode, key: string): Set<string> | undefined {
  const zones = valuesAt(node, key);
  return !zones.length || zones.includes('any') ? undefined : new Set(zones);
}
