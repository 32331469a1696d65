import type { FileSystem, Uri } from 'vscode';

/** `FilePermission.Readonly`, which is a value of the editor and so not there for whoever has no editor. */
const READ_ONLY = 1;

/**
 * Whether a file can't be saved: the workbench takes edits of it nevertheless.
 * @param fs the file system of the workspace
 */
export async function isReadOnly(fs: Pick<FileSystem, 'stat' | 'isWritableFileSystem'>, file: Uri): Promise<boolean> {
  if (file.scheme === 'untitled') return false;
  if (fs.isWritableFileSystem(file.scheme) === false) return true;
  try {
    const { permissions = 0 } = await fs.stat(file);
    return (permissions & READ_ONLY) !== 0;
  } catch {
    // What is gone from the disk while it is open is written there anew.
    return false;
  }
}
