import type { Check, Level } from './check.ts';

/** What there is to say about a code that findings have. */
export interface CheckPage {
  readonly code: string;
  readonly level: Level;
  /** One line: what it finds. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly fix: boolean;
  /** Set where nothing changes the level. */
  readonly fixed: boolean;
}

const OR_PORTS =
  ' Where no name is near, a protocol with its ports can stand in its place (`tcp 443`), or the plan declares it (`service portal = tcp 443`): a quick-fix adds that line, with a port that is none until the right one is written.';

/** Diagnostics that come with the parser and the linker and not from a check of their own. */
const BUILT_IN: readonly (readonly [code: string, title: string, text: string])[] = [
  [
    'internal-error',
    'A file on which Segplan itself failed',
    'A fault of Segplan, not of the file: a check or the analysis broke off, and what it would have found is not known. Such a file never counts as clean, no rule set is made of it, and the command line ends with 2.\n\nThe other findings hold. Leaving out the statement that was changed last, or one after the other, often lets the rest be checked, and shows which one it is; another way to write it may do. Tell whoever gave you Segplan, with the message, the version (`segplan --version`) and, if you can, that part of the file.',
  ],
  [
    'syntax-error',
    'A text that does not follow the language',
    'The message says what is expected in its place. A broken statement costs only itself: everything else in the file keeps its meaning and its findings.\n\nWhat people write who come from other languages is told as such, with a quick-fix: a bare port (`443`, `443/tcp`), another arrow (`=>`), another comment (`# why`), a word in capitals (`Zone`), a name with blanks (`zone my zone`), a mask in place of a prefix, a network without its word (`zone c { 10.0.0.0/24 }`), a colon behind a word (`subnet: …`), brackets around a list, a range with another mark (`2500:3300`), `<-`, `<->`, `from … to`, `default deny`, a version with a letter (`use veeam v13`) and more.',
  ],
  ...['role', 'service', 'feature', 'property', 'source', 'zone', 'deployment'].map((kind): [string, string, string] => [
    `unknown-${kind}`,
    `A name that no ${kind} has`,
    `The message names what may have been meant, and a quick-fix puts it in. Names come from the file itself, from the files it imports, and from the built-in catalogs.${kind === 'service' ? OR_PORTS : ''}`,
  ]),
  [
    'unknown-name',
    'An end of a rule that names nothing',
    'A rule names zones, components, groups, sites, roles and addresses. The message names what may have been meant, and a quick-fix puts it in.\n\nWhere components of two zones have one name, each is named with its zone (`shop.till`), and the name alone is an error: the message lists what it could be, with a quick-fix for each.',
  ],
];

/** The pages of all codes, in their order. */
export function checkPages(checks: readonly Check[]): CheckPage[] {
  const pages = [
    ...checks.map(
      ({ code, level, title, documentation, fix, essential }): CheckPage => ({
        code,
        level,
        title,
        text: documentation,
        fix: Boolean(fix),
        fixed: essential ?? false,
      }),
    ),
    ...BUILT_IN.map(
      ([code, title, text]): CheckPage => ({
        code,
        level: 'error',
        title,
        text,
        fix: code !== 'internal-error',
        fixed: true,
      }),
    ),
  ];
  return pages.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A page as Markdown. */
export function pageText({ code, level, title, text, fix, fixed }: CheckPage): string {
  const stated = fixed ? `Level: ${level}, which can't be changed` : `Default level: ${level}`;
  return `# ${code}\n\n${title}.\n\n- ${stated}\n- Quick-fix: ${fix ? 'yes' : 'no'}\n\n${text}\n`;
}
