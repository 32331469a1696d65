import { at, defineCheck, type Fix } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';
import { baseOf, nameNodeOf } from '../syntax/vendor-blocks.ts';

/** What extends a vendor that nobody sees; names that lead nowhere are reported where they are linked. */
export const unknownVendor = defineCheck<{ readonly names: readonly string[] }>({
  code: 'unknown-vendor',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A name that no vendor has',
  documentation: `The message names what may have been meant, and a quick-fix puts it in. Names come from the file itself, from the files it imports, and
from the built-in catalogs.

\`extend vendor\` adds to a vendor that these hold: what extends one that the file does not see would be left out. Import the file that
begins it, or begin it here with \`vendor\`.`,
  *detect({ root, visible }) {
    for (const block of statementsOf(root, 'Vendor')) {
      if (!block.extends || !block.name || baseOf(block, visible)) continue;
      const all = visible.vendorsFor(root).filter((v) => !v.extends);
      const names = nearestNames(
        block.name,
        all.map((v) => v.name),
      );
      const meant = names.length
        ? ` Did you mean ${names.map((n) => `'${n}'`).join(' or ')}?`
        : ' Import the file that begins it.';
      yield {
        ...at(block, 'name'),
        message: `There is no vendor named '${block.name}' to extend.${meant}`,
        data: { names },
      };
    }
  },
  fix({ node, data }): Fix[] {
    const name = node.$type === 'Vendor' ? nameNodeOf(node as ast.Vendor) : undefined;
    if (!name) return [];
    return (data?.names ?? []).map((newText, n) => ({
      title: `Replace by '${newText}'`,
      edits: [{ range: name.range, newText }],
      ...(n === 0 ? { preferred: true } : {}),
    }));
  },
});
