import { EmptyFileSystemProvider, type FileSystemNode, type URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { URI as Uri } from 'vscode-uri';
import { decodeImport } from '../api/decode.ts';
import { tooLarge, UnreadableFile } from '../language/workspace/readable.ts';
import { type DirectoryEntry, type FileStat, LIST_METHOD, READ_METHOD, STAT_METHOD } from './protocol.ts';

/**
 * The files of the editor: a virtual workspace has none on a disk, and a server in a browser sees no disk at all. What cannot be read
 * without waiting stays unreadable.
 */
export class ClientFileSystemProvider extends EmptyFileSystemProvider {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    super();
    this.connection = connection;
  }

  override async stat(uri: URI): Promise<FileSystemNode> {
    const stat = await this.connection.sendRequest<FileStat>(STAT_METHOD, { uri: uri.toString() });
    return { ...stat, uri };
  }

  override async exists(uri?: URI): Promise<boolean> {
    if (!uri) return false;
    try {
      await this.stat(uri);
      return true;
    } catch {
      return false;
    }
  }

  override async readFile(uri?: URI): Promise<string> {
    return decodeImport(await this.readBinary(uri));
  }

  override async readBinary(uri?: URI): Promise<Uint8Array> {
    const text = atob(await this.connection.sendRequest<string>(READ_METHOD, { uri: uri?.toString() }));
    const reason = tooLarge(text.length);
    if (reason) throw new UnreadableFile(reason);
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  }

  override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
    const entries = await this.connection.sendRequest<DirectoryEntry[]>(LIST_METHOD, { uri: uri?.toString() });
    return entries.map((entry) => ({ ...entry, uri: Uri.parse(entry.uri) }));
  }
}
