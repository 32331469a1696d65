import { distance } from 'fastest-levenshtein';
import type { AstNode } from 'langium';
import { defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { portsOfProperty } from '../model/adjust-services.ts';
import { readSystem, SYSTEMS } from '../model/systems.ts';
import { nearestNames } from '../syntax/near-names.ts';

function numberProblem(property: ast.Property, value: string): string | undefined {
  if (property.type === 'port')
    return portsOfProperty(value)
      ? undefined
      : `${property.name} is a port from 1 to 65535 or a range such as 9000-9010, not '${value}'.`;
  return /^\d+$/.test(value) ? undefined : `${property.name} is a whole number, not '${value}'.`;
}

/** What is wrong with a value that a condition compares a property to; nothing where it is one that the property can have. */
function comparisonProblem(
  property: ast.Property,
  { operator, values }: ast.PropertyCondition,
  value: string,
): string | undefined {
  if (property.type === 'number' && operator !== '=' && values.length > 1)
    return `${property.name} ${operator} … takes one number.`;
  if (property.type) return numberProblem(property, value);
  return operator === '='
    ? undefined
    : `${property.name} is one of ${property.values.join(', ')}, which have no order: write ${property.name} = ….`;
}

function systemFinding(node: ast.Component | ast.Role | ast.SystemCondition, name: string): Finding<readonly string[]> {
  return {
    node,
    property: 'system',
    message: `A machine runs ${SYSTEMS.slice(0, -1).join(', ')} or ${SYSTEMS.at(-1)} here, not '${name}': files for hosts depend on it.`,
    data: nearest(SYSTEMS, name),
  };
}

function firstProblem(property: ast.Property, node: ast.PropertyCondition): { index: number; message: string } | undefined {
  if (property.type === 'port' && node.operator !== '=')
    return { index: 0, message: `${property.name} is a port, and ports are compared with = alone.` };
  for (const [index, value] of node.values.map(String).entries()) {
    const message = comparisonProblem(property, node, value);
    if (message) return { index, message };
  }
  return undefined;
}

/** All values, those that may have been meant first. */
function nearest(values: readonly string[], value: string): string[] {
  const near = nearestNames(value, values);
  const others = values.filter((each) => !near.includes(each));
  return [...near, ...others.sort((a, b) => distance(a, value) - distance(b, value))];
}

/** A value that a property can't have, on a component or in a catalog's condition; or a system that nobody knows. */
export const invalidValue = defineCheck<readonly string[]>({
  code: 'invalid-value',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A value that a property does not have',
  documentation: `A role's properties have the values that its catalog lists; some are a port or a number instead. A value that is not among them would match no condition, and flows
would silently not be required. Behind \`runs\` stands \`windows\`, \`linux\` or \`other\`.
A catalog's property is a \`number\`, a \`port\`, or one of several values, \`on | off\`; the tables of sizes go by numbers.
A catalog's condition compares numbers alone with \`<\`, \`<=\`, \`>\` and \`>=\`, and with one number each.

The quick-fixes offer the values there are.`,
  *detect(context) {
    for (const node of context.analysis.memory.nodes('values', context.root, VALUED, hasValue)) {
      if ((ast.isComponent(node) || ast.isRole(node) || ast.isSystemCondition(node)) && node.system && !readSystem(node.system))
        yield systemFinding(node, node.system);
      if (ast.isProperty(node) && node.default && !node.values.includes(node.default))
        yield {
          node,
          property: 'default',
          message: `${node.name} can be ${node.values.join(', ') || 'a number'}, but not '${node.default}'.`,
          data: nearest(node.values, node.default),
        };
      if (ast.isProperty(node) && node.values.length === 1 && Object.hasOwn(TYPES, node.values[0]!)) yield typeFinding(node);
      if (ast.isSizing(node)) yield* uncountable(node);
      if (!ast.isPropertyAssignment(node) && !ast.isPropertyCondition(node)) continue;
      const property = node.property?.ref;
      // Of a property that is only begun nobody says what it can be, and that is told there.
      if (!property || (!property.type && !property.values.length)) continue;
      if (ast.isPropertyCondition(node)) {
        const problem = firstProblem(property, node);
        if (problem) yield { node, property: 'values', ...problem };
        if (problem || property.type) continue;
      }
      if (property.type && ast.isPropertyAssignment(node)) {
        const problem = node.value ? numberProblem(property, node.value) : undefined;
        if (problem) yield { node, property: 'value', message: problem };
        continue;
      }
      const values = ast.isPropertyAssignment(node) ? [node.value] : node.values.map(String);
      for (const [index, value] of values.entries())
        if (value && !property.values.includes(value))
          yield {
            node,
            property: ast.isPropertyAssignment(node) ? 'value' : 'values',
            index,
            message: `${property.name} can be ${property.values.join(', ')}, but not '${value}'.`,
            data: nearest(property.values, value),
          };
    }
  },
  fix: (finding): Fix[] =>
    (finding.data ?? []).map((value, n) => ({
      title: `Write ${value}`,
      edits: [{ range: rangeOf(finding), newText: value }],
      ...(n === 0 ? { preferred: true } : {}),
    })),
});

/** What other languages call the kinds of values, and what there is here. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['integer', 'int', 'count', 'numeric', 'float'].map((word) => [word, ['number']])),
  ...Object.fromEntries(['bool', 'boolean', 'flag', 'switch'].map((word) => [word, ['on | off', 'yes | no']])),
  ...Object.fromEntries(['string', 'text', 'str', 'any', 'list', 'ports'].map((word) => [word, ['number', 'port']])),
};

/** A property of one value, which is called as a kind of values is elsewhere. */
function typeFinding(node: ast.Property): Finding<readonly string[]> {
  const word = node.values[0]!;
  return {
    ...{ node, property: 'values', index: 0 },
    message: `${node.name} could be nothing but the word '${word}': a property is 'number', 'port', or lists its values, 'on | off'.`,
    data: TYPES[word]!,
  };
}

/** What a table of sizes goes by, and what it asks for, is counted. */
function* uncountable(sizing: ast.Sizing): Iterable<Finding<readonly string[]>> {
  const places = [
    { node: sizing as AstNode, property: 'measure', named: sizing.measure },
    ...sizing.rows.flatMap((row) => row.needs.map((need) => ({ node: need, property: 'property', named: need.property }))),
  ];
  for (const { node, property, named } of places)
    if (named?.ref && named.ref.type !== 'number')
      yield {
        node,
        property,
        message: `${named.ref.name} is no number, and sizes are compared: property ${named.ref.name} = number.`,
      };
}

const VALUED = [
  ...(['Sizing', 'Component', 'Role', 'SystemCondition'] as const),
  ...(['PropertyAssignment', 'PropertyCondition', 'Property'] as const),
];

function hasValue(node: ast.SegplanAstType[(typeof VALUED)[number]]): boolean {
  if (ast.isSizing(node)) return true;
  if (ast.isComponent(node) || ast.isRole(node) || ast.isSystemCondition(node)) return node.system !== undefined;
  return (
    ast.isPropertyAssignment(node) ||
    ast.isPropertyCondition(node) ||
    (ast.isProperty(node) && (node.default !== undefined || node.values.length === 1))
  );
}
