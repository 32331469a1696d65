import { EmptyFileSystem, type LangiumDocument } from 'langium';
import {
  type CodeAction,
  type CompletionItem,
  CompletionTriggerKind,
  type Diagnostic,
  type DocumentSymbol,
  type Location,
  type SemanticTokens,
  type SemanticTokensLegend,
  type TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type * as ast from '../../language/generated/ast.ts';
import type { SegplanCompletionProvider } from '../../server/features/completion.ts';
import { createSegplanServices } from '../../server/module.ts';
import type { SegplanServices } from '../../server/services.ts';
import { TODAY } from './language.ts';
import { atCursor, unmarked, withMarks } from './marks.ts';

let services: Promise<SegplanServices> | undefined;
let count = 0;

/** The language with its editor features, without a connection. */
export async function editorServices(): Promise<SegplanServices> {
  services ??= (async () => {
    const { shared, Segplan } = createSegplanServices(EmptyFileSystem);
    Segplan.segplan.Plans.today = () => TODAY;
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    return Segplan;
  })();
  return services;
}

export async function openText(text: string): Promise<{ document: LangiumDocument<ast.Document>; segplan: SegplanServices }> {
  const segplan = await editorServices();
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = segplan.shared.workspace;
  const document = LangiumDocumentFactory.fromString<ast.Document>(text, URI.file(`/editor/${count++}.segplan`));
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  return { document, segplan };
}

/** Opens a text, and says the place of its `<|>` as a request does. */
async function openAt(marked: string) {
  const { text, offset } = atCursor(marked);
  const { document, segplan } = await openText(text);
  const place = { textDocument: { uri: document.uri.toString() }, position: document.textDocument.positionAt(offset) };
  return { document, segplan, place };
}

/**
 * What completion offers at `<|>`, in the order that an editor shows it, with what it says of an item once that is looked at.
 * @param typed the letter that the editor asks for it at by itself
 */
export async function complete(
  marked: string,
  typed?: string,
): Promise<{
  items: CompletionItem[];
  document: LangiumDocument<ast.Document>;
  look(item: CompletionItem | undefined): string;
}> {
  const { document, segplan, place } = await openAt(marked);
  const provider = segplan.lsp.CompletionProvider as SegplanCompletionProvider;
  const context = typed ? { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: typed } : undefined;
  const list = await provider.getCompletion(document, { ...place, ...(context ? { context } : {}) });
  const items = [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  const look = (item: CompletionItem | undefined): string => {
    const documentation = item && (item.documentation ?? provider.resolve(item).documentation);
    return typeof documentation === 'object' ? documentation.value : (documentation ?? '');
  };
  return { items, document, look };
}

/** The hover text at `<|>`. */
export async function hover(marked: string): Promise<string> {
  const { document, segplan, place } = await openAt(marked);
  return hoverIn(document, segplan, document.textDocument.offsetAt(place.position));
}

/** The hover text at an offset of a document that is open. */
export async function hoverIn(document: LangiumDocument, { lsp }: SegplanServices, offset: number): Promise<string> {
  const { textDocument } = document;
  const place = { textDocument: { uri: textDocument.uri }, position: textDocument.positionAt(offset) };
  const contents = (await lsp.HoverProvider!.getHoverContent(document, place))?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** A text after a rename at `<|>`. */
export async function renamed(marked: string, newName: string): Promise<string> {
  const { document, segplan, place } = await openAt(marked);
  const edit = await segplan.lsp.RenameProvider!.rename(document, { ...place, newName });
  return applied(document, edit?.changes?.[place.textDocument.uri] ?? []);
}

/** A text with marks around the declaration of what stands at `<|>`, and around each reference to it. */
export async function references(marked: string): Promise<string> {
  const { document, segplan, place } = await openAt(marked);
  const context = { includeDeclaration: true };
  return withRanges(document, await segplan.lsp.ReferencesProvider!.findReferences(document, { ...place, context }));
}

/** A text with marks around the places of it that the editor marks with the one at `<|>`. */
export async function highlighted(marked: string): Promise<string> {
  const { document, segplan, place } = await openAt(marked);
  const found = (await segplan.lsp.DocumentHighlightProvider!.getDocumentHighlight(document, place)) ?? [];
  return withRanges(
    document,
    found.map(({ range }) => ({ uri: document.uri.toString(), range })),
  );
}

/** A text with marks around the name that `<|>` leads to. */
export async function definition(marked: string): Promise<string> {
  const { document, segplan, place } = await openAt(marked);
  const links = (await segplan.lsp.DefinitionProvider!.getDefinition(document, place)) ?? [];
  return withRanges(
    document,
    links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange })),
  );
}

/** A text with marks around places in it. */
function withRanges(document: LangiumDocument, places: readonly Location[]): string {
  const { textDocument } = document;
  for (const { uri } of places) if (uri !== document.uri.toString()) throw new Error(`${uri} is another file.`);
  const parts = places.map(({ range }) => ({
    start: textDocument.offsetAt(range.start),
    end: textDocument.offsetAt(range.end),
  }));
  return withMarks(textDocument.getText(), parts);
}

/** What an editor offers to do, and what a text is once one of it was done. */
export interface Offered {
  readonly list: readonly CodeAction[];
  /** What was asked about. */
  readonly diagnostics: readonly Diagnostic[];
  apply(action: CodeAction | undefined): string;
}

/** The code actions for what is marked with `<|…|>`, or for the whole text, and for the diagnostics there that a test is about. */
export async function actions(
  marked: string,
  only?: string[],
  about: (diagnostic: Diagnostic) => boolean = () => true,
): Promise<Offered> {
  const { text, parts } = unmarked(marked);
  const { document, segplan } = await openText(text);
  const { textDocument } = document;
  const uri = document.uri.toString();
  const { start, end } = parts[0] ?? { start: 0, end: text.length };
  const diagnostics = (document.diagnostics ?? []).filter(
    (d) => textDocument.offsetAt(d.range.start) <= end && textDocument.offsetAt(d.range.end) >= start && about(d),
  );
  const list = (await segplan.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri },
    range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) },
    context: { diagnostics, ...(only ? { only } : {}) },
  })) as CodeAction[];
  return { list, diagnostics, apply: (action) => applied(document, action?.edit?.changes?.[uri] ?? []) };
}

/** The names of an outline, each with those below it. */
export type Outline = (string | [string, Outline])[];

/** What the symbols of a document say as an outline. */
export function outline(symbols: readonly DocumentSymbol[]): Outline {
  return symbols.map(({ name, children }) => (children ? [name, outline(children)] : name));
}

/** The colored names of a text, each with its kind, and `!` where it is declared. */
export function colored(text: string, { data }: SemanticTokens, { tokenTypes }: SemanticTokensLegend): string[] {
  const lines = text.split('\n');
  const result: string[] = [];
  let line = 0;
  let character = 0;
  for (let n = 0; n < data.length; n += 5) {
    line += data[n]!;
    character = data[n] ? data[n + 1]! : character + data[n + 1]!;
    const name = lines[line]!.slice(character, character + data[n + 2]!);
    result.push(`${name}:${tokenTypes[data[n + 3]!]}${data[n + 4]! & 1 ? '!' : ''}`);
  }
  return result;
}

/** A text after edits. */
export function applied(document: LangiumDocument, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(document.textDocument, [...edits]);
}

/** A text as the formatter leaves it. */
export async function formatted(text: string): Promise<string> {
  const { document, segplan } = await openText(text);
  const edits = await segplan.lsp.Formatter!.formatDocument(document, {
    textDocument: { uri: document.uri.toString() },
    options: { tabSize: 2, insertSpaces: true },
  });
  return applied(document, edits);
}
