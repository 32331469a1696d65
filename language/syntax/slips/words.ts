import { ofWord } from '../../model/word-tables.ts';
import { isWord } from '../name-words.ts';
import { fix, type Place, type Slip } from './slip.ts';

/** What other products call statements. */
const SAID: Readonly<Record<string, string>> = {
  accept: 'allow',
  permit: 'allow',
  block: 'deny',
  drop: 'deny',
  reject: 'deny',
  network: 'zone',
  segment: 'zone',
  vlan: 'zone',
  host: 'component',
  server: 'component',
  include: 'import',
  using: 'use',
  uses: 'use',
  requires: 'use',
  const: 'group',
  alias: 'group',
};

/** `Zone`, `alow` and `permit`: what the message of the parser has found, and what it can't know. */
export function words({ line, start, end, message }: Place): Slip | undefined {
  const text = line.slice(start, end);
  const meant = / Did you mean (.*)\?$/
    .exec(message)?.[1]
    ?.split(' or ')
    .map((each) => each.slice(1, -1));
  const lower = text.toLowerCase();
  const word =
    lower !== text && isWord(lower) ? lower : message.startsWith('Expected a statement') ? ofWord(SAID, lower) : undefined;
  const all = word ? [word] : (meant ?? []);
  if (!all.length) return undefined;
  const fixes = all.map((newText) => fix(`Replace by '${newText}'`, start, end, newText, all.length === 1));
  if (meant) return { fixes, end };
  return { message: `${message.replace(/ \(plan, use.*?\)/, '')} Did you mean '${word}'?`, fixes, end };
}
