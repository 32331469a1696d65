import * as fs from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { promisify } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { NodeFileSystemProvider } from 'langium/node';
import { URI } from 'vscode-uri';
import { tooLarge, UnreadableFile } from '../language/workspace/readable.ts';
import { OF_A_PLAN, OF_OTHERS } from './room.ts';

const ENDING = '.segplan';

// Node loads its promises of files when somebody asks for them, which takes a start as long as to link the names of a small plan.
const { O_RDONLY, O_NONBLOCK } = fs.constants;
const [stat, fstat, open, read, close] = [
  promisify(fs.stat),
  promisify(fs.fstat),
  promisify(fs.open),
  promisify(fs.read),
  promisify(fs.close),
];
const realpath = promisify(fs.realpath.native);

/** What the system says of a path; nothing for what doesn't exist or can't be reached: where it is read or written, the reason is told. */
export function statsOf(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path);
  } catch {
    return undefined;
  }
}

/** Where a path leads once links are followed; itself, where it leads nowhere. */
export function realPath(path: string): string {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return path;
  }
}

/**
 * Reads a file of the disk, and nothing else: a device may never end, a pipe may never begin. What a link leads to counts: under the name
 * of a plan, lines of any file could be shown.
 * @throws UnreadableFile for a folder, a pipe, a device, a link to no plan, and what is too large; errors of the system otherwise
 */
export async function readRegularFile(path: string): Promise<Uint8Array> {
  // Looking first: opening a device can be a command to it.
  const what = path.endsWith(ENDING) ? undefined : 'a file of rules or machines';
  assertRegular(await stat(path), what);
  if (path.endsWith(ENDING) && !(await realpath(path)).endsWith(ENDING))
    throw new UnreadableFile('is a link to a file that is no .segplan file');
  // It may have become another one since; to open a pipe without this would wait for someone to write to it.
  const file = await open(path, O_RDONLY | (O_NONBLOCK ?? 0));
  try {
    assertRegular(await fstat(file), what);
    return await readBounded(file, what);
  } finally {
    await close(file);
  }
}

function assertRegular(stats: fs.Stats, what: string | undefined): void {
  if (stats.isDirectory()) throw new UnreadableFile('is a folder');
  if (!stats.isFile()) throw new UnreadableFile('is a pipe or a device and no file');
  const reason = tooLarge(stats.size, what);
  if (reason) throw new UnreadableFile(reason);
}

/** Reads to the end: files of the system tell no size, and one that is being written has another one by now. */
async function readBounded(file: number, what: string | undefined): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { bytesRead, buffer } = await read(file, Buffer.allocUnsafe(64 * 1024), 0, 64 * 1024, null);
    if (!bytesRead) return Buffer.concat(pieces);
    total += bytesRead;
    const reason = tooLarge(total, what);
    if (reason) throw new UnreadableFile(reason);
    pieces.push(buffer.subarray(0, bytesRead));
  }
}

/** The disk, of which plans are read as `readRegularFile` reads them. */
export class DiskFiles extends NodeFileSystemProvider {
  /** Where a file lies once all links are followed. */
  async realUri(uri: URI): Promise<URI> {
    return URI.file(await realpath(uri.fsPath));
  }

  /** @throws UnreadableFile for a file that may not be read from here */
  async assertReadable(_uri: URI): Promise<void> {}

  override async readFile(uri: URI): Promise<string> {
    return new TextDecoder().decode(await this.readBinary(uri));
  }

  override async readBinary(uri: URI): Promise<Uint8Array> {
    await this.assertReadable(uri);
    return readRegularFile(uri.fsPath);
  }
}

/** What there is no memory for. */
export class NoRoom extends UnreadableFile {}

/** @throws NoRoom where texts of so many bytes may take more memory than is left: V8 would end the program, with all that others ask of it */
export function assertRoom(bytes: number, factor: number = OF_A_PLAN): void {
  const { heap_size_limit: most, used_heap_size: used } = getHeapStatistics();
  if (used + bytes * factor > most)
    throw new NoRoom(`needs more memory than is left of what Node may use (${Math.round(most / 1024 / 1024)} MB)`);
}

/**
 * The disk from one folder down: what lies outside of it is not read, links followed, and nothing for which there is no memory. Whoever asks here asks
 * a program that goes on afterward, for others as well.
 */
export class BoundedFiles extends DiskFiles {
  private readonly folder: string;

  constructor(folder: string) {
    super();
    this.folder = folder;
  }

  override async assertReadable({ fsPath }: URI): Promise<void> {
    // By its name first: outside, not even what is there is told.
    if (!isBelow(fsPath, this.folder)) throw new UnreadableFile(OUTSIDE);
    const real = await realpath(fsPath).catch(() => undefined);
    // What is not there leads nowhere.
    if (real !== undefined && !isBelow(real, await realpath(this.folder))) throw new UnreadableFile(OUTSIDE);
    if (real === undefined) return;
    const { size } = await stat(real);
    // What is too large is not read.
    if (!tooLarge(size)) assertRoom(size, real.endsWith(ENDING) ? OF_A_PLAN : OF_OTHERS);
  }

  override async exists(uri: URI): Promise<boolean> {
    const isReadable = await this.assertReadable(uri).then(
      () => true,
      () => false,
    );
    return isReadable && super.exists(uri);
  }
}

const OUTSIDE = 'lies outside of the folder that is worked in, of which alone files are read';

/** Whether a path lies in a folder or below it, by its name. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
