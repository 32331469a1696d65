// Writes a file of the checkout, in which a pull request may have put a link where the file belongs.
import { lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Writes a file. Where its path lies in the folder that this runs in, so does what is written.
 * @throws Error with a sentence for the user
 */
export function writeInside(file, text) {
  const folder = dirname(resolve(file));
  const here = realpathSync('.');
  if (isWithin(process.cwd(), folder) && !isWithin(here, nearest(folder)))
    throw new Error(`${file} lies behind a link that leads out of the checkout; name another file.`);
  mkdirSync(folder, { recursive: true });
  const place = join(realpathSync(folder), basename(file));
  const known = lstatSync(place, { throwIfNoEntry: false });
  if (known && !known.isFile()) throw new Error(`${file} is a link, a folder or a device; name another file, or remove it.`);
  writeFileSync(place, text);
}

/** Where a folder really is, or what there is of it. */
function nearest(folder) {
  for (let path = folder; ; path = dirname(path)) {
    try {
      return realpathSync(path);
    } catch (error) {
      if (error.code !== 'ENOENT' || dirname(path) === path || lstatSync(path, { throwIfNoEntry: false })) throw error;
    }
  }
}

function isWithin(folder, path) {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path);
}
