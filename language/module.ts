import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  type DefaultSharedCoreModuleContext,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
  type PartialLangiumCoreServices,
  type PartialLangiumSharedCoreServices,
} from 'langium';
import { Mender } from './checking/fix-all.ts';
import { CheckRunner } from './checking/run-checks.ts';
import { SegplanDocumentValidator } from './checking/validator.ts';
import { SegplanGeneratedModule, SegplanGeneratedSharedModule } from './generated/module.ts';
import { SegplanLinker } from './syntax/linker.ts';
import { SegplanLexerErrorMessages, SegplanParserErrorMessages } from './syntax/messages.ts';
import { SegplanValueConverter } from './syntax/name-value.ts';
import { createSegplanParser } from './syntax/parser.ts';
import { SegplanLexer } from './syntax/reserved-words.ts';
import { SegplanScopeComputation } from './syntax/scope-computation.ts';
import { SegplanScopeProvider } from './syntax/scope-provider.ts';
import { SegplanTokenBuilder } from './syntax/tokens.ts';
import { SegplanReferences } from './syntax/vendor-blocks.ts';
import { SegplanNodeDescriptions, SegplanReferenceDescriptions } from './workspace/descriptions.ts';
import { SegplanDocumentBuilder } from './workspace/document-builder.ts';
import { SegplanDocumentFactory } from './workspace/document-factory.ts';
import { Drafts } from './workspace/drafts.ts';
import { SegplanIndexManager } from './workspace/index-manager.ts';
import { SegplanLangiumDocuments } from './workspace/langium-documents.ts';
import { Plans } from './workspace/plans.ts';
import { VisibleDocuments } from './workspace/visible-documents.ts';
import { SegplanWorkspaceManager } from './workspace/workspace-manager.ts';

/** What Segplan adds to Langium's services. */
export interface SegplanAddedServices {
  readonly segplan: {
    readonly VisibleDocuments: VisibleDocuments;
    readonly Plans: Plans;
    readonly CheckRunner: CheckRunner;
    readonly Mender: Mender;
  };
}

export type SegplanCoreServices = LangiumCoreServices & SegplanAddedServices;

/** The language itself; the server adds the editor features to the same module. */
export const SegplanModule: Module<SegplanCoreServices, PartialLangiumCoreServices & SegplanAddedServices> = {
  segplan: {
    VisibleDocuments: (services) => new VisibleDocuments(services.shared),
    Plans: (services) => new Plans(services.shared, services.segplan.VisibleDocuments),
    CheckRunner: (services) => new CheckRunner(services.segplan.Plans, services.segplan.VisibleDocuments),
    Mender: (services) => {
      const { CheckRunner, Plans, VisibleDocuments } = services.segplan;
      return new Mender(CheckRunner, new Drafts(services, Plans, VisibleDocuments));
    },
  },
  parser: {
    // No fixed lookahead: where a list of ports ends and the next protocol begins takes the adaptive prediction to see.
    ParserConfig: () => ({ recoveryEnabled: true }),
    TokenBuilder: () => new SegplanTokenBuilder(),
    Lexer: (services) => new SegplanLexer(services),
    ValueConverter: () => new SegplanValueConverter(),
    LangiumParser: (services) => createSegplanParser(services),
    ParserErrorMessageProvider: () => new SegplanParserErrorMessages(),
    LexerErrorMessageProvider: () => new SegplanLexerErrorMessages(),
  },
  references: {
    ScopeProvider: (services) => new SegplanScopeProvider(services, () => services.segplan.VisibleDocuments),
    ScopeComputation: (services) => new SegplanScopeComputation(services),
    Linker: (services) => new SegplanLinker(services, () => services.segplan.VisibleDocuments),
    References: (services) => new SegplanReferences(services, () => services.segplan.VisibleDocuments),
  },
  workspace: {
    AstNodeDescriptionProvider: (services) => new SegplanNodeDescriptions(services),
    ReferenceDescriptionProvider: (services) => new SegplanReferenceDescriptions(services),
  },
  validation: {
    DocumentValidator: (services) => new SegplanDocumentValidator(services, () => services.segplan.CheckRunner),
  },
};

export const SegplanSharedModule: Module<LangiumSharedCoreServices, PartialLangiumSharedCoreServices> = {
  workspace: {
    WorkspaceManager: (services) => new SegplanWorkspaceManager(services),
    DocumentBuilder: (services) => new SegplanDocumentBuilder(services),
    LangiumDocumentFactory: (services) => new SegplanDocumentFactory(services),
    IndexManager: (services) => new SegplanIndexManager(services),
    LangiumDocuments: (services) => new SegplanLangiumDocuments(services),
  },
};

/** The language without an editor: what the command line, the scripts and the tests of the language use. */
export function createSegplanCoreServices(context: DefaultSharedCoreModuleContext): {
  shared: LangiumSharedCoreServices;
  Segplan: SegplanCoreServices;
} {
  const shared = inject(createDefaultSharedCoreModule(context), SegplanGeneratedSharedModule, SegplanSharedModule);
  const Segplan = inject(createDefaultCoreModule({ shared }), SegplanGeneratedModule, SegplanModule);
  shared.ServiceRegistry.register(Segplan);
  return { shared, Segplan };
}
