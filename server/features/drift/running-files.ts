import { AstUtils, type FileSystemProvider } from 'langium';
import { type URI, Utils } from 'vscode-uri';
import { decodeRunning } from '../../../api/decode.ts';
import { SegplanError } from '../../../api/errors.ts';
import type { PlanFirewall } from '../../../language/model/plan.ts';
import type { RunningFile } from '../../../language/running/drift.ts';
import { UnreadableFile } from '../../../language/workspace/readable.ts';

/** While a file of more than this is read, nobody is answered; `segplan audit` reads larger ones. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What came of reading a file: its text, or why there is none. */
type Reading = { readonly text: string } | { readonly why: string };

/** What a file said when it was read. */
interface Known {
  readonly text: string;
  readonly file: RunningFile;
  /** How often it had changed when the reading began. */
  readonly changes: number;
}

/** What the running files say that plans name, each read once until it changes. Several plans may ask for one at once. */
export class RunningFiles {
  private readonly known = new Map<string, Known>();
  /** How often each has changed, and how often any may have. */
  private readonly changes = new Map<string, number>();
  private allChanges = 0;
  private readonly files: () => FileSystemProvider;

  constructor(files: () => FileSystemProvider) {
    this.files = files;
  }

  /** Where the running files of a firewall lie, seen from the file that names them. */
  urisOf({ running, node }: PlanFirewall): URI[] {
    const { uri } = AstUtils.getDocument(node);
    // Half a character is in no name of a file.
    return running.map((file) => (/\p{Cs}/u.test(file) ? uri : Utils.resolvePath(Utils.dirname(uri), file)));
  }

  /**
   * Has a file read again when it is asked for next, also where it is being read.
   * @param isNamed whether an open plan names it; of others those alone count that are known from before
   */
  changed(uri: string, isNamed: boolean): void {
    if (isNamed || this.known.has(uri)) this.changes.set(uri, (this.changes.get(uri) ?? 0) + 1);
  }

  /** Has all files read again, since nobody tells when they change. */
  allChanged(): void {
    this.allChanges++;
  }

  private changesOf(uri: string): number {
    return this.allChanges + (this.changes.get(uri) ?? 0);
  }

  /** What is known of a file, if it has not changed since. What could not be read may be there by now. */
  private current(file: string, uri: string): RunningFile | undefined {
    const known = this.known.get(uri);
    const isCurrent = known?.file.file === file && known.file.why === undefined && known.changes === this.changesOf(uri);
    return isCurrent ? known.file : undefined;
  }

  /** Whether the files of some firewalls were all read, and have not changed since. */
  areKnown(firewalls: readonly PlanFirewall[]): boolean {
    return firewalls.every((firewall) =>
      this.urisOf(firewall).every((uri, n) => this.current(firewall.running[n]!, uri.toString()) !== undefined),
    );
  }

  /** Lets go of all files but these. */
  keep(uris: ReadonlySet<string>): void {
    for (const key of this.known.keys()) if (!uris.has(key)) this.known.delete(key);
  }

  /** The running files of a firewall: the same objects as before, where they say the same. */
  async of(firewall: PlanFirewall): Promise<RunningFile[]> {
    const result: RunningFile[] = [];
    for (const [n, uri] of this.urisOf(firewall).entries()) result.push(await this.read(firewall.running[n]!, uri));
    return result;
  }

  private async read(file: string, uri: URI): Promise<RunningFile> {
    const key = uri.toString();
    const current = this.current(file, key);
    if (current) return current;
    const changes = this.changesOf(key);
    const read = await this.textOf(file, uri);
    const text = JSON.stringify(read);
    const made = this.fileSaying(text, file, key) ?? (await madeOf(read, file, key));
    // Of two readings at once the one that began last counts, whichever ends first.
    if (changes === this.changesOf(key) || !this.current(file, key)) this.known.set(key, { text, file: made, changes });
    return made;
  }

  /** The file as it was made before of the same text. */
  private fileSaying(text: string, file: string, key: string): RunningFile | undefined {
    const known = this.known.get(key);
    return known?.text === text && known.file.file === file ? known.file : undefined;
  }

  /** The text of a file; or why there is none, in a sentence. @param file its name */
  async textOf(file: string, uri: URI): Promise<Reading> {
    if (uri.scheme === 'untitled')
      return { why: `${file} is looked for beside the plan, which is saved nowhere yet: save it first.` };
    try {
      const bytes = await this.files().readBinary(uri);
      if (bytes.length > MOST_BYTES) {
        const size = `${MOST_BYTES / 1024 / 1024} MB`;
        return { why: `${file} has more than ${size}, too much to follow in an editor: ask segplan audit on the command line.` };
      }
      return { text: decodeRunning(bytes, file) };
    } catch (error) {
      if (error instanceof SegplanError) return { why: error.message };
      if (error instanceof UnreadableFile) return { why: `${file} ${error.message}.` };
      return { why: `${file} can't be read: check the path, which is seen from the file that names it, and its permissions.` };
    }
  }
}

/** Readers of all makers are loaded when the first plan names a running file. */
async function madeOf(read: Reading, file: string, uri: string): Promise<RunningFile> {
  const { runningFile } = await import('../../../language/running/read-file.ts');
  return 'why' in read ? { file, uri, devices: [], why: read.why } : runningFile(read.text, file, uri);
}
