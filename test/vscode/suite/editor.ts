// What tests do in an editor, wherever its extension host runs.
import * as vscode from 'vscode';

/** A place in a document: a position, or a text in it that is there only once, where `|` may mark the place. */
export type Place = vscode.Position | string;

/** The folder that the window shows: a copy of the examples, free to be changed. */
export function workspaceUri(relativePath = ''): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return relativePath ? vscode.Uri.joinPath(folder.uri, relativePath) : folder.uri;
}

/** Opens a file of the workspace in an editor. */
export async function openPlan(relativePath: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceUri(relativePath)), { preview: false });
}

/** Writes a file into the workspace and opens it in an editor. */
export async function createPlan(relativePath: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceUri(relativePath), new TextEncoder().encode(text));
  const editor = await openPlan(relativePath);
  // A document that was open before takes the new text a little later.
  await waitFor(() => editor.document.getText() === text, `the new text of ${relativePath}`);
  return editor;
}

/** Closes all editors, and their changes with them. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty && document.uri.scheme === 'file') {
      // What a test has begun may open an editor after the test, in the place of this one.
      await waitFor(async () => await vscode.window.showTextDocument(document), `${document.uri} in an editor`);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** How long is waited for what a busy machine may take long to do, in milliseconds; whoever waits in vain is told for what, before the test is over. */
const PATIENCE = 120_000;

/** Asks until the answer is neither undefined nor false, and gives it. A throw counts as no answer yet. */
export async function waitFor<T>(
  ask: () => T | Promise<T>,
  message: string,
  timeout = PATIENCE,
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + timeout;
  let failure = '';
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer as Exclude<T, undefined | null | false>;
      failure = '';
    } catch (error) {
      failure = `: ${error instanceof Error ? error.message : error}`;
    }
    await sleep(50);
  } while (Date.now() < end);
  throw new Error(`Waited ${timeout / 1000} s in vain: ${message}${failure}`);
}

/** The diagnostics of the text that an open document has now, in their order, once they have stayed the same for `quiet` milliseconds. */
export async function diagnosticsOf(uri: vscode.Uri, { quiet = 750, timeout = PATIENCE } = {}): Promise<vscode.Diagnostic[]> {
  // The server answers this when it has checked the text, however long a busy machine takes for that: so long it is quiet as well.
  await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
  let last = Date.now();
  const subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some((each) => each.toString() === uri.toString())) last = Date.now();
  });
  try {
    await waitFor(() => Date.now() - last >= quiet, `the diagnostics of ${uri.path} keep changing`, timeout);
  } finally {
    subscription.dispose();
  }
  return [...vscode.languages.getDiagnostics(uri)].sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The position of a {@link Place}. */
export function positionOf(document: vscode.TextDocument, place: Place): vscode.Position {
  if (typeof place !== 'string') return place;
  const cursor = Math.max(place.indexOf('|'), 0);
  const text = place.replace('|', '');
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`The document has no ${JSON.stringify(text)}.`);
  if (document.getText().includes(text, offset + 1)) throw new Error(`The document has more than one ${JSON.stringify(text)}.`);
  return document.positionAt(offset + cursor);
}

/** The range of a text that is in a document only once. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  return new vscode.Range(positionOf(document, `|${text}`), positionOf(document, `${text}|`));
}

/** The text of all hovers at a place; empty where there is none. */
export async function hoverAt(document: vscode.TextDocument, place: Place): Promise<string> {
  const position = positionOf(document, place);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return (hovers ?? [])
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** What is proposed at a place. */
export async function completionsAt(
  document: vscode.TextDocument,
  place: Place,
  triggerCharacter?: string,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    positionOf(document, place),
    triggerCharacter,
    50,
  );
  return list.items;
}

/** The label of a completion, without its details. */
export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The quick-fixes, refactorings or source actions at a place or in a range, with their edits. */
export async function codeActionsAt(
  document: vscode.TextDocument,
  place: Place | vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const range =
    place instanceof vscode.Range ? place : new vscode.Range(positionOf(document, place), positionOf(document, place));
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
    // Only resolved ones have their edits.
    100,
  );
}

/** Applies an edit, or a code action with its edit and its command. */
export async function applyEdit(edit: vscode.WorkspaceEdit | vscode.CodeAction): Promise<void> {
  const isAction = !(edit instanceof vscode.WorkspaceEdit);
  const changes = isAction ? edit.edit : edit;
  if (changes && !(await vscode.workspace.applyEdit(changes))) throw new Error('The edit was not applied.');
  if (isAction && edit.command) await vscode.commands.executeCommand(edit.command.command, ...(edit.command.arguments ?? []));
  if (isAction && !changes && !edit.command) throw new Error(`"${edit.title}" does nothing.`);
}

/** Waits a while; for what can't be asked for. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
