import { EmptyFileSystem, type LangiumDocument } from 'langium';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type * as ast from '../../language/generated/ast.ts';
import { createSegplanServices } from '../../server/module.ts';
import type { SegplanServices } from '../../server/services.ts';
import { TODAY } from './language.ts';

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

/** The cursor stands at `<|>`. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('<|>');
  if (offset < 0) throw new Error('There is no <|> in the text.');
  return { text: marked.replace('<|>', ''), offset };
}

/** What completion offers at `<|>`, in the order that an editor shows it. */
export async function complete(marked: string): Promise<{ items: CompletionItem[]; document: LangiumDocument<ast.Document> }> {
  const { text, offset } = atCursor(marked);
  const { document, segplan } = await openText(text);
  const list = await segplan.lsp.CompletionProvider!.getCompletion(document, {
    textDocument: { uri: document.uri.toString() },
    position: document.textDocument.positionAt(offset),
  });
  const items = [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  return { items, document };
}

/** The hover text at `<|>`. */
export async function hover(marked: string): Promise<string> {
  const { text, offset } = atCursor(marked);
  const { document, segplan } = await openText(text);
  const result = await segplan.lsp.HoverProvider!.getHoverContent(document, {
    textDocument: { uri: document.uri.toString() },
    position: document.textDocument.positionAt(offset),
  });
  const contents = result?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
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
