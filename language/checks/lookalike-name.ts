import { type AstNode, AstUtils } from 'langium';
import { defineCheck, type Finding } from '../checking/check.ts';
import { withOtherLetters } from '../checking/other-letters.ts';
import type * as ast from '../generated/ast.ts';
import { hasOtherLetters, looksOf } from '../syntax/lookalikes.ts';
import { isWord } from '../syntax/name-words.ts';
import { type Named, namedIn } from '../syntax/named-nodes.ts';

/** A name that a reader takes for another one. */
export const lookalikeName = defineCheck({
  code: 'lookalike-name',
  level: 'error',
  theme: 'places',
  title: 'A name that looks like another one',
  documentation: `Names may have letters of any script, and some letters of different scripts look the same: the Latin \`a\` and the Cyrillic
\`а\`, for example. Two names that differ in nothing else are two things for Segplan and one for everybody who reads the plan, so that a
rule may open something else than its reviewer saw. The same goes for a name that looks like a word of the language, or like a vendor.

\`\`\`segplan
zone pay { subnet 10.0.0.0/24 }
zone pаy { subnet 10.0.1.0/24 }   // with the Cyrillic letter U+0430
\`\`\`

Rename one of the two. An \`é\` that was typed as one letter and one that was typed as an \`e\` with an accent behind it are the same name, and
never told.`,
  besidesRules: true,
  *detect(context) {
    const { root, visible, analysis } = context;
    const imported = visible.importsOf(root).flatMap((document) => document.statements.flatMap(namedIn));
    if (!withOtherLetters(root, analysis.memory).length && !imported.some(({ name }) => hasOtherLetters(name))) return;
    const all = [...root.statements.flatMap(namedIn), ...imported];
    const alike = new Map<string, Named[]>();
    for (const node of all) {
      const looks = looksOf(node.name);
      const others = alike.get(looks);
      if (others) others.push(node);
      else alike.set(looks, [node]);
    }
    const vendors = new Set(visible.vendorsFor(root).map(({ name }) => name));
    for (const [looks, nodes] of alike) yield* among(looks, nodes, root, vendors);
  },
});

function* among(
  looks: string,
  nodes: readonly Named[],
  root: ast.Document,
  vendors: ReadonlySet<string>,
): Iterable<Finding<undefined>> {
  const first = new Map<string, Named>();
  for (const node of nodes) if (!first.has(node.name)) first.set(node.name, node);
  const isHere = (node: AstNode): boolean => AstUtils.findRootNode(node) === root;
  for (const node of nodes) {
    const { name } = node;
    if (!isHere(node)) continue;
    const others = [...first.values()].filter((each) => each.name !== name);
    // Of two in one file, the one with the letters that nobody expects.
    const other = others.find((each) => hasOtherLetters(name) || !isHere(each));
    const place = { node, property: 'name' };
    if (other) {
      const message = `'${name}' looks like the ${other.$type.toLowerCase()} '${other.name}' and is another name${letters(name, other.name)}. Rename one of them.`;
      yield { ...place, message, related: [{ node: other, property: 'name', message: 'What it looks like.' }] };
    } else if (hasOtherLetters(name) && (isWord(looks) || (vendors.has(looks) && looks !== name))) {
      const what = isWord(looks) ? `the word '${looks}' of the language` : `the vendor '${looks}'`;
      yield { ...place, message: `'${name}' looks like ${what}${letters(name, looks)}. Rename it.` };
    }
  }
}

/** Which letters make the difference, since nobody sees it. */
function letters(name: string, other: string): string {
  const known = new Set(other);
  const own = [...new Set(name)].filter((letter) => !known.has(letter) && hasOtherLetters(letter)).slice(0, 3);
  const code = (letter: string): string => letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return own.length ? `: its ${own.map((letter) => `'${letter}' is U+${code(letter)}`).join(', its ')}` : '';
}
