import { relative, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { UnreadableFile } from '../language/workspace/readable.ts';
import { decodePlan, decodeRunning } from './decode.ts';
import { assertRoom, BoundedFiles, DiskFiles, NoRoom, readRegularFile } from './disk-files.ts';
import { SegplanError } from './errors.ts';
import { builtInName, type InventorySource } from './plan-source.ts';

const PLAN = 'a .segplan file';
const MORE = 'name fewer or smaller files, or give it more by NODE_OPTIONS=--max-old-space-size=8192.';

/** Plans as files, with names that are seen from a folder. */
export class DiskSource implements InventorySource {
  readonly files: DiskFiles;
  readonly folder: string;

  /** @param bounded whether nothing outside of the folder is read, links followed */
  constructor(folder: string = process.cwd(), bounded = false) {
    this.folder = resolve(folder);
    this.files = bounded ? new BoundedFiles(this.folder) : new DiskFiles();
  }

  async read(file: string): Promise<string> {
    return decodePlan(await this.bytesOf(file), file);
  }

  async readRunning(file: string): Promise<string> {
    return decodeRunning(await this.bytesOf(file, 'a file that a firewall wrote'), file);
  }

  readBytes(file: string): Promise<Uint8Array> {
    return this.bytesOf(file, 'a file that holds machines or rules');
  }

  uriOf(file: string): URI {
    return URI.file(resolve(this.folder, file));
  }

  nameOf(uri: string): string {
    const parsed = URI.parse(uri);
    return builtInName(parsed) ?? relative(this.folder, parsed.fsPath);
  }

  /** @throws SegplanError for what may not be read from here */
  async assertReadable(file: string): Promise<void> {
    try {
      await this.files.assertReadable(this.uriOf(file));
    } catch (error) {
      if (error instanceof NoRoom) throw new SegplanError(`${file} ${error.message}; ${MORE}`);
      if (error instanceof UnreadableFile) throw new SegplanError(`${file} ${error.message}; name a plan in it.`);
      throw error;
    }
  }

  assertRoom(bytes: number): void {
    if (!(this.files instanceof BoundedFiles)) return;
    try {
      assertRoom(bytes);
    } catch (error) {
      throw error instanceof NoRoom ? new SegplanError(`What is asked about ${error.message}; ${MORE}`) : error;
    }
  }

  private async bytesOf(file: string, wanted = PLAN): Promise<Uint8Array> {
    await this.assertReadable(file);
    try {
      return await readRegularFile(resolve(this.folder, file));
    } catch (error) {
      if (error instanceof UnreadableFile)
        throw new SegplanError(
          `${file} ${error.message}; name ${error.message === 'is a folder' && wanted === PLAN ? 'one of the .segplan files in it' : wanted}.`,
        );
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') throw new SegplanError(`${file} does not exist; check the path.`);
      if (code === 'EACCES') throw new SegplanError(`${file} may not be read; check its permissions.`);
      throw new SegplanError(`${file} can't be read (${code ?? 'unknown fault'}); name ${wanted}.`);
    }
  }
}
