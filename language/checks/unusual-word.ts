import type { AstNode } from 'langium';
import { at, defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { ADVICE_KINDS, PROTECTIONS, TRAFFIC } from '../model/catalog-words.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';

/** What says in other words that nothing is encrypted: taken for a way to encrypt, it would hide what crosses sites in the clear. */
const IN_THE_CLEAR =
  /^(?:no|non|not|nothing|false|off|unencrypted|unprotected|clear|clear-?text|plain|plain-?text|insecure|http|ftp|telnet)$/;

interface Word {
  readonly word: string | undefined;
  readonly property: string;
  readonly known: readonly string[];
  /** What may come of it if it was meant to be one that is known. */
  readonly otherwise: string;
}

/** A word of a catalog that is spelled almost like one that Segplan goes by. */
export const unusualWord = defineCheck<readonly string[]>({
  code: 'unusual-word',
  level: 'warning',
  title: 'A word of a catalog that may be a misspelled one',
  documentation: `Behind \`carries\`, \`protected by\` and \`advice\` a catalog may have words of its own. One that is spelled almost like a word that checks go by
is more likely a slip: a flow that is \`protected by non\` would count as encrypted, and an advice of the kind \`clsoed\` would close nothing.

\`\`\`segplan
vendor acme {
  role server
  flow server -> server : tcp 7443
    when paired sites
    protected by non          // none
}
\`\`\`

The quick-fix puts in the word that was meant.`,
  *detect(context) {
    for (const node of context.analysis.memory.nodesIn('words of catalogs', statementsOf(context.root, 'Vendor'), hasWord)) {
      const { word, property, known, otherwise } = wordOf(node);
      if (!word || known.includes(word)) continue;
      const meant = meantBy(word, known);
      if (meant.length) yield { ...at(node, property), message: messageOf(word, meant, otherwise), data: meant };
    }
  },
  fix: (finding): Fix[] =>
    (finding.data ?? []).map((word, n) => ({
      title: `Write '${word}'`,
      edits: [{ range: rangeOf(finding as Finding), newText: word }],
      preferred: n === 0,
    })),
});

function messageOf(word: string, meant: readonly string[], otherwise: string): string {
  return `Did you mean ${meant.map((each) => `'${each}'`).join(' or ')}? ${otherwise.replace('WORD', `'${word}'`)}`;
}

function hasWord(node: AstNode): boolean {
  return ast.isTrafficClause(node) || ast.isProtectionClause(node) || ast.isAdvice(node);
}

function wordOf(node: AstNode): Word {
  if (ast.isTrafficClause(node))
    return {
      word: node.traffic,
      property: 'traffic',
      known: TRAFFIC,
      otherwise: 'What goes by the kind of traffic takes WORD for another one.',
    };
  if (ast.isProtectionClause(node))
    return {
      word: node.protection,
      property: 'protection',
      known: PROTECTIONS,
      otherwise: "Every word but 'none' counts as encrypted, WORD as well.",
    };
  return {
    word: (node as ast.Advice).kind,
    property: 'kind',
    known: ADVICE_KINDS,
    otherwise: 'Checks know nothing of WORD: it is shown, and changes nothing.',
  };
}

function meantBy(word: string, known: readonly string[]): readonly string[] {
  const small = word.toLowerCase();
  if (known.includes(small)) return [small];
  if (known === PROTECTIONS && IN_THE_CLEAR.test(small)) return ['none'];
  const longer = known.filter((each) => each.startsWith(`${small}-`));
  return longer.length ? longer : nearestNames(small, known);
}
