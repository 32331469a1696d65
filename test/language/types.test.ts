// The questions of what type a node is, against Langium's own table of types.
import assert from 'node:assert/strict';
import * as ast from '../../language/generated/ast.ts';

type Question = (item: unknown) => boolean;

const types = Object.keys(ast.reflection.types);
// There are questions about texts as well, such as whether one is a name.
const questions = types.map((type) => [type, (ast as unknown as Record<string, Question>)[`is${type}`]!] as const);

describe('the type of a node', () => {
  it('is told as the grammar has it, for each two types', () => {
    assert.ok(types.length > 80 && types.includes('Component'));
    for (const [type, is] of questions)
      for (const $type of types) assert.equal(is({ $type }), ast.reflection.isSubtype($type, type), `${$type} as ${type}`);
  });

  it('is none where there is no node', () => {
    for (const [type, is] of questions)
      for (const item of [undefined, null, '', 'Component', 7, {}]) assert.equal(is(item), false, type);
  });
});
