// PowerShell scripts, parsed by a grammar that isn't ours, and read as the shell would run them: commands with their parameters, and tables
// of literal values. Whatever is no literal where we mean one is a fault.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
await Parser.init();
const grammar = await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'));

export interface Command {
  readonly name: string;
  /** Parameters with the text of their arguments; empty for a switch. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Variables that bring parameters of their own: `@rule`. */
  readonly splatted: readonly string[];
  readonly positional: readonly string[];
}

export type Table = ReadonlyMap<string, readonly string[]>;

/** @throws AssertionError where the text doesn't parse, or holds what a code page could read otherwise */
export function parseScript(text: string): Node {
  assert.match(text, /^[\x20-\x7e\n]*$/, 'a script with other characters than ASCII');
  const parser = new Parser();
  parser.setLanguage(grammar);
  const root = parser.parse(text)!.rootNode;
  const broken = root.descendantsOfType('ERROR').map((n) => n?.text);
  assert.ok(!root.hasError, `does not parse: ${broken.join('\n')}`);
  return root;
}

function all(node: Node, type: string): Node[] {
  return node.descendantsOfType(type).filter((n): n is Node => n !== null);
}

export function commandsOf(root: Node): Command[] {
  return all(root, 'command').map((command) => {
    const parameters = new Map<string, string>();
    const [splatted, positional]: [string[], string[]] = [[], []];
    let open: string | undefined;
    const elements = command.childForFieldName('command_elements')?.namedChildren ?? [];
    for (const element of elements) {
      if (!element || element.type === 'command_argument_sep') continue;
      if (element.type === 'command_parameter') {
        open = element.text.slice(1);
        parameters.set(open, '');
      } else if (element.text.startsWith('@')) {
        splatted.push(element.text.slice(1));
        open = undefined;
      } else if (open) {
        // Further elements of a list come one by one.
        parameters.set(open, [parameters.get(open), element.text].filter((t) => t).join(' '));
      } else positional.push(element.text);
    }
    return { name: command.childForFieldName('command_name')!.text, parameters, splatted, positional };
  });
}

/** The value of a string in single quotes, alone or taken apart by `[regex]::Unescape`. */
function literal(node: Node): string {
  if (node.type === 'invokation_expression') {
    const [, inner] = /^\[regex\]::Unescape\(('(?:[^']|'')*')\)$/.exec(node.text) ?? assert.fail(node.text);
    // What .NET unescapes of what we may write: \uXXXX and \\.
    return unquoted(inner!).replace(/\\(?:u([0-9a-f]{4})|(.))/g, (all, code: string | undefined, char: string | undefined) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : char === '\\' ? '\\' : assert.fail(all),
    );
  }
  assert.equal(node.type, 'string_literal', node.text);
  assert.equal(node.namedChild(0)!.type, 'verbatim_string_characters', node.text);
  return unquoted(node.text);
}

function unquoted(text: string): string {
  assert.match(text, /^'(?:[^']|'')*'$/);
  return text.slice(1, -1).replace(/''/g, "'");
}

/** The only expression that a node stands for, below all the levels of precedence. */
function listOf(node: Node): Node[] {
  let here = node;
  while (here.namedChildCount === 1 && here.type !== 'unary_expression') here = here.namedChild(0)!;
  const parts = here.type === 'array_literal_expression' ? here.namedChildren : [here];
  return parts.map((part) => {
    assert.equal(part!.type, 'unary_expression', node.text);
    assert.equal(part!.namedChildCount, 1, node.text);
    return part!.namedChild(0)!;
  });
}

/** What is assigned to a variable of the script. */
function assigned(root: Node, variable: string): Node {
  const found = all(root, 'assignment_expression').filter((n) => n.namedChild(0)!.text === variable);
  assert.equal(found.length, 1, variable);
  return found[0]!.childForFieldName('value')!;
}

/** The tables in the array that a variable holds. */
export function tablesOf(root: Node, variable: string): Table[] {
  return all(assigned(root, variable), 'hash_literal_expression').map((table) => {
    const entries = all(table, 'hash_entry').map((entry): [string, string[]] => [
      entry.namedChild(0)!.text,
      listOf(entry.namedChild(1)!).map(literal),
    ]);
    const result = new Map(entries);
    assert.equal(result.size, entries.length, 'a key twice');
    return result;
  });
}

/** The strings in the array that a variable holds. */
export function stringsOf(root: Node, variable: string): string[] {
  return all(assigned(root, variable), 'string_literal').map(literal);
}
