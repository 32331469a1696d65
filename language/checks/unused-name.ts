import { at, defineCheck, type Fix } from '../checking/check.ts';
import { type Naming, removalOf, type UnusedName, unusedNames } from '../checking/unused-names.ts';
import { removeStatement } from '../editing/remove.ts';

/** A group, a service or a vendor that nothing uses. */
export const unusedName = defineCheck<UnusedName>({
  code: 'unused-name',
  level: 'hint',
  theme: 'idle',
  title: 'A group, a service or a vendor that nothing in the plan uses',
  documentation: `A group, a service or a vendor of a plan's own is there for what names it. One that no rule, assertion or other statement names changes nothing;
most often what used it is gone, or names something else by mistake. A name that only other unused ones say is not used either.

\`\`\`segplan
group storage = repo, archive          // no rule says storage
allow vbr -> repo, archive : required
\`\`\`

A group that says who belongs together (\`with\`, \`without\`) counts by itself. In a file that others import, and in one without rules, which is there to give others
its names, nothing is reported.

The quick-fix removes it, with what would name it in vain; another one removes all of them. Fixing all leaves them: what is to use them may be written next.`,
  *detect(context) {
    for (const unused of unusedNames(context))
      yield {
        ...at(unused.node, 'name'),
        message: `Nothing in this plan uses the ${called(unused.node)}.`,
        related: unused.saidBy.map((node) => ({
          ...at(node, 'name'),
          message: `Only the ${called(node)} names it, which nothing uses.`,
        })),
        unnecessary: true,
        data: unused,
      };
  },
  fix({ data }, context): Fix[] {
    if (!data) return [];
    const all = unusedNames(context);
    const { also, edits } = removalOf(data, all);
    const too = also.length ? `, and what names it (${also.map(({ name }) => name).join(', ')})` : '';
    const one: Fix = { title: `Remove the ${called(data.node)}${too}`, edits, preferred: true };
    if (all.length < 2) return [one];
    return [
      one,
      { title: `Remove all ${all.length} names that nothing uses`, edits: all.flatMap(({ node }) => removeStatement(node)) },
    ];
  },
});

function called({ $type, name }: Naming): string {
  return `${$type.toLowerCase()} ${name}`;
}
