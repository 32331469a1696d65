import { isFeatureThere } from '../analysis/unused-vendors.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { removeItems } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';
import { featureId } from '../model/catalog-ids.ts';
import { statementsOf } from '../syntax/statements.ts';
import { statesRules } from '../workspace/visible-documents.ts';

/** One feature of an `enable` line. */
interface Idle {
  readonly node: ast.Enable;
  readonly index: number;
  readonly message: string;
}

/** A feature that is enabled and of which nothing is required. */
export const idleFeature = defineCheck<Idle>({
  code: 'idle-feature',
  level: 'hint',
  theme: 'idle',
  title: 'A feature that is enabled, and of which the plan has nothing',
  documentation: `\`enable\` has those flows required that a catalog states for a feature. It changes nothing where the vendor is not in use, where the feature is enabled already, and where
the plan lacks one end of each of its flows.

\`\`\`segplan
use veeam 13
enable veeam.instant-recovery, veeam.cdp    // and no component has a role that flows of veeam.cdp name
\`\`\`

In a plan without components or without rules, which is only begun, nothing is reported. The quick-fix takes the feature out, or the whole line.`,
  *detect(context) {
    for (const data of idleFeatures(context))
      yield { ...at(data.node, 'features', data.index), message: data.message, unnecessary: true, data };
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    const { node, index } = data;
    const title = node.features.length > 1 ? `Take ${node.features[index]?.$refText} out` : 'Remove this line';
    return [{ title, edits: removeItems(node, 'features', new Set([index])), preferred: true }];
  },
});

function* idleFeatures({ root, plan }: CheckContext): Iterable<Idle> {
  if (!plan.components.length || !statesRules(root)) return;
  const enabled = new Set<string>();
  for (const node of statementsOf(root, 'Enable'))
    for (const [index, { ref }] of node.features.entries()) {
      if (!ref) continue;
      const id = featureId(ref);
      const message = enabled.has(id) ? `${id} is enabled already.` : whyIdle(id);
      enabled.add(id);
      if (message) yield { node, index, message };
    }

  function whyIdle(id: string): string | undefined {
    const vendor = id.slice(0, id.indexOf('.'));
    if (!plan.uses.has(vendor)) return `The flows of ${vendor} are not checked: this changes nothing without 'use ${vendor}'.`;
    return isFeatureThere(id, plan) ? undefined : `No flow of ${id} lies between components of this plan.`;
  }
}
