import type { FileSystem, Uri } from 'vscode';

/** A file to write: its name without a folder, and its text; Base64 where it is no text. */
export interface FileText {
  readonly name: string;
  readonly text: string;
  readonly binary?: true;
}

function bytesOf({ text, binary }: FileText): Uint8Array {
  return binary ? Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) : new TextEncoder().encode(text);
}

type Files = Pick<FileSystem, 'createDirectory' | 'delete' | 'readDirectory' | 'rename' | 'stat' | 'writeFile'>;

/** A file on its way: written beside its place first, with what was there before put aside. */
interface Move {
  readonly place: Uri;
  readonly staged: Uri;
  readonly old: Uri;
  replaced: boolean;
  done: boolean;
}

/**
 * Writes all files into a folder, or none of them: each is written under another name first and then moved to its place. When anything
 * fails, what was there before is there again and nothing else remains.
 * What a writer left behind that was ended in the middle is tidied up.
 * @param unique a part of the temporary names that no other writer uses, and that tells when it began
 * @returns the places, in the order of the files
 * @throws Error when a name is no plain file name or the folder cannot be written
 */
export async function writeFiles(
  fs: Files,
  folder: Uri,
  files: readonly FileText[],
  unique: string = uniqueName(Date.now()),
): Promise<Uri[]> {
  const moves = files.map(({ name }): Move => {
    if (!isPlainName(name)) throw new Error(`'${name}' is not a file name.`);
    return {
      place: child(folder, name),
      staged: child(folder, `.${name}.${unique}.new`),
      old: child(folder, `.${name}.${unique}.old`),
      replaced: false,
      done: false,
    };
  });
  await fs.createDirectory(folder);
  await sweep(
    fs,
    folder,
    files.map(({ name }) => name),
  );
  try {
    for (const [n, file] of files.entries()) await fs.writeFile(moves[n]!.staged, bytesOf(file));
    for (const move of moves) await putInPlace(fs, move);
  } catch (error) {
    for (const move of moves.reverse()) await takeBack(fs, move);
    throw error;
  }
  for (const { old, replaced } of moves) if (replaced) await quietly(fs.delete(old));
  return moves.map(({ place }) => place);
}

function uniqueName(time: number): string {
  return `${time.toString(36)}-${Math.floor(Math.random() * 0xffffff).toString(36)}`;
}

/** No writer takes as long. */
const LONG_AGO = 10 * 60_000;

/** Removes what writers of these files left behind long ago, and gives back what they had put aside and not replaced. */
async function sweep(fs: Files, folder: Uri, names: readonly string[]): Promise<void> {
  for (const [entry] of await fs.readDirectory(folder)) {
    const [, name = '', time = '', kind] = /^\.(.+)\.([0-9a-z]+)-[0-9a-z]+\.(new|old)$/.exec(entry) ?? [];
    if (!names.includes(name) || Date.now() - Number.parseInt(time, 36) < LONG_AGO) continue;
    const [left, place] = [child(folder, entry), child(folder, name)];
    await quietly(kind === 'old' && !(await exists(fs, place)) ? fs.rename(left, place) : fs.delete(left));
  }
}

async function putInPlace(fs: Files, move: Move): Promise<void> {
  if (await exists(fs, move.place)) {
    await fs.rename(move.place, move.old);
    move.replaced = true;
  }
  await fs.rename(move.staged, move.place);
  move.done = true;
}

async function takeBack(fs: Files, move: Move): Promise<void> {
  await quietly(fs.delete(move.done ? move.place : move.staged));
  if (move.replaced) await quietly(fs.rename(move.old, move.place, { overwrite: true }));
}

async function exists(fs: Files, uri: Uri): Promise<boolean> {
  try {
    await fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** For tidying up, where a second failure must not hide the first. */
async function quietly(work: Thenable<void>): Promise<void> {
  try {
    await work;
  } catch {
    // Nothing more can be done.
  }
}

/** A name that stays in its folder on every system. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[\\/:\0]/.test(name);
}

function child(folder: Uri, name: string): Uri {
  return folder.with({ path: `${folder.path.replace(/\/$/, '')}/${name}` });
}
