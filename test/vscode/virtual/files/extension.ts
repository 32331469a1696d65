// Plans that lie on no disk, as an extension for a repository on the network provides them: `virtual:/plans`.
import * as vscode from 'vscode';

/** Texts by path, put here by the bundler. */
declare const FILES: Readonly<Record<string, string>>;

/** What VS Code calls first. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(vscode.workspace.registerFileSystemProvider('virtual', new Files(FILES), { isCaseSensitive: true }));
}

class Files implements vscode.FileSystemProvider {
  private readonly texts = new Map<string, Uint8Array>();
  private readonly folders = new Set<string>(['/']);
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.put(path, new TextEncoder().encode(text));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const isFolder = this.folders.has(path);
    return {
      type: isFolder ? vscode.FileType.Directory : vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size: isFolder ? 0 : this.read(path).length,
    };
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    return this.read(path);
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const within = (each: string): boolean => each !== '/' && parentOf(each) === path;
    return [
      ...[...this.folders].filter(within).map((each): [string, vscode.FileType] => [nameOf(each), vscode.FileType.Directory]),
      ...[...this.texts.keys()].filter(within).map((each): [string, vscode.FileType] => [nameOf(each), vscode.FileType.File]),
    ];
  }

  createDirectory({ path }: vscode.Uri): void {
    this.folders.add(path);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const type = this.texts.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.put(uri.path, content);
    this.changed.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.read(uri.path);
    this.texts.delete(uri.path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.writeFile(to, this.read(from.path));
    this.delete(from);
  }

  private put(path: string, content: Uint8Array): void {
    this.texts.set(path, content);
    for (let folder = parentOf(path); folder !== '/'; folder = parentOf(folder)) this.folders.add(folder);
  }

  private read(path: string): Uint8Array {
    const text = this.texts.get(path);
    if (!text) throw vscode.FileSystemError.FileNotFound(path);
    return text;
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
