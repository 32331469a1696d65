import * as vscode from 'vscode';
import { assertFile, type Entry, followLinks } from '../../../api/follow-links.ts';
import { UnreadableFile } from '../../../language/workspace/readable.ts';

// The parts of the interface of VS Code's own Git extension that are used here, version 1.

interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined };
  /** Its mode, without following a link. Rejects where a commit does not have it. */
  getObjectDetails(ref: string, path: string): Promise<Entry>;
  buffer(ref: string, path: string): Promise<Uint8Array>;
  /** Decoded as the settings of the window say. Of a link it is the text of the link. */
  show(ref: string, path: string): Promise<string>;
}

interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository?(root: vscode.Uri): Promise<Repository | null>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** How long Git may take to find the repositories of the window. */
const PATIENCE = 10_000;

/** @throws Error with a sentence for the user when there is no Git to ask */
async function gitApi(): Promise<GitApi> {
  // VS Code switches its extension off then; nothing here relies on that.
  if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('The workspace is not trusted.'));
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension)
    throw new Error(
      vscode.l10n.t(
        "VS Code's Git extension is not there: it may be disabled, or the workspace may not be trusted. Enable it first.",
      ),
    );
  const git = await extension.activate();
  if (!git.enabled) throw new Error(vscode.l10n.t("Git is switched off by the setting 'git.enabled'. Switch it on first."));
  const api = git.getAPI(1);
  if (api.state === 'uninitialized') await ready(api);
  return api;
}

async function ready(api: GitApi): Promise<void> {
  let subscription: vscode.Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((done) => {
    subscription = api.onDidChangeState(() => done());
    timer = setTimeout(done, PATIENCE);
  });
  subscription?.dispose();
  clearTimeout(timer);
}

/**
 * The text of a file in the last commit.
 * @throws Error with a sentence for the user when there is none
 */
export async function committedText(file: vscode.Uri): Promise<string> {
  const api = await gitApi();
  // Git looks for the repository of a file that was opened before on its own, and may still be at it.
  const repository =
    api.getRepository(file) ?? (await api.openRepository?.(vscode.Uri.joinPath(file, '..'))) ?? api.getRepository(file);
  if (!repository) throw new Error(vscode.l10n.t('The file is in no Git repository that is open in VS Code.'));
  if (repository.state.HEAD && !repository.state.HEAD.commit)
    throw new Error(vscode.l10n.t('The repository has no commit yet, so there is nothing to compare with.'));
  const place = await committedPlace(repository, file);
  try {
    return await repository.show(COMMIT, place ?? file.fsPath);
  } catch {
    throw new Error(vscode.l10n.t('The last commit does not have this file, so there is nothing to compare with.'));
  }
}

const COMMIT = 'HEAD';

/**
 * Where a file lies in the last commit, links followed that the commit has: Git's extension follows none.
 * @returns a path from the top of the repository; nothing where Git knows no such path: on some disks it finds it all the same, by other letters
 * @throws Error with a sentence for the user when it is no file that can be read there
 */
async function committedPlace(repository: Repository, file: vscode.Uri): Promise<string | undefined> {
  const top = repository.rootUri.path.replace(/\/$/, '');
  const path = file.path.startsWith(`${top}/`) ? file.path.slice(top.length + 1) : undefined;
  if (path === undefined) return undefined;
  const entryAt = (each: string): Promise<Entry | undefined> => repository.getObjectDetails(COMMIT, each).catch(() => undefined);
  const targetOf = async (each: string): Promise<string> => new TextDecoder().decode(await repository.buffer(COMMIT, each));
  try {
    const place = await followLinks(path, { entryAt, targetOf });
    const entry = place === undefined ? undefined : await entryAt(place);
    if (place === undefined || !entry) return undefined;
    assertFile(path, place, entry);
    return place;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new Error(vscode.l10n.t('In the last commit it {0}, so there is nothing to compare with.', error.message));
  }
}
