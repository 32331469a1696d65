import fc from 'fast-check';

/** One thing that a hand does to a text on its way from one state to the next; the numbers say where. */
type Mutation = (text: string, n: number, m: number) => string;

const TOKEN = /"[^"\r\n]*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|[\w.:/-]+|[^\s\w]/g;

function replaceRange(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** A token, by a number of any size. */
function tokenAt(text: string, n: number): { start: number; end: number } {
  const tokens = [...text.matchAll(TOKEN)];
  const token = tokens[n % Math.max(tokens.length, 1)];
  return token ? { start: token.index, end: token.index + token[0].length } : { start: 0, end: 0 };
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? [''];
}

function changeLine(text: string, n: number, change: (line: string) => string, wanted: RegExp = /./): string {
  const lines = linesOf(text);
  const places = lines.flatMap((line, at) => (wanted.test(line) ? [at] : []));
  const at = places[n % Math.max(places.length, 1)];
  return at === undefined ? text : lines.map((line, each) => (each === at ? change(line) : line)).join('');
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a token goes': (text, n) => {
    const { start, end } = tokenAt(text, n);
    return replaceRange(text, start, end, '');
  },
  'a line breaks off': (text, n, m) =>
    changeLine(text, n, (line) => line.replace(/[^\r\n]+/, (part) => part.slice(0, m % part.length))),
  'a rule goes': (text, n) => changeLine(text, n, () => '', /^\s*(allow|deny|use)\b/),
  'a component comes once more': (text, n, m) => {
    const components = linesOf(text).filter((line) => /^\s*component\b/.test(line));
    const copy = components[n % Math.max(components.length, 1)] ?? '';
    return changeLine(text, m, (line) => line + copy, /^\s*subnet\b/);
  },
  'a line is joined with the next': (text, n) => changeLine(text, n, (line) => line.replace(/[\r\n]+$/, ' '), /^[^/]+[\r\n]/),
  'a comment of several lines comes': (text, n) => {
    const { end } = tokenAt(text, n);
    return replaceRange(text, end, end, ' /* one\n two */ ');
  },
  'a comment of several lines begins at the end of a line': (text, n) =>
    changeLine(text, n, (line) => line.replace(/[\r\n]*$/, (end) => ` /* ${end || '\n'}// in it */${end}`), /^[^/]+$/),
  'a comment comes at the end of a line': (text, n) =>
    changeLine(text, n, (line) => line.replace(/[\r\n]*$/, (end) => ` // x${end}`)),
  'lines end with a carriage return': (text) => text.replace(/\r\n?|\n/g, '\r'),
  'lines end as on Windows': (text) => text.replace(/\r\n?|\n/g, '\r\n'),
  'lines end in several ways': (text, n) => {
    let at = n;
    return text.replace(/\r\n?|\n/g, () => ['\n', '\r\n', '\r'][at++ % 3]!);
  },
  'the last line has no end': (text) => text.trimEnd(),
  'a line is indented': (text, n) => changeLine(text, n, (line) => `\t  ${line}`),
  'a port of the inside is opened': (text, n) =>
    changeLine(text, n, (line) => line.replace(/tcp \d+/, 'tcp 7073, 9080'), /tcp \d+/),
};

/** A text after several mutations. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const mutation = fc.record({ kind: fc.constantFrom(...Object.keys(MUTATIONS)), n: fc.nat(10_000), m: fc.nat(10_000) });
  return fc
    .record({ text: fc.constantFrom(...texts), mutations: fc.array(mutation, { minLength: 1, maxLength: 6 }) })
    .map(({ text, mutations }) => mutations.reduce((each, { kind, n, m }) => MUTATIONS[kind]!(each, n, m), text));
}
