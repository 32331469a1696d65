import type { Place, Slip } from './slip.ts';

/** What a file in another language looks like in its first lines, and what it is called. */
const LANGUAGES: readonly (readonly [called: string, is: (first: string, second: string) => boolean])[] = [
  ['JSON', (first, second) => (/^[{[]\s*$/.test(first) ? /^\s*["{[\]}]/.test(second) : /^\[?\{\s*"[^"]*"\s*:/.test(first))],
  ['YAML', (first, second) => /^(?:---\s*|[\w-]+:\s*(?:#.*)?)$/.test(first) && /^\s*(?:-\s|[\w.-]+:(?:\s|$))/.test(second)],
  ['XML', (first) => /^<[?!\w]/.test(first)],
  ['INI', (first, second) => /^\[[\w .-]+\]\s*$/.test(first) && /^\[|^[\w. -]+(?:=|$)/.test(second)],
  [
    'CSV',
    (first, second) =>
      [',', ';', '\t'].some((mark) => isRow(first, mark) && first.split(mark).length === second.split(mark).length),
  ],
];

function isRow(line: string, mark: string): boolean {
  return line.split(mark).length > 2 && !/->|[{}=:]/.test(line);
}

/** The first line of a file that is written in another language as a whole. */
export function otherLanguage({ all, at, start }: Place): Slip | undefined {
  const lines = all.slice(at, at + 8);
  if (start > lines[0]!.search(/\S/) || all.slice(0, at).some((line) => line.trim())) return undefined;
  const [first = '', second = ''] = lines.filter((line) => line.trim());
  const [called] = LANGUAGES.find(([, is]) => is(first.trimEnd(), second)) ?? [];
  if (!called) return undefined;
  return {
    message: `This reads like ${called}. A plan has statements of its own, such as 'zone office { subnet 10.0.0.0/24 }'; 'segplan import FILE' makes one of an inventory and of what firewalls run.`,
    fixes: [],
    end: lines[0]!.length,
    lines: all.length,
  };
}
