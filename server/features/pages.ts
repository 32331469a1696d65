import { DefaultTextDocumentContentProvider } from 'langium/lsp';
import type { CancellationToken, Diagnostic, TextDocumentContentParams, TextDocumentContentResult } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { documentationUrl, PAGES } from '../../language/checking/check.ts';
import { checkPages, pageText } from '../../language/checking/pages.ts';
import { checks } from '../../language/generated/checks.ts';

/** Gives the texts of built-in catalogs, and the pages that findings link to. */
export class BuiltInTextProvider extends DefaultTextDocumentContentProvider {
  override async provideTextDocumentContent(
    params: TextDocumentContentParams,
    cancelToken: CancellationToken,
  ): Promise<TextDocumentContentResult | undefined> {
    // Editors write addresses in ways of their own, such as `builtin:/checks/…`.
    const uri = URI.parse(params.uri).toString();
    const page = checkPages(checks).find(({ code }) => URI.parse(documentationUrl(code)).toString() === uri);
    return page ? { text: pageText(page) } : super.provideTextDocumentContent(params, cancelToken);
  }
}

/**
 * Findings with links to files, for an editor that can't ask for the text of a page.
 * @param folder the address of the folder of pages; without one, findings have no link
 */
export function linkedToFiles(diagnostics: readonly Diagnostic[], folder: string | undefined): Diagnostic[] {
  return diagnostics.map(({ codeDescription, ...diagnostic }) =>
    codeDescription && folder
      ? { ...diagnostic, codeDescription: { href: codeDescription.href.replace(PAGES, folder) } }
      : diagnostic,
  );
}
