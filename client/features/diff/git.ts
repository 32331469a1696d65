import * as vscode from 'vscode';

// The parts of the interface of VS Code's own Git extension that are used here, version 1.

interface Repository {
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined };
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
  try {
    return await repository.show('HEAD', file.fsPath);
  } catch {
    throw new Error(vscode.l10n.t('The last commit does not have this file, so there is nothing to compare with.'));
  }
}
