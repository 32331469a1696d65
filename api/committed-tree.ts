import { posix } from 'node:path';
import { UnreadableFile } from '../language/workspace/readable.ts';
import { assertFile, type Entry, FOLDER, followLinks, LINK, SUBMODULE, type Tree } from './follow-links.ts';

/** Something in a folder of a commit, as git keeps it. */
interface Known extends Entry {
  /** What its content is known by. */
  readonly id: string;
}

/** Asks git. @throws SegplanError where it can't answer */
type Ask = (...args: readonly string[]) => Promise<Buffer>;

/** The files of one commit by their paths from the top of the repository, links followed as a checkout follows them. */
export class CommittedTree implements Tree<Known> {
  private readonly commit: string;
  /** Only what is below this path is read: nothing, or a path with a slash behind it. */
  private readonly within: string;
  private readonly ask: Ask;
  private readonly entries = new Map<string, Promise<Known | undefined>>();
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
    assertFile(path, place, entry);
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
    const place = await followLinks(path, this);
    if (place !== undefined && !place.startsWith(this.within)) throw new UnreadableFile(OUTSIDE);
    return place;
  }

  async targetOf(_path: string, link: Known): Promise<string> {
    return (await this.contentOf(link.id)).toString();
  }

  entryAt(path: string): Promise<Known | undefined> {
    if (!path) return Promise.resolve({ mode: FOLDER, id: this.commit });
    return kept(this.entries, path, async () => (await this.list(path))[0]?.[1]);
  }

  private async list(...paths: readonly string[]): Promise<[path: string, entry: Known][]> {
    const said = await this.ask('--literal-pathspecs', 'ls-tree', '-z', '--full-tree', this.commit, '--', ...paths);
    return said
      .toString()
      .split('\0')
      .flatMap((line): [string, Known][] => {
        const [, mode, id, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
        return mode && id && path !== undefined ? [[path, { mode, id }]] : [];
      });
  }

  private contentOf(id: string): Promise<Buffer> {
    return kept(this.contents, id, () => this.ask('cat-file', 'blob', id));
  }
}

const OUTSIDE = 'lies outside of the folder that is worked in';

function kept<Value>(known: Map<string, Promise<Value>>, key: string, find: () => Promise<Value>): Promise<Value> {
  const before = known.get(key);
  if (before) return before;
  const fresh = find();
  known.set(key, fresh);
  return fresh;
}
