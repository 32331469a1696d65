import type { LineBook } from '../../../../running/lines.ts';
import type { Statement } from './statements.ts';

/** Sends what a class holds to a module that decides as well. */
const MODULES: ReadonlySet<string> = new Set(['csc', 'cxsc', 'ips', 'sfr']);

/** Notes what policies that are bound to interfaces do to connections that lists permit. @param statements all of a configuration */
export function noteServicePolicies(statements: readonly Statement[], book: LineBook): void {
  const bound = new Set<string>();
  /** Maps that drop something of what they are given to look into, by their names. */
  const dropping = new Set<string>();
  for (const { words, no, children } of statements) {
    const [first, second = '', , , fifth = ''] = words;
    if (no) continue;
    if (first === 'service-policy') bound.add(second);
    const name = first === 'policy-map' && second === 'type' ? fifth : first === 'tcp-map' ? second : undefined;
    if (
      name !== undefined &&
      children.some((each) => !each.no && each.words.some((word) => /^(drop|drop-connection|reset)$/.test(word)))
    )
      dropping.add(`${first === 'tcp-map' ? 'tcp' : 'inspect'} ${name}`);
  }
  const say = ({ line }: Statement, what: string, why: string): void => book.unknown(line, what, why);
  for (const { words, no, children } of statements) {
    if (no || words[0] !== 'policy-map' || words[1] === 'type') continue;
    for (const each of children) {
      const [word = '', ...rest] = each.words;
      if (each.no) continue;
      if (MODULES.has(word)) say(each, word, 'a module decides as well');
      if (!bound.has(words[1] ?? '')) continue;
      if (word === 'inspect') {
        if (rest[0] === 'scansafe') say(each, 'inspect scansafe', 'it sends connections elsewhere');
        else if (rest.includes('strict') || rest.slice(1).some((name) => dropping.has(`inspect ${name}`)))
          book.inspects(each.line, `inspect ${/^[a-z0-9-]{1,20}$/.test(rest[0] ?? '') ? rest[0] : '…'}`);
      } else if (word === 'set') noteConnection(each, rest.slice(1), dropping, say);
    }
  }
}

function noteConnection(
  statement: Statement,
  words: readonly string[],
  dropping: ReadonlySet<string>,
  say: (statement: Statement, what: string, why: string) => void,
): void {
  const [key, name] = words;
  if (key === 'advanced-options' && name === 'tcp-state-bypass')
    say(statement, 'set connection … tcp-state-bypass', 'packets pass that belong to no known connection');
  else if (key === 'advanced-options' && dropping.has(`tcp ${name}`))
    say(statement, 'set connection advanced-options', 'it drops packets by their flags and options');
  // Connections that are half open beyond their number are answered by the device, and stay.
  const limits = words.findIndex((word, n) => /^(conn-max|per-client-max)$/.test(word) && Number(words[n + 1]) > 0);
  if (limits >= 0) say(statement, `set connection ${words[limits]}`, 'it drops connections beyond their number');
}
