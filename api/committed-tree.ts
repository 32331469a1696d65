import { posix } from 'node:path';
import { UnreadableFile } from '../language/workspace/readable.ts';

/** Something in a folder of a commit, as git keeps it. */
interface Entry {
  readonly mode: string;
  /** What its content is known by. */
  readonly id: string;
}

const LINK = '120000';
const FOLDER = '040000';
const SUBMODULE = '160000';

/** So many links are followed, as on a disk; more are a circle. */
const MOST_LINKS = 40;
/** No system takes a longer path. */
const MOST_CHARACTERS = 4096;

/** Asks git. @throws SegplanError where it can't answer */
type Ask = (...args: readonly string[]) => Promise<Buffer>;

/** The files of one commit by their paths from the top of the repository, links followed as a checkout follows them. */
export class CommittedTree {
  private readonly commit: string;
  /** Only what is below this path is read: nothing, or a path with a slash behind it. */
  private readonly within: string;
  private readonly ask: Ask;
  private readonly entries = new Map<string, Promise<Entry | undefined>>();
  private readonly contents = new Map<string, Promise<Buffer>>();

  constructor(commit: string, within: string, ask: Ask) {
    this.commit = commit;
    this.within = within;
    this.ask = ask;
  }

  /**
   * What a file holds.
   * @param path without `.` and `..` but at its beginning
   * @returns nothing where there is none
   * @throws UnreadableFile for what is no file, and for what lies outside
   */
  async bytesAt(path: string): Promise<Buffer | undefined> {
    if (/^\.\.(?:\/|$)/.test(path)) throw new UnreadableFile('lies outside of the repository');
    if (!path.startsWith(this.within)) throw new UnreadableFile(OUTSIDE);
    // No path from the top begins with a slash.
    if (path.startsWith('/')) return undefined;
    const place = await this.follow(path);
    const entry = place === undefined ? undefined : await this.entryAt(place);
    if (place === undefined || !entry) return undefined;
    if (entry.mode === FOLDER) throw new UnreadableFile('is a folder');
    if (entry.mode === SUBMODULE) throw new UnreadableFile('is a submodule, which is a repository of its own');
    // Under the name of a plan, lines of any file could be shown.
    if (path.endsWith('.segplan') && !place.endsWith('.segplan'))
      throw new UnreadableFile('is a link to a file that is no .segplan file');
    return this.contentOf(entry.id);
  }

  /** The name of a plan in a folder. @param path of a folder, or of a link to one */
  async planIn(path: string): Promise<string | undefined> {
    const place = await this.follow(path);
    const list = await this.list(...(place ? [`${place}/`] : []));
    const plan = list.find(([name, { mode }]) => name.endsWith('.segplan') && ![LINK, FOLDER, SUBMODULE].includes(mode));
    return plan && posix.basename(plan[0]);
  }

  /** Where a path leads to; nothing where it leads nowhere, and no link is the reason. */
  private async follow(path: string): Promise<string | undefined> {
    const plain = partsOf(path);
    const direct = await this.entryAt(plain.join('/'));
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
      const entry = await this.entryAt([...place, name].join('/'));
      if (!entry) {
        if (links) throw new UnreadableFile('is a link to what that revision does not have');
        return undefined;
      }
      if (entry.mode !== LINK) {
        place.push(name);
        continue;
      }
      const target = (await this.contentOf(entry.id)).toString();
      if (++links > MOST_LINKS || target.length > MOST_CHARACTERS)
        throw new UnreadableFile('is a link that leads in a circle, or over too many others');
      if (posix.isAbsolute(target)) throw new UnreadableFile('is a link that leads out of the repository');
      ahead = [...partsOf(target), ...rest];
    }
    const real = place.join('/');
    if (!real.startsWith(this.within)) throw new UnreadableFile(OUTSIDE);
    return real;
  }

  private entryAt(path: string): Promise<Entry | undefined> {
    if (!path) return Promise.resolve({ mode: FOLDER, id: this.commit });
    return kept(this.entries, path, async () => (await this.list(path))[0]?.[1]);
  }

  private async list(...paths: readonly string[]): Promise<[path: string, entry: Entry][]> {
    const said = await this.ask('--literal-pathspecs', 'ls-tree', '-z', '--full-tree', this.commit, '--', ...paths);
    return said
      .toString()
      .split('\0')
      .flatMap((line): [string, Entry][] => {
        const [, mode, id, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
        return mode && id && path !== undefined ? [[path, { mode, id }]] : [];
      });
  }

  private contentOf(id: string): Promise<Buffer> {
    return kept(this.contents, id, () => this.ask('cat-file', 'blob', id));
  }
}

const OUTSIDE = 'lies outside of the folder that is worked in';

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part && part !== '.');
}

function kept<Value>(known: Map<string, Promise<Value>>, key: string, find: () => Promise<Value>): Promise<Value> {
  const before = known.get(key);
  if (before) return before;
  const fresh = find();
  known.set(key, fresh);
  return fresh;
}
