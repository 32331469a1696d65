import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { tooLarge } from '../../../language/workspace/readable.ts';
import { type DirectoryEntry, type FileStat, LIST_METHOD, READ_METHOD, STAT_METHOD } from '../../../server/protocol.ts';
import { base64 } from './base64.ts';

interface FileParams {
  readonly uri: string;
}

/** Reads files for the server that it cannot reach itself: those of a virtual workspace, and all of them in a browser. */
export function registerFiles(client: BaseLanguageClient): void {
  const { fs } = vscode.workspace;
  client.onRequest(
    STAT_METHOD,
    async ({ uri }: FileParams): Promise<FileStat> => kindOf((await fs.stat(vscode.Uri.parse(uri))).type),
  );
  client.onRequest(READ_METHOD, async ({ uri }: FileParams): Promise<string> => {
    const file = vscode.Uri.parse(uri);
    const reason = tooLarge((await fs.stat(file)).size);
    if (reason) throw new Error(`${uri} ${reason}.`);
    return base64(await fs.readFile(file));
  });
  client.onRequest(LIST_METHOD, async ({ uri }: FileParams): Promise<DirectoryEntry[]> => {
    const folder = vscode.Uri.parse(uri);
    const entries = await fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ ...kindOf(type), uri: vscode.Uri.joinPath(folder, name).toString() }));
  });
}

/** A link counts as what it leads to, but links to folders are not followed: they may lead in circles. */
function kindOf(type: vscode.FileType): FileStat {
  const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
  return { isFile: (type & vscode.FileType.File) !== 0, isDirectory: (type & vscode.FileType.Directory) !== 0 && !isLink };
}
