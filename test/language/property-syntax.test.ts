import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { GrammarUtils } from 'langium';
import { contentsOf } from '../../language/syntax/contents.ts';
import { syntaxOfProperty } from '../../language/syntax/property-syntax.ts';
import { createTestLanguage } from '../support/language.ts';

const { services } = await createTestLanguage();
const BROKEN = 'zone a { subnet 10.0.0.0/24, 10.0.1.0/24 component\nallow a, -> b : tcp 1, udp \nzone {';

describe('the syntax of a property', () => {
  it('is the one that Langium finds, of the first and of each other one, in whatever is read', () => {
    const examples = readdirSync('examples').filter((name) => name.endsWith('.segplan'));
    let seen = 0;
    for (const text of [BROKEN, ...examples.map((name) => readFileSync(`examples/${name}`, 'utf8'))])
      for (const node of contentsOf(services.parser.LangiumParser.parse(text).value))
        for (const property of [...Object.keys(node), 'none'].filter((key) => !key.startsWith('$')))
          for (const index of [undefined, 0, 1, 99]) {
            const expected = GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
            assert.equal(syntaxOfProperty(node.$cstNode!, property, index), expected, `${property} of ${node.$type}`);
            seen++;
          }
    assert.ok(seen > 1000);
  });
});
