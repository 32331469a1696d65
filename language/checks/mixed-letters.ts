import { defineCheck } from '../checking/check.ts';
import { withOtherLetters } from '../checking/other-letters.ts';
import { everydayForm, hasPile, strangers } from '../syntax/lookalikes.ts';

/** A name in letters that could pass for others. */
export const mixedLetters = defineCheck({
  code: 'mixed-letters',
  level: 'warning',
  theme: 'places',
  title: 'A name with letters that pass for others',
  documentation: `A word of a name has letters of one script. Where a Cyrillic or Greek letter stands among Latin ones, nobody sees it, and whoever
types the name as it looks names something else. The same goes for ligatures, wide and mathematical letters, and for marks that are piled up
on one letter.

\`\`\`segplan
zone pаyments { subnet 10.0.0.0/24 }      // a Cyrillic letter among Latin ones
zone сервер-sql { subnet 10.0.1.0/24 }    // two words, each in one script
\`\`\`

Scripts that are written together count as one, as the three of Japanese do, also beside Latin letters. Rename it (F2), which changes it
wherever it stands; where the letters are meant, \`check mixed-letters off "…"\` says so.`,
  besidesRules: true,
  *detect({ root, analysis }) {
    for (const node of withOtherLetters(root, analysis.memory)) {
      const problem = problemOf(node.name);
      if (problem) yield { node, property: 'name', message: `${problem} Rename it, so that it can be typed as it looks.` };
    }
  },
});

function problemOf(name: string): string | undefined {
  const plain = everydayForm(name);
  if (plain !== name) return `'${name}' has letters that stand for others: '${plain}' is what a reader types.`;
  if (hasPile(name)) return `'${name}' has marks piled up on a letter.`;
  const others = strangers(name);
  if (!others.length) return undefined;
  const codes = others
    .slice(0, 3)
    .map((each) => `'${each}' (U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`);
  return `A word of '${name}' has letters of several scripts: ${codes.join(', ')}${others.length > 3 ? ' …' : ''}.`;
}
