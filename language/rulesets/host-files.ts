import type { HostRuleSet } from './host-rule-set.ts';
import { NameTable } from './names.ts';

/** A file name for each host, without its ending. Component names are told apart by case; the names of files are not everywhere. */
export function hostFileNames(sets: readonly HostRuleSet[], baseName: string): string[] {
  const names = new NameTable({ most: 200, refused: /[^\w.-]+/, joint: '-', prefix: 'host', ignoresCase: true });
  return sets.map(({ host }) => `${baseName}.${names.name(host.name)}`);
}
