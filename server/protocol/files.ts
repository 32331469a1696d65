// Files that only the client can read, such as those of a virtual workspace: asked by the server, answered by the client.

export interface FileStat {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

/** `{uri}` -> `FileStat` */
export const STAT_METHOD = 'segplan/files/stat';
/** `{uri}` -> the bytes in Base64: what they mean is for the server to say, which tells what is no text */
export const READ_METHOD = 'segplan/files/read';
/** `{uri}` -> `DirectoryEntry[]` */
export const LIST_METHOD = 'segplan/files/list';

export interface DirectoryEntry extends FileStat {
  readonly uri: string;
}
