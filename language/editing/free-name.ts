import type * as ast from '../generated/ast.ts';
import type { Plan } from '../model/plan.ts';
import { isIdentifier, isName } from '../syntax/name-words.ts';

/** Letters and digits of which names are made. */
const PARTS = /(?:(?!\p{DI})\p{XIDC})+/gu;

/** A name that nothing in a plan has: the one that is wanted, without signs that no name has, or that with a number behind it. */
export function freeName(wanted: string, plan: Plan, root: ast.Document): string {
  const taken = new Set<string>(plan.components.flatMap((c) => [c.name, c.node.name]));
  for (const zone of plan.zones) taken.add(zone.name).add(zone.site ?? zone.name);
  for (const statement of [root, ...plan.imports].flatMap((tree) => tree.statements))
    if ('name' in statement && statement.name) taken.add(statement.name);
  const first = nameOf(wanted);
  let name = first;
  // One that is a word of the language is a name with a number behind it.
  for (let n = 2; taken.has(name) || !isName(name); n++) name = `${first}-${n}`;
  return name;
}

/** What has the form of a name: a text such as `dmz except 10.0.0.1` has it not. */
function nameOf(wanted: string): string {
  if (isIdentifier(wanted)) return wanted;
  const joined = wanted.match(PARTS)?.join('-') ?? '';
  return isIdentifier(joined) ? joined : ['new', joined].filter(Boolean).join('-');
}
