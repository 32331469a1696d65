import { AstUtils, type FileSystemProvider } from 'langium';
import { type URI, Utils } from 'vscode-uri';
import { decodeRunning } from '../../../api/decode.ts';
import { SegplanError } from '../../../api/errors.ts';
import type { PlanFirewall } from '../../../language/model/plan.ts';
import type { RunningFile } from '../../../language/running/drift.ts';
import { UnreadableFile } from '../../../language/workspace/readable.ts';

/** While a file of more than this is read, nobody is answered; `segplan audit` reads larger ones. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What the running files say that plans name, each read once until it changes. */
export class RunningFiles {
  private readonly known = new Map<string, { readonly text: string; readonly file: RunningFile }>();
  /** Those that may have changed since. */
  private readonly stale = new Set<string>();
  /** How often each was read: of two readings at once the later one counts, whichever ends first. */
  private readonly readings = new Map<string, number>();
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
    if (isNamed || this.known.has(uri)) this.stale.add(uri);
  }

  /** Has all files read again, since nobody tells when they change. */
  allChanged(): void {
    for (const key of this.known.keys()) this.stale.add(key);
  }

  /** Whether the files of some firewalls were all read, and have not changed since. */
  areKnown(firewalls: readonly PlanFirewall[]): boolean {
    return firewalls.every((firewall) =>
      this.urisOf(firewall).every((uri, n) => {
        const { file } = this.known.get(uri.toString()) ?? {};
        return file?.file === firewall.running[n] && file?.why === undefined && !this.stale.has(uri.toString());
      }),
    );
  }

  /** Lets go of all files but these. */
  keep(uris: ReadonlySet<string>): void {
    for (const each of [this.known, this.stale, this.readings])
      for (const key of each.keys()) if (!uris.has(key)) each.delete(key);
  }

  /** The running files of a firewall: the same objects as before, where they say the same. */
  async of(firewall: PlanFirewall): Promise<RunningFile[]> {
    const result: RunningFile[] = [];
    for (const [n, uri] of this.urisOf(firewall).entries()) result.push(await this.read(firewall.running[n]!, uri));
    return result;
  }

  private async read(file: string, uri: URI): Promise<RunningFile> {
    const key = uri.toString();
    const before = this.known.get(key);
    // What could not be read may be there by now.
    if (before?.file.file === file && before.file.why === undefined && !this.stale.has(key)) return before.file;
    this.stale.delete(key);
    const reading = (this.readings.get(key) ?? 0) + 1;
    this.readings.set(key, reading);
    const read = await this.textOf(file, uri);
    const text = JSON.stringify(read);
    if (before?.text === text && before.file.file === file) return before.file;
    // Readers of all makers are loaded when the first plan names a running file.
    const { runningFile } = await import('../../../language/running/read-file.ts');
    const made = 'why' in read ? { file, uri: key, devices: [], why: read.why } : runningFile(read.text, file, key);
    if (this.readings.get(key) === reading) this.known.set(key, { text, file: made });
    return made;
  }

  /** The text of a file; or why there is none, in a sentence. @param file its name */
  async textOf(file: string, uri: URI): Promise<{ readonly text: string } | { readonly why: string }> {
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
