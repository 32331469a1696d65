import { SegplanError } from './errors.ts';
import type { OpenOptions, Workspace } from './types.ts';

/** What an argument has to be. */
interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly name: string;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const TEXT: Kind = { is: isText, name: 'a text' };
const TEXTS: Kind = { is: isTexts, name: 'a list of texts' };
const OBJECT: Kind = { is: isObject, name: 'an object' };
const FLAG: Kind = { is: (value) => typeof value === 'boolean', name: 'true or false' };

const maybe = ({ is, name }: Kind): Kind => ({ is: (value) => value === undefined || is(value), name: `${name}, or left out` });

/** What each question takes, in turn. */
const TAKES: Readonly<Record<keyof Workspace, readonly Kind[]>> = {
  check: [{ is: (value) => isText(value) || isTexts(value), name: 'the name of a file, or a list of them' }, maybe(OBJECT)],
  explain: [TEXT, TEXT],
  reach: [TEXT, TEXT],
  generate: [TEXT, OBJECT],
  diff: [TEXT, TEXT],
  audit: [TEXT, maybe(TEXTS), maybe(OBJECT)],
  changes: [TEXT, maybe(TEXTS), maybe(OBJECT)],
  importRunning: [TEXTS, maybe(OBJECT)],
  importInventory: [TEXT, maybe(OBJECT)],
  fixes: [TEXT, maybe(OBJECT)],
  format: [TEXT],
  catalog: [maybe(TEXT), maybe(TEXT)],
  role: [TEXT, maybe(TEXT)],
};

/** What options are, by their names, wherever they are given. */
const OPTIONS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(
    ['folder', 'today', 'target', 'firewall', 'scope', 'since', 'form', 'into', 'code'].map((name) => [name, maybe(TEXT)]),
  ),
  phases: maybe(TEXTS),
  bounded: maybe(FLAG),
  summary: maybe(FLAG),
  texts: maybe({
    is: (value) => isObject(value) && Object.values(value).every(isText),
    name: 'an object of texts by the names of files',
  }),
};

/** @throws SegplanError for options of another kind than they are to be */
export function assertOptions(options: unknown, whose: string): void {
  if (options === undefined) return;
  if (!isObject(options)) throw new SegplanError(`The options of ${whose} have to be an object.`);
  for (const [name, { is, name: kind }] of Object.entries(OPTIONS))
    if (!is((options as Readonly<Record<string, unknown>>)[name]))
      throw new SegplanError(`'${name}' of ${whose} has to be ${kind}.`);
}

/** A workspace that says what is wrong with arguments, before it does anything with them. @param options those that it is opened with */
export function withArguments(open: (options: OpenOptions) => Workspace, options: OpenOptions): Workspace {
  assertOptions(options, 'openWorkspace');
  const workspace = open(options);
  const asked = Object.entries(TAKES).map(([question, kinds]) => {
    const ask = async (...given: readonly unknown[]): Promise<unknown> => {
      for (const [n, { is, name }] of kinds.entries())
        if (!is(given[n])) throw new SegplanError(`Argument ${n + 1} of ${question} has to be ${name}.`);
      const last = given[kinds.length - 1];
      if (isObject(last) && !isTexts(last)) assertOptions(last, question);
      return (workspace[question as keyof Workspace] as (...all: readonly unknown[]) => Promise<unknown>).apply(workspace, [
        ...given,
      ]);
    };
    return [question, ask] as const;
  });
  return Object.fromEntries(asked) as unknown as Workspace;
}
