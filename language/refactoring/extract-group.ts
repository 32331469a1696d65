import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { insertDefinition } from '../editing/definitions.ts';
import { freeName } from '../editing/free-name.ts';
import * as ast from '../generated/ast.ts';
import type { PlanEndpoint, PlanRule } from '../model/plan.ts';
import { listRange, listText, type Offer, type Selection } from './refactoring.ts';

/** Gives a list of ends a name: `allow a, b -> c` becomes `group … = a, b` and `allow … -> c`, here and wherever the list stands. */
export function extractGroup({ document, root, analysis, node, rules }: Selection): Offer[] {
  const [rule, ...others] = rules;
  if (!rule || others.length) return [];
  const at = AstUtils.getContainerOfType(node, ast.isEndpoint);
  return (['sources', 'destinations'] as const).flatMap((side): Offer[] => {
    const ends = rule.node[side];
    // At an end its own list, elsewhere in the rule both.
    if (at && !ends.includes(at)) return [];
    if (ends.length < 2 || ends.some((end) => ast.isAnyEndpoint(end))) return [];
    const text = listText(document, ends);
    if (/\/\/|\/\*/.test(text)) return [];
    const name = freeName(nameFor(rule[side]), analysis.plan, root);
    const alike = analysis.plan.rules.flatMap((other) => placesAlike(other, text, document));
    const edits = alike.map((range): TextEdit => ({ range, newText: name }));
    const definition = insertDefinition(root, `group ${name} = ${text.replace(/\s+/g, ' ')}`, ast.isGroup);
    const where = alike.length > 1 ? ` in ${alike.length} places` : '';
    return definition
      ? [{ title: `Extract ${side} to the group '${name}'${where}`, kind: 'extract', edits: [definition, ...edits] }]
      : [];
  });
}

/** Where a rule has the very same list. */
function placesAlike({ node }: PlanRule, text: string, document: Selection['document']): TextEdit['range'][] {
  if (AstUtils.getDocument(node) !== document) return [];
  return (['sources', 'destinations'] as const).flatMap((side) => {
    const range = listRange(node[side]);
    return range && listText(document, node[side]) === text ? [range] : [];
  });
}

/** What the ends have in common: `repositories`, `backup-hosts`. */
function nameFor(ends: readonly PlanEndpoint[]): string {
  const components = ends.flatMap((end) => end.components);
  const [first] = components;
  const role = first?.roles.find((each) => components.every((component) => component.allRoles.has(each)));
  if (role) return `${role.split('.').at(-1)}-group`;
  const zone = first?.zone;
  return zone && components.every((component) => component.zone === zone) ? `${zone.name}-hosts` : 'hosts';
}
