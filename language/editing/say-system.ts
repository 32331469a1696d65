import { GrammarUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import type { PlanComponent } from '../model/plan.ts';
import type { System } from '../model/systems.ts';
import { insertAt } from './edits.ts';

/**
 * Says what components run: all of them, or the first one alone.
 * @param components of one file
 */
export function sayingSystem(components: readonly PlanComponent[]): { title: string; edits: TextEdit[] }[] {
  return [...(components.length > 1 ? [components] : []), components.slice(0, 1)].flatMap((some) => {
    const edits = (system: System) =>
      some.flatMap(({ node }) => {
        const end = endOfPlace(node);
        return end ? [insertAt(end, ` runs ${system}`)] : [];
      });
    const whom = some.length > 1 ? ` to all ${some.length}` : components.length > 1 ? ` to ${some[0]?.name}` : '';
    return (['windows', 'linux'] as const)
      .map((system) => ({ title: `Add runs ${system}${whom}`, edits: edits(system) }))
      .filter((each) => each.edits.length);
  });
}

/** Where `runs` goes: behind the addresses in other networks and its own, or behind what there is before them. */
function endOfPlace(node: ast.Component) {
  for (const property of ['legs', 'hosts', 'roles', 'title', 'name']) {
    const last = GrammarUtils.findNodesForProperty(node.$cstNode, property).at(-1);
    if (last) return last.range.end;
  }
  return undefined;
}
