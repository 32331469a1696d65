import { ofWord } from '../../../../model/word-tables.ts';
import { chainIn, type RawTable, tableIn } from './ruleset.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What JSON of `nft -j list ruleset` holds, as far as it matters. */
type Value = unknown;
type Item = Readonly<Record<string, Value>>;

const isItem = (value: Value): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads what `nft -j list ruleset` prints into the same tables as its text: each rule is written as nft would write it.
 * @param lineOf the line that something with this handle stands at
 * @returns nothing where it is no such JSON
 */
export function readJson(text: string, lineOf: (handle: number) => number): RawTable[] | undefined {
  let parsed: Value;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const all = isItem(parsed) ? parsed.nftables : undefined;
  if (!Array.isArray(all)) return undefined;
  const tables: RawTable[] = [];
  for (const each of all as Value[]) {
    const entry = isItem(each) ? (each.add ?? each.create ?? each) : {};
    const [kind, item] = Object.entries(isItem(entry) ? entry : {})[0] ?? [];
    if (kind && CHANGING.has(kind)) return undefined;
    if (!kind || !isItem(item)) continue;
    const line = lineOf(Number(item.handle));
    if (kind === 'table') {
      const made = tableIn(tables, word(item.family), word(item.name), line);
      if ([item.flags].flat().includes('dormant')) made.isDormant = true;
    }
    const table = tables.find(({ family, name }) => family === item.family && name === item.table);
    if (!table) continue;
    if (kind === 'chain') {
      const chain = chainIn(table, word(item.name), line);
      if (item.hook === undefined) continue;
      chain.hook = word(item.hook);
      chain.type = word(item.type);
      chain.priority = Number(item.prio) || 0;
      chain.policy = item.policy === 'drop' ? 'deny' : 'permit';
    } else if (kind === 'set' || kind === 'map') {
      const flags = Array.isArray(item.flags) ? item.flags : [];
      const elements = Array.isArray(item.elem) ? item.elem.map((element) => tokens(elementText(element), line)) : [];
      table.sets.set(word(item.name), { elements, isDynamic: flags.includes('dynamic') || flags.includes('timeout') });
    } else if (kind === 'rule') {
      const expressions = Array.isArray(item.expr) ? item.expr : [];
      const comment = item.comment === undefined ? '' : ` comment ${quoted(word(item.comment))}`;
      const said = `${expressions.map((expression) => statementText(expression)).join(' ')}${comment}`;
      chainIn(table, word(item.chain), line).rules.push({ tokens: tokens(said, line), line });
    }
  }
  return tables;
}

/** Commands of a file that is to be loaded, after which nobody can tell here what stands where. */
const CHANGING: ReadonlySet<string> = new Set(['insert', 'replace', 'delete', 'destroy', 'flush', 'reset', 'rename']);

function tokens(text: string, line: number): Token[] {
  return tokensOf([text])
    .filter((token) => token.quoted || token.text !== '\n')
    .map((token) => ({ ...token, line }));
}

const word = (value: Value): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');
const quoted = (text: string): string => `"${text.replace(/["\n]/g, "'")}"`;

function elementText(element: Value): string {
  if (Array.isArray(element) && element.length === 2) return `${valueText(element[0])} : ${statementText(element[1])}`;
  return valueText(element);
}

/** A value as nft writes it. */
function valueText(value: Value): string {
  if (typeof value === 'number') return `${value}`;
  if (typeof value === 'boolean') return value ? 'exists' : 'missing';
  if (typeof value === 'string') return /^[@\w.:/*-]+$/.test(value) ? value : quoted(value);
  if (Array.isArray(value)) return value.map(valueText).join(',');
  if (!isItem(value)) return '';
  const [[kind, inner] = ['', undefined]] = Object.entries(value);
  if (kind === 'set') return `{ ${(Array.isArray(inner) ? inner : [inner]).map(elementText).join(', ')} }`;
  if (kind === 'range' && Array.isArray(inner)) return inner.map(valueText).join('-');
  if (kind === 'concat' && Array.isArray(inner)) return inner.map(valueText).join(' . ');
  if (kind === 'prefix' && isItem(inner)) return `${valueText(inner.addr)}/${word(inner.len)}`;
  if (kind === 'elem' && isItem(inner)) return valueText(inner.val);
  if (kind === 'payload' && isItem(inner)) return `${word(inner.protocol)} ${word(inner.field)}`;
  if (kind === 'meta' && isItem(inner)) return `meta ${word(inner.key)}`;
  if (kind === 'ct' && isItem(inner))
    return ['ct', word(inner.dir), word(inner.family), word(inner.key)].filter((part) => part).join(' ');
  if (kind === 'fib' && isItem(inner)) return `fib ${[inner.flags].flat().map(word).join(' . ')} ${word(inner.result)}`;
  if (OPERATORS.has(kind) && Array.isArray(inner)) return inner.map(valueText).join(` ${kind} `);
  // What is not compared here stands for itself, and is not looked at.
  return `${kind} ${
    isItem(inner)
      ? Object.values(inner)
          .filter((part) => typeof part === 'string')
          .join(' ')
      : word(inner)
  }`;
}

/** Those of a value and others, as libnftables-json(5) has them. */
const OPERATORS: ReadonlySet<string> = new Set(['&', '|', '^', '<<', '>>']);

function statementText(statement: Value): string {
  if (!isItem(statement)) return word(statement);
  const [[kind, inner] = ['', undefined]] = Object.entries(statement);
  if (kind === 'match' && isItem(inner)) {
    const left = valueText(inner.left);
    const isPlain = inner.op === 'in' || (inner.op === '==' && !left.startsWith('tcp flags'));
    return `${left} ${isPlain ? '' : `${word(inner.op)} `}${valueText(inner.right)}`;
  }
  if (kind === 'vmap' && isItem(inner)) return `${valueText(inner.key)} vmap ${valueText(inner.data)}`;
  if ((kind === 'jump' || kind === 'goto') && isItem(inner)) return `${kind} ${word(inner.target)}`;
  if (kind === 'counter' && isItem(inner)) return `counter packets ${word(inner.packets) || 0} bytes ${word(inner.bytes) || 0}`;
  if (kind === 'mangle' && isItem(inner)) return `${valueText(inner.key)} set 0`;
  return ofWord(WITH_OPTIONS, kind) ?? kind;
}

/** Statements whose options decide nothing here: as text they have some, so that none of what follows is taken for one. */
const WITH_OPTIONS: Readonly<Record<string, string>> = {
  limit: 'limit rate 1/second',
  quota: 'quota 1 bytes',
  meter: 'meter m { }',
  flow: 'flow add @f',
  reset: 'reset tcp option o',
  'ct count': 'ct count 1',
  'ct helper': 'ct helper set h',
  'ct timeout': 'ct timeout set t',
  'ct expectation': 'ct expectation set e',
};
