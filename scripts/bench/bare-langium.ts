// A language server of the same grammar with nothing but Langium in it.
import { inject } from 'langium';
import { createDefaultModule, createDefaultSharedModule, startLanguageServer } from 'langium/lsp';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { SegplanGeneratedModule, SegplanGeneratedSharedModule } from '../../language/generated/module.ts';

const connection = createConnection(ProposedFeatures.all);
const shared = inject(createDefaultSharedModule({ connection, ...NodeFileSystem }), SegplanGeneratedSharedModule);
const services = inject(createDefaultModule({ shared }), SegplanGeneratedModule);
shared.ServiceRegistry.register(services);
startLanguageServer(shared);
