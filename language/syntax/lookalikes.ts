// Letters that pass for others. Unicode lists thousands (UTS 39); these are the scripts and letters that names are written in, and the rest is
// left to normalization, which knows of ligatures, of wide and of mathematical letters.

/** Letters that most fonts draw alike; the first one stands for all. */
const ALIKE: readonly string[] = [
  ...['AΑАᎪꓮ', 'BΒВᏴꓐ', 'CСϹᏟꓚ', 'DᎠꓓ', 'EΕЕᎬꓰ', 'FϜꓝ', 'GԌᏀꓖ', 'HΗНᎻꓧ', 'IΙІӀᏆꓲ', 'JЈᎫꓙ', 'KΚКᏦꓗ', 'LᏞꓡ', 'MΜМᎷꓟ'],
  ...['NΝꓠ', 'OΟОՕꓳ', 'PΡРᏢꓑ', 'QԚ', 'RᎡꓣ', 'SЅՏᏚꓢ', 'TΤТᎢꓔ', 'UՍꓴ', 'VѴᏙꓦ', 'WԜᎳꓪ', 'XΧХꓫ', 'YΥҮᎩꓬ', 'ZΖᏃꓜ'],
  ...['aαаɑ', 'bЬ', 'cсϲ', 'dԁ', 'eеҽ', 'gɡց', 'hһհ', 'iіıι', 'jјϳ', 'lӏ', 'nո', 'oοоօσ', 'pрρ', 'qԛգ', 'rг', 'sѕ', 'uսυ'],
  ...['vνѵ', 'wԝѡ', 'xхχ', 'yуγү', '3ЗӠ', '6б', 'ĸκк', 'ГΓ', 'ПΠ', 'ФΦ', 'тτ', 'єε'],
  ...['一ー', '二ニ', '力カ', '口ロ', '夕タ', '卜ト', '八ハ', '工エ', '千チ', '才オ', 'へヘ', 'りリ'],
];

const PROTOTYPES: ReadonlyMap<string, string> = new Map(
  ALIKE.flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)),
);

const PLAIN = /^[\0-\x7f]*$/;

/** Whether a name has letters that could pass for others. */
export function hasOtherLetters(name: string): boolean {
  return !PLAIN.test(name);
}

/** What a name looks like: the same text for names that a reader takes for one another. */
export function looksOf(name: string): string {
  if (PLAIN.test(name)) return name;
  const letters = Array.from(name.normalize('NFKD'), (letter) => PROTOTYPES.get(letter) ?? letter);
  return letters.join('').normalize('NFC');
}

const LATIN = /\p{scx=Latn}/gu;
/** Scripts that share the looks of many letters with the Latin one. */
const LIKE_LATIN = /[\p{scx=Grek}\p{scx=Cyrl}\p{scx=Armn}\p{scx=Cher}\p{scx=Copt}\p{scx=Lisu}]/u;
const NO_SCRIPT = /[\p{sc=Zyyy}\p{sc=Zinh}]/gu;

const SCRIPTS =
  'Grek Cyrl Armn Hebr Arab Thaa Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Thai Laoo Tibt Mymr Geor Ethi Khmr Cher Copt Lisu'.split(
    ' ',
  );
/** What is written together: Japanese and Korean take several scripts. */
const TOGETHER = [...SCRIPTS.map((script) => [script]), ['Hani', 'Hira', 'Kana'], ['Hani', 'Bopo'], ['Hani', 'Hang']];
const classOf = (scripts: readonly string[]): string => scripts.map((script) => `\\p{scx=${script}}`).join('');

/** Expressions for names in one writing, made when the first name has other letters: hardly any has. */
function writings(): readonly RegExp[] {
  made ??= [
    ...TOGETHER.map((scripts) => new RegExp(`^[${classOf(scripts)}]*$`, 'u')),
    // Scripts that are hardly in use; which of them it is makes no difference.
    new RegExp(`^[^${classOf(TOGETHER.flat())}]*$`, 'u'),
  ];
  return made;
}

let made: readonly RegExp[] | undefined;

/**
 * The letters of a name that stand among those of another script, in one word: `pаyments` with a Cyrillic `а`. Words are what hyphens, `_` and
 * digits part, so that `сервер-sql` mixes nothing.
 */
export function strangers(name: string): string[] {
  if (PLAIN.test(name)) return [];
  for (const word of name.split(/[-_\p{N}]+/u)) {
    const letters = word.replace(NO_SCRIPT, '');
    const others = letters.replace(LATIN, '');
    const isMixed = others.length < letters.length && LIKE_LATIN.test(others);
    if (isMixed || !writings().some((writing) => writing.test(others))) return [...new Set(others)];
  }
  return [];
}

/** The same name in letters of everyday use, where it has ligatures, wide or mathematical ones: `file` for `ﬁle`. */
export function everydayForm(name: string): string {
  return PLAIN.test(name) ? name : name.normalize('NFKC');
}

/** Whether marks are piled up on a letter, so that they hide what is around it. */
export function hasPile(name: string): boolean {
  return /(\p{Mn})\1|\p{Mn}{5}/u.test(name.normalize('NFD'));
}
