import {
  EmptyFileSystemProvider,
  type FileSystemNode,
  type FileSystemProvider,
  type LangiumSharedCoreServices,
  type URI,
  UriUtils,
} from 'langium';
import { URI as Uri } from 'vscode-uri';
import { UnreadableFile } from '../language/workspace/readable.ts';

/** Files that may be linked to from elsewhere. */
export interface Files extends FileSystemProvider {
  /** Where a file lies once all links are followed; where there are none, nothing has to be said. */
  realUri?(uri: URI): Promise<URI>;
}

/** Why a file is not read, behind its name. */
export const OUTSIDE = 'lies outside of the workspace, which is not trusted; nothing outside is read before it is';

/**
 * The files of an editor. As long as it does not trust its workspace, no plan in there says what else on the machine is read: only what
 * lies in a folder of the workspace is, links followed. What the user opens is no file to read: the editor sends its text.
 */
export class TrustedFiles extends EmptyFileSystemProvider {
  trusted = true;
  private readonly files: Files;
  private readonly services: LangiumSharedCoreServices;

  constructor(files: Files, services: LangiumSharedCoreServices) {
    super();
    this.files = files;
    this.services = services;
  }

  /** Editors that know of no trust are asked nothing. */
  begin(options: unknown): void {
    this.trusted = (options as { readonly trusted?: unknown } | undefined | null)?.trusted !== false;
  }

  override async stat(uri: URI): Promise<FileSystemNode> {
    await this.assertReadable(uri);
    return this.files.stat(uri);
  }

  override async exists(uri?: URI): Promise<boolean> {
    return uri !== undefined && (await this.isReadable(uri)) && this.files.exists(uri);
  }

  override async readBinary(uri?: URI): Promise<Uint8Array> {
    return this.files.readBinary(await this.assertReadable(uri));
  }

  override async readFile(uri?: URI): Promise<string> {
    return this.files.readFile(await this.assertReadable(uri));
  }

  override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
    return this.files.readDirectory(await this.assertReadable(uri));
  }

  private async assertReadable(uri: URI | undefined): Promise<URI> {
    if (!uri) throw new Error('No file is named.');
    if (!(await this.isReadable(uri))) throw new UnreadableFile(OUTSIDE);
    return uri;
  }

  private async isReadable(uri: URI): Promise<boolean> {
    if (this.trusted) return true;
    const folders = (this.services.workspace.WorkspaceManager.workspaceFolders ?? []).map((folder) => Uri.parse(folder.uri));
    if (!folders.some((folder) => UriUtils.contains(folder, uri))) return false;
    const real = await this.realUri(uri);
    // What is not there leads nowhere.
    if (!real) return true;
    for (const folder of folders) if (UriUtils.contains((await this.realUri(folder)) ?? folder, real)) return true;
    return false;
  }

  private async realUri(uri: URI): Promise<URI | undefined> {
    return this.files.realUri ? this.files.realUri(uri).catch(() => undefined) : uri;
  }
}
