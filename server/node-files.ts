import type { FileSystemProvider, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { decodeImport } from '../api/decode.ts';
import { DiskFiles } from '../api/disk-files.ts';
import { ClientFileSystemProvider } from './client-files.ts';
import type { Files } from './trust.ts';

/** The disk for `file:` addresses, the editor for all others. */
export function createNodeFileSystem(connection: Connection): Files {
  const disk = new DiskFiles();
  const client = new ClientFileSystemProvider(connection);
  const of = (uri: URI): FileSystemProvider => (uri.scheme === 'file' ? disk : client);
  return {
    realUri: async (uri) => (uri.scheme === 'file' ? disk.realUri(uri) : uri),
    stat: (uri) => of(uri).stat(uri),
    statSync: (uri) => of(uri).statSync(uri),
    exists: (uri) => of(uri).exists(uri),
    existsSync: (uri) => of(uri).existsSync(uri),
    readBinary: (uri) => of(uri).readBinary(uri),
    readBinarySync: (uri) => of(uri).readBinarySync(uri),
    readFile: async (uri) => decodeImport(await of(uri).readBinary(uri)),
    readFileSync: (uri) => of(uri).readFileSync(uri),
    readDirectory: (uri) => of(uri).readDirectory(uri),
    readDirectorySync: (uri) => of(uri).readDirectorySync(uri),
  };
}
