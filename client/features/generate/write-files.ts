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

type Files = Pick<FileSystem, 'createDirectory' | 'delete' | 'rename' | 'stat' | 'writeFile'>;

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
 * @param unique a part of the temporary names that no other writer uses
 * @returns the places, in the order of the files
 * @throws Error when a name is no plain file name or the folder cannot be written
 */
export async function writeFiles(fs: Files, folder: Uri, files: readonly FileText[], unique: string): Promise<Uri[]> {
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
