import { at, defineCheck, type Fix } from '../checking/check.ts';
import { type UnusedImport, unusedImports } from '../checking/unused-imports.ts';
import { removeStatement } from '../editing/remove.ts';

/** An import that a plan could do without. */
export const unusedImport = defineCheck<UnusedImport>({
  code: 'unused-import',
  level: 'hint',
  theme: 'idle',
  title: 'An import of which nothing is used',
  documentation: `An import is used where the plan names something of the file, a group, a service or a vendor, and where the file has anything that counts by
itself: zones and sites, firewalls, pairs, deployments, bindings, \`vpn\` and \`nat\`. These change what a plan means although it names none of them, as a zone
does that takes its addresses out of the rest of the world. What the file imports in turn counts as well, unless another import brings it in. An import that is not used
changes nothing; nor does a second one of the same file.

\`\`\`segplan
import "./shared/services.segplan"      // services alone, and no rule says one of them
\`\`\`

In a file that others import, and in one without rules, only second imports are reported: what they bring in may be for those who import the file.

The quick-fix removes the line; another one removes all of them, and so does organizing imports (\`source.organizeImports\`).`,
  *detect(context) {
    for (const { node, first } of unusedImports(context)) {
      const found = { node, unnecessary: true, data: { node, first } };
      if (first)
        yield {
          ...found,
          message: 'This file is imported already.',
          related: [{ ...at(first, 'path'), message: 'It is imported here.' }],
        };
      else
        yield {
          ...found,
          message: 'Nothing of this file is used: it has nothing that counts by itself, and none of its names is said here.',
        };
    }
  },
  fix({ node }, context): Fix[] {
    const all = unusedImports(context);
    const one: Fix = { title: 'Remove this import', edits: removeStatement(node), preferred: true };
    if (all.length < 2) return [one];
    return [
      one,
      { title: `Remove all ${all.length} imports that are not used`, edits: all.flatMap((each) => removeStatement(each.node)) },
    ];
  },
});
