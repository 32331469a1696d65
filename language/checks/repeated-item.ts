import type { AstNode } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { type RepeatedItem, repeatedItemsIn } from '../checking/repeated-items.ts';
import { changeList } from '../editing/change-list.ts';
import { isOnBrokenLine } from '../editing/edits.ts';
import { removeItems } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';

/** What stands twice in one list. */
export const repeatedItem = defineCheck<RepeatedItem>({
  code: 'repeated-item',
  level: 'hint',
  theme: 'idle',
  title: 'What stands in one list twice',
  documentation: `A list means the same however often it says a thing: a component at an end of a rule, a member of a group, a port, an address, a role. What stands in it a second time
changes nothing, and most often something else was meant. A port or an address that lies in a range or a network of the same list is told as well.

\`\`\`segplan
group storage = repo, archive, repo           // repo stands twice
allow vbr -> storage : tcp 2500-3300, 3000    // 3000 is one of 2500-3300
\`\`\`

Lists are looked at by their words: what two names have in common, such as a component and its zone, is left alone. The quick-fix takes it out.`,
  *detect(context) {
    for (const data of found(context)) {
      const { node, property, index, text, other, isPart } = data;
      if (isOnBrokenLine(node)) continue;
      yield {
        node,
        property,
        index,
        message: isPart
          ? `'${text}' is a part of '${other.text}', which stands in this list as well: it changes nothing.`
          : `'${text}' stands in this list already: a second time changes nothing.`,
        related: [{ node: other.node, property: other.property, index: other.index, message: 'It is said here.' }],
        unnecessary: true,
        data,
      };
    }
  },
  fix({ data }): Fix[] {
    return data ? [{ title: `Take '${data.text}' out`, edits: takenOut([data]), preferred: true }] : [];
  },
  fixAll: (findings): TextEdit[] => takenOut(findings.flatMap(({ data }) => data ?? [])),
});

function found({ root, analysis }: CheckContext): readonly RepeatedItem[] {
  return analysis.memory.each('repeated items', root.statements, [], repeatedItemsIn);
}

/** Takes items out of their lists; a protocol goes with the last of its ports. */
function takenOut(items: readonly RepeatedItem[]): TextEdit[] {
  const lists = new Map<AstNode, Map<string, Set<number>>>();
  const take = (node: AstNode, property: string, index: number): void => {
    const own = lists.get(node) ?? new Map<string, Set<number>>();
    lists.set(node, own.set(property, (own.get(property) ?? new Set()).add(index)));
  };
  for (const { node, property, index } of items) take(node, property, index);
  for (const [node, own] of [...lists]) {
    const ports = own.get('ports');
    if (node.$type !== 'PortService' || ports?.size !== (node as ast.PortService).ports.length) continue;
    lists.delete(node);
    take(node.$container!, node.$containerProperty!, node.$containerIndex!);
  }
  return [...lists].flatMap(([node, own]) =>
    [...own].flatMap(([property, gone]) => {
      const list = (node as unknown as Record<string, readonly (AstNode | object)[]>)[property]!;
      // Comments between the items of a list stay where these are nodes.
      if (!list.every((each): each is AstNode => '$cstNode' in each)) return removeItems(node, property, gone);
      return changeList(list.map((each, n) => (gone.has(n) ? { node: each, to: 'gone' } : { node: each })));
    }),
  );
}
