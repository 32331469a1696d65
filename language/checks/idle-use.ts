import { defineCheck, type Fix } from '../checking/check.ts';
import { idleUses } from '../checking/idle-uses.ts';
import { removeStatement } from '../editing/remove.ts';

/** A `use` of a vendor whose flows join nothing here. */
export const idleUse = defineCheck({
  code: 'idle-use',
  level: 'hint',
  theme: 'idle',
  title: 'A `use` of a vendor of which the plan has nothing',
  documentation: `\`use\` has the flows of a vendor required. Where no component of the plan has a role of it, no flow of it lies between components of others, and nothing else of the file
names anything of it, the line changes nothing; the components may be gone, or lack their roles.

\`\`\`segplan
use veeam 13
use zerto              // no component is a zerto.zvm, a zerto.vra or the like
\`\`\`

A plan without components or without rules is only begun, and nothing is reported. The quick-fix removes the line; another one removes all of them.`,
  *detect(context) {
    for (const { node, vendor } of idleUses(context))
      yield {
        node,
        message: `No component of this plan has a role of ${vendor.name}, and no flow of it lies between others: this line changes nothing.`,
        unnecessary: true,
      };
  },
  fix({ node }, context): Fix[] {
    const all = idleUses(context);
    const one: Fix = { title: 'Remove this line', edits: removeStatement(node), preferred: true };
    if (all.length < 2) return [one];
    return [
      one,
      {
        title: `Remove all ${all.length} vendors of which the plan has nothing`,
        edits: all.flatMap((each) => removeStatement(each.node)),
      },
    ];
  },
});
