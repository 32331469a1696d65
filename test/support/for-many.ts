// The language once more, in which what is done for many is done for few: shortcuts that no plan of a test is large enough for.
import { registerHooks } from 'node:module';

/** From how many on something is done in another way, by the files that say it; and from how many on it is here. */
export const NUMBERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'model/name-places': { MOST_KEPT: 1 },
  'model/except-ends': { FEW_COMPONENTS: 0 },
  'model/kept-zones': { ZONES_A_STEP: 1 },
  'model/subnets': { MANY: 0 },
  'analysis/box-index': { WORTH_AN_INDEX: 1, MOST_LISTED: 1, BOXES_A_STEP: 1, MANY: 1 },
  'analysis/boxes-at-any-time': { MOST_ZONES: 1 },
  'analysis/coverage/redundancy': { RULES_A_STEP: 1, FEW: 0 },
  'analysis/coverage/users': { FEW_LISTS: 0 },
  'analysis/group-joins': { FEW_GROUPS: 0 },
  'analysis/line': { MOST_PLACES: 4, MOST_SPANNED: 2, MANY_A_PLACE: 1 },
  'analysis/near-boxes': { FEW_BOXES: 0 },
  'analysis/permissions': { MOST_CUTTERS: 1 },
  'analysis/placed-parts': { MOST_PAIRS: 1, BOXES_A_STEP: 1 },
  'analysis/reach/one-hop': { MOST_KEPT: 1 },
  'analysis/region': { FEW_SETS: 0 },
  'analysis/role-index': { FEW_ZONES: 0 },
  'analysis/surroundings': { MOST_PAIRS: 1 },
  'analysis/together': { FEW_CLASSES: 0 },
  'analysis/wide-plans': { MOST_FOR_EACH: 0, MOST_ASKED: 1, FEW_ZONES: 0 },
  'analysis/zone-gaps': { FEW_LACKS: 0 },
  'analysis/zone-pairs': { FEW_ITEMS: 0 },
};

const ROOT = new URL('../../', import.meta.url).href;
const MARK = '?many';
const isOfCopy = (url = ''): boolean => url.endsWith(MARK);

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const isOurs = found.url.startsWith(ROOT) && !found.url.includes('/node_modules/') && !isOfCopy(found.url);
    return isOurs && isOfCopy(context.parentURL) ? { ...found, url: `${found.url}${MARK}` } : found;
  },
  load(url, context, next) {
    const loaded = next(url, context);
    const numbers = isOfCopy(url) ? NUMBERS[url.slice(`${ROOT}language/`.length, -`.ts${MARK}`.length)] : undefined;
    return numbers ? { ...loaded, source: withNumbers(String(loaded.source), numbers) } : loaded;
  },
});

function withNumbers(source: string, numbers: Readonly<Record<string, number>>): string {
  let text = source;
  for (const [name, number] of Object.entries(numbers)) {
    const changed = text.replace(new RegExp(`^((?:export )?const ${name} =) \\d+;`, 'm'), `$1 ${number};`);
    if (changed === text) throw new Error(`${name} is no number any more`);
    text = changed;
  }
  return text;
}

/** A module of that language, or one that has to do with it. @param path as from this file */
export async function ofCopy<T>(path: string): Promise<T> {
  return (await import(`${new URL(path, import.meta.url).href}${MARK}`)) as T;
}

/** Registers the tests of a file for that language as well, under titles of their own. @param path as from this file */
export async function alsoForMany(path: string): Promise<void> {
  const own = globalThis.describe;
  const titled = (title: string, tests: () => void): unknown => own(`for many: ${title}`, tests);
  globalThis.describe = Object.assign(titled, own) as typeof describe;
  try {
    await ofCopy(path);
  } finally {
    globalThis.describe = own;
  }
}
