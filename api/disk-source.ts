import { lstatSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { UnreadableFile } from '../language/workspace/readable.ts';
import { decodePlan, decodeRunning } from './decode.ts';
import { assertRoom, BoundedFiles, DiskFiles, NoRoom, readRegularFile } from './disk-files.ts';
import { NAMELESS, SegplanError } from './errors.ts';
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
    return builtInName(parsed) ?? (relative(this.folder, parsed.fsPath) || '.');
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
    // Node takes it for the folder.
    if (!file) throw new SegplanError(NAMELESS);
    try {
      await this.assertReadable(file);
      return await readRegularFile(resolve(this.folder, file));
    } catch (error) {
      if (error instanceof SegplanError) throw error;
      if (error instanceof UnreadableFile)
        throw new SegplanError(
          `${file} ${error.message}; name ${error.message === 'is a folder' && wanted === PLAN ? 'one of the .segplan files in it' : wanted}.`,
        );
      const { code = 'unknown fault' } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' && isLink(resolve(this.folder, file)))
        throw new SegplanError(`${file} is a link that leads nowhere; name ${wanted}.`);
      throw new SegplanError(`${file} ${FAULTS[code] ?? `can't be read (${code}); name ${wanted}`}.`);
    }
  }
}

/** What the system says of a file that it doesn't give, and the way out. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist; check the path',
  ENOTDIR: 'does not exist; check the path',
  ENAMETOOLONG: 'is a longer name than files have here; check the path',
  ELOOP: 'leads in a circle by its links; check the path',
  EACCES: 'may not be read; check its permissions, and those of the folders above it',
  EPERM: 'may not be read; check its permissions',
};

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
