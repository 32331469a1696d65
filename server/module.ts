import { inject, type LangiumCompletionParser, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import { SegplanGeneratedModule, SegplanGeneratedSharedModule } from '../language/generated/module.ts';
import { SegplanModule, SegplanSharedModule } from '../language/module.ts';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import { SegplanCallHierarchyProvider } from './features/call-hierarchy.ts';
import { SegplanCodeActionProvider } from './features/code-actions.ts';
import { LateCompletionParser } from './features/completion/late-parser.ts';
import { SegplanCompletionProvider } from './features/completion.ts';
import { SegplanDefinitionProvider } from './features/definition.ts';
import { EditorDocumentBuilder } from './features/document-builder.ts';
import { EditorDocumentFactory } from './features/document-factory.ts';
import { SegplanDocumentLinkProvider } from './features/document-links.ts';
import { SegplanDocumentSymbolProvider } from './features/document-symbols.ts';
import { SegplanFoldingRangeProvider } from './features/folding.ts';
import { EditorFormatter } from './features/formatter.ts';
import { SegplanDocumentHighlightProvider, SegplanReferencesProvider } from './features/highlights.ts';
import { SegplanInlayHintProvider } from './features/hints/inlay-hints.ts';
import { SegplanHoverProvider } from './features/hover.ts';
import { SegplanLanguageServer } from './features/language-server.ts';
import { SegplanCodeLensProvider } from './features/lenses/code-lenses.ts';
import { BuiltInTextProvider } from './features/pages.ts';
import { SegplanRenameProvider } from './features/rename.ts';
import { ImportsFollowFiles } from './features/rename-files.ts';
import { SegplanSemanticTokenProvider } from './features/semantic-tokens.ts';
import { SegplanConfigurationProvider } from './features/settings.ts';
import { SegplanSignatureHelpProvider } from './features/signatures/signature-help.ts';
import { SegplanTypeDefinitionProvider } from './features/type-definition.ts';
import { SegplanDocumentUpdateHandler } from './features/updates.ts';
import { SegplanWorkspaceSymbolProvider } from './features/workspace-symbols.ts';
import { OneLanguage } from './one-language.ts';
import type { SegplanServices } from './services.ts';

const EditorModule: Module<SegplanServices, PartialLangiumServices> = {
  parser: {
    CompletionParser: (services) => new LateCompletionParser(services) as unknown as LangiumCompletionParser,
  },
  lsp: {
    CallHierarchyProvider: (services) => new SegplanCallHierarchyProvider(services),
    CodeActionProvider: (services) => new SegplanCodeActionProvider(services),
    CodeLensProvider: (services) => new SegplanCodeLensProvider(services),
    CompletionProvider: (services) => new SegplanCompletionProvider(services),
    DocumentLinkProvider: () => new SegplanDocumentLinkProvider(),
    DefinitionProvider: (services) => new SegplanDefinitionProvider(services),
    DocumentHighlightProvider: (services) => new SegplanDocumentHighlightProvider(services),
    DocumentSymbolProvider: (services) => new SegplanDocumentSymbolProvider(services),
    FoldingRangeProvider: () => new SegplanFoldingRangeProvider(),
    HoverProvider: (services) => new SegplanHoverProvider(services),
    InlayHintProvider: (services) => new SegplanInlayHintProvider(services),
    Formatter: () => new EditorFormatter(),
    ReferencesProvider: (services) => new SegplanReferencesProvider(services),
    RenameProvider: (services) => new SegplanRenameProvider(services),
    SemanticTokenProvider: () => new SegplanSemanticTokenProvider(),
    SignatureHelp: (services) => new SegplanSignatureHelpProvider(services),
    TypeProvider: (services) => new SegplanTypeDefinitionProvider(services),
  },
};

const SharedEditorModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  ServiceRegistry: (services) => new OneLanguage(services),
  lsp: {
    DocumentUpdateHandler: (services) => new SegplanDocumentUpdateHandler(services),
    FileOperationHandler: (services) => new ImportsFollowFiles(services),
    LanguageServer: (services) => new SegplanLanguageServer(services),
    TextDocumentContentProvider: (services) => new BuiltInTextProvider(services, BUILT_IN_SCHEME),
    WorkspaceSymbolProvider: (services) => new SegplanWorkspaceSymbolProvider(services),
  },
  workspace: {
    ConfigurationProvider: (services) => new SegplanConfigurationProvider(services),
    DocumentBuilder: (services) => new EditorDocumentBuilder(services),
    LangiumDocumentFactory: (services) => new EditorDocumentFactory(services),
  },
};

/** The language with all editor features, over the connection and the file system of a context. */
export function createSegplanServices(context: DefaultSharedModuleContext): {
  shared: LangiumSharedServices;
  Segplan: SegplanServices;
} {
  const shared = inject(
    createDefaultSharedModule(context),
    SegplanGeneratedSharedModule,
    SegplanSharedModule,
    SharedEditorModule,
  );
  const Segplan = inject(createDefaultModule({ shared }), SegplanGeneratedModule, SegplanModule, EditorModule);
  shared.ServiceRegistry.register(Segplan);
  return { shared, Segplan };
}
