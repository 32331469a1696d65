import type { TextEdit } from 'vscode-languageserver-types';
import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import { defineCheck, type Fix, findingsOfZones } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import type { CatalogAdvice } from '../model/catalog.ts';
import type { Plan } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';

/** A port that was moved although its vendor says that it must stay. */
export const fixedPort = defineCheck<ast.PropertyAssignment>({
  code: 'fixed-port',
  level: 'error',
  theme: 'words',
  title: 'A port that must not be moved here',
  documentation: `Some ports can be changed at installation, but not everywhere: a provider of disaster recovery as a service must leave port
9081 of Zerto as it is, for example, since its customers expect it there.

\`\`\`segplan
component zvm : zerto.provider-zvm at 10.0.0.5 { legacy-peer-port = 19081 }
\`\`\`

The quick-fix removes the property.`,
  besidesRules: true,
  detect: (context) =>
    findingsOfZones(context, 'fixed ports', function* ({ components }) {
      for (const component of components)
        for (const advice of adviceFor(context.plan, component, 'fixed-port'))
          for (const assignment of component.node.assignments)
            if (assignment.property?.ref && moves(assignment.property.ref, advice, context.plan))
              yield {
                node: assignment,
                message: `${component.name} must keep ${formatServices(advice.services.set)}. ${advice.text}`,
                related: [{ node: advice.node, message: sourceOfAdvice(advice) }],
                data: assignment,
              };
    }),
  fix({ data }): Fix[] {
    const range = data?.$cstNode?.range;
    const edits: TextEdit[] = range ? [{ range, newText: '' }] : [];
    return [{ title: 'Leave the port where it is', edits, preferred: true }];
  },
});

/** Whether a property moves a port that the advice wants left alone. */
function moves(property: ast.Property, advice: CatalogAdvice, plan: Plan): boolean {
  const flows = plan.catalog.vendors.get(advice.vendor)?.flows ?? [];
  return flows.some((f) => f.services.parts.some((p) => p.setBy === property && p.set.overlaps(advice.services.set)));
}
