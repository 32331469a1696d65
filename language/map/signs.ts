import type { MapVendor } from './plan-map.ts';

/**
 * Vendors with a sign each, no two alike: the initials of a name of several words (`ACP` for `acronis-cyber-protect`), else its first letter and
 * the next that tells it from the others.
 */
export function withSigns(vendors: readonly { readonly name: string; readonly title: string }[]): MapVendor[] {
  const taken = new Set<string>();
  return [...vendors]
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ name, title }) => {
      const sign = candidates(name).find((each) => !taken.has(each.toUpperCase())) ?? numbered(name, taken);
      taken.add(sign.toUpperCase());
      return { name, title, sign };
    });
}

function candidates(name: string): string[] {
  const words = name.split(/[-_.]+/).filter((word) => word);
  const upper = (text: string): string => text.slice(0, 1).toUpperCase();
  const initials = words.map(upper).join('').slice(0, 3);
  const [first = ''] = words;
  const letters = [...first.slice(1)].map((letter) => `${upper(first)}${letter}`);
  return words.length > 1 ? [initials, ...letters] : letters.length ? letters : [upper(first)];
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  const letter = name.slice(0, 1).toUpperCase();
  let n = 2;
  while (taken.has(`${letter}${n}`)) n++;
  return `${letter}${n}`;
}
