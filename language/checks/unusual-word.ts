import type { AstNode } from 'langium';
import { defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { ADVICE_KINDS, PROTECTIONS, TRAFFIC } from '../model/catalog-words.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';

/** What says in other words that nothing is encrypted: taken for a way to encrypt, it would hide what crosses sites in the clear. */
const IN_THE_CLEAR =
  /^(?:no|non|not|nothing|false|off|unencrypted|unprotected|clear|clear-?text|plain|plain-?text|insecure|http|ftp|telnet)$/;

interface Kind {
  readonly property: string;
  readonly known: readonly string[];
  /** What comes of a word if it was meant to be one that is known. */
  readonly otherwise: (word: string) => string;
}

/** The words that a catalog may have of its own, by the node that says them. */
const KINDS: Readonly<Record<string, Kind>> = {
  [ast.TrafficClause.$type]: {
    property: 'traffic',
    known: TRAFFIC,
    otherwise: (word) => `What goes by the kind of traffic takes '${word}' for another one.`,
  },
  [ast.ProtectionClause.$type]: {
    property: 'protection',
    known: PROTECTIONS,
    otherwise: (word) => `Every word but 'none' counts as encrypted, '${word}' as well.`,
  },
  [ast.Advice.$type]: {
    property: 'kind',
    known: ADVICE_KINDS,
    otherwise: (word) => `Checks know nothing of '${word}': it is shown, and changes nothing.`,
  },
};

/** A word of a catalog that is spelled almost like one that Segplan goes by. */
export const unusualWord = defineCheck<readonly string[]>({
  code: 'unusual-word',
  level: 'warning',
  theme: 'words',
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
    for (const node of context.analysis.memory.nodesIn('words of catalogs', statementsOf(context.root, 'Vendor'), isOfKind)) {
      const { property, known, otherwise } = KINDS[node.$type]!;
      const word = (node as unknown as Readonly<Record<string, string | undefined>>)[property];
      if (!word || known.includes(word)) continue;
      const meant = meantBy(word, known);
      const names = meant.map((each) => `'${each}'`).join(' or ');
      if (names) yield { node, property, message: `Did you mean ${names}? ${otherwise(word)}`, data: meant };
    }
  },
  fix: (finding): Fix[] =>
    (finding.data ?? []).map((word, n) => ({
      title: `Write '${word}'`,
      edits: [{ range: rangeOf(finding as Finding), newText: word }],
      preferred: n === 0,
    })),
});

function isOfKind({ $type }: AstNode): boolean {
  return Object.hasOwn(KINDS, $type);
}

function meantBy(word: string, known: readonly string[]): readonly string[] {
  const small = word.toLowerCase();
  if (known.includes(small)) return [small];
  if (known === PROTECTIONS && IN_THE_CLEAR.test(small)) return ['none'];
  const longer = known.filter((each) => each.startsWith(`${small}-`));
  return longer.length ? longer : nearestNames(small, known);
}
