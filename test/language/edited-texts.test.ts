// A text that was edited is read as if it were new, and what the edit left alone stays the same object.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type AstNode, CstUtils, createLangiumParser, isAstNode, isReference, type ParseResult } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanParser } from '../../language/syntax/parser.ts';
import { createTestLanguage } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';

const { services } = await createTestLanguage();
const parser = services.parser.LangiumParser as SegplanParser;

const filesOf = (folder: string): [string, string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.segplan'))
    .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]);
const EXAMPLES = filesOf('examples');

/** A tree with the places of all of its nodes and names, as plain values. */
function dump(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(dump);
  if (isReference(node)) return { text: node.$refText, at: node.$refNode?.range, offset: node.$refNode?.offset };
  if (!isAstNode(node)) return node;
  const { $cstNode: syntax } = node;
  assert.equal(syntax?.astNode.$type, node.$type);
  const own = Object.entries(node).flatMap(([name, value]) => (name.startsWith('$') ? [] : [[name, dump(value)]]));
  return { type: node.$type, at: syntax?.range, offset: syntax?.offset, end: syntax?.end, text: syntax?.text, own };
}

function leaves({ $cstNode }: AstNode): unknown[] {
  return [...CstUtils.flattenCst($cstNode!)].map(({ text, range, hidden, offset }) => ({ text, range, hidden, offset }));
}

/** All that somebody sees of a text that was parsed. */
function shown({ value, parserErrors, lexerErrors }: ParseResult): unknown {
  return {
    tree: dump(value),
    leaves: leaves(value),
    containers: (value as ast.Document).statements.map((s, n) => s.$container === value && s.$containerIndex === n),
    parserErrors: parserErrors.map(({ message, token, ...more }) => {
      const before = (more as { previousToken?: typeof token }).previousToken;
      return [message, token.startOffset, token.startLine, token.endColumn, before?.endLine, before?.endColumn, token.image];
    }),
    lexerErrors: lexerErrors.map(({ message, offset, line, column, length }) => [message, offset, line, column, length]),
  };
}

/** What somebody may type, paste or take out. */
// biome-ignore format: one list
const TYPED = [
  'x', ' ', '\n', '\n\n', ',', ':', '}', '{', '/', '*', '/*', '*/', '//', '"', 'allow ', '\nallow a -> b : tcp 1\n', '\nsite s {\n', 'zone z {', '\nzone z {\n', ' check',
  ',\n  check', '\ncheck any-service off\n', '\nbind a with b by\n', 'site', '\r\n', '\r', '\t', '@', 'é', '\u{1F600}', '-> ', ', tcp 443', ' "why"', '\n// a note', '/* two\nlines */', 'extend ', 'vendor v {\nservice s = tcp 1\n}\n', '\nservice s = tcp 1\n', '(', ')',
];

/** An edit of chance: something is put in, or taken out, or both; now and then a part of the text comes twice. */
function edited(text: string, number: (below: number) => number): string {
  const at = number(text.length + 1);
  const gone = number(3) ? 0 : number(4) ? number(8) : number(400);
  const piece = number(8) === 0 ? text.slice(number(text.length + 1)).slice(0, number(300)) : TYPED[number(TYPED.length)]!;
  return `${text.slice(0, at)}${number(4) ? piece : ''}${text.slice(at + gone)}`;
}

describe('a text that is read statement by statement', () => {
  it('gives the tree that it gives as a whole', () => {
    const whole = createLangiumParser(services);
    for (const [name, text] of [...EXAMPLES, ...filesOf('language/catalogs')])
      assert.deepEqual(shown(parser.parse(text)), shown(whole.parse(text)), name);
  });

  it('may go on where a line begins with a word that is also a name', () => {
    for (const text of [
      'group g = a,\n  site,\ncheck,\npair\n',
      'bind a with\nsite by\nsite\n',
      'allow a ->\ncheck : tcp 1\nallow b -> c\n',
    ])
      assert.deepEqual(parser.parse(text).parserErrors, [], text);
  });

  it('has what is wrong in a statement there alone', () => {
    const good = 'zone a { component x at 10.0.0.1 }\nallow a -> any : tcp 1\nzone b { component y at 10.0.0.2 }\n';
    for (const bad of [
      'allow a -> ',
      'allow a -> b : tcp',
      'zone c {',
      'zone c { component',
      'group g = ',
      'zone c }',
      'alow a',
      'service s = (',
    ]) {
      const { value, parserErrors } = parser.parse(good.replace('\nzone b', `\n${bad}\nzone b`));
      assert.ok(parserErrors.length, bad);
      const names = (value as ast.Document).statements.flatMap((s) => (ast.isZone(s) ? s.components : [])).map((c) => c.name);
      assert.deepEqual(names.filter(Boolean), ['x', 'y'], bad);
      for (const { token, ...more } of parserErrors) {
        const { previousToken } = more as { previousToken?: typeof token };
        const line = token.startLine! > 0 ? token.startLine : previousToken?.endLine;
        assert.equal(line, 3, bad);
      }
    }
  });
});

describe('a text that is edited', () => {
  it('is read as if it were new, whatever is typed, pasted or taken out', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const number = numbers(seed);
      let text = EXAMPLES[seed % EXAMPLES.length]![1].slice(0, 2500);
      let result = parser.parse(text);
      for (let n = 0; n < 25; n++) {
        const before = text;
        text = edited(text, number);
        result = parser.parseAgain(text, result.value);
        assert.deepEqual(shown(result), shown(parser.parse(text)), `seed ${seed}, edit ${n}:\n${before}\n----\n${text}`);
        if (number(30) === 0) text = EXAMPLES[number(EXAMPLES.length)]![1].slice(0, 2500);
      }
    }
  });

  const plan = readFileSync('examples/segmented-veeam.segplan', 'utf8');
  const statementsOf = ({ value }: ParseResult): readonly AstNode[] => (value as ast.Document).statements;

  it('keeps the statements that the edit left alone, wherever they move', () => {
    const before = parser.parse(plan);
    const former = [...statementsOf(before)];
    const rule = former.findIndex(ast.isRule);
    const text = plan.replace(former[rule]!.$cstNode!.text, 'allow any -> any : tcp 1\n\n// more\ndeny any -> any : tcp 2');
    const latter = statementsOf(parser.parseAgain(text, before.value));
    assert.equal(latter.length, former.length + 1);
    assert.deepEqual(
      latter.filter((s) => former.includes(s)),
      former.filter((_, n) => n !== rule),
    );
  });

  it('keeps everything where comments and blanks change', () => {
    const before = parser.parse(plan);
    const nodes = [...statementsOf(before)];
    const text = plan.replaceAll('\n', ' // a note\n').replaceAll('{ //', '{ /* two\nlines */ //');
    assert.deepEqual(statementsOf(parser.parseAgain(text, before.value)), nodes);
  });

  it('keeps what is unchanged in a statement that changes', () => {
    const before = parser.parse(
      'zone z {\n  subnet 10.0.0.0/24\n  component a at 10.0.0.1\n  component b at 10.0.0.2\n  component c at 10.0.0.3\n}\n',
    );
    const zone = statementsOf(before)[0] as ast.Zone;
    const [a, b, c] = zone.components;
    const after = parser.parseAgain(before.value.$cstNode!.text.replace('10.0.0.2', '10.0.0.20'), before.value);
    const changed = statementsOf(after)[0] as ast.Zone;
    assert.notEqual(changed, zone);
    assert.deepEqual(
      [changed.components[0] === a, changed.components[1] === b, changed.components[2] === c],
      [true, false, true],
    );
    assert.equal(a!.$container, changed);
  });
});
