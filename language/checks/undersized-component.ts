import { defineCheck, type Fix, findingsOfZones } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { sizesOf } from '../model/sizing.ts';

/** A component that is smaller than its vendor's table says for its load. */
export const undersizedComponent = defineCheck<{ assignment: ast.PropertyAssignment; amount: number }>({
  code: 'undersized-component',
  level: 'warning',
  theme: 'needs',
  title: 'A component that is too small for what it has to carry',
  documentation: `Some vendors publish how large a component has to be for the load it carries. Hover on the component to see the size that it
needs; state what it has, and a size that is too small is reported.

\`\`\`segplan
component segment : zero-networks.segment-server at 10.0.0.5 { machines = 3000 cores = 4 memory = 16 }   // 8 cores are needed
\`\`\`

The quick-fix writes the size that is needed.`,
  besidesRules: true,
  *detect(context) {
    yield* findingsOfZones(context, 'sizes', function* ({ components }) {
      for (const [component, size] of components.flatMap((c) => sizesOf(c, context.plan.catalog).map((s) => [c, s] as const))) {
        const { sizing, load, row } = size;
        const assignment = (name: string) => component.node.assignments.find((a) => a.property?.ref?.name === name);
        const measure = assignment(sizing.measure);
        const last = sizing.rows[sizing.rows.length - 1];
        const related = [{ node: sizing.node, message: sizing.title }];
        if (!row && last && measure)
          yield {
            node: measure,
            property: 'value',
            message: `The vendor's table ends at ${last.limit} ${sizing.measure}: ${load} need more than one ${component.name}.`,
            related,
          };
        for (const need of row?.needs ?? []) {
          const own = assignment(need.property);
          if (own?.value && /^\d+$/.test(own.value) && Number(own.value) < need.amount)
            yield {
              node: own,
              property: 'value',
              message: `${load} ${sizing.measure} need ${need.property} ${need.amount}; ${component.name} has ${own.value}.`,
              related,
              data: { assignment: own, amount: need.amount },
            };
        }
      }
    });
  },
  fix({ data }): Fix[] {
    const cst = data?.assignment.$cstNode;
    if (!data || !cst) return [];
    const name = data.assignment.property.$refText;
    return [
      {
        title: `Write ${name} = ${data.amount}`,
        edits: [{ range: cst.range, newText: `${name} = ${data.amount}` }],
        preferred: true,
      },
    ];
  },
});
