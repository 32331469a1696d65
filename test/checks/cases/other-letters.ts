import type { Case } from '../case.ts';

/** Names in letters of several scripts, by their numbers, since nobody sees the difference. */
const CYRILLIC_A = '\u0430';

export const cases: readonly Case[] = [
  {
    code: 'lookalike-name',
    title: 'two zones that a reader takes for one',
    text: `zone pay { subnet 10.0.0.0/24 }\nzone <|p${CYRILLIC_A}y|> { subnet 10.0.1.0/24 }\n`,
    says: /looks like the zone 'pay' and is another name: its '\u0430' is U\+0430\. Rename one of them\./,
  },
  {
    code: 'lookalike-name',
    title: 'names that are wholly in the other script',
    text: 'zone a { subnet 10.0.0.0/24 component ceo at 10.0.0.1 component <|\u0441\u0435\u043e|> at 10.0.0.2 }\n',
  },
  {
    code: 'lookalike-name',
    title: 'a name that looks like a word of the language',
    text: `zone <|${CYRILLIC_A}ny|> { subnet 10.0.0.0/24 }\n`,
    says: /looks like the word 'any' of the language/,
  },
  {
    code: 'lookalike-name',
    title: 'a vendor that looks like a built-in one',
    text: 'vendor <|vee\u0430m|> "Mine" { role server }\n',
    says: /looks like the vendor 'veeam'/,
  },
  {
    code: 'lookalike-name',
    title: 'a name in wide letters beside the same in usual ones',
    text: 'zone a { subnet 10.0.0.0/24 }\nzone <|\uff41|> { subnet 10.0.1.0/24 }\n',
  },
  {
    code: 'lookalike-name',
    title: 'names with accents, and in several scripts',
    text: 'zone caf\u00e9 { subnet 10.0.0.0/24 }\nzone cafe { subnet 10.0.1.0/24 }\nzone \u6771\u4eac { subnet 10.0.2.0/24 }\nzone \u5927\u962a { subnet 10.0.3.0/24 }\n',
    finds: [],
  },
  {
    code: 'duplicate-name',
    title: 'one name, its accent typed as a letter of its own and as a mark behind one',
    text: 'zone caf\u00e9 { subnet 10.0.0.0/24 }\nzone <|cafe\u0301|> { subnet 10.0.1.0/24 }\n',
  },
  {
    code: 'mixed-letters',
    title: 'a letter of another script within a word',
    text: `zone <|p${CYRILLIC_A}yments|> { subnet 10.0.0.0/24 }\n`,
    says: /letters of several scripts: '\u0430' \(U\+0430\)\./,
  },
  {
    code: 'mixed-letters',
    title: 'three letters of another script, all of which are named',
    text: 'zone <|p\u0430ym\u0435nt\u0455|> { subnet 10.0.0.0/24 }\n',
    says: /'\u0430' \(U\+0430\), '\u0435' \(U\+0435\), '\u0455' \(U\+0455\)\. Rename/,
  },
  {
    code: 'mixed-letters',
    title: 'more than three letters of another script',
    text: 'zone <|p\u0430ym\u0435nt\u0455hop\u043e|> { subnet 10.0.0.0/24 }\n',
    says: /\(U\+0455\) …\. Rename/,
  },
  {
    code: 'mixed-letters',
    title: 'a ligature',
    text: 'zone <|\ufb01les|> { subnet 10.0.0.0/24 }\n',
    says: /'files' is what a reader types/,
  },
  {
    code: 'mixed-letters',
    title: 'marks on marks',
    text: `zone <|a${'\u0316'.repeat(3)}|> { subnet 10.0.0.0/24 }\n`,
    says: /piled up/,
  },
  {
    code: 'mixed-letters',
    title: 'words of one script each, and scripts that are written together',
    text: 'zone \u0441\u0435\u0440\u0432\u0435\u0440-sql { subnet 10.0.0.0/24 }\nzone \u6771\u4eac\u306e\u30b5\u30fc\u30d0 { subnet 10.0.1.0/24 }\nzone db\u6771 { subnet 10.0.2.0/24 }\nzone gr\u00f6\u00dfe { subnet 10.0.3.0/24 }\nzone \u05d0\u05d1 { subnet 10.0.4.0/24 }\n',
    finds: [],
  },
];
