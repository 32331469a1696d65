import { AstUtils, GrammarAST } from 'langium';
import { SegplanTerminals } from '../generated/ast.ts';
import { SegplanGrammar } from '../generated/grammar.ts';

let reserved: ReadonlySet<string> | undefined;
let all: ReadonlySet<string> | undefined;
const IDENTIFIER = new RegExp(`^(?:${SegplanTerminals.ID.source})$`, SegplanTerminals.ID.flags);

/** Whether a text is a word of the language. */
export function isWord(text: string): boolean {
  all ??= new Set(
    SegplanGrammar().rules.flatMap((rule) =>
      AstUtils.streamAllContents(rule)
        .filter(GrammarAST.isKeyword)
        .map(({ value }) => value)
        .toArray(),
    ),
  );
  return all.has(text);
}

/** Whether a text can stand as the name of a zone, a component, a group or a site: letters, digits, `_` and single `-`, and no word that is reserved. */
export function isName(text: string): boolean {
  reserved ??= reservedWords();
  return isIdentifier(text) && !reserved.has(text);
}

/** Whether a text has the form of a name; it may be a word of the language. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** The words of the language that the grammar doesn't let serve as names. */
function reservedWords(): ReadonlySet<string> {
  const free = new Set<string>();
  const words = new Set<string>();
  for (const rule of SegplanGrammar().rules)
    for (const node of AstUtils.streamAllContents(rule))
      if (GrammarAST.isKeyword(node)) (rule.name === 'Name' ? free : words).add(node.value);
  return new Set([...words].filter((word) => !free.has(word)));
}
