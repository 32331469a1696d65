// What is read quickly is what Langium's parser reads, with the same syntax nodes, in texts without errors and with them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type AstNode, type CstNode, isAstNode, isCompositeCstNode, isLeafCstNode, isReference, type ParseResult } from 'langium';
import { catalogTexts } from '../../language/generated/catalogs.ts';
import { templateTexts } from '../../language/generated/templates.ts';
import { QuickReader } from '../../language/syntax/quick/quick-reader.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { createTestLanguage } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';

const { services } = await createTestLanguage();
const parser = services.parser.LangiumParser;

const EXAMPLES = readdirSync('examples')
  .filter((name) => name.endsWith('.segplan'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));
const ALL = [...EXAMPLES, ...Object.values(catalogTexts), ...Object.values(templateTexts)];

/** Reads a text by Langium's lexer and parser alone, statement by statement. */
function thorough(text: string): ParseResult {
  const { lex, parse } = QuickReader.prototype;
  try {
    QuickReader.prototype.lex = () => undefined;
    QuickReader.prototype.parse = () => undefined;
    return parser.parse(text);
  } finally {
    Object.assign(QuickReader.prototype, { lex, parse });
  }
}

/** The quick lexer, and how many statements the quick parser read and left. */
function quick(text: string): { result: ParseResult; read: number; left: number } {
  const { parse } = QuickReader.prototype;
  let [read, left] = [0, 0];
  QuickReader.prototype.parse = function (...args) {
    const result = parse.apply(this, args);
    if (result) read++;
    else left++;
    return result;
  };
  try {
    return { result: parser.parse(text), read, left };
  } finally {
    QuickReader.prototype.parse = parse;
  }
}

function syntax(node: CstNode): unknown {
  const { offset, end, range, hidden, grammarSource, text, astNode } = node;
  const own = [offset, end, range, hidden, text, astNode.$type, pathOf(astNode)];
  // Where in the grammar: hover, rename and the formatter ask.
  assert.ok(hidden || grammarSource || !node.container);
  if (isLeafCstNode(node)) return [...own, node.tokenType.name, grammarSource];
  assert.ok(isCompositeCstNode(node));
  for (const each of node.content) assert.equal(each.container, node);
  return [...own, grammarSource, node.content.map(syntax)];
}

function pathOf(node: AstNode): string {
  const { $container, $containerProperty, $containerIndex } = node;
  return $container ? `${pathOf($container)}/${$containerProperty}:${$containerIndex}` : '';
}

/** A tree with everything that hangs on it; properties in their order, since references are in that of the text. */
function tree(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(tree);
  if (isReference(node)) return [node.$refText, node.$refNode?.offset, node.$refNode?.grammarSource];
  if (!isAstNode(node)) return node;
  const own = Object.entries(node).flatMap(([name, value]) => (name.startsWith('$') ? [] : [[name, tree(value)]]));
  return [node.$type, pathOf(node), node.$cstNode?.offset, node.$cstNode?.end, node.$cstNode?.grammarSource, own];
}

function shown({ value, parserErrors, lexerErrors }: ParseResult): unknown {
  return {
    tree: tree(value),
    syntax: syntax(value.$cstNode!),
    parserErrors: parserErrors.map(({ message, token: { startOffset, endLine, endColumn, image } }) => [
      message,
      startOffset,
      endLine,
      endColumn,
      image,
    ]),
    lexerErrors,
  };
}

// Grammar elements are compared as objects; to go through them would take the whole grammar each time.
function same(text: string): void {
  const elements = new Map<unknown, string>();
  const plain = (value: unknown): string =>
    JSON.stringify(value, (_key, each: unknown) => {
      if (!isAstNode(each)) return each;
      if (!elements.has(each)) elements.set(each, `element ${elements.size}`);
      return elements.get(each);
    });
  const [read, expected] = [plain(shown(parser.parse(text))), plain(shown(thorough(text)))];
  if (read === expected) return;
  const at = [...read].findIndex((char, n) => char !== expected[n]);
  assert.fail(`${text}\n----\n${read.slice(at - 200, at + 100)}\n----\n${expected.slice(at - 200, at + 100)}`);
}

describe('reading quickly', () => {
  it('reads every statement of catalogs, templates and examples', () => {
    for (const text of ALL) {
      const { read, left } = quick(text);
      assert.deepEqual([read > 0, left], [true, 0], text.slice(0, 300));
    }
  });

  it('makes what Langium makes of them', () => {
    for (const text of someOf(ALL, 5)) same(text);
  });

  it('makes what Langium makes of statements that have several readings at first', () => {
    for (const text of [
      'allow a, b except c, d -> e except f : tcp 1, 2-3, udp 4 source port 68, icmp echo, protocol 47, any except tcp 2, udp 1 during x until 2027-01-31 "a\\"b\\n"\n',
      "group with = with with with, in in in except as without without 'x'\n",
      'bind a, b with c by site without d "r"\nbind a without b\n',
      'vendor v {\n  flow a -> b : first of (tcp 1, one of (tcp 2, udp 3)) when not (initiator is not r or no shared a or b and version >= 1.2.3) from s "1", "2" contested by t "3" "p"\n}\n',
      'vendor v { flow between a and b : tcp 1 when no a or b or tasks > 4\n flow a -> b : tcp dynamic 1 (set by x.y), 2+ (2 for each p step 3), 5-7 step 2 when nearest initiator among a, b or same site and a = nbd | 007 }\n',
      'zone z isolated external { subnet 10.0.0.0/24, fd00::/8, ::1, 1::2-1::3 except 10.0.0.1-10.0.0.2 as ::ffff:1.2.3.4 component c at tag "x", "f.q", ::, a::b { version = 12 update 1 p = 1-2 } }\n',
      'extend vendor v version 007.1 { sizing r by m { 10 : a 1, b 2 20 : c 3 } from s "1" incomplete "x" }\n',
      'site add { zone fade::x {} }\nzone abc-def at 1.2.3.4\nallow dead:beef::1 -> a-b : tcp 1-2\n',
      '/* a */ allow /* b */ a /* c\n d */ , // e\r\n b -> /* f */ c : /* g */ tcp 1 /* h */ // i\r// j\n/**/ deny a -> b',
      '// only a note',
      '',
      '\n\n',
      'allow a -> b : tcp 1\nallow c -> d\n// \u{1F600}\nzone z "\u{1F600}\\x\\0" {}\n',
      'zone größe { component 東京-1 at 10.0.0.1 component e\u0301 component \u{20000}x }\nallow größe, at-ä, ätcp -> in-東京 : tcp 1, größen-dienst\n',
      'vendor ü { service ä = tcp 1 role ö { property é = ä | e\u0301 } flow ö -> ö : ü.ä when e\u0301 = ä }\nzone z { component c : ü.ö { e\u0301 = ä } }\n',
      'zone a\u200db {}\nzone \u3164 {}\nzone x\ufe0f {}\nallow ² -> a😀b\nzone ٣x {}\nzone a-\u0301b {}\n',
      `vendor v { flow a -> b : ${'one of ('.repeat(60)}tcp 1${')'.repeat(60)} }\n`,
    ]) {
      same(text);
      const { result, read, left } = quick(text);
      if (!result.parserErrors.length && !result.lexerErrors.length) assert.deepEqual([read, left], [read, 0], text);
    }
  });

  it('leaves blanks of other scripts to Langium', () => {
    for (const blank of ['\u00a0', '\u2028', '\u3000', '\f'])
      for (const text of [`allow a -> b${blank}: tcp 1\n`, `// a${blank}b\nzone z "${blank}" {}\n`]) same(text);
  });

  // biome-ignore format: one list
  const TYPED = ['x', ' ', '\n', ',', ':', '::', '1', '.', '-', '}', '{', '/', '/*', '*/', '//', '"', "'", '\\', 'allow ', ' check', 'site', 'with', ' in ', '\r\n', '\r', '\t', '@', '\u00e9', 'e\u0301', '東', '-ж', '\u200d', '\u{20000}', '😀', '-> ', ', tcp 443', '(', ')', '+', '|', '<=', ' or ', ' and ', ' not ', ' except ', '\n// a note\n', 'step 2', ' as ', 'a::b', '2027-01-31'];

  it('makes what Langium makes of texts that somebody types in, with errors or without', () => {
    for (let seed = 1; seed <= ofChance(60); seed++) {
      const number = numbers(seed);
      const whole = ALL[number(ALL.length)]!;
      const from = number(Math.max(1, whole.length - 1500));
      let text = whole.slice(from, from + 1500);
      if (number(2)) text = text.slice(text.indexOf('\n') + 1);
      for (let n = 0; n < 8; n++) {
        const at = number(text.length + 1);
        text = `${text.slice(0, at)}${TYPED[number(TYPED.length)]}${text.slice(at + (number(3) ? 0 : number(6)))}`;
        same(text);
      }
    }
  });
});
