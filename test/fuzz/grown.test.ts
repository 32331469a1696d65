import assert from 'node:assert/strict';
import { type AstNode, GrammarAST } from 'langium';
import { planOfChance } from '../reading/plans.ts';
import { editorServices } from '../support/editor.ts';
import { grammarElements, readBy } from '../support/grammar-elements.ts';
import { numbers } from '../support/numbers.ts';
import { grownText } from './grown.ts';

/** What of the grammar no text held, out of so many at most. */
async function missedBy(
  texts: number,
  textOf: (seed: number) => string,
  counts: (element: AstNode) => boolean,
): Promise<string[]> {
  const segplan = await editorServices();
  const elements = new Map([...grammarElements(segplan)].filter(([element]) => counts(element)));
  for (let seed = 1; seed <= texts && elements.size > 0; seed++)
    readBy(segplan.parser.LangiumParser.parse(textOf(seed)).value, elements);
  return [...elements.values()];
}

/** The words that may be names: texts that are grown have each of them as a name, plans of chance have names that nobody confuses. */
function isNameOfWord(element: AstNode): boolean {
  return (
    GrammarAST.isKeyword(element) &&
    GrammarAST.isParserRule(element.$container.$container) &&
    element.$container.$container.name === 'Name'
  );
}

describe('texts of chance', () => {
  it('hold each word and each name that the grammar has, where they are grown from it', async () => {
    assert.deepEqual(
      await missedBy(
        1000,
        (seed) => grownText(numbers(seed)),
        () => true,
      ),
      [],
    );
  });

  it('hold each word and each name that the grammar has, where they are plans that a second reading decides', async () => {
    assert.deepEqual(
      await missedBy(
        2000,
        (seed) => planOfChance(seed).text,
        (element) => !isNameOfWord(element),
      ),
      [],
    );
  });
});
