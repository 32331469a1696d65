import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { insertDefinition } from '../editing/definitions.ts';
import { freeName } from '../editing/free-name.ts';
import * as ast from '../generated/ast.ts';
import { listRange, listText, type Offer, type Selection } from './refactoring.ts';

/** Gives the services of a rule a name: `: tcp 443, 9419` becomes `service … = tcp 443, 9419` and `: …`, here and wherever the list stands. */
export function extractService({ document, root, analysis, node, rules }: Selection): Offer[] {
  const [rule, ...others] = rules;
  const list = rule?.node.service;
  if (!rule || !list || others.length || !list.items.length) return [];
  // At an end of the rule nobody asks about its services.
  if (AstUtils.getContainerOfType(node, ast.isEndpoint)) return [];
  const { required, any, adjustable } = rule.services;
  const isNamed = list.items.length === 1 && ast.isServiceReference(list.items[0]);
  const text = listText(document, list.items);
  if (required || any || adjustable || isNamed || list.exceptions.length || /\/\/|\/\*/.test(text)) return [];
  const to = rule.destinations[0];
  const zone = to?.kind === 'zone' ? to.written : to?.components[0]?.zone.name;
  const name = freeName(`${zone ?? 'plan'}-services`, analysis.plan, root);
  const alike = analysis.plan.rules.flatMap(({ node: other }) => {
    const items = other.service?.items ?? [];
    const range = listRange(items);
    const isAlike =
      AstUtils.getDocument(other) === document && !other.service?.exceptions.length && listText(document, items) === text;
    return range && isAlike ? [range] : [];
  });
  const definition = insertDefinition(root, `service ${name} = ${text.replace(/\s+/g, ' ')}`, ast.isService);
  const where = alike.length > 1 ? ` in ${alike.length} places` : '';
  const edits = alike.map((range): TextEdit => ({ range, newText: name }));
  return definition ? [{ title: `Extract services to '${name}'${where}`, kind: 'extract', edits: [definition, ...edits] }] : [];
}
