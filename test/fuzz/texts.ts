import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EVERYTHING, NAMES, planOfChance } from '../reading/plans.ts';
import { examplesFolder } from '../support/baselines.ts';
import { mutated } from '../support/mutated-texts.ts';
import { numbers } from '../support/numbers.ts';
import { randomPlanWithDenies, randomVeeamRules, randomZertoSites } from '../support/random-plans.ts';
import { grownText } from './grown.ts';

const WORDS =
  'plan use enable phase import zone site pair bind deployment group service allow deny assert vendor check direction vpn nat component subnet role flow source feature advice sizing required any except one of first during until tcp udp icmp protocol at with by runs reaches never through relays external isolated nobody';

/** What no hand writes, or only a slip of it. */
export const PIECES: readonly string[] = [
  ...WORDS.split(' ').map((word) => `${word} `),
  ...['{', '}', '(', ')', '->', ':', ',', '.', '-', '/', '=', '+', '"', "'", '\\', '/*', '*/', '//', '\n', '\r', '\r\n', '\t'],
  ...[
    '\u0000',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u202e',
    '🔥',
    'ü',
    'İ',
    '“',
    '\u001b[31m',
    '${',
    '%s',
  ],
  ...['10.0.0.0/24', '10.0.0.300', '0.0.0.0/0', '10.0.0.9-10.0.0.1', 'fd00::/8', '::', '::ffff:1.2.3.4', '1-65535', '70000', '0'],
  ...[
    '2027-02-29',
    '99999999999999999999',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '"__proto__"',
    'veeam.proxy',
  ],
  'component __proto__ : constructor at 10.0.0.1\n',
  'use veeam\n',
  'import "./plan.segplan"\n',
  'import "./\u0000"\n',
  'import "/dev/zero.segplan"\n',
  '// segplan-disable-next-line any-service -- why\n',
  'group g = g\n',
  'service s = s\n',
  'allow any -> any : any\n',
  'allow any -> any : required\n',
  'check missing-flow off\n',
  'vendor toString "x" { role valueOf "x" : valueOf }\n',
];

const ENDS = ['\n', '\r\n', '\r', '\n\r'];

/** Texts to begin with. */
export function examples(): string[] {
  const names = readdirSync(examplesFolder).filter((name) => name.endsWith('.segplan'));
  return names.map((name) => readFileSync(join(examplesFolder, name), 'utf8'));
}

const plans = fc.oneof(randomPlanWithDenies, randomVeeamRules, randomZertoSites);

/** A text of a seed: an example or a plan of chance, and what accidents and malice make of it. Always the same for one seed. */
export function hostileText(seed: number, from: readonly string[]): string {
  const number = numbers(seed);
  const once = { seed, numRuns: 1 } as const;
  let text = from[number(from.length)] ?? '';
  const kind = number(10);
  if (kind < 3) [text = ''] = fc.sample(mutated(from), once);
  else if (kind < 6) {
    const [plan] = fc.sample(plans, once);
    text = typeof plan === 'string' ? plan : text;
  } else if (kind === 6) text = nested(number);
  else if (kind === 7) text = Array.from({ length: 1 + number(60) }, () => PIECES[number(PIECES.length)]).join('');
  // Large ones cost a second each, and find what a part of them finds.
  if (text.length > 3000) text = text.slice(number(text.length - 3000)).slice(0, 3000);
  for (let n = number(8); n > 0; n--) {
    const at = number(text.length + 1);
    const piece = PIECES[number(PIECES.length)]!;
    text = text.slice(0, at) + (number(12) ? piece : piece.repeat(1 + number(300))) + text.slice(at + number(number(3) ? 2 : 40));
  }
  if (number(3) === 0) {
    const end = ENDS[number(ENDS.length)]!;
    text = text.replace(/\r\n?|\n/g, end);
  }
  if (number(12) === 0) text = `\ufeff${text}`;
  if (number(12) === 0) text = text.replace(/[\r\n]+/g, ' ');
  return text;
}

/** A text of a seed that a run of the fuzzer tries: in turn a hostile one, one that is grown from the grammar, and a plan with whatever the language has. */
export function anyText(seed: number, from: readonly string[]): string {
  if (seed % 3 === 0) return hostileText(seed, from);
  const number = numbers(seed);
  const text =
    seed % 3 === 1 ? grownText(number) : planOfChance(seed, { ...(number(2) ? EVERYTHING : NAMES), imports: false }).text;
  if (number(2)) return text;
  const [slipped = text] = fc.sample(mutated([text]), { seed, numRuns: 1 });
  return slipped;
}

/** Something within itself, a few times or more often than a stack is deep. */
function nested(number: (below: number) => number): string {
  const depth = [3, 30, 300, 3000][number(4)]!;
  const forms = [
    () => `zone a { subnet 10.0.0.0/24 }\nallow a -> any : ${'one of ('.repeat(depth)}tcp 1${')'.repeat(depth)}\n`,
    () =>
      `vendor v "V" { role r "R" source s "s.pdf" "S" flow r -> r : ${'first of ('.repeat(depth)}tcp 1${')'.repeat(depth)} "x" from s "1" }`,
    () => `${Array.from({ length: depth }, (_, n) => `group g${n} = g${n + 1}, g${n + 1}\n`).join('')}allow g0 -> any : tcp 1\n`,
    () => `${Array.from({ length: depth }, (_, n) => `service s${n} = s${n + 1}, s${n + 1}\n`).join('')}allow any -> any : s0\n`,
    () =>
      `vendor v "V" { ${Array.from({ length: depth }, (_, n) => `role r${n} "R" : r${n + 1}, r${n + 1}\n`).join('')} }\nuse v\n`,
    () => `site a {`.repeat(depth) + '}'.repeat(depth),
    () => `/* ${'/* '.repeat(depth)} */`,
    () =>
      `vendor v "V" { role r "R" feature f "F" source s "s.pdf" "S" flow r -> r : tcp 1 when ${'('.repeat(depth)}f${')'.repeat(depth)} "x" from s "1" }`,
  ];
  return forms[number(forms.length)]!();
}
