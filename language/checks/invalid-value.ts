import { distance } from 'fastest-levenshtein';
import { AstUtils } from 'langium';
import { defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { portsOfProperty } from '../model/adjust-services.ts';
import { readSystem, SYSTEMS } from '../model/systems.ts';

function numberProblem(property: ast.Property, value: string): string | undefined {
  if (property.type === 'port')
    return portsOfProperty(value)
      ? undefined
      : `${property.name} is a port from 1 to 65535 or a range such as 9000-9010, not '${value}'.`;
  return /^\d+$/.test(value) ? undefined : `${property.name} is a whole number, not '${value}'.`;
}

function systemFinding(node: ast.Component | ast.Role | ast.SystemCondition, name: string): Finding<readonly string[]> {
  return {
    node,
    property: 'system',
    message: `A machine runs ${SYSTEMS.slice(0, -1).join(', ')} or ${SYSTEMS.at(-1)} here, not '${name}': files for hosts depend on it.`,
    data: nearest(SYSTEMS, name),
  };
}

function nearest(values: readonly string[], value: string): string[] {
  return [...values].sort((a, b) => distance(a, value) - distance(b, value));
}

/** A value that a property can't have, on a component or in a catalog's condition; or a system that nobody knows. */
export const invalidValue = defineCheck<readonly string[]>({
  code: 'invalid-value',
  level: 'error',
  essential: true,
  title: 'A value that a property does not have',
  documentation: `A role's properties have the values that its catalog lists; some are a port or a number instead. A value that is not among them would match no condition, and flows
would silently not be required. Behind \`runs\` stands \`windows\`, \`linux\` or \`other\`.

The quick-fixes offer the values there are.`,
  *detect(context) {
    for (const node of AstUtils.streamAst(context.root)) {
      if ((ast.isComponent(node) || ast.isRole(node) || ast.isSystemCondition(node)) && node.system && !readSystem(node.system))
        yield systemFinding(node, node.system);
      if (!ast.isPropertyAssignment(node) && !ast.isPropertyCondition(node)) continue;
      const property = node.property?.ref;
      if (!property) continue;
      if (property.type && ast.isPropertyCondition(node)) continue;
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
