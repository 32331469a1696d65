import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-types';
import { someOf, thoroughly } from '../support/chance.ts';
import { diagnose } from '../support/language.ts';
import { workOf } from '../support/work.ts';

const messages = (found: Diagnostic[]): string[] => found.map(({ message }) => String(message));

describe('texts of a size that nobody writes', () => {
  /** What stands in them again and again. */
  const UNITS = {
    'quotes without an end': '\\"',
    'comments without an end': '/* ',
    'texts that end with their line': 'plan "x\n',
    'zones that are never closed': 'zone a { component ',
    'rules that break off': 'allow ',
    'alternatives that are never closed': 'allow a -> b : one of (',
    'zones with a lone word': 'zone { subnet } ',
    'characters of no meaning': '\\',
  };
  it('cost no more than they are long', async () => {
    const units = someOf(Object.entries(UNITS));
    const sizes = units.flatMap(([, unit]) => [10_000, 40_000].map((size) => unit.repeat(size / unit.length)));
    const work = await workOf(sizes);
    units.forEach(([title], n) => {
      const [quarter, whole] = work.slice(2 * n);
      // Four times the work for four times the text; its square would be sixteen times.
      assert.ok(whole! < 5 * quarter!, `${title}: ${quarter} became ${whole}`);
    });
  });

  for (const [title, unit] of someOf(Object.entries(UNITS), 4))
    it(`are told to be no plan: ${title}`, async () => {
      const found = await diagnose(unit.repeat(20_000 / unit.length));
      assert.ok(found.some(({ code }) => code === 'syntax-error'));
    });

  it('tell a hundred syntax errors and how many more there are, and keep the meaning of all else', async () => {
    const found = await diagnose(`${'allow ->\n'.repeat(250)}zone a { subnet 10.0.0.300 }\n`);
    const syntax = found.filter(({ code }) => code === 'syntax-error');
    assert.equal(syntax.length, 101);
    assert.equal(
      syntax.findIndex(({ message }) => /more syntax errors/.test(String(message))),
      100,
    );
    assert.ok(found.some(({ code }) => code === 'invalid-address'));
  });

  it('are read no further than five hundred errors of one statement, which is told, and what stands on lines behind keeps its meaning', async () => {
    const breaksOff = (times: number): string => `${'use '.repeat(times)}\nzone a { subnet 10.0.0.300 }\n`;
    const [few, many] = await workOf([1000, 4000].map(breaksOff));
    // To read the words alone takes that.
    assert.ok(many! < 2 * few!, `${few} became ${many}`);
    const found = await diagnose(breaksOff(20_000));
    const more = messages(found).filter((message) => /more syntax errors/.test(message));
    assert.deepEqual(more, ['At least 404 more syntax errors from here on: mend those before, and the next are shown.']);
    assert.ok(found.some(({ code, range }) => code === 'invalid-address' && range.start.line === 1));
  });

  it('say that there are at least so many syntax errors where a statement is not read to its end', async () => {
    const errors = (count: number): string => `vendor v {\n${'  role a b\n'.repeat(count)}}\n`;
    for (const [count, known] of [
      [300, '200 more'],
      [700, 'At least 400 more'],
    ] as const) {
      const more = messages(await diagnose(errors(count))).filter((message) => /more syntax errors/.test(message));
      assert.deepEqual(more, [`${known} syntax errors from here on: mend those before, and the next are shown.`]);
    }
  });

  it('call no name unknown that may stand in what is not read', async () => {
    const text = `site s {\n${'  zone ! {\n'.repeat(700)}  zone z { subnet 10.0.0.0/24 }\n}\nallow z -> z : tcp 1\n`;
    assert.deepEqual([...new Set((await diagnose(text)).map(({ code }) => code))], ['syntax-error']);
  });

  it('are read when they are comments, however many', async () => {
    const comments = `${'// one of very many comments\n'.repeat(200_000)}/*${' long'.repeat(400_000)} */\n`;
    assert.deepEqual(await diagnose(comments), []);
    assert.deepEqual(await diagnose(`zone a { subnet 10.0.0.0/24\n${comments}}\n${comments}`), []);
  });

  it('are not read when they are larger than any plan, and that is what is said', async () => {
    assert.deepEqual(messages(await diagnose('// a comment\n'.repeat(1_500_000))), [
      'This file cannot be read: it has more than 16 MB, too much for a plan.',
    ]);
  });

  for (const end of [')', ''])
    thoroughly(`cost no more than they are deep${end ? '' : ' and never closed'}`, async () => {
      const nested = (depth: number): string =>
        `zone a { subnet 10.0.0.0/24 }\nallow a -> any : ${'one of ('.repeat(depth)}tcp 1${end.repeat(depth)}\n`;
      // The first one has the parser for errors made, which costs more than any of them.
      const [, quarter, whole] = await workOf([nested(800), nested(400), nested(1600)]);
      // The square would be sixteen times.
      assert.ok(whole! < 4 * quarter!, `${quarter} became ${whole}`);
      assert.ok((await diagnose(nested(200))).length);
    });

  it('are called nested too deeply only when they are', async () => {
    const deep = `allow any -> any : ${'one of ('.repeat(5000)}tcp 1${')'.repeat(5000)}`;
    assert.deepEqual(messages(await diagnose(deep)), ['This file cannot be read: it is nested too deeply.']);
  });

  it('appear in messages with their beginning alone', async () => {
    const name = 'n'.repeat(50_000);
    for (const text of [`allow ${name} -> any : tcp 1`, `${name} a`, `zone a { ${name} }`, 'é'.repeat(50_000)])
      for (const message of messages(await diagnose(text))) assert.ok(message.length < 1200, message.slice(0, 100));
  });
});

describe('comments and texts without an end', () => {
  for (const [text, message] of [
    ['zone a { subnet 10.0.0.0/24 }\n/* no end', "This comment has no end: '*/' is missing."],
    ['plan "no end\nzone a { subnet 10.0.0.0/24 }', 'This text has no closing quote on its line.'],
    ["plan 'no end\\'", 'This text has no closing quote on its line.'],
  ] as const)
    it(`are told as such: ${text.replace('\n', ' ')}`, async () => {
      assert.ok(messages(await diagnose(text)).includes(message));
    });

  for (const text of ['plan "a \\" b"', "plan 'a \" b'", 'plan "a \\\\"', '/* a * / " */ plan "x" /**/', 'plan "/* no comment"'])
    it(`are not seen where they end: ${text}`, async () =>
      assert.deepEqual(
        // That nothing stands in it yet is told as well.
        (await diagnose(text)).map(({ code }) => code).filter((code) => code !== 'empty-plan'),
        [],
      ));
});

describe('a text that is read again', () => {
  for (const text of [
    'plan "one" "two',
    "plan 'one' 'two",
    'plan /* one */ "two" /* three',
    'plan "a"\nimport "b\nimport "c"\nimport "d',
  ])
    it(`means the same: ${JSON.stringify(text)}`, async () => {
      const first = messages(await diagnose(text));
      assert.deepEqual(messages(await diagnose(text)), first);
      assert.deepEqual(messages(await diagnose(`${text}`)), first);
    });
});

describe('a check line without a code', () => {
  for (const text of ['check ', 'check\nzone a { subnet 10.0.0.0/24 }', 'check "why"'])
    it(`is a syntax error and nothing else: ${JSON.stringify(text)}`, async () => {
      const codes = (await diagnose(text)).map(({ code }) => code);
      assert.deepEqual([...new Set(codes)], ['syntax-error']);
    });
});
