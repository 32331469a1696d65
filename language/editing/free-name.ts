import type * as ast from '../generated/ast.ts';
import type { Plan } from '../model/plan.ts';
import { isName } from '../syntax/name-words.ts';

/** A name that nothing in a plan has: the one that is wanted, or that with a number behind it. */
export function freeName(wanted: string, plan: Plan, root: ast.Document): string {
  const taken = new Set<string>(plan.components.map((c) => c.name));
  for (const zone of plan.zones) taken.add(zone.name).add(zone.site ?? zone.name);
  for (const statement of [root, ...plan.imports].flatMap((tree) => tree.statements))
    if ('name' in statement && statement.name) taken.add(statement.name);
  let name = wanted;
  for (let n = 2; taken.has(name) || !isName(name); n++) name = `${wanted}-${n}`;
  return name;
}
