// A text that was edited is read as if it were new, and what the edit left alone stays the same object.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type AstNode, createLangiumParser, type ParseResult } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanParser } from '../../language/syntax/parser.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { createTestLanguage } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';
import { edited, shown } from '../support/read-texts.ts';

const { services } = await createTestLanguage();
const parser = services.parser.LangiumParser as SegplanParser;

const filesOf = (folder: string): [string, string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.segplan'))
    .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]);
const EXAMPLES = filesOf('examples');

describe('a text that is read statement by statement', () => {
  it('gives the tree that it gives as a whole', () => {
    const whole = createLangiumParser(services);
    for (const [name, text] of someOf([...EXAMPLES, ...filesOf('language/catalogs')], 4))
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
    for (let seed = 1; seed <= ofChance(30); seed++) {
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

  it('is read to its end where a comment of a line becomes one that nothing ends', () => {
    const plan = 'zone a { }\n// why\nallow a -> b : tcp 1\ngroup g = a\ngroup h = a\ngroup i = a\n';
    const text = plan.replace('//', '/*/');
    for (const each of [text, `${text}/* so */`, text.replace('h = a', 'h = a */')])
      assert.deepEqual(shown(parser.parseAgain(each, parser.parse(plan).value)), shown(parser.parse(each)), each);
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

  it('stays the same tree where comments that end with their lines are edited, as if it were read anew', () => {
    for (let seed = 1; seed <= ofChance(20); seed++) {
      const number = numbers(seed);
      let text = EXAMPLES[seed % EXAMPLES.length]![1].slice(0, 2500).replace(/(?<=[\w},])$/gm, () =>
        number(3) ? '' : ' // a note',
      );
      let result = parser.parse(text);
      if (result.parserErrors.length) continue;
      for (let n = 0; n < 10; n++) {
        const { value } = result;
        const comments = [...text.matchAll(/(?<=[ \n])\/\/[^\n]*/g)];
        const { index, 0: comment } = comments[number(comments.length)]!;
        const at = index + 2 + number(comment.length - 1);
        const gone = number(2) ? number(index + comment.length - at + 1) : 0;
        const isSimple = !/[{=:>,]/.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
        text = `${text.slice(0, at)}${['x', ' why', '/* ', '*/', '"', 'é'][number(6)]}${text.slice(at + gone)}`;
        result = parser.parseAgain(text, value);
        if (isSimple) assert.equal(result.value, value, text);
        assert.deepEqual(shown(result), shown(parser.parse(text)), `seed ${seed}, edit ${n}:\n${text}`);
        // What is edited then is found where it stands.
        const other = edited(text, number);
        if (number(3)) continue;
        text = other;
        result = parser.parseAgain(text, result.value);
        assert.deepEqual(shown(result), shown(parser.parse(text)), `seed ${seed}, after edit ${n}:\n${text}`);
        if (result.parserErrors.length) break;
      }
    }
  });

  it('reads a text again that opens before its first word and is closed later', () => {
    for (const before of ['"low a -> b : tcp 1\n', '\n"low a -> b : tcp 1\r\nzone z {}\n', '@ "low a -> b\nzone z {}']) {
      const text = before.replace('-> b', '-> "b');
      const after = parser.parseAgain(text, parser.parse(before).value);
      assert.deepEqual(shown(after), shown(parser.parse(text)), before);
    }
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
