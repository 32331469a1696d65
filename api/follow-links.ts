import { UnreadableFile } from '../language/workspace/readable.ts';

/** What git says of something in a folder of a commit: its mode. */
export interface Entry {
  readonly mode: string;
}

export const LINK = '120000';
export const FOLDER = '040000';
export const SUBMODULE = '160000';

/** What is said of a file whose folder git knows by a commit of another repository alone. */
export const IN_SUBMODULE = 'lies in a submodule, which is a repository of its own';

/** So many links are followed, as on a disk; more are a circle. */
const MOST_LINKS = 40;
/** No system takes a longer path. */
const MOST_CHARACTERS = 4096;

/** The files of a commit as git knows them, by their paths from the top of the repository. Git follows no links in it. */
export interface Tree<Own extends Entry = Entry> {
  entryAt(path: string): Promise<Own | undefined>;
  /** The text of a link. */
  targetOf(path: string, link: Own): Promise<string>;
}

/**
 * Where a path leads in a commit once links are followed as a checkout follows them; nothing where it leads nowhere, and no link is the reason.
 * @throws UnreadableFile where a link leads out of the repository, in a circle or to nothing, and for what is in a submodule
 */
export async function followLinks<Own extends Entry>(path: string, tree: Tree<Own>): Promise<string | undefined> {
  const plain = partsOf(path);
  const direct = await tree.entryAt(plain.join('/'));
  // Git follows no links by itself, so that none is on the way to what it finds.
  if (direct && direct.mode !== LINK) return plain.join('/');
  const place: string[] = [];
  let links = 0;
  let ahead = plain;
  while (ahead.length) {
    const [name = '', ...rest] = ahead;
    ahead = rest;
    if (name === '..') {
      if (!place.length) throw new UnreadableFile('is a link that leads out of the repository');
      place.pop();
      continue;
    }
    const here = [...place, name].join('/');
    const entry = await tree.entryAt(here);
    if (!entry) {
      if (links) throw new UnreadableFile('is a link to what that revision does not have');
      return undefined;
    }
    if (entry.mode === SUBMODULE && rest.length) throw new UnreadableFile(IN_SUBMODULE);
    if (entry.mode !== LINK) {
      place.push(name);
      continue;
    }
    const target = await tree.targetOf(here, entry);
    if (++links > MOST_LINKS || target.length > MOST_CHARACTERS)
      throw new UnreadableFile('is a link that leads in a circle, or over too many others');
    if (target.startsWith('/')) throw new UnreadableFile('is a link that leads out of the repository');
    ahead = [...partsOf(target), ...rest];
  }
  return place.join('/');
}

/**
 * @param path of a file, as it is asked for
 * @param place where that leads
 * @throws UnreadableFile for what is no file, and for a link with the name of a plan to something else: lines of any file could be shown under it
 */
export function assertFile(path: string, place: string, { mode }: Entry): void {
  if (mode === FOLDER) throw new UnreadableFile('is a folder');
  if (mode === SUBMODULE) throw new UnreadableFile('is a submodule, which is a repository of its own');
  if (path.endsWith('.segplan') && !place.endsWith('.segplan'))
    throw new UnreadableFile('is a link to a file that is no .segplan file');
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part && part !== '.');
}
