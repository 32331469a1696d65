import { type FileSystemNode, type LangiumSharedCoreServices, type URI, UriUtils } from 'langium';
import type { WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { URI as Uri } from 'vscode-uri';
import { append } from '../../language/model/lists.ts';
import type { SegplanWorkspaceManager } from '../../language/workspace/workspace-manager.ts';

/** Whoever keeps plans in step with the editor and the disk. */
interface Keeper {
  /** Has plans read that came or changed, and others let go of. */
  tell(changed: URI[], deleted: URI[]): void;
  isOpen(uri: string): boolean;
  /** What is told of and not worked in yet. */
  waiting(): readonly URI[];
}

/**
 * Follows folders with plans in them. What goes or comes as a whole, by a rename or a check-out, an editor tells of as the folder alone: its
 * watchers leave out what lies in there.
 */
export class Folders {
  private readonly services: LangiumSharedCoreServices;
  private readonly keeper: Keeper;
  /** What came and may be a folder, and is not looked into yet. */
  private readonly coming = new Map<string, URI>();
  private looking = false;
  /** How often something was told to be gone. */
  private losses = 0;

  constructor(services: LangiumSharedCoreServices, keeper: Keeper) {
    this.services = services;
    this.keeper = keeper;
  }

  /** @param gone what is no longer there, and may have been a folder */
  left(gone: readonly URI[]): void {
    this.losses += gone.length;
    for (const uri of gone) this.letGo(this.below(uri));
  }

  /** @param come what is new, and may be a folder */
  came(come: readonly URI[]): void {
    for (const uri of come) if (this.isLookedInto(uri)) this.coming.set(uri.toString(), uri);
    this.look().catch((error: unknown) => console.error('What came could not be looked into:', error));
  }

  /** Folders are added to the workspace, or taken out of it. */
  workspaceChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const manager = this.services.workspace.WorkspaceManager as SegplanWorkspaceManager;
    manager.changeFolders(added, removed);
    for (const { uri } of removed) this.letGo(this.below(Uri.parse(uri)).filter((each) => !this.isInWorkspace(each)));
    this.came(added.map(({ uri }) => Uri.parse(uri)));
  }

  /** Whether a file lies in a folder of the workspace. */
  isInWorkspace(uri: URI): boolean {
    return this.rootOf(uri) !== undefined;
  }

  private rootOf(uri: URI): string | undefined {
    const folders = this.services.workspace.WorkspaceManager.workspaceFolders ?? [];
    return folders.find((folder) => UriUtils.contains(folder.uri, uri))?.uri;
  }

  private below(folder: URI): URI[] {
    const known = this.services.workspace.LangiumDocuments.getDocuments(folder).map(({ uri }) => uri);
    return [...known, ...this.keeper.waiting().filter((uri) => UriUtils.contains(folder, uri))];
  }

  /** What is open counts as the editor has it, whether its file is there or not; what others still import is read again for them. */
  private letGo(uris: readonly URI[]): void {
    const gone = uris.filter((uri) => !this.keeper.isOpen(uri.toString()));
    if (gone.length) this.keeper.tell([], gone);
  }

  /** Whether plans are looked for there when the workspace is read. */
  private isLookedInto(uri: URI): boolean {
    const root = this.rootOf(uri);
    if (root === undefined) return false;
    const top = lengthOf(Uri.parse(root));
    for (let at = uri; lengthOf(at) > top; at = UriUtils.dirname(at))
      if (!this.services.workspace.WorkspaceManager.shouldIncludeEntry(folderAt(at))) return false;
    return true;
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const { WorkspaceManager } = this.services.workspace;
      await WorkspaceManager.ready;
      while (this.coming.size) {
        const folders = [...this.coming.values()];
        const losses = this.losses;
        this.coming.clear();
        const found: URI[] = [];
        for (const uri of folders) if (await this.isFolder(uri)) append(found, await WorkspaceManager.searchFolder(uri));
        // What was told to be gone meanwhile may be among what was found.
        if (losses !== this.losses) for (const uri of folders) this.coming.set(uri.toString(), uri);
        else this.read(found);
      }
    } finally {
      this.looking = false;
    }
  }

  private read(found: readonly URI[]): void {
    const { LangiumDocuments, WorkspaceManager } = this.services.workspace;
    const manager = WorkspaceManager as SegplanWorkspaceManager;
    const left = found.filter((uri) => !LangiumDocuments.hasDocument(uri) && !manager.hasRoomFor(uri));
    if (left.length) manager.leftOut(left, found.length);
    const read = found.filter((uri) => !left.includes(uri));
    if (read.length) this.keeper.tell(read, []);
  }

  private async isFolder(uri: URI): Promise<boolean> {
    const node = await this.services.workspace.FileSystemProvider.stat(uri).catch(() => undefined);
    return node?.isDirectory === true;
  }
}

function folderAt(uri: URI): FileSystemNode {
  return { uri, isDirectory: true, isFile: false };
}

/** How long the path of a folder is, whether there is a slash at its end or not. */
function lengthOf({ path }: URI): number {
  return path.endsWith('/') ? path.length - 1 : path.length;
}
