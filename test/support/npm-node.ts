import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The Node that npm was started with, or the first on the path that no package brought: mostly an older one than that of the tests, as users
 * have it. That of the tests, where there is no other.
 */
export function npmNode(): { readonly path: string; readonly version: string } {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const path =
    process.env.npm_node_execpath ??
    folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ??
    process.execPath;
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
}
